"""How two values, or the two sides of a relation, are compared."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping

from sympy import Add, Derivative, Eq, Expr, Limit, Symbol
from sympy.core.relational import Relational

from ..letters import sample
from ..reals.digits import Digits
from ..reals.reals import Number, Reals, Undecided, Undefined
from ..reals.walk import value
from .evidence import DIGITS
from .points import Point, numbers

_TRIED = 12
_SAME = 30
_QUICK = Digits(45)

Words = dict[str, str]


def shown(point: Point) -> Words:
    """A point for people."""
    return {str(symbol): f"{float(exact):.6g}" for symbol, exact in point.items()}


def refuted(relation: Relational) -> Words:
    """A random point at which a relation does not hold, if a few tries find one; nothing proves that it does."""
    if relation.has(Derivative, Limit):
        return {}
    symbols = sorted(relation.free_symbols, key=str)
    generator = random.Random(0)
    for _ in range(_TRIED if symbols else 1):
        point = sample(symbols, generator)
        try:
            if not _holds(relation, point):
                return shown(point)
        except Undecided:
            continue
    return {}


def _holds(relation: Relational, point: Point) -> bool:
    """Whether it holds at a point, judged against the largest term; sides of which neither has a value agree."""
    left, right = (_terms(side, point) for side in relation.args)
    if not (left and right):
        return bool(left) is bool(right)
    gap = sum(left) - sum(right)
    if isinstance(relation, Eq):
        return bool(abs(gap) <= max(map(abs, left + right)) * _QUICK.context.mpf(10) ** -_SAME)
    return bool(gap > 0 if relation.rel_op in (">", ">=") else gap < 0)


def _terms(side: Expr, point: Point) -> list[Number]:
    """The terms of a side that are summed, or none where it has no value."""
    try:
        return [value(term, numbers(point, _QUICK), _QUICK) for term in Add.make_args(side)]
    except (Undefined, ZeroDivisionError):
        return []


def relative_error(given: Number, expected: Number | None) -> float:
    """By which part of the value expected another differs from it; any number differs from none expected."""
    if expected is None:
        return math.inf
    return float(abs(given - expected) / max(abs(given), abs(expected), DIGITS.context.mpf(2) ** -4096))


def units_in_last_place(given: float, expected: Number | None) -> float:
    """The error of a float, in units of the last place of the value; a target never reached must give infinity."""
    if expected is None:
        return 0.0 if given == math.inf else math.inf
    if not math.isfinite(given):
        return math.inf
    return float(abs(DIGITS.number(given) - expected) / math.ulp(float(expected)))


def apart(expr: Expr, at: Mapping[Symbol, Number], expected: Number | None, balls: Reals) -> float:
    """How far, relatively, the expression and the value expected may lie apart, as balls that hold both tell.

    Undefined is raised where they are proved to differ, and Undecided where the balls are too wide to tell.
    """
    try:
        given = value(expr, at, balls)
    except (Undefined, ZeroDivisionError):
        if expected is None:
            return 0.0
        raise
    if not given.is_finite():
        raise Undecided("a ball has no bounds")
    if expected is None:
        raise Undefined("the target is never reached")
    if given == expected:
        return 0.0
    if not given.overlaps(expected):
        raise Undefined("the balls are disjoint")
    distance = (given - expected).abs_upper() / max(given.abs_upper(), expected.abs_upper())
    return float(distance.abs_upper())
