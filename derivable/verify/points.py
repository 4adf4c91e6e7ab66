"""Where formulas are judged: seeded random points of a formula's domain, each coordinate exactly a float.

They are drawn from the letters' typical ranges, as far as these lie in the domain, or far out, where a truth that needs
a hypothesis is found false.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

from sympy import Rational, Symbol

from ..formula import Formula
from ..letters import sample
from ..reals.reals import Number, Reals

SEED = 20260330
Point = Mapping[Symbol, Rational]


def points(formula: Formula, seed: int = SEED, far: bool = False) -> Iterator[Point]:
    """Points without end, the same for the same seed."""
    generator = random.Random(f"{seed} {formula.name}")
    while True:
        drawn = sample(formula.args, generator, far, formula.domains)
        yield {s: Rational(float(x)) for s, x in drawn.items() if s in formula.args}


def numbers(point: Point, reals: Reals) -> dict[Symbol, Number]:
    """The point in one kind of real number."""
    return {symbol: reals.number(exact) for symbol, exact in point.items()}
