"""Scenarios, found again by search over all lengths of a run, by quadrature and by root finding."""

import math

import mpmath
import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import brentq

import scaling_sym as ss
from tests.conftest import typical_points


def test_a_run_in_a_growing_world_is_a_run_with_more_compute():
    for p in typical_points(ss.run_excess_loss, 40):
        budgets = [1e20, 1e20 * 2 ** (p["gamma"] * p["t"]) * 2 ** (p["rho"] * p["t"])]
        now, then = (ss.compute_optimal_loss(c, 1e-300, 2.0, p["kappa"]) for c in budgets)
        assert ss.run_excess_loss(**p) == pytest.approx(then / now, rel=1e-12)


def test_the_sustaining_rate_is_found_by_root_finding():
    for p in typical_points(ss.sustaining_rate, 40):
        found = brentq(lambda rate, p=p: ss.run_excess_loss(p["halving_time"], p["kappa"], rate, 0.0) - 0.5, 0, 1e4)
        assert ss.sustaining_rate(**p) == pytest.approx(found, rel=1e-9)


def test_quadrature_adds_up_the_resource():
    for p in typical_points(ss.cumulative_resource, 40):
        spent, _ = quad(lambda u, p=p: p["P_0"] * 2 ** (p["rho"] * u), 0, p["t"], epsrel=1e-12)
        assert ss.cumulative_resource(**p) == pytest.approx(p["P_0"] * p["tau"] + spent, rel=1e-10)


def test_quadrature_adds_up_the_compute_of_a_pace_that_dies_away():
    for p in typical_points(ss.slowing_multiple, 40):
        doublings, tau = p["gamma"] * p["H"] / math.log(2), p["tau"]
        years, _ = quad(lambda u, n=doublings, H=p["H"]: 2 ** (n * -math.expm1(-u * math.log(2) / H)), 0, p["t"])
        assert ss.slowing_multiple(**p) == pytest.approx(1 + years / tau, rel=1e-7)


@pytest.mark.parametrize("gamma", [-1.0, 0.3, 2.0])
def test_a_pace_that_dies_away_ends_in_a_straight_line_and_one_that_lasts_is_the_multiple(gamma):
    late = np.diff(ss.slowing_multiple(np.array([400.0, 401.0]), gamma, 5.0, 2.0))
    assert late == pytest.approx(math.exp(gamma * 5) / 2, rel=1e-9)
    assert ss.slowing_multiple(10.0, gamma, 1e12, 2.0) == pytest.approx(ss.compute_multiple(10.0, gamma, 2.0), rel=1e-9)


@pytest.mark.parametrize("rate", [-700.0, -36.0, -3.0, -1e-8, 1e-8, 1.0, 2.71, 2.73, 30.0, 600.0])
def test_the_exponential_integral_agrees_on_either_side_of_every_seam(rate):
    """Where the rule ends and the series begins, and where the rule is cut short."""
    for years in (1e-3, 0.4, 0.99, 1.01, math.log(abs(rate)) - 1e-3, math.log(abs(rate)) + 1e-3, 9.0):
        if years > 0:
            with mpmath.workdps(60 + abs(int(rate))):
                ends = [mpmath.ei(-rate * mpmath.exp(-u)) for u in (0, mpmath.mpf(years))]
                exact = 1 + mpmath.exp(rate) * (ends[0] - ends[1])
            found = ss.slowing_multiple(years, rate / math.log(2), math.log(2), 1.0)
            assert found == pytest.approx(float(exact), rel=4e-16 * (4 + abs(rate)))


@pytest.mark.parametrize("gamma", [0.05, 0.4, 1.0, 2.5])
def test_no_other_length_of_a_run_does_more(gamma):
    lengths = np.geomspace(1e-2, 1e3, 200_001)
    done = lengths * 2 ** (-gamma * lengths)  # by a given day, in units of what a year does at that day's efficiency
    assert ss.longest_run(gamma) == pytest.approx(lengths[done.argmax()], rel=1e-4)


def test_the_longest_run_lands_on_the_published_one():
    """Epoch 2022: hardware alone, a doubling in 2.46 years, gives 3.55 years."""
    assert ss.longest_run(1 / 2.46) == pytest.approx(3.55, abs=0.005)


def test_root_finding_gives_the_head_starts():
    for p in typical_points(ss.head_start_accumulated, 40):
        runs = brentq(lambda t, p=p: ss.logical_efficiency(t, 1.0, p["gamma"]) - p["s"], 0, 1e5)
        assert ss.head_start(p["s"], p["gamma"]) == pytest.approx(runs, rel=1e-9)
        both = brentq(lambda t, p=p: ss.compute_multiple(t, p["gamma"], p["tau"]) - p["s"], 0, 1e5)
        assert ss.head_start_accumulated(**p) == pytest.approx(both, rel=1e-9)


def test_an_accumulated_head_start_grows_to_what_it_is_worth_to_runs():
    path = {"gamma": 1.0, "tau": 0.5}
    ahead = []
    for behind in (0.0, 2.0, 5.0, 20.0):
        goal = 8 * ss.compute_multiple(behind, **path)
        ahead.append(brentq(lambda t, goal=goal: ss.compute_multiple(t, **path) - goal, 0, 100) - behind)
    assert ahead[0] == pytest.approx(ss.head_start_accumulated(8.0, **path), rel=1e-12)
    assert ahead == sorted(ahead)
    assert ahead[-1] == pytest.approx(ss.head_start(8.0, 1.0), abs=1e-5)


@pytest.mark.parametrize("gamma", [0.05, 0.4, 1.0, 2.5])
def test_no_other_beginning_ends_sooner(gamma):
    starts = np.linspace(0, 60, 600_001)
    for length in (0.1, 0.5, 2.0, 5.0, 40.0):
        soonest = starts[(starts + length * 2 ** (-gamma * starts)).argmin()]
        assert ss.best_start(length, gamma) == pytest.approx(soonest, abs=1e-3)
    column = ss.best_start(np.array([[0.1], [5.0]]), np.array([gamma, 3.0]))
    assert column == pytest.approx(np.array([[ss.best_start(T, g) for g in (gamma, 3.0)] for T in (0.1, 5.0)]))


def test_a_run_shorter_than_the_longest_begins_now():
    longest = ss.longest_run(0.7)
    assert ss.best_start(longest * (1 - 1e-9), 0.7) == 0
    assert 0 < ss.best_start(longest * (1 + 1e-9), 0.7) < 1e-8


def test_quadrature_gives_what_is_added():
    for p in typical_points(ss.added_compute, 40):
        years, _ = quad(lambda u, p=p: 2 ** (p["gamma"] * u), 0, p["t"], epsrel=1e-12)
        assert ss.added_compute(**p) == pytest.approx(p["C_0"] / p["tau"] * years, rel=1e-10)
    assert ss.added_compute(7.0, 3e24, 0.0, 2.0) == pytest.approx(3e24 * 3.5, rel=1e-15)


def test_utilisation_counts_operations():
    """An hour of 10 MW at 6e11 FLOP a joule, of devices that are said to do 1.5e19 FLOP a second."""
    done, could = 6e11 * (1e7 * 3600), 1.5e19 * 3600
    assert ss.model_flops_utilisation(6e11, 1e7, 1.5e19) == pytest.approx(done / could)


def test_a_rate_that_does_not_grow_has_no_longest_run():
    for gamma in (0.0, -1.0):
        with pytest.raises(ValueError, match=r"longest_run: gamma = .* is outside its domain"):
            ss.longest_run(gamma)
    assert math.isclose(ss.longest_run(1.0), 1 / float(mpmath.log(2)))
