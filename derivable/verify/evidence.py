"""What the numeric witnesses judge by, computed once for a formula and used for every expression put in its place.

At each point stand the value that the independent route gives to 50 digits, the ball in which it proves that value to
lie, and how far it moves when the arguments are off by half a unit in the last place.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sympy import Rational

from ..alone import once
from ..formula import Book, Formula
from ..reals.digits import Digits
from ..reals.reals import NeverReached, Number, Reals
from .knowledge import Known
from .points import SEED, Point, numbers, points

POINTS = 64
BOXES = 8
DIGITS = Digits(60)
BITS = 240
_NUDGE = Rational(1, 2**40)
_HALF_WIDTH = 2.0**-30


@dataclass(frozen=True)
class Evidence:
    """The points of one formula, and what its route gives at each: None where the target is never reached."""

    formula: Formula
    known: Known
    seed: int

    @classmethod
    def of(cls, book: Book, formula: Formula, seed: int = SEED) -> Evidence:
        """For a formula of a book."""
        return cls(formula, book.knowledge()[formula], seed)

    @once
    def points(self) -> list[Point]:
        """The points judged, seeded."""
        return list(islice(points(self.formula, self.seed), POINTS))

    @once
    def digits(self) -> list[Number | None]:
        """The route's value at each point, to 50 digits and more."""
        return [self.route(numbers(point, DIGITS), DIGITS) for point in self.points]

    @once
    def balls(self) -> list[Number | None]:
        """The ball that holds the route's value, at each point."""
        balls = self.ball_arithmetic
        with balls.precision(BITS):
            return [self.route(numbers(point, balls), balls) for point in self.points]

    @once
    def boxes(self) -> list[tuple[dict[Any, Number], Number | None]]:
        """A small box of arguments about each of some points, and the ball that holds the route's values on it."""
        balls = self.ball_arithmetic
        with balls.precision(BITS):
            boxes = [{s: balls.box(x, _HALF_WIDTH) for s, x in point.items()} for point in self.points[:BOXES]]
            return [(box, self.route(box, balls)) for box in boxes]

    @once
    def sensitivity(self) -> list[float]:
        """By how many units in the last place the value moves when each argument moves by half of its own."""
        balls = self.ball_arithmetic
        with balls.precision(BITS):
            return [self._moves(point, here) for point, here in zip(self.points, self.balls, strict=True)]

    @once
    def ball_arithmetic(self) -> Any:
        """Ball arithmetic, imported when it is first needed: it takes python-flint."""
        from ..reals.balls import Balls

        return Balls(BITS)

    def route(self, at: Mapping[Any, Number], reals: Reals) -> Number | None:
        """The formula's value by the independent route."""
        try:
            return self.known.route(reals, **{str(symbol): number for symbol, number in at.items()})
        except NeverReached:
            return None

    def _moves(self, point: Point, here: Number | None) -> float:
        if here is None:
            return math.inf
        moved = 0.0
        for symbol, x in point.items():
            there = self.route(numbers({**point, symbol: x * (1 + _NUDGE)}, self.ball_arithmetic), self.ball_arithmetic)
            if there is None:
                return math.inf
            slope = abs(float((there - here).mid())) / abs(float(x * _NUDGE))
            moved += slope * math.ulp(float(x)) / 2
        return moved / math.ulp(float(here.mid()))
