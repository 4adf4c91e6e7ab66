"""Slopes and overheads, found again by differences and minimisation, and the case of 8 billion parameters."""

import numpy as np
import pytest
from scipy.optimize import brentq, minimize_scalar

import scaling_sym as ss
from scaling_sym import fits

FIT = fits.besiroglu2024
KAPPA = ss.kappa(**FIT.exponents)
LAW = {"E": FIT.E, "K": ss.compute_coefficient(**FIT.terms), "kappa": KAPPA}
SIZE, TOKENS = 8e9, 15e12


def least_compute(loss, fit):
    """The least compute that reaches a loss, and the size that does it, by a minimiser that knows no algebra."""

    def compute(log_size):
        missed = loss - fit.E - fit.A * np.exp(-fit.alpha * log_size)
        return log_size - np.log(missed / fit.B) / fit.beta if missed > 0 else np.inf

    smallest = np.log(fit.A / (loss - fit.E)) / fit.alpha
    found = minimize_scalar(compute, bounds=(smallest + 1e-9, smallest + 20), method="bounded", options={"xatol": 1e-9})
    return 6 * np.exp(found.fun), np.exp(found.x)


@pytest.mark.parametrize("fit", fits.PUBLISHED, ids=lambda fit: fit.name)
@pytest.mark.parametrize(("size", "tokens"), [(8e9, 15e12), (70e9, 1.4e12), (1e8, 2e9), (1e12, 1e11)])
def test_minimisation_finds_the_overhead_for_a_loss(fit, size, tokens):
    least, best = least_compute(ss.loss(size, tokens, fit.E, **fit.terms), fit)
    overhead = ss.overtraining_overhead(size / best, **fit.exponents)
    assert overhead == pytest.approx(ss.compute(size, tokens) / least, rel=1e-4)
    assert overhead >= 1


@pytest.mark.parametrize("fit", fits.PUBLISHED, ids=lambda fit: fit.name)
@pytest.mark.parametrize("v", [0.1, 0.5, 1.5, 8])
def test_minimisation_finds_the_overhead_at_a_budget(fit, v):
    def excess(log_size, budget=1e22):
        return ss.loss(np.exp(log_size), budget / 6 / np.exp(log_size), 1.0, **fit.terms) - 1.0

    found = minimize_scalar(excess, bounds=(10, 40), method="bounded", options={"xatol": 1e-10})
    assert ss.budget_overhead(v, **fit.exponents) == pytest.approx(excess(found.x + np.log(v)) / found.fun, rel=1e-6)


def test_the_two_overheads_are_one_curve_on_two_rulers():
    v = np.geomspace(0.01, 100, 41)
    f = ss.budget_overhead(v, **FIT.exponents)
    np.testing.assert_allclose(
        ss.overtraining_overhead(v * f ** (1 / FIT.alpha), **FIT.exponents), f ** (1 / KAPPA), rtol=1e-10
    )


def test_below_the_smallest_size_no_compute_is_enough():
    smallest = ss.smallest_size(**FIT.exponents)
    assert smallest == pytest.approx(0.146, abs=5e-4)
    assert ss.overtraining_overhead(smallest * (1 - 1e-9), **FIT.exponents) == np.inf
    assert ss.overtraining_overhead(smallest * (1 + 1e-6), **FIT.exponents) > 1e6
    np.testing.assert_array_equal(ss.overtraining_overhead(np.array([0.01, 1.0]), **FIT.exponents), [np.inf, 1.0])


def test_the_quadratic_form_is_good_near_the_optimum_only():
    def quadratic(u):
        return np.exp((FIT.alpha + FIT.beta) * np.log(u) ** 2 / 2)

    assert ss.overtraining_overhead(1.1, **FIT.exponents) == pytest.approx(quadratic(1.1), rel=1e-3)
    assert quadratic(0.24) == pytest.approx(2.07, abs=5e-3)
    assert ss.overtraining_overhead(0.24, **FIT.exponents) == pytest.approx(5.23, abs=5e-3)


def test_a_valley_flat_in_loss_is_steep_in_compute():
    excess = ss.budget_overhead(2, **FIT.exponents)
    assert excess == pytest.approx(1.031, abs=5e-4)
    assert excess ** (1 / KAPPA) == pytest.approx(1.186, abs=5e-4)
    ends = [
        brentq(lambda v: ss.budget_overhead(v, **FIT.exponents) ** (1 / KAPPA) - 1.1, *span)
        for span in ((0.1, 1), (1, 9))
    ]
    assert ends == pytest.approx([0.60, 1.68], abs=5e-3)


def test_the_apparent_exponent_is_the_slope_of_the_logarithm_of_the_loss():
    for budget in (1e14, 1e20, 1e26):
        losses = ss.compute_optimal_loss(np.array([budget * 0.999, budget * 1.001]), **LAW)
        slope = -np.diff(np.log(losses))[0] / np.log(1.001 / 0.999)
        assert ss.apparent_exponent(budget, **LAW) == pytest.approx(slope, rel=1e-6)


def test_kaplans_seven_decades_show_an_exponent_of_a_tenth():
    budgets = np.logspace(13.4, 20.7, 2000)
    fitted = -np.polyfit(np.log(budgets), np.log(ss.compute_optimal_loss(budgets, **LAW)), 1)[0]
    assert fitted == pytest.approx(0.101, abs=5e-4)
    steepest, flattest = ss.apparent_exponent(budgets[[0, -1]], **LAW)
    assert (steepest, flattest) == pytest.approx((0.15, 0.042), abs=5e-3)
    assert ss.apparent_exponent(1e20, **LAW) == pytest.approx(0.051, abs=5e-4)


def test_the_next_hundredth_of_a_nat():
    compute = 5.88e23
    loss = ss.compute_optimal_loss(compute, **LAW)
    assert loss - FIT.E == pytest.approx(0.157, abs=5e-4)
    assert 0.01 * ss.marginal_compute(loss, **LAW) / compute == pytest.approx(0.36, abs=5e-3)
    assert ss.required_compute(loss - 0.01, **LAW) / compute - 1 == pytest.approx(0.45, abs=5e-3)


def test_eight_billion_parameters_on_fifteen_trillion_tokens():
    shares = {}
    for fit, share, u in ((FIT, 0.18, 0.24), (fits.hoffmann2022, 0.50, 0.31)):
        loss = ss.loss(SIZE, TOKENS, fit.E, **fit.terms)
        needed = ss.required_compute(loss, fit.E, ss.compute_coefficient(**fit.terms), ss.kappa(**fit.exponents))
        shares[fit.name] = needed / ss.compute(SIZE, TOKENS)
        assert shares[fit.name] == pytest.approx(share, abs=5e-3)
        best = ss.optimal_parameters(needed, **fit.terms)
        assert SIZE / best == pytest.approx(u, abs=5e-3)
        assert 1 / ss.overtraining_overhead(SIZE / best, **fit.exponents) == pytest.approx(shares[fit.name], rel=1e-9)
    assert ss.loss(SIZE, TOKENS, FIT.E, **FIT.terms) == pytest.approx(2.022, abs=5e-4)
    assert SIZE / ss.optimal_parameters(ss.compute(SIZE, TOKENS), **FIT.terms) == pytest.approx(0.099, abs=5e-4)
