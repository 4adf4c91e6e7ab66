"""Equality at a few points, fast: enough to recognise a slip, and never for a verdict."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from sympy import Expr, Rational, Set, Symbol

from .values import OutOfReach, Point, differ, is_real, known_at, known_value

POINTS = 5
_UNDECIDED = 2


class Trial:
    """A few points at which two expressions are compared; no part of an expression is computed twice."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.known = [known_at(point) for point in points]

    def equal(self, one: Expr, other: Expr) -> bool:
        """Whether the two agree at every point at which both have a value, and there are three such points."""
        agreed = 0
        for known in self.known:
            try:
                if differ(known_value(one, known), known_value(other, known)):
                    return False
            except OutOfReach:
                continue
            agreed += 1
        return agreed >= POINTS - _UNDECIDED

    def values(self, expr: Expr) -> list[Any]:
        """The values of an expression at the points; none where it has no value at some of them."""
        try:
            return [known_value(expr, known) for known in self.known]
        except OutOfReach:
            return []

    def constant(self, expr: Expr) -> Any:
        """The value of an expression that is the same at every point, and real."""
        first, *others = self.values(expr) or [None]
        return None if not (first and is_real(first)) or any(differ(first, other) for other in others) else first


def points(domains: Mapping[Symbol, Set], fixed: Mapping[Symbol, Expr]) -> list[Point]:
    """Points between the small and the large, so that nothing is equal by accident."""
    generator = random.Random(3)
    found: list[Point] = []
    for _ in range(POINTS):
        point: dict[Symbol, Expr] = {}
        for symbol in sorted(domains, key=lambda s: (domains[s].start in domains, s.name)):
            start = point.get(domains[symbol].start, domains[symbol].start)
            low = start if start.is_finite else Rational(0)
            width = 1 if domains[symbol].end == 1 else 2
            point[symbol] = low + width * Rational(generator.randrange(100, 900), 1009)
        for symbol, meant in fixed.items():
            point[symbol] = Rational(point.get(meant, meant))
        found.append(point)
    return found
