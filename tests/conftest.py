"""What several tests ask of the catalog."""

from __future__ import annotations

import random
from typing import Any

import mpmath
import pytest
from sympy import Rational, lambdify

import scaling_sym
from derivable.formula import Formula
from derivable.letters import Letter, sample, within


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `formula` runs once for each formula of the catalog."""
    given = {name for mark in metafunc.definition.iter_markers("parametrize") for name in mark.args[0]}
    if "formula" in metafunc.fixturenames and not given & {"formula", "f"}:
        metafunc.parametrize("formula", list(scaling_sym.formulas.values()), ids=list(scaling_sym.formulas))


def typical_points(formula: Formula, count: int, seed: int = 1) -> list[dict[str, float]]:
    """Seeded random arguments from the typical ranges of the symbols."""
    generator = random.Random(seed)
    points = (sample(formula.args, generator, domains=formula.domains) for _ in range(count))
    return [{str(s): float(point[s]) for s in formula.args} for point in points]


def usual(formula: Formula, argument: Letter) -> tuple[float, float]:
    """The typical range of an argument, as far as it lies in the formula's own domain."""
    return within(formula.domain(argument), *argument.typical)


def precise(formula: Formula, digits: int = 60, **values: float) -> Any:
    """The formula's own expression at exactly these doubles, to many digits; γ = 0 is taken as a limit."""
    arguments = [Rational(values[str(s)]) for s in formula.args]
    function = lambdify(formula.args, formula.expr, modules="mpmath")
    with mpmath.workdps(digits + 700):
        numbers = [mpmath.mpf(a.p) / a.q if a else mpmath.mpf(10) ** -600 for a in arguments]
        return function(*numbers)
