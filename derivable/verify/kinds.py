"""The kinds of things that are known of a formula beforehand, each able to judge an expression at a point.

An expression that has no real value at a point contradicts all that is said of it there.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sympy import Expr, Symbol, oo, sstr, sympify

from ..formula import Formula
from ..reals.digits import Digits
from ..reals.reals import Number, Undefined
from ..reals.walk import value
from .points import Point, numbers

VALUE = Symbol("F", real=True)
"""Stands for the formula's own value in what is said of it."""

_DECADES, _LARGE = (50, 1000, 4000, 1_000_000), 10**20
_AGREE = 25
_DIGITS = 400
_USUAL, _SHARP = Digits(_DIGITS), Digits(2000)


class Truth(ABC):
    """One thing known of a formula, perhaps only where a condition holds."""

    where: Any

    def judge(self, formula: Formula, expr: Expr, at: Point, other: Point, far: bool = False) -> bool | None:
        """Whether it is true of the expression at a point, compared with another; None where it says nothing.

        Far out, a change may be too small for the digits, and says nothing; in the typical ranges it must show.
        """
        if self.where is not True and not self.where.subs(at):
            return None
        try:
            judgements = list(self.judgements(formula, expr, at, other))
        except (Undefined, ZeroDivisionError):
            return False
        if False in judgements or (None in judgements and not far):
            return False
        return True if True in judgements else None

    @abstractmethod
    def judgements(self, formula: Formula, expr: Expr, at: Point, other: Point) -> Iterator[bool | None]:
        """One answer for each comparison made; None where the digits do not tell."""


@dataclass(frozen=True, eq=False)
class At(Truth):
    """With some arguments replaced, the formula equals an expression: a special case, a symmetry, a scaling."""

    put: Mapping[Symbol, Any]
    equals: Any
    where: Any = True

    def __str__(self) -> str:
        return f"{_listed(self.put)} gives {sstr(self.equals)}"

    def judgements(self, formula: Formula, expr: Expr, at: Point, other: Point) -> Iterator[bool]:
        """The formula there against the expression here."""
        here = numbers(at, _USUAL)
        there = here | {symbol: _value(new, here) for symbol, new in self.put.items()}
        if VALUE in sympify(self.equals).free_symbols:
            here[VALUE] = value(expr, here, _USUAL)
        yield _equal(value(expr, there, _USUAL), _value(self.equals, here), _USUAL)


@dataclass(frozen=True, eq=False)
class Becomes(Truth):
    """Another formula, given this one's value, gives back what it should: an inverse pair, or a shared law."""

    law: Formula
    put: Mapping[Symbol, Any]
    equals: Any
    where: Any = True

    def __str__(self) -> str:
        return f"{self.law.name}({_listed(self.put)}) gives {_said(self.equals)}"

    def judgements(self, formula: Formula, expr: Expr, at: Point, other: Point) -> Iterator[bool]:
        """The other formula's value against what it should be."""
        here = numbers(at, _USUAL)
        here[VALUE] = value(expr, here, _USUAL)
        there = here | {symbol: _value(new, here) for symbol, new in self.put.items()}
        yield _equal(value(self.law.expr, there, _USUAL), _value(self.equals, here), _USUAL)


@dataclass(frozen=True, eq=False)
class Tends(Truth):
    """The formula's limit as one argument goes somewhere, from every side that lies in its domain."""

    argument: Symbol
    to: Any
    limit: Any
    where: Any = True

    def __str__(self) -> str:
        return f"{self.argument} → {sstr(self.to)} gives {sstr(self.limit)}"

    def judgements(self, formula: Formula, expr: Expr, at: Point, other: Point) -> Iterator[bool]:
        """The formula very close to the place, or very far out, against its limit."""
        here = numbers(at, _SHARP)
        domain = formula.domain(self.argument)
        for approach in self._approaches(here):
            if _above(approach[0], domain.start, here) and not _above(approach[0], domain.end, here):
                yield any(self._arrived(expr, here | {self.argument: close}) for close in approach)

    def _approaches(self, here: Mapping[Symbol, Number]) -> Iterator[list[Number]]:
        """From each side, places closer and closer: a small power takes long to tend to anything."""
        distances = [_SHARP.context.mpf(10) ** decades for decades in _DECADES]
        if self.to == oo:
            yield distances
            return
        place = value(sympify(self.to), here, _SHARP)
        if place == 0:
            yield [1 / distance for distance in distances]
            yield [-1 / distance for distance in distances]
        else:
            yield [place + abs(place) / distances[0]]
            yield [place - abs(place) / distances[0]]

    def _arrived(self, expr: Expr, there: Mapping[Symbol, Number]) -> bool:
        try:
            found = value(expr, there, _SHARP)
        except (Undefined, ZeroDivisionError):  # closer by, or nowhere, it has a value
            return False
        if self.limit == oo:
            return bool(found > _LARGE)
        return _equal(found, value(sympify(self.limit), there, _SHARP), _SHARP)


@dataclass(frozen=True, eq=False)
class Shape(Truth):
    """How the formula changes with each of some arguments alone, judged by chords between two points."""

    kind: str
    arguments: tuple[Symbol, ...]
    where: Any = True

    def __str__(self) -> str:
        return f"{self.kind} {', '.join(map(str, self.arguments))}"

    def judgements(self, formula: Formula, expr: Expr, at: Point, other: Point) -> Iterator[bool | None]:
        """The ends of a chord, and the formula against its middle."""
        for argument in self.arguments:
            moved = {**at, argument: other[argument]}
            if at[argument] == other[argument] or not self._inside(formula, moved):
                continue
            low, high = sorted((at[argument], other[argument]))
            at_low, at_middle, at_high = (
                value(expr, numbers({**at, argument: x}, _USUAL), _USUAL) for x in (low, (low + high) / 2, high)
            )
            first, second = at_middle - at_low, at_high - at_middle
            visible = max(abs(at_low), abs(at_high)) * _USUAL.context.mpf(10) ** -(_DIGITS // 2)
            if self.kind == "is affine in":
                yield bool(abs(second - first) <= visible)
                continue
            positive = {
                "rises with": (first, second),
                "falls with": (-first, -second),
                "is convex in": (second - first,),
                "is concave in": (first - second,),
            }[self.kind]
            yield False if min(positive) < -visible else True if min(positive) > visible else None

    def _inside(self, formula: Formula, moved: Point) -> bool:
        condition = True if self.where is True else bool(self.where.subs(moved))
        starts = ((s, formula.domain(s).start) for s in moved)
        return condition and all(not start.is_Symbol or moved[s] > moved[start] for s, start in starts)


def _shape(kind: str, *arguments: Symbol, where: Any = True) -> Shape:
    return Shape(kind, arguments, where)


_KINDS = ("rises with", "falls with", "is convex in", "is concave in", "is affine in")
rises, falls, convex, concave, affine = (partial(_shape, kind) for kind in _KINDS)
"""How a formula changes with each of some arguments alone, perhaps only `where` a condition holds."""


def _expression(thing: Any) -> Expr:
    """A formula stands for its right side."""
    return thing.expr if isinstance(thing, Formula) else sympify(thing)


def _value(thing: Any, at: Mapping[Symbol, Number]) -> Number:
    return value(_expression(thing), at, _USUAL)


def _equal(left: Number, right: Number, reals: Digits) -> bool:
    scale = max(abs(left), abs(right), 1)
    return bool(abs(left - right) <= scale * reals.context.mpf(10) ** -_AGREE)


def _above(number: Number, end: Expr, here: Mapping[Symbol, Number]) -> bool:
    """Whether a number lies above the end of a domain, which may be a letter."""
    return bool(end == -oo if end.is_infinite else number > value(end, here, _SHARP))


def _said(thing: Any) -> str:
    return thing.name if isinstance(thing, Formula) else sstr(thing)


def _listed(put: Mapping[Symbol, Any]) -> str:
    return ", ".join(f"{symbol} = {_said(new)}" for symbol, new in put.items())
