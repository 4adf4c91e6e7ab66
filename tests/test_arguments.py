"""Each kind of argument that people have: the same kind comes out, or one that is named, or a sentence; never less."""

from functools import cache

import numpy as np
import pytest

import scaling_sym as ss
from scaling_sym.fits import besiroglu2024
from tests.arguments import KINDS, PAGE, PLACES, libraries, made, numbers, outcome, page
from tests.required import module

NAMES = cache(libraries)
EVERY = [pytest.param(kind, id=f"{heading}, {kind.name}") for heading, kinds in KINDS.items() for kind in kinds]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.formula.name)
@pytest.mark.parametrize("kind", EVERY)
def test_no_number_is_wrong(kind, place):
    argument, meaning = made(kind, place, NAMES())
    result, words = outcome(argument, place)
    if result is None:
        assert words.startswith(place.beginning)
        return
    short = {"float16": 2e-3, "float32": 1e-6, "bfloat16": 1e-2}.get(str(getattr(result, "dtype", "")).split(".")[-1])
    np.testing.assert_allclose(numbers(result), place(meaning), rtol=short or 1e-14)


def test_the_page_says_what_happens():
    assert page() == PAGE.read_text()


def test_there_are_enough_kinds_and_each_is_another():
    names = [kind.make for kinds in KINDS.values() for kind in kinds]
    assert len(names) == len(set(names)) >= 60


def lib(name):
    return NAMES()[name]


def test_quantities_are_converted_by_the_units_of_the_letters():
    pint, astropy = lib("pint"), lib("astropy")
    thirty_six = ss.compute_multiple(3.0, 1.0)
    assert thirty_six == pytest.approx(11.0989, abs=1e-4)
    for quantity in (36 * pint.month, (36 * pint.month).to_base_units(), 1095.75 * astropy.day):
        found = ss.compute_multiple(quantity, 1.0)
        assert float(found) == pytest.approx(thirty_six, rel=1e-14)
        assert type(found) is type(quantity)
    monthly = ss.compute_multiple(36 * pint.month, 1 / 12 / pint.month, tau=365.25 * pint.day)
    assert monthly.magnitude == pytest.approx(thirty_six, rel=1e-14)
    assert ss.compute_multiple(36 * pint.month, 1 / astropy.year).magnitude == pytest.approx(thirty_six, rel=1e-14)


def test_results_carry_the_unit_of_the_formula():
    pint, astropy = lib("pint"), lib("astropy")
    burden = ss.physical_burden(1e23, 1e14 / pint.kilojoule)
    assert burden.to("gigajoule").magnitude == pytest.approx(1e3)
    assert ss.physical_burden(1e23, 1e14 / astropy.kJ).to_value(astropy.GJ) == pytest.approx(1e3)
    rate = ss.required_doubling_rate(0.5, 0.25, 48 * pint.month)
    assert rate.to("1/month").magnitude == pytest.approx(ss.required_doubling_rate(0.5, 0.25, 4.0) / 12)


def test_what_a_library_does_not_know_is_counted_in_pure_numbers_and_what_it_knows_is_meant():
    pint = module("pint").UnitRegistry()
    with pytest.raises(ValueError, match=r"E_logical = .* cannot be converted to its unit: FLOP/joule"):
        ss.physical_burden(1e23, 1e11 * pint.nat / pint.joule)  # to pint, a nano technical atmosphere
    pint.define("FLOP = [operation]")
    burden = ss.physical_burden(1e-3 * pint.yottaFLOP, 1e-2 * pint.teraFLOP / pint.joule)
    assert burden.to("joule").magnitude == pytest.approx(1e11)
    law = ss.compute_optimal_loss(1e21 * pint.FLOP, E=1.8, K=2000.0 * pint("FLOP") ** 0.17, kappa=0.17)
    assert law.magnitude == pytest.approx(ss.compute_optimal_loss(1e21, 1.8, 2000.0, 0.17))
    with pytest.raises(ValueError, match="a unit has the power kappa of FLOP: give kappa as a number"):
        ss.compute_optimal_loss(1e21 * pint.FLOP, E=1.8, K=2000.0 * pint("FLOP") ** 0.17, kappa=np.array([0.17]))


def test_series_are_aligned_by_label():
    pandas = lib("pandas")
    years = pandas.Series([1.0, 2.0, 3.0], index=list("abc"))
    exponents = pandas.Series([0.3, 0.1], index=list("cb"))
    found = ss.relative_excess_loss(years, exponents, 1.0)
    assert found.index.tolist() == ["a", "b", "c"]
    assert np.isnan(found["a"])
    assert found["c"] == ss.relative_excess_loss(3.0, 0.3, 1.0)
    table = pandas.DataFrame({"x": [1.0, 2.0], "y": [3.0, 4.0]})
    shuffled = ss.relative_excess_loss(table, table[["y", "x"]] / 10, 1.0)
    assert shuffled["y"][0] == pytest.approx(ss.relative_excess_loss(3.0, 0.3, 1.0))
    with pytest.raises(ValueError, match="kappa is a Series beside a DataFrame"):
        ss.relative_excess_loss(table, exponents, 1.0)
    with pytest.raises(ValueError, match="labels stand beside an array of another shape"):
        ss.relative_excess_loss(years, np.ones((2, 3)), 1.0)
    with pytest.raises(ValueError, match=r"t is of pandas\.Series beside labels of xarray"):
        ss.relative_excess_loss(years, lib("xarray").DataArray([0.1]), 1.0)


def test_named_dimensions_are_broadcast_and_never_met_by_position():
    xarray = lib("xarray")
    years = xarray.DataArray([1.0, 2.0], dims="t", attrs={"units": "year"})
    draws = {name: ("draw", np.asarray(values)[:2]) for name, values in besiroglu2024.sample.draws.items()}
    sample = xarray.Dataset(draws)
    found = ss.relative_excess_loss(years, ss.kappa(sample.alpha, sample.beta), 1.0)
    assert found.sizes == {"t": 2, "draw": 2}
    assert found.attrs == {"units": "1"}
    one = ss.relative_excess_loss(2.0, ss.kappa(float(sample.alpha[1]), float(sample.beta[1])), 1.0)
    assert float(found.sel(draw=1).isel(t=1)) == pytest.approx(one)


def test_errors_go_through_with_their_correlations():
    ufloat = lib("ufloat")
    alpha, beta = ufloat(0.3478, 0.0154), ufloat(0.3658, 0.0206)
    found = ss.kappa(alpha, beta)
    assert found.nominal_value == ss.kappa(0.3478, 0.3658)
    by_hand = ((0.3658 / 0.7136) ** 4 * 0.0154**2 + (0.3478 / 0.7136) ** 4 * 0.0206**2) ** 0.5
    assert found.std_dev == pytest.approx(by_hand, rel=1e-12)
    assert (found - ss.kappa(alpha, beta)).std_dev == 0
    assert ss.relative_excess_loss(ufloat(0, 0.1), 0.1, 1.0).std_dev == pytest.approx(0.01)  # at the domain's edge
    assert ss.compute_multiple(3.0, ufloat(0, 0.1)).std_dev == pytest.approx(4.5 * np.log(2) * 0.1)
    assert np.isnan(ss.time_to_target(0.5, 0.05, ufloat(-1, 0.1)).std_dev)


def test_what_is_masked_is_not_checked_and_what_is_not_is():
    years = np.ma.array([1.0, -999.0, 3.0], mask=[False, True, False], dtype=np.float32)
    found = ss.relative_excess_loss(years, np.ma.array([0.1, 0.1, 0.2], mask=[False, False, True]), 1.0)
    assert found.mask.tolist() == [False, True, True]
    assert ss.relative_excess_loss(years, 0.1, 1.0).dtype == np.float32
    with pytest.raises(ValueError, match=r"t = -999\.0 at index 1"):
        ss.relative_excess_loss(years.data, 0.1, 1.0)
