"""The value of an expression at a point, to 200 bits and more, without ever printing it as code.

A tree is walked, and a number that grows out of reach stops the walk: so much is needed of an expression whose author
is not known. `small_points` are points that a person can compute at by hand, `typical_points` those of `identity`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

import mpmath
from sympy import E, Expr, LambertW, Piecewise, Rational, Set, Symbol, exp, log
from sympy.core.relational import Relational

from ..identity import sample

BITS = 200
GUARD_BITS = 400  # at a branch point of Lambert's W half the bits are lost
_MAX_EXPONENT_BITS = 40
_LARGEST_REPEATED = 64
_NEARLY_ZERO = -60
_MANY = 1e6
Point = Mapping[Symbol, Rational]


class OutOfReach(ArithmeticError):  # noqa: N818 (it is raised as one says it)
    """There is no value here, or none that can be computed in reasonable time."""


def value(expr: Expr, point: Point) -> Any:
    """The value at a point, as a number of mpmath: real where it is real to working precision.

    >>> from sympy.abc import x
    >>> value(2**x, {x: Rational(3)})
    mpf('8.0')
    """
    with mpmath.workprec(BITS + GUARD_BITS):
        found = _walk(expr, point)
        if not mpmath.isfinite(found):
            raise OutOfReach
        real = mpmath.re(found)
        return found if differ(found, real) else real


def _walk(expr: Expr, point: Point) -> Any:
    if expr.is_Symbol:
        return _rational(point[expr])
    if expr.is_Rational:
        return _rational(expr)
    if isinstance(expr, Piecewise):
        return _piece(expr, point)
    try:
        return _apply(expr, [_walk(part, point) for part in expr.args])
    except (ZeroDivisionError, ValueError, OverflowError) as error:
        raise OutOfReach from error


def _rational(number: Rational) -> Any:
    return mpmath.mpf(int(number.p)) / int(number.q)


def _apply(expr: Expr, parts: list[Any]) -> Any:
    if expr.is_Add:
        return mpmath.fsum(parts)
    if expr.is_Mul:
        return mpmath.fprod(parts)
    if expr.is_Pow:
        return _power(*parts)
    if isinstance(expr, exp):
        return _exp(parts[0])
    if isinstance(expr, log):
        return mpmath.log(parts[0])
    if isinstance(expr, LambertW):
        return mpmath.lambertw(parts[0], int(parts[1].real) if len(parts) > 1 else 0)
    if expr == E:
        return mpmath.exp(1)
    raise OutOfReach(f"{expr.func.__name__} is not a function that can be compared")


def _power(base: Any, exponent: Any) -> Any:
    if base == 0 or (mpmath.isint(exponent) and abs(exponent) <= _LARGEST_REPEATED):
        return base**exponent
    return _exp(exponent * mpmath.log(base))


def _exp(exponent: Any) -> Any:
    if exponent and mpmath.mag(exponent) > _MAX_EXPONENT_BITS:
        raise OutOfReach
    return mpmath.exp(exponent)


def _piece(expr: Piecewise, point: Point) -> Any:
    for part, condition in expr.args:
        if _holds(condition, point):
            return _walk(part, point)
    raise OutOfReach


def _holds(condition: Any, point: Point) -> bool:
    if not isinstance(condition, Relational):
        return bool(condition)
    left, right = (mpmath.re(_walk(side, point)) for side in condition.args)
    return bool({">": left > right, "<": left < right, ">=": left >= right, "<=": left <= right}[condition.rel_op])


def differ(one: Any, other: Any) -> bool:
    """Whether two values differ within 200 bits, relative to the larger one unless both nearly vanish."""
    with mpmath.workprec(BITS + GUARD_BITS):
        scale = max(mpmath.mag(one), mpmath.mag(other), _NEARLY_ZERO)
        return bool(mpmath.mag(one - other) > scale - BITS)


def typical_points(symbols: set[Symbol], count: int) -> Iterator[Point]:
    """Random points of the domain, the same on every call."""
    generator = random.Random(1)
    for _ in range(count):
        yield sample(symbols, generator)


_EASY = tuple(Rational(p, q) for p, q in ((1, 1), (2, 1), (3, 1), (1, 2), (4, 1), (-1, 1), (1, 4)))


def small_points(domains: Mapping[Symbol, Set], count: int) -> Iterator[Point]:
    """Points of small round numbers in the domain, the same on every call: all of them, or a random choice of many."""
    generator = random.Random(2)
    symbols = sorted(domains, key=str)
    some = (tuple(generator.choice(_EASY) for _ in symbols) for _ in range(count))
    few = len(_EASY) ** len(symbols) <= count
    for numbers in product(_EASY, repeat=len(symbols)) if few else some:
        point = dict(zip(symbols, numbers, strict=True))
        if all(inside(point[s], domains[s], point) for s in symbols):
            yield point


def inside(number: Rational, domain: Set, point: Point) -> bool:
    """Whether a number lies in a domain, which may begin at another symbol's value."""
    start, end = (point.get(end, end) for end in (domain.start, domain.end))
    return bool((start < number or (start == number and not domain.left_open)) and number <= end)


def shown(number: Any, digits: int = 4) -> str:
    """A number as a person would write it: 2/3, 0.6931, 1.2e+24.

    >>> shown(mpmath.mpf(2) / 4), shown(mpmath.log(2))
    ('1/2', '0.6931')
    """
    if mpmath.im(number) != 0:
        return "no real number"
    with mpmath.workprec(BITS + GUARD_BITS):
        near = Fraction(str(mpmath.nstr(number, 30))).limit_denominator(100) if abs(number) < _MANY else Fraction()
        if not differ(mpmath.mpf(near.numerator) / near.denominator, number):
            return str(near)
    return str(mpmath.nstr(number, digits))
