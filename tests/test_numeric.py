import inspect
import math

import mpmath
import numpy as np
import pytest

import scaling_sym as ss
from tests.conftest import precise, typical_points

EDGES = {
    "gamma": [0.0, 1e-300, -1e-300, 1e-12, -1e-12, 1e-6, 0.3, -0.3, 3.0],
    "t": [1e-9, 1e-3, 1.0, 100.0, 3000.0],
    "X": [1 - 2.0**-53, 1 - 1e-9, 0.9, 0.5, 1e-3],
    "rho": [0.0, 1e-300, -1e-12, 0.3, -0.3],
    "kappa": [0.02, 0.3, 1.0],
    "tau": [0.01, 1.0, 100.0],
}


def close(ours, exact, tolerance=1e-9):
    """Equal to a relative tolerance; a value that is no real number means a target never reached."""
    if mpmath.im(exact) != 0 or not mpmath.isfinite(exact):
        return ours == math.inf
    if abs(exact) > mpmath.mpf(2) ** 1024 or abs(exact) < mpmath.mpf(2) ** -1022:
        return ours == pytest.approx(float(exact), rel=1e-9, abs=1e-307)
    return abs(mpmath.mpf(ours) - exact) <= tolerance * abs(exact)


def test_agrees_with_the_symbols_at_random_points(formula):
    # near the smallest size the overhead grows without bound, and all that was rounded before with it
    tolerance = 1e-13 if formula is ss.overtraining_overhead else 1e-14
    points = typical_points(formula, 200)
    columns = {name: np.array([p[name] for p in points]) for name in points[0]}
    for point, ours in zip(points, formula(**columns), strict=True):
        assert close(ours, precise(formula, **point)), point
        assert formula(**point) == pytest.approx(ours, rel=tolerance)


def test_agrees_with_the_symbols_at_the_edges(formula):
    tolerance = 1e-7 if formula is ss.required_doubling_rate else 1e-9  # near r = 1 the rate passes through zero
    usual = typical_points(formula, 1)[0]
    axes = [[x for x in EDGES.get(str(s), []) if x in formula.domain(s)] or [usual[str(s)]] for s in formula.args]
    grid = np.array(np.meshgrid(*axes)).reshape(len(axes), -1)
    for values, ours in zip(grid.T, np.ravel(formula(*grid)), strict=True):
        point = dict(zip(map(str, formula.args), values, strict=True))
        assert close(ours, precise(formula, **point), tolerance), (point, ours)


def test_no_doublings_is_the_limit_and_not_a_gap():
    assert ss.compute_multiple(10.0, 0.0) == 11.0
    assert ss.cumulative_compute(10.0, 2.0, [0.0], tau=5.0).tolist() == [6.0]
    assert ss.time_to_target(0.5, 0.05, 0.0) == pytest.approx(2**20 - 1, rel=1e-14)


def test_late_times_do_not_overflow():
    late = ss.relative_excess_loss(1e4, 0.05, 1.0)
    assert late == pytest.approx(float(mpmath.mpf(2) ** -500 * mpmath.log(2) ** mpmath.mpf("0.05")), rel=1e-12)
    assert ss.relative_excess_loss(np.array([1e4]), 0.05, 1.0)[0] == pytest.approx(late, rel=1e-15)
    assert math.isfinite(ss.time_to_target(1e-8, 0.003, 1.0))


def test_targets_never_reached_are_infinitely_far():
    assert ss.time_to_target(0.5, 0.05, -1.0) == math.inf
    assert ss.doublings_to_target([0.5, 0.99], 0.05, -1.0)[0] == math.inf
    for gamma in (1.0, 0.0, -1.0):
        assert ss.time_to_target(0.0, 0.05, gamma) == math.inf
    assert ss.required_multiple(0.0, 0.05) == math.inf
    assert ss.required_doubling_rate(0.0, 0.05, 10.0) == math.inf


def test_a_target_already_met_takes_no_time():
    assert math.copysign(1, ss.time_to_target(1.0, 0.05, 1.0)) == 1
    assert ss.time_to_target(np.ones(3), 0.05, 0.0).tolist() == [0, 0, 0]
    assert ss.required_doubling_rate(1.0, 0.05, 10.0) == -math.inf


def test_nan_in_nan_out(formula):
    point = typical_points(formula, 1)[0]
    for name in point:
        assert math.isnan(formula(**point | {name: math.nan}))
        column = formula(**point | {name: np.array([point[name], math.nan])})
        assert np.isnan(column).tolist() == [False, True]


OUTSIDE = [("required_compute", "L", 1.0), ("required_doubling_rate", "t", 0.0), ("required_burden", "L", 0.5)]
OUTSIDE += [("time_to_target", "X", x) for x in (-1e-300, 1.0000001, math.inf)]
OUTSIDE += [("relative_excess_loss", "kappa", x) for x in (0.0, -0.05, math.inf)]
OUTSIDE += [("relative_excess_loss", "t", x) for x in (-1e-300, math.inf)]
OUTSIDE += [("relative_excess_loss", "gamma", x) for x in (math.inf, -math.inf)]
OUTSIDE += [("kappa", "alpha", 0.0), ("loss", "N", 0), ("compute", "k", -6)]
VALID = {"X": 0.5, "t": 1.0, "gamma": 1.0, "kappa": 0.1, "L": 2.0, "E": 1.0, "K": 3.0, "E_logical": 1.0, "N": 1e9}
VALID |= {"D": 1e9, "A": 1.0, "B": 1.0, "alpha": 0.3, "beta": 0.3, "k": 6.0, "tau": 1.0}


@pytest.mark.parametrize(("name", "argument", "value"), OUTSIDE)
def test_outside_the_domain(name, argument, value):
    formula = ss.formulas[name]
    arguments = {str(s): VALID[str(s)] for s in formula.args}
    with pytest.raises(ValueError, match=rf"^{name}: {argument} = .* is outside its domain: .*{argument}") as error:
        formula(**arguments | {argument: value})
    assert repr(float(value)) in str(error.value)
    column = np.array([[VALID[argument], VALID[argument]], [value, value]], dtype=float)
    with pytest.raises(ValueError, match=rf"{argument} = .* at index \(1, 0\) is outside"):
        formula(**arguments | {argument: column})


@pytest.mark.parametrize("value", ["0.5", None, 1j, [1, "a"], object(), b"1", {}, np.array(["x"]), 10**400])
def test_not_a_number(value):
    with pytest.raises(ValueError, match=r"^relative_excess_loss: kappa = "):
        ss.relative_excess_loss(1.0, value, 1.0)


def test_calls_bind_as_python_does():
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'beta'"):
        ss.kappa(0.3)
    with pytest.raises(TypeError, match="unexpected keyword argument 'delta'"):
        ss.kappa(0.3, 0.3, delta=1)
    assert ss.compute(1e9, 2e9) == ss.compute(D=2e9, N=1e9, k=6)
    assert str(inspect.signature(ss.compute)) == "(N, D, k=6.0)"
    assert str(inspect.signature(ss.time_to_target)) == "(X, kappa, gamma, tau=1.0)"


def test_scalars_give_scalars_and_arrays_broadcast():
    assert type(ss.kappa(0.3, 1)) is float
    assert ss.kappa([0.3, 0.4], np.ones((3, 1))).shape == (3, 2)
    assert ss.kappa([], 0.3).shape == (0,)
    assert ss.kappa(np.float32(0.5), 0.5).dtype == np.float32
    with pytest.raises(ValueError, match="shape mismatch"):
        ss.kappa([1, 2], [1, 2, 3])


def test_blocks_leave_no_seam():
    t = np.linspace(0, 30, 100_001)
    whole = ss.relative_excess_loss(t, 0.05, 1.0)
    single = [ss.relative_excess_loss(float(x), 0.05, 1.0) for x in t[::1000]]
    np.testing.assert_allclose(whole[::1000], single, rtol=1e-15)
    grid = ss.relative_excess_loss(t[:, None], np.array([0.05, 0.1, 0.2]), 1.0)
    np.testing.assert_array_equal(grid[:, 0], whole)
