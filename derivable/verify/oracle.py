"""The exact value of a formula, and the error of a number that stands for it.

The reference is the derived expression itself, evaluated by Arb in balls that are narrowed until they settle the
answer; it shares no code with the numeric functions. An error is counted in units in the last place of the answer
(ulp), and *normalised* by what the inputs' own rounding does: error/(1 + the effect of changing each input by half
an ulp).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import flint
from sympy import Expr, Symbol, lambdify, limit, nan, zoo

from ..formula import Formula

LARGEST = 2.0**1023 * (2 - 2.0**-52)
BITS = (160, 640, 2560, 10240)  # precisions to try in turn


def _lambert_w(z: Any, branch: int = 0) -> Any:
    return flint.acb(z).lambertw(branch).real


ARB = {
    "exp": lambda z: flint.arb(z).exp(),
    "log": lambda z: flint.arb(z).log(),
    "LambertW": _lambert_w,
    "Ei": lambda z: flint.arb(z).ei(),
    "Float": flint.arb,
}


@cache
def _in_balls(formula: Formula, at_zero: tuple[Symbol, ...]) -> Callable[..., Any]:
    """The derived expression over balls; its limit, as SymPy takes it, where it is not defined at a letter's 0."""
    expr: Expr = formula.expr
    for letter in at_zero:
        if (there := expr.subs(letter, 0)).has(nan, zoo):
            there = limit(expr, letter, 0)
        expr = there
    function: Callable[..., Any] = lambdify(formula.args, expr, modules=[ARB], cse=True)
    return function


def exact(formula: Formula, point: tuple[Any, ...]) -> Any:
    """The value in a ball relatively narrower than 2^-100; `inf` where there is no real one: a target out of reach."""
    at_zero = tuple(s for s, value in zip(formula.args, point, strict=True) if value == 0)
    function = _in_balls(formula, at_zero)
    for bits in BITS:
        with flint.ctx.workprec(bits):
            try:
                value = flint.arb(function(*map(flint.arb, point)))
            except ZeroDivisionError:
                continue
            if value.is_finite() and (value == 0 or value.rel_accuracy_bits() > 100):
                return value
    if not value.is_finite():
        return math.inf
    if value.contains(0) and value.abs_upper() < 1e-600:
        return flint.arb(0)
    raise ArithmeticError(f"{formula.name}{point}: not settled, {value}")


def nearest(value: Any) -> float:
    """The double nearest to a ball."""
    if value == math.inf:
        return math.inf
    return float(value.mid())


def ulp(value: float) -> float:
    """The distance between doubles at the value; the largest finite one's where it overflows."""
    return math.ulp(min(abs(value), LARGEST))


@dataclass(frozen=True)
class Error:
    """The error of one number: in ulp, and normalised."""

    point: tuple[float, ...]
    value: float
    reference: float
    ulps: float
    normalised: float


def judge(formula: Formula, point: tuple[float, ...], values: list[float]) -> list[Error]:
    """The error of each of several values at one point."""
    reference = exact(formula, point)
    rounded = nearest(reference)
    effect = None
    errors = []
    for value in values:
        ulps = _ulps(value, reference, rounded)
        if ulps > 0.5 and effect is None:
            effect = _effect(formula, point, reference, rounded)
        errors.append(Error(point, value, rounded, ulps, ulps / (1 + (effect or 0))))
    return errors


def _ulps(value: float, reference: Any, rounded: float) -> float:
    if value == rounded:
        if not math.isfinite(rounded):
            return 0.0
    elif not (math.isfinite(value) and math.isfinite(rounded)):
        return math.inf
    with flint.ctx.workprec(256):
        return float((abs(flint.arb(value) - reference) / flint.arb(ulp(rounded))).mid())


def _effect(formula: Formula, point: tuple[float, ...], reference: Any, rounded: float) -> float:
    """What half an ulp in each input does to the value, in ulp, summed over the inputs."""
    total = 0.0
    for place, entry in enumerate(point):
        most = 0.0
        for sign in (-1, 1):
            with flint.ctx.workprec(256):
                changed = list(map(flint.arb, point))
                changed[place] += sign * flint.arb(math.ulp(entry)) / 2
            if entry == 0:
                continue
            moved = exact(formula, tuple(changed))
            if moved == math.inf:
                return math.inf
            with flint.ctx.workprec(256):
                most = max(most, float((abs(moved - reference) / flint.arb(ulp(rounded))).mid()))
        total += most
    return total
