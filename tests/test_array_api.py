"""Formulas take and give any array of the array API standard; where a library is not installed, its tests skip."""

import pickle

import numpy as np
import pytest
from sympy import Rational

from scaling_sym import formulas, kappa, relative_excess_loss, required_compute, time_to_target
from scaling_sym.symbols import E, L, gamma, t, tau
from scaling_sym.symbols import kappa as kappa_
from tests.required import module


def strict():
    return module("array_api_strict").asarray


def jax():
    jax = module("jax")
    jax.config.update("jax_enable_x64", True)
    return jax.numpy.asarray


def dask():
    array = module("dask.array")
    return lambda a: array.from_array(np.asarray(a), chunks=2)


def torch():
    return module("torch").asarray


@pytest.fixture(params=[strict, jax, dask, torch], ids=lambda make: make.__name__)
def make(request):
    return request.param()


def typical(formula, size):
    generator = np.random.default_rng(4)
    values = {s: generator.uniform(*s.typical, size) for s in formula.args}
    if L in values:
        values[L] = values[L] + E.typical[1]
    return [values[s] for s in formula.args]


@pytest.mark.parametrize("name", formulas)
def test_same_kind_and_same_numbers(name, make):
    formula = formulas[name]
    args = typical(formula, 5)
    result = formula(*map(make, args))
    assert type(result) is type(make(args[0]))
    assert result.dtype == make(args[0]).dtype
    np.testing.assert_allclose(np.asarray(result), formula(*args), rtol=1e-12)


@pytest.mark.parametrize("name", ["relative_excess_loss", "time_to_target", "compute_multiple", "doublings_to_target"])
def test_scalars_beside_and_extremes(name, make):
    formula = formulas[name]
    inputs = {"t": [0.0, 1e-9, 1, 30, 2000], "X": [0.0, 1e-9, 0.5, 0.999, 1 - 2.0**-53, 1]}[str(formula.args[0])]
    for rate in (0.0, 1.0, 1e-12, -1e-3):
        rest = {"kappa": 0.02, "gamma": rate} if "kappa" in map(str, formula.args) else {"gamma": rate}
        expected = formula(np.array(inputs), **rest)
        np.testing.assert_allclose(np.asarray(formula(make(np.array(inputs)), **rest)), expected, rtol=1e-12)


def test_broadcasting_and_integers(make):
    years, kappa = np.array([[1], [3]]), np.array([0.1, 0.2, 0.3])
    result = relative_excess_loss(make(years), make(kappa), 1)
    np.testing.assert_allclose(np.asarray(result), relative_excess_loss(years, kappa, 1), rtol=1e-14)


def test_errors_name_the_value(make):
    result = make(np.array([[1.0, 2.0], [3.0, -1.0]]))
    if hasattr(result, "compute"):  # lazy: judged block by block, when it is computed
        with pytest.raises(ValueError, match=r"t = -1\.0 at index \(1, 1\)"):
            relative_excess_loss(result, 0.1, 1.0).compute(scheduler="synchronous")
    else:
        with pytest.raises(
            ValueError, match=r"^relative_excess_loss: t = -1\.0 at index \(1, 1\) is outside its domain"
        ):
            relative_excess_loss(result, 0.1, 1.0)


def test_short_floats_stay_short(make):
    years = np.array([0.5, 20, 300], np.float32)
    result = relative_excess_loss(make(years), 0.1, 1.0)
    assert np.asarray(result).dtype == np.float32
    np.testing.assert_allclose(np.asarray(result), relative_excess_loss(years, 0.1, 1.0), rtol=1e-5)


def test_numbers_beside_arrays_are_looked_at_as_they_are_given(make):
    years = make(np.array([1.0, 2.0]))
    for wrong in (None, "0.1", [0.1, None]):
        with pytest.raises(ValueError, match=r"^relative_excess_loss: kappa = .* is not a real number"):
            relative_excess_loss(years, wrong, 1.0)
    with pytest.raises(ValueError, match=r"^relative_excess_loss: t is an array of .*complex128, and not of real"):
        relative_excess_loss(make(np.array([1j, 2.0])), 0.1, 1.0)


@pytest.mark.parametrize("make", [strict, jax, torch], ids=lambda make: make.__name__)
def test_errors_tell_the_number_that_was_given(make):
    make = make()
    years = make(np.array([1.0, 2.0]))
    with pytest.raises(ValueError, match=r"kappa = -1\.0 is outside its domain"):
        relative_excess_loss(years, -1.0, 1.0)
    with pytest.raises(ValueError, match=r"gamma = inf is outside its domain"):
        relative_excess_loss(years, 0.1, np.inf)
    with pytest.raises(ValueError, match=r"L = 3\.0 at index 1 is outside its domain: L > E"):
        required_compute(make(np.array([2.0, 3.0])), make(np.array([1.0, 4.0])), 2.0, 0.1)
    with pytest.raises(ValueError, match=r"K = 1e\+40 is too large for the .*float32 of the arrays beside it"):
        required_compute(make(np.array([2.0], np.float32)), 1.0, 1e40, 0.1)


def test_short_floats_are_computed_in_more_places():
    numbers = jax()
    from jax.numpy import bfloat16

    found = relative_excess_loss(numbers([1.0, 20.0], bfloat16), 0.1, 1.0)
    assert found.dtype == bfloat16
    exact = relative_excess_loss(np.array([1.0, 20.0]), 0.1, 1.0)
    assert np.array_equal(found, numbers(exact, bfloat16))
    with pytest.raises(ValueError, match=r"t = -2\.0 at index 1 is outside"):
        relative_excess_loss(numbers([1.0, -2.0], bfloat16), 0.1, 1.0)


def test_torch_says_what_it_holds():
    make = torch()
    from torch import bfloat16, tensor

    outside = r"t = -2\.0 at index 1 is outside its domain"
    with pytest.raises(ValueError, match=outside):
        relative_excess_loss(tensor([1.0, -2.0], requires_grad=True), 0.1, 1.0)
    with pytest.raises(ValueError, match=outside):
        relative_excess_loss(tensor([1.0, -2.0], dtype=bfloat16), 0.1, 1.0)
    assert relative_excess_loss(tensor([1.0, 2.0], dtype=bfloat16), 0.1, 1.0).dtype == bfloat16
    negated = make(np.array([1 + 0.25j])).conj().imag
    assert negated.is_neg()
    with pytest.raises(ValueError, match=r"alpha = -0\.25 at index 0 is outside its domain"):
        kappa(negated, 0.25)


def test_torch_transformations():
    make = torch()
    from torch import func

    years = make(np.array([1.0, 2.0, -1.0]))
    mapped = func.vmap(lambda t: relative_excess_loss(t, 0.05, 1.0))(years)
    np.testing.assert_allclose(mapped[:2], relative_excess_loss(years[:2], 0.05, 1.0), rtol=1e-14)
    assert mapped.isnan().tolist() == [False, False, True]  # a mapped value cannot be refused
    slope = func.vmap(func.grad(lambda t: relative_excess_loss(t, 0.05, 1.0)))(years[:2])
    expected = [derivative(relative_excess_loss, t, {t: year, kappa_: 0.05, gamma: 1, tau: 1}) for year in (1, 2)]
    np.testing.assert_allclose(slope, expected, rtol=1e-6)
    assert relative_excess_loss(years.to("meta"), 0.05, 1.0).is_meta


def derivative(formula, by, at):
    """By symbols, to many digits; for a rate of 0, so near to it that a double cannot tell."""
    known = {s: Rational(value) or Rational(1, 10**30) for s, value in at.items()}
    return float(formula.expr.diff(by).subs(known).evalf(40, maxn=400))


def test_jax_derivatives():
    asarray = jax()
    from jax import grad

    cases = {
        "relative_excess_loss": [
            (2.0, 0.3, 0.0, 1.0),
            (2.0, 0.3, 1e-9, 1.0),
            (2.0, 0.3, 1.5, 0.5),
            (30.0, 0.05, -0.2, 1.0),
        ],
        "compute_multiple": [(2.0, 0.0, 1.0), (2.0, -0.75, 1.0)],
        "cumulative_compute": [(2.0, 1e20, 0.0, 1.0)],
        "time_to_target": [
            (0.5, 0.25, 0.0, 1.0),
            (0.5, 0.25, 1e-9, 1.0),
            (0.9, 0.25, -0.5, 2.0),
            (0.25, 0.05, 1.0, 1.0),
        ],
        "doublings_to_target": [(0.5, 0.25, 0.0, 1.0), (0.5, 0.25, 2.0, 1.0)],
        "required_multiple": [(0.5, 0.125)],
        "required_doubling_rate": [(0.5, 0.25, 4.0, 1.0)],
        "optimal_parameters": [(1e20, 400.0, 400.0, 0.5, 0.25, 6.0)],
    }
    for name, points in cases.items():
        formula = formulas[name]
        for point in points:
            at = dict(zip(formula.args, point, strict=True))
            for place, by in enumerate(formula.args):
                found = grad(formula, place)(*map(asarray, point))
                expected = derivative(formula, by, at)
                np.testing.assert_allclose(found, expected, rtol=1e-8, atol=1e-20, err_msg=f"{name}{point} by {by}")


def test_jax_derivative_where_the_plain_form_overflows():
    asarray = jax()
    from jax import grad

    found = grad(relative_excess_loss, 1)(asarray(5000.0), asarray(0.01), asarray(1.0))
    step = 1e-7
    ends = [relative_excess_loss(5000.0, 0.01 + sign * step, 1.0) for sign in (-1, 1)]
    np.testing.assert_allclose(found, (ends[1] - ends[0]) / (2 * step), rtol=1e-5)


def test_jax_transformations():
    asarray = jax()
    from jax import grad, jit, vmap

    years = np.array([0.0, 0.5, 20.0, 3000.0])
    expected = relative_excess_loss(years, 0.05, 1.0)
    np.testing.assert_allclose(jit(relative_excess_loss)(asarray(years), 0.05, 1.0), expected, rtol=1e-13)
    np.testing.assert_allclose(vmap(lambda t: relative_excess_loss(t, 0.05, 1.0))(asarray(years)), expected, rtol=1e-13)
    slopes = jit(vmap(grad(time_to_target, 2), (None, None, 0)))(asarray(0.5), asarray(0.25), asarray([0.0, 1.0]))
    assert np.isfinite(slopes).all()
    outside = jit(relative_excess_loss)(asarray([1.0, -1.0, np.nan]), 0.05, 1.0)
    assert np.isnan(outside).tolist() == [False, True, True]  # a traced value cannot be refused


def test_dask_is_lazy():
    array = module("dask.array")

    def never(block):
        raise AssertionError("computed")

    lazy = array.zeros(10**10, chunks=10**8).map_blocks(never, dtype=float)
    result = relative_excess_loss(lazy, 0.1, 1.0)
    assert result.shape == (10**10,)
    assert result.dtype == float
    with pytest.raises(AssertionError, match="computed"):
        result[:5].compute(scheduler="synchronous")


def test_evaluators_travel_between_processes():
    evaluator = relative_excess_loss._function.__globals__["_general"]
    years = np.array([1.0, 2.0])
    assert np.array_equal(
        pickle.loads(pickle.dumps(evaluator))(years, 0.1, 1.0, 1.0), relative_excess_loss(years, 0.1, 1.0)
    )


def test_what_is_required_is_never_skipped(monkeypatch):
    with pytest.raises(pytest.skip.Exception, match="this needs no_such_library"):
        module("no_such_library")
    monkeypatch.setattr("tests.required.REQUIRED", {"no_such_library"})
    with pytest.raises(pytest.fail.Exception, match="this needs no_such_library"):
        module("no_such_library")
