"""Does an equation that is not solved say what a letter is? It must hold for the right value, and for no other.

Each factor of the gap between its sides is looked at by itself: one without the letter may vanish, and then the
equation holds whatever the letter is; one with it may vanish for another value, which is looked for on a grid about
the right one, as fine as a quarter of a doubling.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise
from typing import Any

from sympy import Expr, Integer, Mul, Pow, Set, factor, fraction, together

from ..letters import spelled
from .budget import within
from .proof import expanded_size
from .question import Question
from .slips import in_words
from .values import (
    MP,
    Known,
    OutOfReach,
    Place,
    differ,
    digits,
    is_real,
    known_value,
    lies_in,
    shown,
    small_points,
    typical_points,
)
from .world import isolated

CALLS = 3_000_000
_LARGEST_FACTORED = 200
_PLACES = 2
_STEPS, _DOUBLINGS = 4, 12
_HALVINGS = 40
_DIGITS = 8


def left_open(asked: Question, sides: Sequence[Expr]) -> str:
    """Why equal sides, true for the right value, do not say what the quantity asked for is; nothing where they do.

    >>> from tests.amdahl import BOOK, p, speedup, S
    >>> left_open(Question(BOOK, speedup), [(S - speedup.expr) * (S - 2), p * 0])
    'it holds for S = 2 too'
    """
    reasons = [_reason(asked, left - right) for left, right in pairwise(sides)]
    return min(reasons, key=len)


def _reason(asked: Question, gap: Expr) -> str:
    target, found = asked.symbol, f"it does not say what {spelled(str(asked.symbol))} is"
    for part in _factors(gap):
        reason = _other_value(asked, part) if target in part.free_symbols else _vanishes(asked, part)
        if reason:
            return reason
        found = "" if target in part.free_symbols else found
    return found


def _factors(gap: Expr) -> list[Expr]:
    """The factors above the line, each once; a large expression is left whole."""
    small = expanded_size(gap) <= _LARGEST_FACTORED
    whole = within(CALLS, lambda: factor(fraction(together(gap))[0])) if small else None
    parts = Mul.make_args(gap if whole is None else whole)
    return [part.base if isinstance(part, Pow) and part.exp.is_Integer else part for part in parts]


def _vanishes(asked: Question, part: Expr) -> str:
    """Whether a factor without the letter vanishes somewhere: it does where it is zero, or between either sign."""
    signs = set()
    for place in _places(asked, small=100, typical=20):
        try:
            signs.add(_sign(known_value(part, place.known)))
        except OutOfReach:
            continue
    if 0 not in signs and len(signs - {None}) < 2:
        return ""
    return f"it holds wherever {in_words(part)} = 0 too, whatever {spelled(str(asked.symbol))} is"


def _sign(number: Any) -> int | None:
    if not is_real(number):
        return None
    return 0 if not differ(number, 0) else 1 if number > 0 else -1


def _places(asked: Question, small: int, typical: int) -> Iterator[Place]:
    domains = asked.domains(asked.args)
    points = chain(islice(small_points(domains, small), small), islice(typical_points(set(domains), typical), typical))
    return (Place(point) for point in points if asked.allows(point))


def _other_value(asked: Question, part: Expr) -> str:
    """Whether a factor vanishes for another value of the letter."""
    simple = isolated(part, Integer(0), asked.symbol) is not None or _degree(part, asked) == 1
    for place in _places(asked, small=0, typical=_PLACES):
        try:
            right = known_value(asked.expr, place.known)
            if not is_real(right):
                continue
            there = known_value(part, {**{s: place.known[s] for s in asked.args}, asked.symbol: right})
        except OutOfReach:
            continue
        if simple and not differ(there, 0):  # it has one solution, which is the right one
            return ""
        for other in _roots(asked, part, place.known, right):
            return f"it holds for {spelled(str(asked.symbol))} = {_named(other, place.known, asked)} too"
    return ""


def _degree(part: Expr, asked: Question) -> int:
    """The degree of a factor in the letter; 0 where it is no polynomial in it."""
    powers = within(CALLS, lambda: part.as_poly(asked.symbol))
    return 0 if powers is None else int(powers.degree())


def _named(number: Any, known: Known, asked: Question) -> str:
    """A number by the letter that has this value, if one has."""
    near = MP.mpf(digits(number, _DIGITS))
    letter = next((s for s in asked.args if near == MP.mpf(digits(known[s], _DIGITS))), None)
    return spelled(str(letter)) if letter else shown(near)


def _roots(asked: Question, part: Expr, known: Known, right: Any) -> Iterator[Any]:
    """Other values of the letter for which a factor vanishes, beside the right one."""
    letters = {letter: known[letter] for letter in asked.args}
    domain = asked.domain(asked.symbol)

    def at(number: Any) -> Any:
        try:
            found = known_value(part, {**letters, asked.symbol: number})
        except OutOfReach:
            return None
        return found if is_real(found) else None

    for grid in _grids(right or MP.mpf(1), domain, letters):
        values = [at(number) for number in grid]
        for (one, other), (low, high) in zip(pairwise(values), pairwise(grid), strict=True):
            around = min(low, high) < right < max(low, high)
            if one is not None and other is not None and one * other < 0 and not around:
                yield from _between(at, low, high, one)


def _grids(right: Any, domain: Set, known: Known) -> Iterator[list[Any]]:
    """Numbers on both sides of the right one, ever closer to it; and on the other side of zero."""
    far = [MP.mpf(2) ** (MP.mpf(step) / _STEPS) for step in range(1, _STEPS * _DOUBLINGS + 1)]
    near = [1 + MP.mpf(2) ** -halving for halving in range(_HALVINGS, 3, -3)]
    above = near + far
    ratios = [1 / ratio for ratio in reversed(above)] + above
    for sign in (1, -1):
        yield [number for ratio in ratios if lies_in(number := sign * right * ratio, domain, known)]


def _between(at: Any, low: Any, high: Any, one: Any) -> Iterator[Any]:
    """The root between two numbers where the sign changes; none where it does so at a pole."""
    first = abs(one)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        found = at(middle)
        if found is None:
            return
        low, high = (middle, high) if found * one > 0 else (low, middle)
    if abs(found) < first / 2:
        yield middle
