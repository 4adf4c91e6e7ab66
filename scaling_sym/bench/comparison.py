"""Are two expressions equal? A difference is sought at points, simple ones first; and then a proof.

The answer of a stranger may take for ever to simplify, so that the proof has a limited time. Where it is not found, it
is only said that the two are equal in 200 bits at 64 points.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import mpmath
from sympy import Dummy, Eq, Expr, Set, Symbol

from ..identity import decide
from .patience import within
from .proof import expanded_size, proved
from .tokens import Refused, spelled
from .values import BITS, OutOfReach, Point, differ, shown, small_points, typical_points, value

POINTS = 64
PATIENCE = 0.5
_SMALL_POINTS = 100
_TRIES = 1000
_CHOICE = 25
_MAX_EXPANDED = 3000
_BY_SYMBOLS = "symbolically"
_BY_NUMBERS = f"in {BITS} bits at {POINTS} points, which is strong evidence and no proof"


@dataclass(frozen=True)
class Comparison:
    """The point where two expressions differ, with their values there; or how they were found to be equal."""

    how: str = ""
    point: Mapping[str, str] = field(default_factory=dict)
    yours: str = ""
    should: str = ""

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
        if sides:
            return f"{self.where} the left side gives {self.yours}, the right side {self.should}."
        return f"{self.where} yours gives {self.yours}, it should be {self.should}."


def compare(
    yours: Expr,
    should: Expr,
    domains: Mapping[Symbol, Set],
    patience: float = PATIENCE,
    allowed: Callable[[Point], bool] = lambda _: True,
) -> Comparison:
    """Compare an answer with what it should be, for every value in the domains of the symbols that is allowed.

    >>> from scaling_sym.symbols import POSITIVE, t
    >>> compare(2 * t, t**2, {t: POSITIVE}).where
    'at t = 1'
    """
    small = filter(allowed, small_points(domains, _SMALL_POINTS))
    differences = (_difference(yours, should, point) for point in small)
    simple = list(islice(filter(None, differences), _CHOICE))
    if simple:
        return min(simple, key=_complexity)
    agreed = 0
    for point in islice(filter(allowed, typical_points(set(domains), _TRIES)), POINTS):
        if found := _difference(yours, should, point):
            return found
        agreed += _values(yours, should, point) is not None
    if 2 * agreed < POINTS:
        raise Refused(f"it has a value that can be computed at only {agreed} of {POINTS} points.")
    above = {
        s: domain.start + Dummy(positive=True) for s, domain in domains.items() if isinstance(domain.start, Symbol)
    }
    return _equal(yours.xreplace(above), should.xreplace(above), agreed, patience)


def _equal(yours: Expr, should: Expr, agreed: int, patience: float) -> Comparison:
    question = Eq(yours, should, evaluate=False)
    if max(expanded_size(yours), expanded_size(should)) <= _MAX_EXPANDED:
        if within(patience, lambda: proved(yours, should)):
            return Comparison(how=_BY_SYMBOLS)
        verdict = within(patience, lambda: decide(question, points=1))
        if verdict is not None and verdict.how == _BY_SYMBOLS:
            return Comparison(how=_BY_SYMBOLS)
    return Comparison(how=_BY_NUMBERS.replace(str(POINTS), str(agreed)))


def _difference(yours: Expr, should: Expr, point: Point) -> Comparison | None:
    """The difference at a point, if there surely is one."""
    found = _values(yours, should, point)
    if not found or not differ(*found):
        return None
    names = {spelled(str(symbol)): shown(number) for symbol, number in point.items()}
    digits = next((d for d in (4, 8, 16, 40) if mpmath.nstr(found[0], d) != mpmath.nstr(found[1], d)), 60)
    return Comparison("", names, shown(found[0], digits), shown(found[1], digits))


def _values(yours: Expr, should: Expr, point: Point) -> tuple[Any, Any] | None:
    """Both values, if what it should be is real."""
    try:
        right = value(should, point)
        return (value(yours, point), right) if not _is_complex(right) else None
    except OutOfReach:
        return None


def _is_complex(number: Any) -> bool:
    return bool(number.imag != 0)


def _complexity(found: Comparison) -> tuple[int, int, list[str]]:
    """Fractions before decimals, small whole numbers first, and different arguments before equal ones."""
    texts = [*found.point.values(), found.yours, found.should]
    repeated = len(found.point) - len(set(found.point.values()))
    broken = sum(not text.isdigit() for text in found.point.values())
    length = sum(map(len, texts)) + 6 * sum("." in text for text in texts) + 5 * repeated + 2 * broken
    return length, sum(map(_size, texts)), texts


def _size(text: str) -> int:
    return sum(int(digit) for digit in text if digit.isdigit())
