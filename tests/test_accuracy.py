"""Every formula against ball arithmetic, on random points and edges of two domains, as scalars and as arrays."""

import math

import pytest

from derivable.verify.oracle import judge
from scaling_sym import accuracy, formulas
from scaling_sym.knowledge import KNOWLEDGE
from scaling_sym.symbols import X

COUNT = 300


def limit(name: str) -> float:
    return KNOWLEDGE[formulas[name]].error


@pytest.mark.parametrize("domain", accuracy.DOMAINS)
@pytest.mark.parametrize("name", formulas)
def test_error_is_small_beside_what_rounding_the_inputs_does(name, domain):
    for way in accuracy.errors(formulas[name], domain, COUNT):
        worst = max(way, key=lambda e: (math.isnan(e.normalised), e.normalised))
        assert worst.normalised <= limit(name), worst


def test_a_small_rate_amplifies_nothing():
    """In units in the last place, whatever the inputs: a power that is near 1 times a small rate keeps its digits."""
    for name in ("time_to_target", "doublings_to_target"):
        for way in accuracy.errors(formulas[name], "core", COUNT):
            assert max(e.ulps for e in way) < 10


# Points that have gone wrong in one form or another: (formula, arguments).
CORNERS = [
    ("logical_efficiency", (1030.3, 1e12, -1.0)),  # 2^(γt) is subnormal, its product with E_0 is not
    ("logical_efficiency", (2000.0, 1e10, 0.5)),
    ("logical_efficiency", (1050.0, 1e-12, 1.0)),  # 2^(γt) overflows, the product does not
    ("cumulative_compute", (1100.0, 1e-30, 1.0, 1.0)),
    ("compute_multiple", (5.3, 1e-312, 1.0)),  # γt is subnormal, and has lost digits
    ("compute_multiple", (1024.5, 1.0, 10.0)),  # exprel of 709 to 716: e^z overflows, the multiple does not
    ("relative_excess_loss", (1e4, 0.003, 1.0, 1.0)),
    ("relative_excess_loss", (1030.0, 0.6, 1.0, 1e-2)),
    ("relative_excess_loss", (50.0, 0.3, -1e-12, 1.0)),
    ("required_burden", (2.0, 1.9, 1e-1, 0.003, 1e-12)),
    ("required_burden", (1.9000001, 1.9, 2000.0, 0.033, 1e12)),
    ("time_to_target", (1e-8, 0.003, 1.0, 1.0)),
    ("time_to_target", (1e-8, 0.01, 1e-9, 100.0)),
    ("time_to_target", (0.5, 0.05, -1.3759e-6, 1.0)),  # 1 + γτ ln 2 (M - 1) is nearly 0
    ("doublings_to_target", (1e-6, 0.0044, 0.0, 1.0)),  # none pass, however long it takes
    ("time_to_target", (0.38, 0.227, 1e-312, 0.7)),
    ("doublings_to_target", (0.38, 0.0227, -1e-300, 0.5)),
    ("doublings_to_target", (0.38, 0.0227, 1e-300, 0.5)),
    ("required_doubling_rate", (0.4960188684482555, 0.48179588536234025, 8.557760881703539, 1.823970048568161)),
    ("required_doubling_rate", (0.5, 1.0, 1.0, 1.0)),  # r = 1 exactly
    ("required_doubling_rate", (0.5, 1.0, 1.0 + 2.0**-52, 1.0)),
    ("required_doubling_rate", (1e-8, 0.003, 1e-3, 100.0)),
]


@pytest.mark.parametrize(("name", "point"), CORNERS)
def test_corners(name, point):
    formula = formulas[name]
    values = [way(formula, [point])[0] for way in accuracy.OURS]
    for error in judge(formula, point, values):
        assert error.normalised <= limit(name), error


@pytest.mark.parametrize("way", accuracy.OURS)
def test_a_factor_that_underflows_takes_no_digits_along(way):
    (value,) = way(formulas["logical_efficiency"], [(1030.5, 2.0**40, -1.0)])
    assert value == pytest.approx(math.exp2(40 - 1030.5), rel=4e-16, abs=0)


@pytest.mark.parametrize("way", accuracy.OURS)
def test_a_target_out_of_reach_takes_for_ever(way):
    for name in ("time_to_target", "doublings_to_target"):
        assert way(formulas[name], [(0.5, 0.05, -1.0, 1.0), (0.0, 0.05, 1.0, 1.0)]) == [math.inf, math.inf]
    assert way(formulas["required_doubling_rate"], [(0.0, 0.05, 1.0, 1.0)]) == [math.inf]
    assert way(formulas["required_doubling_rate"], [(1.0, 0.05, 1.0, 1.0)]) == [-math.inf]


def test_the_judge_can_fail():
    """Naive code is far off in both domains: the points reach where it cancels."""
    for name in ("compute_multiple", "relative_excess_loss", "time_to_target"):
        for domain in accuracy.DOMAINS:
            (naive,) = accuracy.errors(formulas[name], domain, 100, [accuracy.by_naive_lambdify])
            assert max(e.ulps for e in naive) > 1e12


def test_points_reach_the_edges():
    for domain, least in (("core", 1e-2), ("wide", 1e-8)):
        drawn = accuracy.points(formulas["time_to_target"], domain, 100)
        place = formulas["time_to_target"].args.index(X)
        assert {point[place] for point in drawn} >= {1.0, 1 - 2.0**-53, least}
        assert any(point[2] == 0 for point in drawn)
    growths = [abs(p[0] * p[2]) for p in accuracy.points(formulas["relative_excess_loss"], "wide", 300)]
    assert 5e3 < max(growths) <= 1e4 * (1 + 1e-15)
