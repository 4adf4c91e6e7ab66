"""What is asked for: a formula, or a special case of it, in which some of its letters have given values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sympy import Expr, Set, Symbol, nan, oo, zoo

from ..formula import Formula
from ..numbers.stable import exact, stable
from .tokens import Refused, spelled


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
        return self.formula.domain(symbol)

    def _at_given(self, expr: Expr) -> Expr:
        """The expression at the values given; where it has none, as for γ = 0, in the form that has its limit there."""
        for symbol, value in self.given.items():
            there = expr.subs(symbol, value)
            if there.has(nan, zoo, oo):
                there = exact(stable(expr).subs(symbol, value))
            if there.has(nan, zoo, oo):
                raise Refused(f"{self.formula.name} has no value at {spelled(str(symbol))} = {value}.")
            expr = there
        return expr
