"""Names of arguments that generated code might take for its own: each works, or is refused when the formula is made."""

import functools
import json
import shutil
import subprocess

import mpmath
import numpy as np
import pytest
from sympy import Interval, exp, log, oo

from derivable import Letter, conclude, formula
from derivable.letters import NONNEGATIVE, REALS

VARIABLES = ["w", "w1", "weight", "out", "h0", "x0", "x1", "a0", "low", "high", "result", "food"]
CONSTANTS = ["inf", "tiny", "numbers", "np", "numpy", "mpmath", "Math", "ArithmeticError", "double"]
FUNCTIONS = ["faster", "plain", "general", "block", "prepare", "ready", "type", "abs", "where", "growth", "exp", "log"]
HOSTILE = [*VARIABLES, *CONSTANTS, *FUNCTIONS, "log1p", "multiply", "Symbol"]
PAIRS = list(zip(HOSTILE, [*HOSTILE[1:], HOSTILE[0]], strict=True))

VALUES = [np.linspace(0, 2, 5), np.linspace(0.5, 3, 5), np.linspace(0.25, 1.5, 5), np.linspace(2.5, 9, 5)]


@functools.cache
def made(first, second):
    """A formula of two arguments of these names, of a rate, and of a distance that must exceed the first."""
    a, b = Letter(first, domain=NONNEGATIVE), Letter(second)
    rate, distance, y = Letter("rate", domain=REALS), Letter("distance", domain=Interval.open(a, oo)), Letter("y")
    right = log(1 + b * (exp(rate * a) - 1) / rate) * exp(-a / b) * (distance - a) / (1 + a / b)

    @formula(y, (a, b, rate, distance), source="none")
    def small():
        """Small."""
        yield conclude("it is", y, right)

    return small


def plainly(a, b, rate, distance):
    return np.log1p(b * np.expm1(rate * a) / rate) * np.exp(-a / b) * (distance - a) / (1 + a / b)


def executed(text):
    scope = {}
    exec(text, scope)
    return scope["small"]


def choices():
    """No array, one array at each place, arrays of one shape, and a row, a column and numbers."""
    numbers = [float(v[1]) for v in VALUES]
    yield numbers
    for place in range(4):
        yield [v if place == other else number for other, (v, number) in enumerate(zip(VALUES, numbers, strict=True))]
    yield VALUES
    yield [VALUES[0], VALUES[1][:, None], numbers[2], numbers[3]]
    yield [numbers[0], VALUES[1], numbers[2], VALUES[3][:, None]]


@pytest.mark.parametrize(("first", "second"), PAIRS)
@pytest.mark.parametrize("writeable", [True, False])
def test_numbers_are_right_and_arrays_left_as_they_were(first, second, writeable):
    small = made(first, second)
    for values in choices():
        for kind, tolerance in ((float, 1e-13), (np.float32, 1e-6)):
            given = [v if type(v) is float else v.astype(kind) for v in values]
            for array in given:
                if type(array) is not float:
                    array.flags.writeable = writeable
            kept = [np.copy(v) for v in given]
            np.testing.assert_allclose(small(*given), plainly(*given), rtol=tolerance)
            assert all(map(np.array_equal, given, kept))


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_they_are_keywords_and_named_in_errors(first, second):
    small, (a, b, rate, distance) = made(first, second), (0.5, 2.0, 0.25, 3.0)
    assert small(**{second: b, first: a}, distance=distance, rate=rate) == small(a, b, rate, distance)
    for wrong in (-1.0, np.array([0.5, -1.0])):
        with pytest.raises(ValueError, match=rf"^small: {first} = -1\.0 .*outside its domain: {first} ≥ 0, finite$"):
            small(wrong, b, rate, distance)
    with pytest.raises(ValueError, match=rf"^small: distance = 0\.25 is outside its domain: distance > {first}, "):
        small(a, b, rate, 0.25)


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_the_way_around_is_right_too(first, second):
    """Where the quick way is not taken: no growth at all, and growth that leaves the range of doubles."""
    small = made(first, second)
    assert small(0.5, 2.0, 0.0, 3.0) == pytest.approx(np.log(2) * np.exp(-0.25) * 2, rel=1e-14)
    assert small(np.array([0.5]), 2.0, 0.0, 3.0) == small(0.5, 2.0, 0.0, 3.0)
    assert small(400.0, 400.0, 4.0, 401.0) == pytest.approx((1600 + np.log(100)) * np.exp(-1) / 2, rel=1e-14)


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_other_arrays(first, second):
    xp = pytest.importorskip("array_api_strict")
    small = made(first, second)
    np.testing.assert_allclose(np.asarray(small(*map(xp.asarray, VALUES))), plainly(*VALUES), rtol=1e-13)


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_code_for_pasting(first, second):
    small, (a, b, rate, distance) = made(first, second), (0.5, 2.0, 0.25, 3.0)
    expected = plainly(a, b, rate, distance)
    assert executed(small.source("sympy")) == small.expr.xreplace({s: s.plain for s in small.args})
    assert executed(small.source("mpmath"))(*map(mpmath.mpf, (a, b, rate, distance))) == pytest.approx(expected)
    np.testing.assert_allclose(executed(small.source("numpy"))(*VALUES), plainly(*VALUES), rtol=1e-13)


def all_small():
    """Every hostile formula, and with the words of JavaScript and C that are free in Python."""
    return [made(*pair) for pair in [*PAIRS, ("function", "new"), ("var", "int"), ("growth", "growth_")]]


@pytest.mark.skipif(not shutil.which("node"), reason="no Node")
def test_javascript():
    calls = [f"(() => {{\n{small.source('javascript')}\nreturn small(0.5, 2, 0.25, 3); }})()" for small in all_small()]
    program = f"console.log(JSON.stringify([{', '.join(calls)}]));"
    run = subprocess.run(["node", "-"], input=program, capture_output=True, text=True, check=True)
    np.testing.assert_allclose(json.loads(run.stdout), plainly(0.5, 2.0, 0.25, 3.0), rtol=1e-13)


@pytest.mark.skipif(not shutil.which("cc"), reason="no C compiler")
def test_c(tmp_path):
    """One file for each formula, since each carries its own helpers."""
    for number, small in enumerate(all_small()):
        (tmp_path / f"{number}.c").write_text(small.source("c").replace("double small(", f"double small{number}("))
    names = [f"small{number}" for number in range(len(all_small()))]
    lines = "".join(f"double {name}(double, double, double, double);\n" for name in names)
    calls = "".join(f'    printf("%.17g\\n", {name}(0.5, 2, 0.25, 3));\n' for name in names)
    (tmp_path / "main.c").write_text(f"#include <stdio.h>\n{lines}int main(void)\n{{\n{calls}    return 0;\n}}\n")
    subprocess.run(["cc", "-o", tmp_path / "main", *tmp_path.glob("*.c"), "-lm"], check=True)
    run = subprocess.run([tmp_path / "main"], capture_output=True, text=True, check=True)
    np.testing.assert_allclose(list(map(float, run.stdout.split())), plainly(0.5, 2.0, 0.25, 3.0), rtol=1e-13)


@pytest.mark.parametrize("name", ["lambda", "None", "_faster", "N^*", "2x", ""])
def test_what_cannot_be_an_argument_is_refused_when_the_formula_is_made(name):
    sentence = "cannot name a formula or an argument: it must begin with a letter"
    with pytest.raises(ValueError, match=sentence):
        made(name, "b")


def test_a_formula_needs_a_name_that_can_be_called():
    with pytest.raises(ValueError, match="'lambda' cannot name a formula"):

        @formula(Letter("y"), (), source="none")
        def lambda_():
            """A keyword, once the underscore is dropped."""
            yield conclude("it is", Letter("y"), Letter("y"))
