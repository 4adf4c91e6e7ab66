"""Each inverse, found again by bisection on the function that it inverts; the branches of the rate."""

import math
from itertools import cycle

import mpmath
import pytest
from sympy import LambertW

import scaling_sym as ss
from scaling_sym.symbols import X, kappa, t, tau
from tests.conftest import typical_points


def bracket(goal):
    """Two points between which (e^y - 1)/y passes the goal, on the side of 1 where the goal lies."""
    return (mpmath.mpf(10) ** -30, 4 * mpmath.log(goal) + 4) if goal > 1 else (-2 / goal, -(mpmath.mpf(10) ** -30))


def bisect(function, low, high):
    """The root of a function that changes sign between two points, at the working precision."""
    assert mpmath.sign(function(low)) != mpmath.sign(function(high))
    return mpmath.findroot(function, (low, high), solver="anderson", maxsteps=500, tol=mpmath.mpf(10) ** -60)


def test_required_compute_has_the_loss_asked_for():
    for p in typical_points(ss.required_compute, 60):
        compute = ss.required_compute(**p)
        reached = ss.compute_optimal_loss(compute, p["E"], p["K"], p["kappa"])
        assert reached == pytest.approx(p["L"], rel=1e-12)
        burden = ss.required_burden(**p, E_logical=7.0)
        assert burden == pytest.approx(compute / 7.0, rel=1e-14)


def test_doublings_of_the_multiple():
    for p in typical_points(ss.required_multiple, 60):
        doublings = -math.log2(p["X"]) * ss.doublings_per_halving(p["kappa"])
        assert math.log2(ss.required_multiple(**p)) == pytest.approx(doublings, rel=1e-12)


def test_time_to_target_is_when_the_target_is_met():
    reached = 0
    for p in typical_points(ss.time_to_target, 60):
        when = ss.time_to_target(**p)
        path = {name: p[name] for name in ("kappa", "gamma", "tau")}
        if when == math.inf:
            assert ss.relative_excess_loss(1e9, **path) > p["X"]
        else:
            reached += 1
            assert ss.relative_excess_loss(when, **path) == pytest.approx(p["X"], rel=1e-11)
            assert ss.doublings_to_target(**p) == pytest.approx(p["gamma"] * when, rel=1e-12)
    assert reached > 30


def test_required_rate_is_found_again_by_root_finding():
    grew = fell = 0
    for p, ratio in zip(typical_points(ss.required_doubling_rate, 60), cycle([0.1, 0.6, 1.4, 20, 1e4]), strict=False):
        p["t"] = p["tau"] * (p["X"] ** (-1 / p["kappa"]) - 1) / ratio
        rate = ss.required_doubling_rate(**p)
        grew, fell = grew + (rate > 0), fell + (rate < 0)
        with mpmath.workdps(40):
            x, k, T, period = (mpmath.mpf(p[name]) for name in ("X", "kappa", "t", "tau"))
            goal = (x ** (-1 / k) - 1) * period / T
            root = bisect(lambda y, goal=goal: mpmath.log(mpmath.expm1(y) / y / goal), *bracket(goal))
            exact = root / (T * mpmath.log(2))
        assert rate == pytest.approx(float(exact), rel=1e-11)
    assert min(grew, fell) >= 20, "both branches must be drawn"


def test_rate_near_the_meeting_of_the_branches():
    """Where no doublings are needed, r = 1: the rate passes through zero smoothly."""
    steady = 2.0**20 - 1
    below, at, above = ss.required_doubling_rate(0.5, 0.05, [steady * (1 + 1e-9), steady, steady * (1 - 1e-9)])
    assert below < 0 < above
    assert below == pytest.approx(-above, rel=1e-5)
    assert abs(at) < 1e-3 * above


def test_the_principal_branch_alone_would_be_wrong():
    wrong = ss.required_doubling_rate.expr.replace(
        lambda e: isinstance(e, LambertW) and len(e.args) == 2, lambda e: LambertW(e.args[0])
    )
    value = wrong.evalf(30, subs={X: 0.5, kappa: 0.05, t: 10, tau: 1})
    assert abs(value) < 1e-20
    assert ss.required_doubling_rate(0.5, 0.05, 10.0) > 2
