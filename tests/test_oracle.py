"""What is exact, and what an error is: the oracle by which the numbers are judged accurate."""

import math

import pytest

from derivable.verify.oracle import exact, judge, nearest, ulp
from scaling_sym import compute, compute_multiple, time_to_target

ULP = 2.0**-52


def test_the_exact_value_is_narrow_and_a_limit_where_a_rate_is_nothing():
    assert exact(compute, (1.0, 1.0, 0.1)).contains(0.1)
    assert exact(compute_multiple, (3.0, 1.0, 1.0)).rel_accuracy_bits() > 100
    assert nearest(exact(compute_multiple, (3.0, 0.0, 1.0))) == 4
    assert exact(time_to_target, (0.5, 0.05, -1.0, 1.0)) == math.inf


def test_an_error_is_counted_in_the_last_place_and_beside_what_rounding_the_inputs_does():
    """Half a unit up in each of three factors moves the product by half a unit each."""
    right, off, worse, none = judge(compute, (1.0, 1.0, 1.0), [1.0, 1 + 2 * ULP, 1 - 4 * ULP, math.nan])
    assert (right.ulps, right.normalised) == (0, 0)
    assert (off.ulps, off.normalised) == pytest.approx((2, 2 / 2.5))
    assert (worse.ulps, worse.normalised) == pytest.approx((4, 4 / 2.5))
    assert (none.ulps, none.reference) == (math.inf, 1)


def test_an_input_that_is_nothing_is_not_moved():
    (error,) = judge(compute_multiple, (1.0, 0.0, 1.0), [2 + 4 * ULP])
    assert error.normalised == pytest.approx(2 / (1 + 0.25 + 0.25))


def test_a_target_out_of_reach_wants_infinity_and_a_number_that_is_too_large_has_a_last_place():
    for_ever, number = judge(time_to_target, (0.5, 0.05, -1.0, 1.0), [math.inf, 1e300])
    assert (for_ever.ulps, number.ulps) == (0, math.inf)
    assert ulp(math.inf) == 2.0**971
    assert ulp(-1.0) == ULP
