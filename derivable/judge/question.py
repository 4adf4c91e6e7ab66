"""What is asked for: a formula, or a special case of it, in which some of its letters have given values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sympy import Expr, Rational, Set, Symbol, nan, oo, zoo

from ..alone import once
from ..formula import Book, Formula
from ..letters import POSITIVE, Letter, spelled
from ..numerics.stable import exact, stable
from .building import put
from .tokens import Refused
from .values import OutOfReach, Point, digits, inside, is_real, value


@dataclass(frozen=True)
class Question:
    """A formula, and the values given to some of its arguments in terms of the others.

    >>> from tests.amdahl import BOOK, n, speedup
    >>> Question(BOOK, speedup, {n: 2}).expr
    2/(2 - p)
    """

    book: Book
    formula: Formula
    given: Mapping[Symbol, Expr] = field(default_factory=dict)

    @property
    def symbol(self) -> Symbol:
        """The quantity asked for."""
        return self.formula.symbol

    @property
    def args(self) -> tuple[Symbol, ...]:
        """The letters an answer is written in."""
        others = sorted(set().union(*(value.free_symbols for value in self.given.values())), key=str)
        return tuple(dict.fromkeys(s for s in (*self.formula.args, *others) if s not in self.given))

    @property
    def where(self) -> tuple[Symbol, ...]:
        """The letters that the derivation defines, and that an answer may use."""
        return self.formula.where

    @once
    def expr(self) -> Expr:
        """The right answer."""
        return self._at_given(self.formula.expr)

    def put_in(self, letter: Symbol) -> Expr:
        """What a letter that the derivation defines stands for."""
        return self._at_given(self.formula.derivation.put_in(letter))

    def domain(self, symbol: Symbol) -> Set:
        """The set in which the value of a symbol must lie."""
        return (self.formula.domain(symbol) if isinstance(symbol, Letter) else POSITIVE).xreplace(dict(self.given))

    def domains(self, symbols: Iterable[Symbol]) -> Mapping[Symbol, Set]:
        """Where each symbol lies, and any other symbol at which a domain begins."""
        found = {s: self.domain(s) for s in symbols}
        floors = {domain.start for domain in found.values() if isinstance(domain.start, Symbol)}
        return {floor: self.domain(floor) for floor in floors} | found

    def allows(self, point: Point) -> bool:
        """Whether every letter with a given value lies in its domain there."""
        return all(self._lies_inside(letter, expr, point) for letter, expr in self.given.items())

    def _lies_inside(self, letter: Symbol, expr: Expr, point: Point) -> bool:
        try:
            number = value(expr, point)
        except OutOfReach:
            return False
        return is_real(number) and inside(Rational(digits(number, 30)), self.domain(letter), point)

    def _at_given(self, expr: Expr) -> Expr:
        """The expression at the values given; where it has none, as for γ = 0, in the form that has its limit there."""
        try:
            return put(expr, self.given)
        except ZeroDivisionError:
            return self._limit(expr)

    def _limit(self, expr: Expr) -> Expr:
        try:
            found = exact(put(stable(expr), self.given))
        except (ZeroDivisionError, TypeError):  # a comparison with what is no number
            found = nan
        if found.has(nan, zoo, oo):
            where = ", ".join(f"{spelled(str(symbol))} = {new}" for symbol, new in self.given.items())
            raise Refused(f"{self.formula.name} has no value at {where}.")
        return found


def others(book: Book, formula: Formula) -> list[Symbol]:
    """The book's other letters, but for those whose name is short for a letter of the formula: k, where it has κ."""
    own = {*formula.args, formula.symbol}
    return [s for s in book.letters if s not in own and book.habits.short.get(s.name) not in own]


def ambiguous(book: Book, formula: Formula) -> list[Symbol]:
    """The letters left out there."""
    own = {*formula.args, formula.symbol}
    return [s for s in book.letters if s not in own and book.habits.short.get(s.name) in own]
