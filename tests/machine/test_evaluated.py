"""The machine on the tiny book: floats, lone and broadcast arrays, arrays of the standard, and code for pasting."""

import json
import math
import shutil
import subprocess
from dataclasses import replace
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from sympy import Max, Rational

from derivable import conclude
from derivable.reals.balls import Balls
from derivable.reals.reals import Undecided
from derivable.reals.walk import value
from tests.amdahl import BOOK, S, ceiling, n, p, shared_part, speedup

FORMULAS = pytest.mark.parametrize("formula", BOOK.formulas.values(), ids=BOOK.formulas)
EXACT = {
    speedup: lambda p, n: 1 / (1 - p + p / n),
    ceiling: lambda p: 1 / (1 - p),
    shared_part: lambda S, m: (1 - 1 / S) / (1 - 1 / m),
}
POINTS = {
    speedup: [(0.5, 2.0), (0.9, 16.0), (0.95, 1.0), (0.125, 1000.0)],
    ceiling: [(0.5,), (0.75,), (0.9,), (1e-9,)],
    shared_part: [(1.5, 3.0), (8.0, 9.0), (2.0, 1e6), (1.0, 4.0)],
}


def exact(formula, point):
    """The value at a point of floats, in fractions and without the machine."""
    return float(EXACT[formula](*map(Fraction, point)))


def exacts(formula):
    return [exact(formula, point) for point in POINTS[formula]]


@FORMULAS
def test_floats(formula):
    for point in POINTS[formula]:
        value = formula(*point)
        assert type(value) is float
        assert value == formula(**{s.name: x for s, x in zip(formula.args, point, strict=True)})
        assert value == pytest.approx(exact(formula, point), rel=1e-15)


@FORMULAS
def test_arrays_alone(formula):
    columns = np.array(POINTS[formula]).T
    np.testing.assert_allclose(formula(*columns), exacts(formula), rtol=1e-15)
    for point in POINTS[formula]:
        for place, x in enumerate(point):
            alone = [np.array([x, x]) if here == place else y for here, y in enumerate(point)]
            np.testing.assert_allclose(formula(*alone), [exact(formula, point)] * 2, rtol=1e-15)


@pytest.mark.parametrize(
    ("formula", "first", "second"),
    [(speedup, (0.125, 0.5, 0.9), (1.0, 2.0)), (shared_part, (1.0, 1.5, 4.0), (5.0, 1e6))],
    ids=("speedup", "shared_part"),
)
def test_arrays_broadcast(formula, first, second):
    table = formula(np.array(first)[:, None], np.array(second))
    np.testing.assert_allclose(table, [[exact(formula, (x, y)) for y in second] for x in first], rtol=1e-15)


@FORMULAS
def test_arrays_of_the_standard(formula):
    xp = pytest.importorskip("array_api_strict")
    columns = [xp.asarray(column) for column in np.array(POINTS[formula]).T.copy()]
    values = formula(*columns)
    assert type(values) is type(columns[0])
    np.testing.assert_allclose(np.asarray(values), exacts(formula), rtol=1e-15)


def test_what_lies_outside_is_refused_by_name():
    for call, said in (
        (lambda: speedup(1.5, 2.0), "p = 1.5"),
        (lambda: speedup(0.5, [2.0, 0.5]), "n"),
        (lambda: shared_part(4.0, [5.0, 3.0]), "m > S"),
        (lambda: shared_part(0.5, 3.0), "S"),
    ):
        with pytest.raises(ValueError, match=said):
            call()
    with pytest.raises(TypeError):
        speedup(0.5)
    with pytest.raises(TypeError):
        speedup(p=0.5, q=2.0)
    assert np.isnan(ceiling(float("nan")))


def executed(formula, language):
    scope = {}
    exec(formula.source(language), scope)
    return scope[formula.name]


@FORMULAS
def test_source_in_python(formula):
    assert executed(formula, "numpy")(*np.array(POINTS[formula]).T) == pytest.approx(exacts(formula), rel=1e-14)
    with mpmath.workdps(40):
        values = [float(executed(formula, "mpmath")(*map(mpmath.mpf, point))) for point in POINTS[formula]]
    assert values == pytest.approx(exacts(formula), rel=1e-15)
    assert executed(formula, "sympy") == formula.expr.xreplace({s: s.plain for s in formula.args})
    assert formula.source("latex") in formula._repr_mimebundle_()["text/latex"]


def calls(formula):
    return [f"{formula.name}({', '.join(map(repr, point))})" for point in POINTS[formula]]


@FORMULAS
@pytest.mark.skipif(not shutil.which("node"), reason="no Node")
def test_source_in_javascript(formula):
    program = f"{formula.source('javascript')}\nconsole.log(JSON.stringify([{', '.join(calls(formula))}]));"
    run = subprocess.run(["node", "-"], input=program, capture_output=True, text=True, check=True)
    assert json.loads(run.stdout) == pytest.approx(exacts(formula), rel=1e-14)


@FORMULAS
@pytest.mark.skipif(not shutil.which("cc"), reason="no C compiler")
def test_source_in_c(formula, tmp_path):
    body = "".join(f'    printf("%.17g\\n", {call});\n' for call in calls(formula))
    program = f"#include <stdio.h>\n{formula.source('c')}\nint main(void)\n{{\n{body}    return 0;\n}}\n"
    (tmp_path / "main.c").write_text(program)
    command = ["cc", "-Wall", "-Werror", "-o", tmp_path / "main", tmp_path / "main.c", "-lm"]
    subprocess.run(command, check=True)
    run = subprocess.run([tmp_path / "main"], capture_output=True, text=True, check=True)
    assert list(map(float, run.stdout.split())) == pytest.approx(exacts(formula), rel=1e-14)


def test_the_larger_of_two_everywhere():
    """A formula with a maximum: floats, arrays, arrays of the standard, code, and balls that cannot tell."""
    more = replace(speedup, lines=lambda: iter([conclude("at least", S, Max(2, p * n))]))
    assert [more(0.5, 3.0), more(0.5, 8.0)] == [2.0, 4.0]
    assert more(0.5, np.array([3.0, 8.0, math.nan])).tolist()[:2] == [2.0, 4.0]
    assert math.isnan(more(0.5, np.array([3.0, math.nan]))[1])
    strict = pytest.importorskip("array_api_strict")
    assert strict.all(more(0.5, strict.asarray([3.0, 8.0])) == strict.asarray([2.0, 4.0]))
    assert bool(strict.isnan(more(strict.asarray([math.nan]), 3.0))[0])
    scope = {}
    exec(more.source("numpy"), scope)
    assert scope["speedup"](0.5, np.array([3.0, 8.0])).tolist() == [2.0, 4.0]
    balls = Balls(100)
    with pytest.raises(Undecided, match="which of two numbers"):
        value(Max(2, p), {p: balls.box(Rational(2), 0.1)}, balls)
