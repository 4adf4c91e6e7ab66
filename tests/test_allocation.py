"""The optimum and the law it gives, found again without their closed forms."""

import numpy as np
import pytest
from scipy.optimize import minimize

import scaling_sym as ss
from scaling_sym import fits
from tests.conftest import typical_points


@pytest.mark.parametrize("fit", fits.PUBLISHED, ids=lambda fit: fit.name)
@pytest.mark.parametrize("budget", [1e18, 1e22, 1e26])
def test_constrained_minimisation_finds_the_optimum(fit, budget):
    """Two unknowns and one constraint, in logarithms, for a solver that knows no algebra."""

    def excess(u):
        return np.log(ss.loss(*np.exp(u), 1.0, **fit.terms) - 1.0)

    constraint = {"type": "eq", "fun": lambda u: u.sum() - np.log(budget / 6)}
    start = np.log([1e9, budget / 6e9])
    found = minimize(excess, start, method="SLSQP", constraints=constraint, options={"ftol": 1e-15, "maxiter": 500})
    optimum = [ss.optimal_parameters(budget, **fit.terms), ss.optimal_tokens(budget, **fit.terms)]
    np.testing.assert_allclose(np.exp(found.x), optimum, rtol=1e-3)
    law = np.log(ss.compute_coefficient(**fit.terms)) - ss.kappa(**fit.exponents) * np.log(budget)
    assert found.fun == pytest.approx(law, rel=1e-7)


def test_no_other_split_is_better():
    for point in typical_points(ss.optimal_parameters, 50):
        terms = {name: point[name] for name in ("A", "B", "alpha", "beta")}
        best_n, best_d = ss.optimal_parameters(**point), ss.optimal_tokens(**point)
        assert ss.compute(best_n, best_d, point["k"]) == pytest.approx(point["C"], rel=1e-12)
        shift = np.exp(np.concatenate([np.linspace(-5, -0.01, 20), np.linspace(0.01, 5, 20)]))
        others = ss.loss(best_n * shift, best_d / shift, 1e-9, **terms)
        assert (others > ss.loss(best_n, best_d, 1e-9, **terms)).all()


def test_kappa_is_the_slope_of_the_frontier():
    for point in typical_points(ss.optimal_parameters, 50):
        terms = {name: point[name] for name in ("A", "B", "alpha", "beta")}
        budgets = point["C"] * np.array([1.0, 2.0])
        n = ss.optimal_parameters(budgets, k=point["k"], **terms)
        d = ss.optimal_tokens(budgets, k=point["k"], **terms)
        excess = ss.loss(n, d, 1e-300, **terms)  # an irreducible loss that no excess is lost beside
        slope = -np.diff(np.log2(excess))[0]
        assert slope == pytest.approx(ss.kappa(point["alpha"], point["beta"]), rel=1e-9)


def test_a_fixed_ratio_has_another_exponent():
    fit = fits.hoffmann2022
    budgets = np.array([1e60, 1e61])
    n = np.sqrt(budgets / 120)
    excess = ss.loss(n, 20 * n, 1e-300, **fit.terms)
    slope = -np.diff(np.log10(excess))[0]
    assert slope == pytest.approx(min(fit.alpha, fit.beta) / 2, rel=1e-2)
    assert slope < 0.95 * ss.kappa(**fit.exponents)


def test_equal_exponents():
    assert ss.kappa(0.4, 0.4) == pytest.approx(0.2)
    assert ss.optimal_parameters(6e20, 1.0, 1.0, 0.4, 0.4) == pytest.approx(1e10)
