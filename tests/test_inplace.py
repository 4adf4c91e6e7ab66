"""Array code that writes over itself: where it says that its extremes lie at corners, they do."""

import itertools

import numpy as np
import pytest
from sympy import Interval, Symbol, exp, log, oo

from derivable.numerics.along import along
from derivable.numerics.inplace import program
from derivable.numerics.kernels import arrays
from derivable.numerics.stable import direct, quick, stable
from derivable.numerics.vectorised import _sure
from scaling_sym import formulas, relative_excess_loss
from scaling_sym.symbols import E, L, X, gamma, kappa, t, tau
from tests.conftest import usual

SIDE = 41
x, y = Symbol("x", real=True), Symbol("y", positive=True)


def made(args, expr, masks):
    return program(args, expr, masks, arrays())


def box(formula, symbol, mask, generator):
    """Values between two random ends: along a column or a row, or the same everywhere."""
    low, high = np.sort(generator.uniform(*usual(formula, symbol), 2))
    values = np.linspace(low, high, SIDE) + (E.typical[1] if symbol == L else 0)
    return {0: values[0], 1: values[None, :], 2: values[:, None]}[mask]


def evaluated(code, values):
    """The values on the grid, and at the corners: where each array that the block is given is least or largest."""
    arrays = [*code.prepare(*values), *(values[place] for place in code.varying)]
    ends = np.array([*itertools.product(*((np.min(array), np.max(array)) for array in arrays))])
    out, corners = np.empty((SIDE, SIDE)), np.empty(len(ends))
    with np.errstate(all="ignore"):
        code.block(*arrays, out)
        code.block(*ends.T.copy(), corners)
    return out, corners


@pytest.mark.parametrize("name", [name for name, formula in formulas.items() if len(formula.args) > 1])
def test_a_monotone_program_has_its_extremes_at_the_corners(name):
    formula, generator = formulas[name], np.random.default_rng(5)
    expr = direct(stable(formula.expr))
    for column, row in itertools.permutations(formula.args, 2):
        masks = [{column: 2, row: 1}.get(s, 0) for s in formula.args]
        code = made(formula.args, expr, masks)
        values = [box(formula, s, mask, generator) for s, mask in zip(formula.args, masks, strict=True)]
        out, corners = evaluated(code, values)
        if code.monotone and np.isfinite(corners).all():
            tolerance = 1e-12 * np.abs(corners).max()
            assert corners.min() - tolerance <= out.min() <= out.max() <= corners.max() + tolerance, masks


def test_the_common_programs_are_monotone():
    def monotone(formula, masks):
        expr, _ = quick(stable(formula.expr))
        return made(formula.args, expr, [masks.get(s, 0) for s in formula.args]).monotone

    assert all(monotone(relative_excess_loss, m) for m in ({t: 1}, {tau: 1}, {kappa: 2, gamma: 1}, {t: 2, kappa: 1}))
    assert all(monotone(formulas["time_to_target"], m) for m in ({X: 1}, {kappa: 2, gamma: 1}))
    assert not monotone(relative_excess_loss, {gamma: 1}), "γ stands there twice"


@pytest.mark.parametrize("expr", [y * exp(-y), 1 / (x - 2), x**2, 1 / x, exp(x**2), log(y) / (log(y) + 3)])
def test_what_turns_or_has_a_pole_is_not_called_monotone(expr):
    (symbol,) = expr.free_symbols
    assert not made([symbol], expr, [1]).monotone


def test_what_is_read_twice_is_not_called_monotone():
    code = made([x, y], exp(x * y) * (x + y), [2, 1])
    assert not code.monotone


def test_what_is_not_monotone_is_looked_at_value_by_value():
    dips = y * log(y) ** 2  # 0 at y = 1, between ends that are not
    values = np.linspace(0.5, 2, 31)
    assert 1.0 in values
    assert along("dips", dips, {y: Interval.open(0, oo)}, 0, careful=True)(values) is None
    assert along("dips", dips, {y: Interval.open(0, oo)}, 0, careful=True)(values[11:]) is not None
    code = made([y, x], (x + log(y)) ** 2, [2, 1])
    assert not _sure(code, [*code.prepare(values[:, None], values[None, :])], 10**6)


def test_doubt_at_a_corner_of_a_grid_is_heeded():
    kappa, gamma = np.linspace(0.05, 0.6, 64)[:, None], np.linspace(0.1, 5, 64)
    for years in (3.0, 4000.0):
        grid = relative_excess_loss(years, kappa, gamma)
        one_by_one = [[relative_excess_loss(years, float(a), float(b)) for b in gamma] for a in kappa[:, 0]]
        np.testing.assert_allclose(grid, one_by_one, rtol=1e-12)


def test_numpy_is_left_as_it_was():
    with np.errstate(divide="raise"):
        np.setbufsize(4096)
        before = np.getbufsize(), np.geterr()
        relative_excess_loss(3.0, np.full((4, 1), 0.1), np.linspace(-1, 1, 5))
        relative_excess_loss(np.linspace(0, 5000, 9), 0.1, 1.0)
        with pytest.raises(ValueError, match="kappa"):
            relative_excess_loss(3.0, np.full((4, 1), -0.1), np.linspace(-1, 1, 5))
        assert (np.getbufsize(), np.geterr()) == before
