import numpy as np
import pytest

import scaling_sym as ss
from data import refit
from scaling_sym.fits import besiroglu2024 as fit
from scaling_sym.fits import hoffmann2022
from scaling_sym.samples import stored


def test_the_published_fit_is_found_again_within_a_tenth_of_its_errors():
    a, b, e, alpha, beta = refit.points().refit()
    for name, found in {"E": np.exp(e), "A": np.exp(a), "B": np.exp(b), "alpha": alpha, "beta": beta}.items():
        assert found == pytest.approx(getattr(fit, name), abs=fit.errors[name] / 10)


def test_the_stored_refits_are_made_again_from_the_seed():
    best = refit.points().refit()
    draws = stored("besiroglu2024").draws
    for i, made in zip(range(5), refit.points().bootstrap(best, refit.SEED), strict=False):
        kept = [*(np.log(draws[name][i]) for name in "ABE"), draws["alpha"][i], draws["beta"][i]]
        assert kept == pytest.approx(made, abs=1e-4)


def test_the_box_is_that_of_the_points():
    for letter, values in refit.measured().items():
        assert fit.box.ranges[letter] == pytest.approx((values.min(), values.max()), rel=1e-3)
    assert fit.box.beyond(C=5.88e23) == pytest.approx(45, abs=0.5)
    assert fit.box.beyond(N=1e9) == 1
    assert fit.box.beyond(D=8e7) < 0.1


def test_intervals_land_on_published_ones():
    half = ss.interval(ss.required_multiple, fit, X=0.5)
    assert (half.median, half.low, half.high) == pytest.approx((49, 38, 60), rel=0.05)
    target = ss.interval(ss.required_compute, fit, L=1.9)
    assert np.log10([target.median, target.low, target.high]) == pytest.approx(
        np.log10([2.1e25, 4e24, 1.7e27]), abs=0.3
    )
    ratio = ss.interval(ss.tokens_per_parameter, fit, C=5.88e23)
    assert (ratio.median, ratio.low, ratio.high) == pytest.approx((18, 8, 35), rel=0.15)
    loss = ss.interval(ss.loss, fit, N=8e9, D=15e12, level=0.6827)  # what is published is one standard error
    assert loss.median == pytest.approx(2.022, abs=0.003)
    assert (loss.high - loss.low) / 2 == pytest.approx(0.015, rel=0.1)


def test_the_constants_hang_together_as_published():
    draws = fit.sample.draws
    exponent = ss.kappa(draws["alpha"], draws["beta"])
    assert exponent.mean() == pytest.approx(0.178, abs=0.001)
    assert exponent.std() == pytest.approx(0.005, abs=0.001)
    assert np.corrcoef(np.log(draws["A"]), draws["alpha"])[0, 1] == pytest.approx(0.999, abs=0.001)
    assert np.corrcoef(exponent, draws["E"])[0, 1] == pytest.approx(0.985, abs=0.005)


def test_a_target_below_the_floor_of_some_refits_is_out_of_reach_there():
    assert ss.interval(ss.required_compute, fit, L=1.8).high == np.inf
    assert ss.interval(ss.required_compute, fit, L=[1.0, 1.9]).low[0] == np.inf


def test_errors_say_what_is_wrong():
    with pytest.raises(ValueError, match="hoffmann2022 carries no refits; these do: besiroglu2024"):
        ss.interval(ss.loss, hoffmann2022, N=1e9, D=1e10)
    with pytest.raises(TypeError, match="missing a required argument: 'D'"):
        ss.interval(ss.loss, fit, N=1e9)
    with pytest.raises(TypeError, match="unexpected keyword argument 'x'"):
        ss.interval(ss.loss, fit, N=1e9, D=1e10, x=1)
    with pytest.raises(TypeError, match="E: carried by the fit"):
        ss.interval(ss.loss, fit, N=1e9, D=1e10, E=1)


def test_the_scatter_is_that_of_the_points():
    assert fit.sample.scatter == pytest.approx(refit.scatter(refit.points().refit()), rel=0.05)
