"""Tokens, found again by minimisation, by search over budgets and by adding up epochs."""

import numpy as np
import pytest
from scipy.optimize import brentq, minimize_scalar

import scaling_sym as ss
from scaling_sym import fits

FIT = fits.besiroglu2024


def best_size(compute, fit):
    """The size at which the loss is least on a budget, by a minimiser that knows no algebra."""

    def loss(log_size):
        return ss.loss(np.exp(log_size), compute / (6 * np.exp(log_size)), fit.E, **fit.terms)

    found = minimize_scalar(loss, bounds=np.log([1e4, 1e16]), method="bounded", options={"xatol": 1e-10})
    return np.exp(found.x)


@pytest.mark.parametrize("fit", fits.PUBLISHED, ids=lambda fit: fit.name)
@pytest.mark.parametrize("compute", [1e18, 1e22, 1e26])
def test_minimisation_finds_the_tokens_per_parameter(fit, compute):
    size = best_size(compute, fit)
    assert ss.tokens_per_parameter(compute, **fit.terms) == pytest.approx(compute / 6 / size**2, rel=1e-5)


def test_one_fit_asks_for_fewer_tokens_per_parameter_and_another_for_more():
    budgets = np.array([1e18, 1e26])
    ours, theirs = (ss.tokens_per_parameter(budgets, **fit.terms) for fit in (FIT, fits.hoffmann2022))
    assert ours == pytest.approx([25.7, 16.1], abs=0.05)
    assert theirs == pytest.approx([25.7, 153], rel=5e-3)


@pytest.mark.parametrize("fit", fits.PUBLISHED, ids=lambda fit: fit.name)
@pytest.mark.parametrize("tokens", [1e9, 1.4e12, 3e14])
def test_a_search_over_budgets_finds_the_one_that_asks_for_all_the_data(fit, tokens):
    def missing(log_compute):
        compute = np.exp(log_compute)
        return np.log(compute / 6 / best_size(compute, fit) / tokens)

    found = np.exp(brentq(missing, np.log(1e17), np.log(1e31), xtol=1e-6))
    assert ss.data_limited_compute(tokens, **fit.terms) == pytest.approx(found, rel=1e-4)


def test_beyond_it_compute_alone_can_at_most_halve_the_excess():
    tokens = 3e14
    compute = ss.data_limited_compute(tokens, **FIT.terms)
    at_best = ss.compute_optimal_loss(compute, FIT.E, ss.compute_coefficient(**FIT.terms), ss.kappa(**FIT.exponents))
    without_end = ss.loss(1e300, tokens, FIT.E, **FIT.terms)
    left = (without_end - FIT.E) / (at_best - FIT.E)
    assert left == pytest.approx(FIT.alpha / (FIT.alpha + FIT.beta), rel=1e-9)
    assert left == pytest.approx(0.49, abs=5e-3)


def test_epochs_are_added_up():
    """Many small steps through the epochs, each worth less than the last."""
    for epochs, fading in ((1.0, 15.39), (4.0, 15.39), (100.0, 15.39), (7.5, 3.0)):
        steps = np.linspace(1, epochs, 100_001)
        gain = np.exp(-(steps - 1) / fading)
        added = 1 + (gain[:-1] + gain[1:]).sum() / 2 * (steps[1] - steps[0])
        assert ss.repeated_tokens(1e12, epochs, fading) == pytest.approx(1e12 * added, rel=1e-7)


def test_four_epochs_are_worth_nearly_four_times_the_data_and_no_number_more_than_sixteen():
    worth = ss.repeated_tokens(1.0, np.array([1.0, 4.0, 100.0, 1e6]), 15.39)
    assert worth == pytest.approx([1.0, 3.7, 16.4, 16.39], abs=0.05)
    with pytest.raises(ValueError, match=r"epochs = 0\.5 is outside its domain"):
        ss.repeated_tokens(1.0, 0.5, 15.39)


@pytest.mark.parametrize("fit", fits.PUBLISHED, ids=lambda fit: fit.name)
def test_a_better_algorithm_is_worth_compute_whatever_the_fit(fit):
    p, q, compute = 1.7, 0.6, 1e22
    better = fit.terms | {"A": fit.A * p**-fit.alpha, "B": fit.B * q**-fit.beta}
    least = ss.compute_optimal_loss(compute, fit.E, ss.compute_coefficient(**better), ss.kappa(**fit.exponents))
    needed = ss.required_compute(least, fit.E, ss.compute_coefficient(**fit.terms), ss.kappa(**fit.exponents))
    assert ss.compute_equivalent(p, q) == pytest.approx(needed / compute, rel=1e-9)
    sizes = ss.optimal_parameters(compute, **better), ss.optimal_parameters(p * q * compute, **fit.terms)
    assert p * sizes[0] == pytest.approx(sizes[1], rel=1e-12)


@pytest.mark.parametrize("fit", fits.PUBLISHED, ids=lambda fit: fit.name)
@pytest.mark.parametrize("u", [0.24, 0.5, 0.9])
@pytest.mark.parametrize("price", [1.0, 2.0, 8.0])
def test_a_search_over_sizes_finds_the_cheapest_in_all(fit, u, price):
    served = ss.justifying_tokens(u, **fit.exponents, k_s=price)

    def in_all(size):
        return 6 * ss.overtraining_overhead(size, **fit.exponents) + price * size * served

    least = ss.smallest_size(**fit.exponents)
    found = minimize_scalar(in_all, bounds=(least, 1), method="bounded", options={"xatol": 1e-10})
    assert found.x == pytest.approx(u, rel=1e-5)


def test_what_serving_justifies_at_the_ends():
    exponents = FIT.exponents
    assert ss.justifying_tokens(1.0, **exponents, k_s=2.0) == 0
    assert ss.justifying_tokens(0.99 * ss.smallest_size(**exponents), **exponents, k_s=2.0) == np.inf
    with pytest.raises(ValueError, match=r"u = 1\.5 is outside its domain"):
        ss.justifying_tokens(1.5, **exponents, k_s=2.0)


def test_what_eight_billion_parameters_on_fifteen_trillion_tokens_must_serve():
    for fit, told in ((FIT, 1.9e14), (fits.hoffmann2022, 6.9e13)):
        loss = ss.loss(8e9, 15e12, fit.E, **fit.terms)
        needed = ss.required_compute(loss, fit.E, ss.compute_coefficient(**fit.terms), ss.kappa(**fit.exponents))
        u = 8e9 / ss.optimal_parameters(needed, **fit.terms)
        served = ss.justifying_tokens(u, **fit.exponents, k_s=2.0) * ss.optimal_tokens(needed, **fit.terms)
        assert served == pytest.approx(told, rel=0.02)
