import math

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
