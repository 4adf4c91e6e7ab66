"""Code for pasting: it runs where its language does, and gives what the formula gives."""

import json
import shutil
import subprocess

import mpmath
import numpy as np
import pytest

from scaling_sym import formulas
from scaling_sym.symbols import E, L, gamma
from tests.conftest import usual


def cases(formula, count=5):
    """Random arguments, and the same again for γ = 0, where that may be."""
    generator = np.random.default_rng(5)
    found = []
    for _ in range(count):
        point = {s: float(generator.uniform(*usual(formula, s))) for s in formula.args}
        if L in point:
            point[L] += point[E]
        found.append(list(point.values()))
        if gamma in point and 0 in formula.domain(gamma):
            found.append(list((point | {gamma: 0.0}).values()))
    return found


def agree(formula, values):
    np.testing.assert_allclose(values, [formula(*case) for case in cases(formula)], rtol=1e-11, atol=1e-300)


def executed(text, name):
    scope = {}
    exec(text, scope)
    return scope[name]


@pytest.mark.parametrize("name", formulas)
def test_numpy(name):
    formula = formulas[name]
    function = executed(formula.source("numpy"), name)
    agree(formula, function(*np.array(cases(formula)).T))
    agree(formula, [float(function(*case)) for case in cases(formula)])


@pytest.mark.parametrize("name", formulas)
def test_mpmath(name):
    formula = formulas[name]
    function = executed(formula.source("mpmath"), name)
    with mpmath.workdps(40):
        agree(formula, [float(function(*map(mpmath.mpf, case))) for case in cases(formula)])


@pytest.mark.parametrize("name", formulas)
def test_sympy(name):
    formula = formulas[name]
    assert executed(formula.source("sympy"), name) == formula.expr.xreplace({s: s.plain for s in formula.args})


@pytest.mark.skipif(not shutil.which("node"), reason="no Node")
def test_javascript():
    lines, order = [], []
    for name, formula in formulas.items():
        calls = ", ".join(f"{name}({', '.join(map(repr, case))})" for case in cases(formula))
        lines.append(f"out[{name!r}] = (() => {{\n{formula.source('javascript')}\nreturn [{calls}]; }})();")
        order.append(formula)
    program = "const out = {};\n" + "\n".join(lines) + "\nconsole.log(JSON.stringify(out));"
    run = subprocess.run(["node", "-"], input=program, capture_output=True, text=True, check=True)
    found = json.loads(run.stdout, parse_int=float)
    for formula in order:
        agree(formula, found[formula.name])


@pytest.mark.skipif(not shutil.which("cc"), reason="no C compiler")
@pytest.mark.parametrize("name", formulas)
def test_c(name, tmp_path):
    formula = formulas[name]
    calls = "".join(f'    printf("%.17g\\n", {name}({", ".join(map(repr, case))}));\n' for case in cases(formula))
    program = f"#include <stdio.h>\n{formula.source('c')}\nint main(void)\n{{\n{calls}    return 0;\n}}\n"
    (tmp_path / "main.c").write_text(program)
    command = ["cc", "-Wall", "-Werror", "-o", tmp_path / "main", tmp_path / "main.c", "-lm"]
    subprocess.run(command, check=True)
    run = subprocess.run([tmp_path / "main"], capture_output=True, text=True, check=True)
    agree(formula, list(map(float, run.stdout.split())))


def test_latex_is_the_equation():
    assert formulas["kappa"].source("latex").startswith(r"\kappa = ")


def test_other_languages_are_refused():
    with pytest.raises(ValueError, match="no code in 'fortran': choose from numpy, "):
        formulas["kappa"].source("fortran")
