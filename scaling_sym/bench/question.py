"""What is asked for: a formula, or a special case of it, in which some of its letters have given values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import mpmath
from sympy import Add, E, Expr, Mul, Pow, Rational, Set, Symbol, exp, log, nan, oo, zoo

from ..formula import Formula
from ..numbers.stable import exact, stable
from ..symbols import POSITIVE, QUANTITIES, k, kappa
from .building import power, product, total
from .tokens import Refused, spelled
from .values import OutOfReach, Point, inside, value


@dataclass(frozen=True)
class Question:
    """A formula, and the values given to some of its arguments in terms of the others.

    >>> from scaling_sym import formulas
    >>> from scaling_sym.symbols import alpha, beta
    >>> Question(formulas["kappa"], {beta: alpha}).expr
    alpha/2
    """

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

    @cached_property
    def expr(self) -> Expr:
        """The right answer."""
        return self._at_given(self.formula.expr)

    def put_in(self, letter: Symbol) -> Expr:
        """What a letter that the derivation defines stands for."""
        return self._at_given(self.formula.derivation.put_in(letter))

    def domain(self, symbol: Symbol) -> Set:
        """The set in which the value of a symbol must lie."""
        return (self.formula.domain(symbol) if symbol in QUANTITIES else POSITIVE).xreplace(dict(self.given))

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
        except (OutOfReach, KeyError):
            return False
        return not number.imag and inside(Rational(mpmath.nstr(number.real, 30)), self.domain(letter), point)

    def _at_given(self, expr: Expr) -> Expr:
        """The expression at the values given; where it has none, as for γ = 0, in the form that has its limit there."""
        for symbol, new in self.given.items():
            try:
                expr = put(expr, symbol, new)
            except ZeroDivisionError:
                expr = self._limit(expr, symbol, new)
        return expr

    def _limit(self, expr: Expr, symbol: Symbol, new: Expr) -> Expr:
        try:
            found = exact(put(stable(expr), symbol, new))
        except (ZeroDivisionError, TypeError):  # a comparison with what is no number
            found = nan
        if found.has(nan, zoo, oo):
            raise Refused(f"{self.formula.name} has no value at {spelled(str(symbol))} = {new}.")
        return found


def others(formula: Formula) -> list[Symbol]:
    """The book's other letters; not the constant k where the formula has κ, for which k is short."""
    own = {*formula.args, formula.symbol}
    ambiguous = {k} if kappa in own and k not in own else set()
    return [s for s in QUANTITIES if s not in own | ambiguous]


def put(expr: Expr, symbol: Symbol, new: Expr) -> Expr:
    """The expression with a symbol replaced, built anew within the bounds of `building`, as SymPy has none."""
    if expr.is_Atom:
        return new if expr == symbol else expr
    parts = [put(part, symbol, new) for part in expr.args]
    if isinstance(expr, Add):
        return total(parts)
    if isinstance(expr, Mul):
        return product(parts)
    if isinstance(expr, Pow | exp):
        base, exponent = parts if isinstance(expr, Pow) else (E, *parts)
        if base.is_zero and not exponent.is_positive:
            raise ZeroDivisionError
        return power(base, exponent)
    if isinstance(expr, log) and parts[0].is_zero:
        raise ZeroDivisionError
    return expr.func(*parts)
