"""Formulas behave on NumPy arrays as NumPy's own functions do."""

import itertools
import tracemalloc

import numpy as np
import pytest

import scaling_sym
from derivable.numerics.blocks import BLOCK
from scaling_sym import formulas, relative_excess_loss, time_to_target
from scaling_sym.symbols import E, L
from tests.conftest import usual


def typical(formula, shape, seed=0):
    """Random arguments of one shape, in their typical ranges."""
    generator = np.random.default_rng(seed)
    values = {s: generator.uniform(*usual(formula, s), shape) for s in formula.args}
    if L in values:
        values[L] = values[L] + E.typical[1]
    return [values[s] for s in formula.args]


def one_by_one(formula, *args):
    """What scalar calls give, for arguments that broadcast."""
    return np.vectorize(formula, otypes=[float])(*args)


@pytest.mark.parametrize("name", formulas)
def test_arrays_give_what_scalars_give(name):
    formula = formulas[name]
    args = typical(formula, (3, 5))
    np.testing.assert_allclose(formula(*args), one_by_one(formula, *args), rtol=1e-12)


@pytest.mark.parametrize("name", formulas)
def test_every_choice_of_scalar_and_array_arguments(name):
    formula = formulas[name]
    args = typical(formula, (4,))
    for chosen in itertools.product((True, False), repeat=min(len(args), 4)):
        mixed = [a if keep else float(a[0]) for a, keep in itertools.zip_longest(args, chosen, fillvalue=False)]
        np.testing.assert_allclose(formula(*mixed), one_by_one(formula, *mixed), rtol=1e-12)


SHAPES = [
    ((2, 1), (1, 3)),
    ((3,), (2, 3)),
    ((1,), (4,)),
    ((1, 1), (1,)),
    ((), (2,)),
    ((4, 1, 2), (3, 1)),
    ((2, 3), (2, 3)),
]


@pytest.mark.parametrize("shapes", SHAPES)
@pytest.mark.parametrize("formula", [relative_excess_loss, time_to_target], ids=lambda f: f.name)
def test_broadcasting(formula, shapes):
    generator = np.random.default_rng(1)
    first, kappa = generator.uniform(0.1, 0.9, shapes[0]), generator.uniform(0.1, 0.5, shapes[1])
    for gamma in (1.0, 0.0, generator.uniform(0.1, 2, shapes[0])):
        result = formula(first, kappa, gamma)
        assert result.shape == np.broadcast_shapes(*shapes)
        np.testing.assert_allclose(result, one_by_one(formula, first, kappa, gamma), rtol=1e-12)


def test_shapes_that_do_not_broadcast_are_refused():
    with pytest.raises(ValueError, match="broadcast"):
        relative_excess_loss(np.ones(3), np.full(4, 0.1), 1.0)


def test_scalars_and_arrays_of_no_dimension():
    assert type(relative_excess_loss(1.0, 0.1, 1)) is float
    assert type(relative_excess_loss(2000.0, 0.1, 1)) is float
    for value in (np.float64(1.0), np.array(1.0), np.array(1)):
        assert type(relative_excess_loss(value, 0.1, 1.0)) is np.float64 is type(np.exp(np.array(1.0)))
    assert type(relative_excess_loss(np.float32(1.0), 0.1, 1.0)) is np.float32


@pytest.mark.parametrize("shape", [(0,), (0, 3), (3, 0, 2)])
def test_empty_arrays(shape):
    for name, formula in formulas.items():
        result = formula(*typical(formula, shape))
        assert (result.shape, result.dtype) == (shape, float), name
    assert relative_excess_loss(np.ones((0, 1)), np.full((1, 4), 0.1), 1.0).shape == (0, 4)
    with pytest.raises(ValueError, match=r"kappa = -1\.0 is outside"):
        relative_excess_loss(np.empty(0), -1.0, 1.0)


@pytest.mark.parametrize("kind", [int, bool, np.int8, np.uint64])
def test_integers_count_as_doubles(kind):
    years = np.array([1, 0, 1], kind)
    result = relative_excess_loss(years, 0.1, 1.0)
    assert result.dtype == float
    assert np.array_equal(result, relative_excess_loss(years.astype(float), 0.1, 1.0))


@pytest.mark.parametrize("kind", [np.float32, np.float16])
@pytest.mark.parametrize("size", [5, 2 * BLOCK + 3])
def test_short_floats_stay_short_and_are_right_to_the_last_place(kind, size):
    short = np.random.default_rng(2).uniform(0.1, 9, size).astype(kind)
    result = relative_excess_loss(short, 0.1, 1.0)
    assert result.dtype == kind == np.exp(short).dtype
    assert relative_excess_loss(short.astype(short.dtype.newbyteorder()), 0.1, 1.0).dtype == kind
    exact = relative_excess_loss(short.astype(float), 0.1, 1.0)
    assert np.array_equal(result, exact.astype(kind))
    assert relative_excess_loss(short, np.full(size, 0.1, kind), 1.0).dtype == kind
    assert relative_excess_loss(short, np.full(size, 0.1), 1.0).dtype == float
    assert relative_excess_loss(short, np.float64(0.1), 1.0).dtype == (short * np.float64(0.1)).dtype


@pytest.mark.parametrize("formula", [relative_excess_loss, time_to_target], ids=lambda f: f.name)
@pytest.mark.parametrize("first", [0.999999, np.float32(0.3)])
def test_what_is_computed_once_for_short_floats_is_computed_in_double(formula, first):
    kappa = np.linspace(0.02, 0.6, 50, dtype=np.float32)[:, None]
    for gamma in (np.linspace(-1e-3, 3, 40, dtype=np.float32), np.float32(0.7)):
        exact = formula(float(first), kappa.astype(float), np.asarray(gamma, float))
        result = formula(first, kappa, gamma)
        assert result.dtype == np.float32
        assert np.array_equal(result, exact.astype(np.float32))


def test_short_floats_beside_doubles_are_computed_in_double():
    for kind in (np.float16, np.float32):
        short = np.array([0.3, 0.05, 0.9], kind)
        for others in (0.25, np.float64(0.25), np.array([0.25, 0.3, 0.5]), np.array([[0.25], [0.5]])):
            for args in ((short, others, 1.0), (others, short, 0.5)):
                result = time_to_target(*args)
                double = time_to_target(*(a.astype(float) if a is short else a for a in args))
                np.testing.assert_array_equal(result, double.astype(result.dtype))
    assert scaling_sym.compute(np.float64(1e10), np.array([1e3], np.float16), np.array([1e2], np.float16)) == 1e15
    assert np.isposinf(time_to_target(np.array([1e-3], np.float32), 0.06, 1e-70)).all()


@pytest.mark.parametrize("shapes", [((4,), (1, 1)), ((1, 4), (4,)), ((3, 1), (1, 1, 1)), ((2, 1, 4), (4,))])
@pytest.mark.parametrize("name", formulas)
def test_axes_of_length_one_in_front(name, shapes):
    formula = formulas[name]
    args = [typical(formula, shapes[place % 2])[place] for place in range(len(formula.args))]
    np.testing.assert_allclose(formula(*args), one_by_one(formula, *args), rtol=1e-12)


def test_a_power_of_one_does_not_forget_what_is_unknown():
    assert np.isnan(scaling_sym.compute_optimal_loss(1.0, 2.0, 2000.0, np.nan))
    result = scaling_sym.compute_optimal_loss(np.array([1.0, 2.0]), 2.0, 2000.0, np.array([[np.nan], [0.1]]))
    assert np.isnan(result).tolist() == [[True, True], [False, False]]


def test_numbers_too_large_for_a_double():
    for huge in (10**400, [10**400], np.longdouble("1e400") if np.finfo(np.longdouble).maxexp > 1024 else 10**400):
        with pytest.raises(ValueError, match=r"kappa|t = "):
            relative_excess_loss(np.array([1.0]), huge, 1.0)
    assert scaling_sym.compute(10**100, np.array([1e-90]), 1) == pytest.approx(1e10)


def test_powers_of_nothing():
    assert scaling_sym.required_compute(np.array([1e200]), 1.0, 1e-200, 0.1) == 0
    assert scaling_sym.required_burden(1e200, 1.0, 1e-200, 0.1, 1.0) == 0
    assert scaling_sym.required_multiple(1.0, 1e-305) == 1


LAYOUTS = {
    "every other": lambda a: np.repeat(a, 2, axis=-1)[..., ::2],
    "backwards": lambda a: a[..., ::-1].copy()[..., ::-1],
    "Fortran": np.asfortranarray,
    "broadcast": lambda a: np.broadcast_to(a, (2, *a.shape)),
    "other byte order": lambda a: a.astype(a.dtype.newbyteorder()),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("shape", [(7,), (3, BLOCK + 5), (BLOCK + 5, 3), (2, 3, 4)])
def test_layout_does_not_matter(layout, shape):
    years = np.random.default_rng(3).uniform(0, 30, shape)
    plain = relative_excess_loss(years, 0.1, 1.0)
    laid_out = LAYOUTS[layout](years)
    before = laid_out.copy()
    laid_out.flags.writeable = False
    result = relative_excess_loss(laid_out, 0.1, 1.0)
    np.testing.assert_allclose(result, np.broadcast_to(plain, result.shape), rtol=1e-15)
    assert np.array_equal(laid_out, before)
    assert result.dtype == float


@pytest.mark.parametrize("size", [BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7])
def test_large_arrays_are_seamless(size):
    years = np.linspace(0, 3000, size)  # from plain to scaled values
    result = relative_excess_loss(years, 0.05, 1.0)
    places = [0, 1, BLOCK - 2, size // 2, size - 1]
    np.testing.assert_allclose(
        result[places], [relative_excess_loss(float(years[p]), 0.05, 1.0) for p in places], 1e-12
    )
    assert np.all(np.diff(result) <= 0)
    together = relative_excess_loss(years, np.full(size, 0.05), np.full(size, 1.0))
    np.testing.assert_allclose(together, result, rtol=2e-13)


def test_a_bad_value_is_named_wherever_it_stands():
    years = np.ones(3 * BLOCK)
    years[2 * BLOCK + 5] = -2.0
    years[-1] = -3.0
    message = f"^relative_excess_loss: t = -2.0 at index {2 * BLOCK + 5} is outside its domain: t ≥ 0, finite$"
    for view in (years, years.astype(np.float32), np.repeat(years, 2)[::2]):
        with pytest.raises(ValueError, match=message):
            relative_excess_loss(view, 0.1, 1.0)
    grid = np.ones((3, BLOCK))
    grid[1, 7] = np.inf
    with pytest.raises(ValueError, match=r"t = inf at index \(1, 7\)"):
        relative_excess_loss(grid, np.full((3, 1), 0.1), 1.0)
    with pytest.raises(ValueError, match=r"^loss: N = 0.0 at index 1 is"):
        scaling_sym.loss(np.array([1.0, 0.0]), -1.0, 1.0, 1.0, 1.0, 0.3, 0.3)
    with pytest.raises(ValueError, match=r"L = 1.0 at index 2 is outside its domain: L > E, finite"):
        scaling_sym.required_compute(np.array([3.0, 2.0, 1.0]), 1.5, 2000.0, 0.1)


def test_nan_in_nan_out_and_nothing_else():
    years = np.linspace(1, 30, 2 * BLOCK)
    years[[3, BLOCK + 1]] = np.nan
    result = relative_excess_loss(years, 0.1, 1.0)
    assert np.array_equal(np.isnan(result), np.isnan(years))
    assert np.isnan(relative_excess_loss(np.nan, 0.1, 1.0))
    assert np.isnan(time_to_target(np.array([0.5, np.nan]), 0.1, np.nan)).all()
    years[-1] = -1
    with pytest.raises(ValueError, match=r"t = -1\.0"):
        relative_excess_loss(years, 0.1, 1.0)


def test_unreachable_targets_among_others():
    targets = np.linspace(0, 1, 2 * BLOCK)
    result = time_to_target(targets, 0.1, -0.5)
    reached = np.isfinite(result)
    assert not reached[0]
    assert reached[-1]
    assert np.all(np.diff(reached.astype(int)) >= 0)
    np.testing.assert_allclose(relative_excess_loss(result[reached], 0.1, -0.5), targets[reached], rtol=1e-9)


def test_extra_memory_is_less_than_two_results():
    years, kappa = np.full(1_000_000, 3.0), np.full((1000, 1), 0.1)
    calls = {
        "one array": lambda: relative_excess_loss(years, 0.1, 1.0),
        "several": lambda: relative_excess_loss(years, np.full_like(years, 0.1), years),
        "a grid": lambda: relative_excess_loss(3.0, kappa, np.linspace(-1, 1, 1000)),
        "γ = 0": lambda: relative_excess_loss(years, 0.1, 0.0),
        "overflow": lambda: relative_excess_loss(years * 1e3, 0.1, 1.0),
    }
    for name, call in calls.items():
        call()
        tracemalloc.start()
        result = call()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        inputs = {"several": years.nbytes, "overflow": years.nbytes}.get(name, 0)
        assert peak - inputs - result.nbytes < 2 * result.nbytes, name


def test_code_is_generated_once():
    evaluator = relative_excess_loss._function.__globals__["_general"]
    relative_excess_loss(np.ones((2, 1)), np.full(3, 0.1), 1.0)
    made = dict(evaluator._programs)
    relative_excess_loss(np.ones((5, 1)), np.full(4, 0.2), 2.0)
    assert evaluator._programs == made
