import math

import numpy as np
import pytest

import scaling_sym as ss
from scaling_sym import fits


def test_besiroglu_quote_hoffmann_within_rounding():
    printed, unrounded = fits.hoffmann2022, fits.hoffmann2022_unrounded
    assert pytest.approx(printed.E, abs=0.01) == unrounded.E
    assert pytest.approx(printed.A, abs=0.1) == unrounded.A
    assert pytest.approx(printed.B, abs=0.1) == unrounded.B
    assert unrounded.alpha == pytest.approx(printed.alpha, abs=0.005)
    assert unrounded.beta == pytest.approx(printed.beta, abs=0.005)


def test_chinchilla_is_optimal_by_the_later_fit():
    """Twenty tokens per parameter, within a quarter: Besiroglu et al. 2024."""
    budget = ss.compute(70e9, 1.4e12)
    n = ss.optimal_parameters(budget, **fits.besiroglu2024.terms)
    d = ss.optimal_tokens(budget, **fits.besiroglu2024.terms)
    assert d / n == pytest.approx(20, rel=0.25)


def test_every_fit_names_its_source():
    for fit in fits.PUBLISHED:
        assert fit.source
        assert getattr(fits, fit.name) is fit
        assert math.isfinite(ss.loss(1e9, 1e10, fit.E, **fit.terms))
    assert set(fits.besiroglu2024.errors) == {"E", *fits.besiroglu2024.terms}


def test_every_fit_knows_between_which_sizes_it_was_made():
    """Those of one set of experiments share the box of its points; the others have the ranges that were published."""
    for fit in (*fits.PUBLISHED, fits.kaplan2020):
        for letter, typical in {"N": 1e9, "D": 1e10}.items():
            low, high = fit.box.ranges[letter]
            assert 0 < low < typical < high
            assert fit.box.beyond(**{letter: 10 * high}) == pytest.approx(10)
    assert all(fit.box == fits.besiroglu2024.box for fit in fits.CHINCHILLA)
    assert fits.kaplan2020.box.ranges["N"][0] < fits.muennighoff2023.box.ranges["N"][0] < 1e7
    with pytest.raises(TypeError, match="the box has no range of C; it has those of N, D"):
        fits.kaplan2020.box.beyond(C=1e20)


def test_muennighoff_is_what_was_printed_and_splits_growth_evenly():
    """1.87 + 521/N^0.353 + 1488/D^0.353, for which the best split grows in step."""
    fit = fits.muennighoff2023
    assert (round(fit.E, 2), round(fit.A), round(fit.B), round(fit.alpha, 3)) == (1.87, 521, 1488, 0.353)
    assert ss.kappa(**fit.exponents) == pytest.approx(fit.alpha / 2, rel=1e-14)
    for formula in (ss.optimal_parameters, ss.optimal_tokens):
        assert formula(1e22, **fit.terms) / formula(1e20, **fit.terms) == pytest.approx(10, rel=1e-12)


def test_kaplan_has_no_floor_and_one_slope():
    law = fits.kaplan2020
    assert law.E == 0
    assert ss.compute_optimal_loss(3.1e8 * fits.PF_DAY, **law.constants) == pytest.approx(1)
    assert ss.compute_optimal_loss(fits.PF_DAY, **law.constants) == pytest.approx(2.66, abs=0.005)
    assert ss.required_compute(2.0, **law.constants) == pytest.approx(3.1e8 * fits.PF_DAY / 2**20)
    for compute in (1e15, 1e22, 1e30):
        assert ss.apparent_exponent(compute, **law.constants) == pytest.approx(law.kappa, rel=1e-15)


def test_a_law_without_a_floor_is_taken_everywhere_and_a_negative_one_nowhere():
    for formula in ss.formulas.values():
        if "E" in formula.__signature__.parameters:
            point = {str(s): 2.0 if s.default is None else s.default for s in formula.args} | {"E": 0.0}
            limit = formula(**point | {"E": 1e-300})
            assert formula(**point) == formula(**point | {"E": np.zeros(2)})[1] == pytest.approx(limit, rel=1e-14)
            with pytest.raises(ValueError, match=f"{formula.name}: E = -0.1 is outside its domain: E ≥ 0, finite"):
                formula(**point | {"E": -0.1})
