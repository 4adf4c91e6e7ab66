"""Phases, found again by quadrature over the whole history."""

from itertools import pairwise
from math import inf

import numpy as np
import pytest
from scipy.integrate import quad

import scaling_sym as ss
from scaling_sym.phases import Phase, phased_multiple

HISTORY = [Phase(3.0, 1.5, 1.3), Phase(4.0, 0.4, -0.4), Phase(2.5, -0.3), Phase(5.0, 0.5, 0.25)]


def pace(t):
    """How many times the efficiency and the spending of the start there are at time t."""
    doublings = 0.0
    for years, gamma, rho in HISTORY:
        within = min(max(t, 0.0), years)
        doublings += (gamma + rho) * within
        t -= years
    return 2**doublings


@pytest.mark.parametrize("tau", [0.2, 1.0, 7.0])
def test_quadrature_over_the_phases(tau):
    ends = [0.0, 3.0, 7.0, 9.5, 14.5]
    for t in (0.0, 0.7, 3.0, 5.0, 8.0, 14.5):
        parts = [quad(pace, low, min(high, t), epsrel=1e-12)[0] for low, high in pairwise(ends) if low < t]
        assert phased_multiple(t, HISTORY, tau) == pytest.approx(1 + sum(parts) / tau, rel=1e-10)


def test_after_the_last_phase_nothing_is_added():
    assert phased_multiple(1e3, HISTORY) == phased_multiple(14.5, HISTORY)


def test_phases_of_one_pace_are_no_phases():
    times = np.linspace(0, 20, 41)
    for gamma in (0.7, 0.0, -0.2):
        cut = [Phase(1.0, gamma / 2, gamma / 2), Phase(5.5, gamma), Phase(inf, 2 * gamma, -gamma)]
        np.testing.assert_allclose(phased_multiple(times, cut, 2.0), ss.compute_multiple(times, gamma, 2.0), rtol=1e-13)


def test_errors():
    with pytest.raises(ValueError, match=r"a phase of 0.0 years: more than 0 are wanted"):
        phased_multiple(1.0, [Phase(0.0, 1.0)])
    with pytest.raises(ValueError, match=r"tau = -1.0 is outside its domain"):
        phased_multiple(1.0, [Phase(1.0, 1.0)], -1.0)
    with pytest.raises(ValueError, match=r"t = -1.0 at index 1 is outside its domain"):
        phased_multiple([1.0, -1.0], HISTORY)
    with pytest.raises(ValueError, match=r"t = '3' is not a real number"):
        phased_multiple("3", HISTORY)


def test_what_a_time_carries_is_kept_or_refused():
    """Labels and masks come out; a unit or an error is not dropped in silence."""
    pandas, pint = pytest.importorskip("pandas"), pytest.importorskip("pint")
    uncertainties = pytest.importorskip("uncertainties")
    labelled = phased_multiple(pandas.Series([1.0, 6.0], index=["a", "b"]), HISTORY)
    assert labelled.to_dict() == {"a": phased_multiple(1.0, HISTORY), "b": phased_multiple(6.0, HISTORY)}
    masked = phased_multiple(np.ma.array([1.0, -999.0], mask=[False, True]), HISTORY)
    assert masked.mask.tolist() == [False, True]
    for carried in (12 * pint.UnitRegistry().month, uncertainties.ufloat(3, 0.1)):
        with pytest.raises(ValueError, match=r"carries a unit or an error: pass plain numbers of years"):
            phased_multiple(carried, HISTORY)
