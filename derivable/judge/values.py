"""The value of an expression at a point, to 200 bits and more, without ever printing it as code.

A tree is walked, and a number that grows out of reach stops the walk: so much is needed of an expression whose author
is not known. `small_points` are points that a person can compute at by hand, `typical_points` those of `identity`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

import mpmath
from sympy import E, Ei, Expr, LambertW, Max, Min, Piecewise, Rational, Set, Symbol, exp, log
from sympy.core.relational import Relational

from ..letters import sample
from .measured import Measured

BITS = 200
_GUARD_BITS = 400  # at a branch point of Lambert's W half the bits are lost
_MAX_EXPONENT_BITS = 40
_LARGEST_REPEATED = 64
_NEARLY_ZERO = -60
_MANY = 1e6
_PLAIN = 3
Point = Mapping[Symbol, Rational]
Known = dict[Expr, Any]

MP = mpmath.mp.clone()
"""mpmath at a precision that nobody else sees or sets."""
MP.prec = BITS + _GUARD_BITS


class OutOfReach(ArithmeticError):  # noqa: N818 (it is raised as one says it)
    """There is no value here, or none that can be computed in reasonable time."""


def value(expr: Expr, point: Point) -> Any:
    """The value at a point, as a number of mpmath: real where it is real to working precision.

    >>> from sympy.abc import x
    >>> value(2**x, {x: Rational(3)})
    mpf('8.0')
    """
    return known_value(expr, known_at(point))


def known_at(point: Point) -> Known:
    """What is known of expressions at a point: at first, the values of its symbols."""
    return {symbol: _rational(number) for symbol, number in point.items()}


class Place:
    """A point, with what is known there: at first the letters that it gives, or all that can be solved for."""

    def __init__(self, point: Point, solve: Callable[[Point], Known] = known_at) -> None:
        self.point = point
        self.solve = solve
        self.known = solve(point)


def known_value(expr: Expr, known: Known) -> Any:
    """The value where that of some expressions is known; what is found on the way is known from then on."""
    found = _walk(expr, known)
    if not MP.isfinite(found):
        raise OutOfReach
    real = MP.re(found)
    return found if differ(found, real) else real


def _walk(expr: Expr, known: Known) -> Any:
    found = known.get(expr)
    if found is None:
        found = known[expr] = _computed(expr, known)
    return found


def _computed(expr: Expr, known: Known) -> Any:
    if expr.is_Symbol:
        raise OutOfReach(f"{expr} has no value here")
    if expr.is_Rational:
        return _rational(expr)
    if isinstance(expr, Measured):
        return _rational(expr.number)
    if isinstance(expr, Piecewise):
        return _piece(expr, known)
    try:
        return _apply(expr, [_walk(part, known) for part in expr.args])
    except (ZeroDivisionError, ValueError, OverflowError) as error:
        raise OutOfReach from error


def _rational(number: Rational) -> Any:
    return MP.mpf(int(number.p)) / int(number.q)


def lies_in(number: Any, domain: Set, known: Known) -> bool:
    """Whether a value lies in a domain, the ends of which may be letters with values."""
    low, high = (known[end] if end in known else _end(end) for end in (domain.start, domain.end))
    above = number > low or (number == low and not domain.left_open)
    return bool(above and (number < high or (number == high and not domain.right_open)))


def _end(end: Expr) -> Any:
    return MP.inf * (1 if end > 0 else -1) if end.is_infinite else _rational(end)


def _apply(expr: Expr, parts: list[Any]) -> Any:
    if expr.is_Add:
        return MP.fsum(parts)
    if expr.is_Mul:
        return MP.fprod(parts)
    if expr.is_Pow:
        return _power(*parts)
    if isinstance(expr, exp):
        return _exp(parts[0])
    if isinstance(expr, log):
        return MP.log(parts[0])
    if isinstance(expr, Max | Min) and all(map(is_real, parts)):
        return max(parts) if isinstance(expr, Max) else min(parts)
    if isinstance(expr, LambertW):
        return MP.lambertw(parts[0], int(parts[1].real) if len(parts) > 1 else 0)
    if isinstance(expr, Ei) and parts[0] != 0:
        return _within_reach(MP.ei, parts[0])
    if expr == E:
        return MP.exp(1)
    raise OutOfReach(f"{expr.func.__name__} is not a function that can be compared")


def _power(base: Any, exponent: Any) -> Any:
    if base == 0 or (MP.isint(exponent) and abs(exponent) <= _LARGEST_REPEATED):
        return base**exponent
    return _exp(exponent * MP.log(base))


def _exp(exponent: Any) -> Any:
    return _within_reach(MP.exp, exponent)


def _within_reach(function: Callable[[Any], Any], exponent: Any) -> Any:
    """What grows as the exponential does, of a number for which that ends."""
    if exponent and MP.mag(exponent) > _MAX_EXPONENT_BITS:
        raise OutOfReach
    return function(exponent)


def _piece(expr: Piecewise, known: Known) -> Any:
    for part, condition in expr.args:
        if _holds(condition, known):
            return _walk(part, known)
    raise OutOfReach


def _holds(condition: Any, known: Known) -> bool:
    if not isinstance(condition, Relational):
        return bool(condition)
    left, right = (MP.re(_walk(side, known)) for side in condition.args)
    return bool({">": left > right, "<": left < right, ">=": left >= right, "<=": left <= right}[condition.rel_op])


def differ(one: Any, other: Any, bits: int = BITS) -> bool:
    """Whether two values differ within so many bits, relative to the larger one unless both nearly vanish."""
    scale = max(MP.mag(one), MP.mag(other), _NEARLY_ZERO)
    return bool(MP.mag(one - other) > scale - bits)


def is_real(number: Any) -> bool:
    """Whether a value is real to working precision."""
    return not MP.im(number)


def digits(number: Any, count: int) -> str:
    """A value to so many decimal digits."""
    return str(MP.nstr(number, count))


def typical_points(domains: Mapping[Symbol, Set], count: int) -> Iterator[Point]:
    """Random points of the domains, the same on every call."""
    generator = random.Random(1)
    for _ in range(count):
        yield sample(domains, generator, domains=domains)


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
    above = start < number or (start == number and not domain.left_open)
    return bool(above and (number < end or (number == end and not domain.right_open)))


def shown(number: Any, count: int = 4) -> str:
    """A number as a person would write it: 2/3, 0.6931, 1448.15, 1.2e+24; to two digits after the point, if there are.

    >>> shown(MP.mpf(2) / 4), shown(MP.log(2)), shown(MP.mpf("1448.1547"))
    ('1/2', '0.6931', '1448.15')
    """
    if not is_real(number):
        return "no real number"
    near = Fraction(digits(number, 30)).limit_denominator(100) if abs(number) < _MANY else Fraction()
    if not differ(MP.mpf(near.numerator) / near.denominator, number):
        return str(near)
    whole = len(str(int(abs(number)))) if abs(number) < _MANY else 0
    return digits(number, max(count, whole + 2) if whole > _PLAIN else count)
