"""Are two expressions equal? A difference is sought at points, simple ones first; and then a proof.

The answer of a stranger may take for ever to simplify, so that the work on a proof is limited. Where none is found, it
is only said that the two are equal in 200 bits at 64 points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from sympy import Dummy, Eq, Expr, Set, Symbol

from ..identity import decide
from ..letters import spelled
from .budget import within
from .proof import expanded_size, proved
from .tokens import Refused
from .values import (
    BITS,
    MP,
    OutOfReach,
    Place,
    Point,
    differ,
    digits,
    is_real,
    known_value,
    shown,
    small_points,
    typical_points,
)

POINTS = 64
FINE = 5000
CALLS = 8_000_000
_SMALL_POINTS = 100
_TRIES = 1000
_CHOICE = 25
_MAX_EXPANDED = 3000
_BY_SYMBOLS = "symbolically"


@dataclass(frozen=True)
class Comparison:
    """The point where two expressions differ, with their values there; or how they were found to be equal.

    Where the two are so close that their digits do not show it, `gap` says by how much they differ.
    """

    how: str = ""
    point: Mapping[str, str] = field(default_factory=dict)
    yours: str = ""
    should: str = ""
    gap: str = ""

    @property
    def differs(self) -> bool:
        """Whether a difference was found."""
        return not self.how

    @property
    def where(self) -> str:
        """The point in words: "at α = 1, β = 2"."""
        return "at " + ", ".join(f"{name} = {number}" for name, number in self.point.items()) if self.point else "here"

    def told(self, sides: bool) -> str:
        """The difference in words, of an answer or of the two sides of an equation."""
        if self.gap:
            return f"{self.where} the two differ by {self.gap}."
        if sides:
            return f"{self.where} the left side gives {self.yours}, the right side {self.should}."
        return f"{self.where} yours gives {self.yours}, it should be {self.should}."


def compare(
    yours: Expr,
    should: Expr,
    domains: Mapping[Symbol, Set],
    allowed: Callable[[Point], bool] = lambda _: True,
) -> Comparison:
    """Compare an answer with what it should be, for every value in the domains of the symbols that is allowed.

    >>> from sympy.abc import t
    >>> from derivable.letters import POSITIVE
    >>> compare(2 * t, t**2, {t: POSITIVE}).where
    'at t = 1'
    """
    if yours == should:
        return Comparison(how=_BY_SYMBOLS)
    found = at_points(yours, should, domains, allowed)
    if found.differs:
        return found
    above = {
        s: domain.start + Dummy(positive=True) for s, domain in domains.items() if isinstance(domain.start, Symbol)
    }
    yours, should = yours.xreplace(above), should.xreplace(above)
    question = Eq(yours, should, evaluate=False)
    if max(expanded_size(yours), expanded_size(should)) <= _MAX_EXPANDED:
        if within(CALLS, lambda: proved(yours, should)):
            return Comparison(how=_BY_SYMBOLS)
        verdict = within(CALLS, lambda: decide(question, points=1))
        if verdict is not None and verdict.how == _BY_SYMBOLS:
            return Comparison(how=_BY_SYMBOLS)
    return found


def at_points(
    yours: Expr, should: Expr, domains: Mapping[Symbol, Set], allowed: Callable[[Point], bool] = lambda _: True
) -> Comparison:
    """Compare at points alone: simple ones, that a difference be easy to see, and then random ones."""
    letters, wanted = sorted(domains, key=str), POINTS if domains else 1
    simple = (Place(point) for point in filter(allowed, small_points(domains, _SMALL_POINTS)))
    typical = islice(filter(allowed, typical_points(set(domains), _TRIES)), wanted)
    found = simplest(yours, should, simple, letters)
    return found or compare_at(yours, should, map(Place, typical), letters, wanted)


def simplest(yours: Expr, should: Expr, places: Iterable[Place], letters: Sequence[Symbol]) -> Comparison | None:
    """The difference that is easiest to see, of some at simple places, told of these letters."""
    differences = (_difference(yours, should, place, letters) for place in places)
    return min(islice(filter(None, differences), _CHOICE), key=_complexity, default=None)


def compare_at(
    yours: Expr, should: Expr, places: Iterable[Place], letters: Sequence[Symbol], wanted: int
) -> Comparison:
    """Compare at places, half of those wanted at least; a difference is told of these letters.

    What agrees in 200 bits is computed once more to many: a term too small to be seen before is found.
    """
    agreed = []
    for place in islice(places, wanted):
        if found := _difference(yours, should, place, letters):
            return found
        agreed += [place] if _values(yours, should, place) else []
    if 2 * len(agreed) < wanted:
        raise Refused(f"it has a value that can be computed at only {len(agreed)} of {wanted} points.")
    with MP.workprec(FINE):
        values = _values(yours, should, Place(agreed[0].point, agreed[0].solve))
        if values and differ(*values, FINE // 2):
            return replace(_told(agreed[0], letters, *values), gap=digits(values[0] - values[1], 4))
    where = f" at {len(agreed)} points" if letters else ""
    return Comparison(how=f"in {BITS} bits{where}, which is strong evidence and no proof")


def _difference(yours: Expr, should: Expr, place: Place, letters: Sequence[Symbol]) -> Comparison | None:
    """The difference at a place, if there surely is one."""
    values = _values(yours, should, place)
    return _told(place, letters, *values) if values and differ(*values) else None


def _told(place: Place, letters: Sequence[Symbol], yours: Any, should: Any) -> Comparison:
    """A difference in words, with as many digits as show it."""
    names = {spelled(letter): shown(place.known[letter]) for letter in letters}
    enough = next((count for count in (4, 8, 16, 40) if digits(yours, count) != digits(should, count)), 60)
    return Comparison("", names, shown(yours, enough), shown(should, enough))


def _values(yours: Expr, should: Expr, place: Place) -> tuple[Any, Any] | None:
    """Both values, if what it should be is real."""
    try:
        right = known_value(should, place.known)
        return (known_value(yours, place.known), right) if is_real(right) else None
    except OutOfReach:
        return None


def _complexity(found: Comparison) -> tuple[int, int, list[str]]:
    """Fractions before decimals, small whole numbers first, and different arguments before equal ones."""
    texts = [*found.point.values(), found.yours, found.should]
    repeated = len(found.point) - len(set(found.point.values()))
    broken = sum(not text.isdigit() for text in found.point.values())
    length = sum(map(len, texts)) + 6 * sum("." in text for text in texts) + 5 * repeated + 2 * broken
    return length, sum(map(_size, texts)), texts


def _size(text: str) -> int:
    return sum(int(digit) for digit in text if digit.isdigit())
