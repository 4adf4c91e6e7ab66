"""Does a relation hold? First by symbols; where that does not settle it, to many digits at random points.

A `Verdict` says which, and never more than was shown: what could not be decided is *undecided*, not true.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal

import mpmath
from sympy import (
    Add,
    Basic,
    Eq,
    Expr,
    Float,
    Integral,
    Piecewise,
    expand_log,
    lambdify,
    log,
    nan,
    simplify,
    zoo,
)
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanAtom
from sympy.utilities.lambdify import MPMATH_TRANSLATIONS

from .alone import alone
from .letters import Letter, sample

DIGITS = 40
POINTS = 16
_GUARD = 20


@dataclass(frozen=True)
class Verdict:
    """The answer to one question: *holds*, *fails* or *undecided*, how it was found, and at how many points."""

    answer: Literal["holds", "fails", "undecided"]
    how: str
    points: int = 0
    counterexample: dict[str, str] = field(default_factory=dict, hash=False)

    def __bool__(self) -> bool:
        return self.answer == "holds"

    def __str__(self) -> str:
        where = ", ".join(f"{name} = {value}" for name, value in self.counterexample.items())
        return f"{self.answer} {self.how}" + (f" ({where})" if where else "")


def all_hold(verdicts: Iterable[Verdict], how: str) -> Verdict:
    """One verdict for many: the first that does not hold, or that all do."""
    seen = list(verdicts)
    for verdict in seen:
        if not verdict:
            return verdict
    return Verdict("holds" if seen else "undecided", how, sum(verdict.points for verdict in seen))


@alone
def decide(relation: Basic, points: int = POINTS, digits: int = DIGITS) -> Verdict:
    """Decide an equation or an inequality between expressions, for every value its symbols may take.

    A symbol that has the name of a letter that stands beside it is taken for that letter, whatever is assumed of it.

    >>> from sympy.abc import x
    >>> print(decide(Eq((x + 1) ** 2, x**2 + 2 * x + 1)))
    holds symbolically
    >>> print(decide(Eq(x**2, x)).answer)
    fails
    """
    if isinstance(relation, BooleanAtom):
        return Verdict("holds" if relation else "fails", "symbolically")
    if isinstance(relation, bool):
        raise TypeError("a relation is wanted: == compares how expressions are written, so write Eq(left, right)")
    if not isinstance(relation, Relational):
        raise TypeError(f"a relation is wanted, such as Eq(left, right) or left < right, and not {relation!r}")
    relation = relation.func(*(_evaluate(side) for side in _in_letters(relation)), evaluate=False)
    if _settled_by_symbols(relation):
        return Verdict("holds", "symbolically")
    return _decide_at_points(relation, points, digits)


def _in_letters(relation: Relational) -> tuple[Expr, ...]:
    """The sides, with the letters in them for symbols of their names; other symbols must differ by their names."""
    letters = {str(symbol): symbol for symbol in relation.free_symbols if isinstance(symbol, Letter)}
    strangers = sorted(relation.free_symbols - set(letters.values()), key=str)
    for one, other in pairwise(strangers):
        if str(one) == str(other) not in letters:
            raise ValueError(f"two different symbols in this are called {one}: what is assumed of them differs")
    known = {stranger: letters[str(stranger)] for stranger in strangers if str(stranger) in letters}
    return tuple(side.xreplace(known) for side in relation.args)


def _evaluate(side: Expr) -> Expr:
    """Carry out derivatives and limits; leave integrals, which are judged by quadrature."""
    return side.doit(integrals=False)


def _settled_by_symbols(relation: Relational) -> bool:
    left, right = relation.args
    if relation.has(Integral, Piecewise):
        return False
    if not isinstance(relation, Eq):
        gap = left - right if relation.rel_op in (">", ">=") else right - left
        return bool(gap.is_positive or (relation.rel_op in (">=", "<=") and gap.is_nonnegative))
    if (left - right).expand() == 0:
        return True
    if left.is_positive and right.is_positive and expand_log(log(left) - log(right), force=True).expand() == 0:
        return True
    return bool(simplify(left - right) == 0)


def _decide_at_points(relation: Relational, points: int, digits: int) -> Verdict:
    """Compare both sides at seeded random points; a point where a side is not a real number decides nothing."""
    symbols = sorted(relation.free_symbols, key=str)
    mp = mpmath.mp.clone()  # a precision that nobody else sees or sets
    mp.dps = digits + _GUARD
    summands = [Add.make_args(side.subs(zoo, nan)) for side in relation.args]
    functions = [_functions(mp), "mpmath"]
    sides = lambdify(symbols, summands, functions, dummify=True)  # a letter may be called like a function
    generator = random.Random(0)
    wanted = points if symbols else 1
    decided = 0
    for _ in range(4 * wanted):
        point = sample(symbols, generator)
        terms = _real_values(mp, sides, [mp.mpf(point[s].p) / point[s].q for s in symbols])
        if terms is None:
            continue
        decided += 1
        if not _compare(mp, relation, *terms, tolerance=mp.mpf(10) ** -digits):
            return Verdict("fails", "at a point", decided, {str(s): str(Float(point[s], 6)) for s in symbols})
        if decided == wanted:
            return Verdict("holds", f"to {digits} digits at {decided} points", decided)
    return Verdict("undecided", f"because only {decided} of {wanted} points could be evaluated", decided)


def _functions(mp: Any) -> dict[str, Any]:
    """The functions of one context of mpmath, by the names that SymPy prints."""
    own = {name: getattr(mp, name) for name in dir(mp) if not name.startswith("_")}
    return own | {theirs: own[name] for theirs, name in MPMATH_TRANSLATIONS.items() if name in own}


def _real_values(mp: Any, sides: Any, values: list[Any]) -> tuple[list[Any], list[Any]] | None:
    """The terms of either side, or nothing where one is no real number."""
    try:
        left, right = ([mp.mpmathify(term) for term in terms] for terms in sides(*values))
    except (ZeroDivisionError, ValueError, OverflowError):
        return None
    if any(not mp.isfinite(term) or mp.im(term) != 0 for term in left + right):
        return None
    return [mp.re(term) for term in left], [mp.re(term) for term in right]


def _compare(mp: Any, relation: Relational, left: list[Any], right: list[Any], tolerance: Any) -> bool:
    """Equality is judged against the largest term, so that terms may cancel."""
    gap, scale = mp.fsum(left) - mp.fsum(right), max(map(abs, left + right))
    if isinstance(relation, Eq):
        return bool(abs(gap) <= tolerance * scale)
    return bool({">": gap > 0, "<": gap < 0, ">=": gap >= 0, "<=": gap <= 0}[relation.rel_op])
