"""Compute and excess loss in time, found again by quadrature and by a differential equation."""

from itertools import pairwise

import mpmath
import pytest

import scaling_sym as ss
from tests.conftest import typical_points


def test_quadrature_accumulates_the_compute():
    for point in typical_points(ss.cumulative_compute, 40):
        with mpmath.workdps(40):
            t, c, g, tau = (mpmath.mpf(point[name]) for name in ("t", "C_0", "gamma", "tau"))
            integral = mpmath.quad(lambda s, g=g: mpmath.mpf(2) ** (g * s), mpmath.linspace(0, t, 9))
            accumulated = c * (1 + integral / tau)
        assert ss.cumulative_compute(**point) == pytest.approx(float(accumulated), rel=1e-13)


def test_excess_loss_is_a_power_of_the_multiple():
    for point in typical_points(ss.relative_excess_loss, 40):
        multiple = ss.compute_multiple(point["t"], point["gamma"], point["tau"])
        loss = [ss.compute_optimal_loss(c, 1e-300, 2.0, point["kappa"]) for c in (1e20, 1e20 * multiple)]
        assert ss.relative_excess_loss(**point) == pytest.approx(loss[1] / loss[0], rel=1e-12)


def test_late_halving_time_is_one_over_kappa_gamma():
    for kappa, gamma in ((0.05, 1.0), (0.1, 2.0), (0.3, 0.5)):
        late = ss.relative_excess_loss([1000.0, 1000.0 + 1 / (kappa * gamma)], kappa, gamma)
        assert late[1] / late[0] == pytest.approx(0.5, rel=1e-12)


def test_decay_has_a_ceiling():
    ceiling = 1 + 1 / (0.5 * 2.0 * float(mpmath.log(2)))
    assert ss.compute_multiple(1e6, -0.5, 2.0) == pytest.approx(ceiling, rel=1e-14)
    assert ss.compute_multiple(20.0, -0.5, 2.0) < ceiling


def test_more_doublings_are_never_worse():
    rates = [-2.0, -0.5, -1e-9, 0.0, 1e-9, 0.5, 2.0]
    excess = ss.relative_excess_loss(5.0, 0.1, rates)
    assert all(a > b for a, b in pairwise(excess))
