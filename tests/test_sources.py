"""Code for pasting: it runs where its language does, and gives what the formula gives.

All formulas stand in one program of each language, as they do where someone pastes several. A language whose tool is
not here is not run, and its test says so.
"""

import json
import math
import shutil
import subprocess

import mpmath
import numpy as np
import pytest
from sympy import Integer

from scaling_sym import formulas, relative_excess_loss, time_to_target
from scaling_sym.symbols import E, L
from tests.conftest import usual
from tests.required import lacking

NAN = float("nan")
FAR = {
    "relative_excess_loss": [(5000.0, 0.01, 1.0, 1.0), (1e-300, 0.1, 1e-20, 1.0)],
    "run_excess_loss": [(5000.0, 0.01, 1.0, 0.0)],
    "compute_multiple": [(5000.0, -1.0, 1.0), (1000.0, 1.0, 1.0)],
    "justifying_tokens": [(0.01, 0.9, 0.9, 2.0, 6.0), (0.5, 0.05, 0.05, 2.0, 6.0)],
    "overtraining_overhead": [(1e-9, 0.3, 0.3), (0.01, 0.9, 0.9), (1e9, 0.3, 0.3)],
    "slowing_multiple": [
        (5.0, 0.3, 1e9, 1.0),
        (1e4, -50.0, 1.0, 1.0),
        (1e4, 40.0, 15.0, 1.0),
        (30.0, -4.0, 9.0, 1e-3),
        (0.01, 3e4, 30.0, 1.0),
        (60.0, 1e-300, 2.0, 1.0),
    ],
    "time_to_target": [
        (0.5, 0.05, -1.0, 1.0),
        (1e-300, 0.5, 1.0, 1.0),
        (1e-8, 0.01, 2.0, 1.0),
        (1e-8, 0.01, -2.0, 1.0),
        (0.9, 0.5, -1.0, 1.0),
    ],
    "doublings_to_target": [(0.5, 0.05, -1.0, 1.0), (1e-8, 0.01, 2.0, 1.0), (1e-8, 0.01, -2.0, 1.0)],
    "required_doubling_rate": [(1e-8, 0.01, 2.0, 1.0), (0.5, 0.05, 1e9, 1.0), (1e-8, 0.01, 1e-3, 1.0)],
    "best_start": [(0.1, 1.0), (10.0, 1e-6), (NAN, 1.0)],
    "head_start_accumulated": [(1.0, 1.0, 1.0)],
}
"""Values where a term leaves the range of doubles, a target is never reached, or something is not known."""


def typical(formula, count=5):
    """Random arguments."""
    generator = np.random.default_rng(5)
    for _ in range(count):
        point = {a: float(generator.uniform(*usual(formula, a))) for a in formula.args}
        if L in point:
            point[L] += point[E]
        yield point


def edges(formula):
    """A random point with one argument at an end of its domain, 0, or not a number."""
    point = next(typical(formula))
    for argument in formula.args:
        domain = formula.domain(argument)
        ends = {value for value in (domain.start, domain.end, Integer(0)) if value.is_number}
        for value in sorted(ends):
            if domain.contains(value) == True:  # noqa: E712 (beyond another letter it is not known)
                yield point | {argument: float(value)}
        yield point | {argument: NAN}


def whole(formula):
    """The arguments as integers, small ones and large ones."""
    ones = {a: 2 if a == L else 1 for a in formula.args}
    yield ones
    yield {a: 3 if a == L else 2 if formula.domain(a).contains(2) == True else 1 for a in formula.args}  # noqa: E712
    yield ones | {a: 10**12 for a in formula.args if a.typical[1] > 1e12}


def cases(formula):
    """All of them, as tuples in the order of the arguments."""
    points = [*typical(formula), *edges(formula), *whole(formula)]
    return [tuple(point[a] for a in formula.args) for point in points] + FAR.get(formula.name, [])


def agree(formula, values, of=cases):
    expected = [float(formula(*case)) for case in of(formula)]
    np.testing.assert_allclose([*values], expected, rtol=1e-11, atol=1e-300, err_msg=formula.name)


def all_agree(lines):
    """What a program printed, a value a line, of all cases of all formulas."""
    values = iter(float(line.replace("Inf", "inf")) for line in lines)
    for formula in formulas.values():
        agree(formula, [next(values) for _ in cases(formula)])
    assert not [*values]


def calls(unknown):
    """Each case as a call, with numbers as all languages write them, and the one that is none."""
    for name, formula in formulas.items():
        for case in cases(formula):
            yield f"{name}({', '.join(unknown if value != value else repr(value) for value in case)})"


def sources(language):
    return "\n".join(formula.source(language) for formula in formulas.values())


def printed(*command, program=""):
    """What a command prints, line by line; the test says so where it is not here."""
    if not shutil.which(command[0]):
        lacking(command[0])
    return subprocess.run(command, input=program, capture_output=True, text=True, check=True).stdout.split()


def executed(formula, language):
    scope = {}
    exec(formula.source(language), scope)
    return scope[formula.name]


def test_c(tmp_path):
    """In the C of 1999, with all warnings."""
    if not shutil.which("cc"):
        lacking("cc")
    body = "".join(f'    printf("%.17g\\n", {call});\n' for call in calls("NAN"))
    program = f"#include <stdio.h>\n{sources('c')}\nint main(void)\n{{\n{body}    return 0;\n}}\n"
    (tmp_path / "main.c").write_text(program)
    strict = ["-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror"]
    subprocess.run(["cc", *strict, "-o", tmp_path / "main", tmp_path / "main.c", "-lm"], check=True)
    all_agree(printed(str(tmp_path / "main")))


def test_javascript():
    """As a module, which does not let a name be given twice."""
    lines = "".join(f"console.log({call});\n" for call in calls("NaN"))
    program = f"{sources('javascript')}\n{lines}"
    all_agree(line.replace("Infinity", "Inf") for line in printed("node", "--input-type=module", "-", program=program))


def test_julia(tmp_path):
    (tmp_path / "main.jl").write_text(sources("julia") + "".join(f"println({call})\n" for call in calls("NaN")))
    all_agree(printed("julia", str(tmp_path / "main.jl")))


def test_r(tmp_path):
    lines = "".join(f'suppressWarnings(cat(sprintf("%.17g\\n", {call})))\n' for call in calls("NaN"))
    (tmp_path / "main.R").write_text(sources("r") + lines)
    all_agree(line if line != "NA" else "NaN" for line in printed("Rscript", str(tmp_path / "main.R")))


def test_r_on_vectors_of_different_lengths(tmp_path):
    calls = "time_to_target(0.5, 0.05, c(-1, 0, 1, 2), c(1L, 2L)), relative_excess_loss(3L, c(0.1, 0.2), 1, 1)"
    (tmp_path / "main.R").write_text(sources("r") + f'cat(sprintf("%.17g\\n", c({calls})))\n')
    found = [float(line) for line in printed("Rscript", str(tmp_path / "main.R"))]
    times = time_to_target(0.5, 0.05, [-1, 0, 1, 2], [1, 2, 1, 2])
    np.testing.assert_allclose(found, [*times, *relative_excess_loss(3.0, [0.1, 0.2], 1.0)], rtol=1e-12)


def test_numpy(formula):
    function = executed(formula, "numpy")
    agree(formula, function(*np.array(cases(formula)).T))
    agree(formula, [float(function(*case)) for case in cases(formula)])


def called(function, formula):
    """What it gives of each case; of an error, that it stands where the formula is infinite."""
    for case in cases(formula):
        try:
            yield float(function(*case))
        except (OverflowError, ZeroDivisionError, ValueError):
            assert abs(formula(*case)) == math.inf, case
            yield formula(*case)


def test_math(formula):
    agree(formula, called(executed(formula, "math"), formula))


def test_mpmath(formula):
    with mpmath.workdps(40):
        agree(formula, called(executed(formula, "mpmath"), formula))


@pytest.mark.parametrize("language", ["math", "mpmath"])
@pytest.mark.parametrize("name", ["time_to_target", "doublings_to_target", "overtraining_overhead"])
def test_what_is_never_reached_is_infinite_and_no_error(name, language):
    assert executed(formulas[name], language)(*FAR[name][0]) == math.inf


def test_sympy(formula):
    assert executed(formula, "sympy") == formula.expr.xreplace({a: a.plain for a in formula.args})


ARRAYS = {
    "int64": lambda v: v.astype(np.int64),
    "uint8": lambda v: v.astype(np.uint8),
    "bool": lambda v: v.astype(bool) if v.max() == 1 else v,
    "float32": lambda v: v.astype(np.float32),
    "float16": lambda v: v.astype(np.float16),
    "long double": lambda v: v.astype(np.longdouble),
    "the other byte order": lambda v: v.astype(v.dtype.newbyteorder()),
    "strides": lambda v: np.repeat(v, 2)[::-2],
    "read-only": lambda v: np.broadcast_to(v, (2, *v.shape)),
    "no dimension": lambda v: np.array(v[0]),
    "empty": lambda v: v[:0],
    "a scalar": lambda v: np.int64(v[0]),
    "a list": lambda v: v.tolist(),
    "a mask": lambda v: np.ma.array([v[0], -9.0], mask=[False, True]),
}


@pytest.mark.parametrize("make", ARRAYS.values(), ids=ARRAYS)
def test_numpy_on_every_kind_of_array(formula, make):
    """Masked numbers are not known."""
    function = executed(formula, "numpy")
    for point in whole(formula):
        if max(point.values()) > 100:
            continue
        given = [make(np.array([value, value], float)) for value in point.values()]
        expected = formula(*given)
        if isinstance(expected, np.ma.MaskedArray):
            expected = expected.filled(np.nan)
        short = np.asarray(expected).dtype == np.float16
        np.testing.assert_allclose(function(*given), expected, rtol=1e-3 if short else 1e-6)


@pytest.mark.parametrize("wrong", [["1"], [1 + 2j], [None], ["2026-03-30"]])
def test_numpy_refuses_what_is_no_number(wrong):
    with pytest.raises(TypeError):
        executed(formulas["kappa"], "numpy")(np.array(wrong), 0.3)


def test_latex_is_the_equation():
    assert formulas["kappa"].source("latex").startswith(r"\kappa = ")


def test_other_languages_are_refused():
    with pytest.raises(ValueError, match="no code in 'fortran': choose from numpy, math, mpmath, c, julia, r, javasc"):
        formulas["kappa"].source("fortran")


def test_what_needs_no_helper_carries_none():
    assert json.dumps(formulas["kappa"].source("c")).count("static") == 0
    assert "choose" not in formulas["kappa"].source("r")
