"""Formulas that are wrong in one place, or in two: what the witnesses must reject.

Each mistake is one that a hand makes: a sign, an exponent the wrong way up, α for β, a lost ln 2 or τ, a factor on the
wrong side of the bar, the other branch of W. Mistakes are made everywhere in an expression, and then made again; a
condition between cases is only turned around.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sympy import (
    Add,
    Eq,
    Expr,
    Integer,
    LambertW,
    Max,
    Min,
    Mul,
    Piecewise,
    Pow,
    Symbol,
    exp,
    log,
    nan,
    oo,
    piecewise_fold,
    zoo,
)
from sympy.core.relational import Relational

from ..derivation import Line, conclude
from ..formula import Formula, Habits
from ..identity import decide
from ..letters import spelled
from .comparison import refuted

MUTANTS, PAIRS = 216, 40
"""Made of each formula: as many in all, but never fewer pairs than that, as far as there are so many."""
_TRIES = 20


@dataclass(frozen=True)
class Mutant:
    """An expression that differs from a formula's by the mistakes named."""

    expr: Expr
    mistakes: tuple[str, ...]


@dataclass(frozen=True)
class _Mistake:
    """What is put in place of the part of an expression that a path of argument numbers leads to."""

    said: str
    part: Any
    path: tuple[int, ...]
    wrong: Any

    def __str__(self) -> str:
        return self.said.format(self.part)


def mutants(formula: Formula, habits: Habits, seed: int = 0) -> list[Mutant]:
    """Every single mistake in the formula, and a seeded choice of pairs, all different from each other."""
    made: dict[Expr, Mutant] = {}
    for mistake in mistakes(formula.expr, habits):
        _enter(made, Mutant(_made(formula.expr, mistake), (str(mistake),)))
    singles = list(made.values())
    generator = random.Random(f"{seed} {formula.name}")
    wanted = max(MUTANTS, len(singles) + PAIRS)
    for _ in range(_TRIES * wanted):
        if len(made) == wanted:
            break
        first = generator.choice(singles)
        second = generator.choice(list(mistakes(first.expr, habits)))
        _enter(made, Mutant(_made(first.expr, second), (*first.mistakes, str(second))))
    return list(made.values())


def _enter(made: dict[Expr, Mutant], mutant: Mutant) -> None:
    if not mutant.expr.has(zoo, nan, oo):
        made.setdefault(mutant.expr, mutant)


def mistakes(expr: Expr, habits: Habits) -> Iterator[_Mistake]:
    """Every mistake that can be made in one place of an expression."""
    for one, other in habits.exchanged:
        if expr.has(one, other):
            yield _Mistake(f"{spelled(one)} ↔ {spelled(other)}", expr, (), expr.xreplace({one: other, other: one}))
    yield from _everywhere(expr, (), habits)


def _everywhere(part: Any, path: tuple[int, ...], habits: Habits) -> Iterator[_Mistake]:
    for said, about, wrong in _here(part, habits):
        yield _Mistake(said, about, path, wrong)
    for place, smaller in enumerate(part.args):
        if not (isinstance(part, Relational) or (isinstance(part, LambertW) and place)):
            yield from _everywhere(smaller, (*path, place), habits)


def _made(expr: Any, mistake: _Mistake) -> Any:
    """The whole expression with the mistake made in it."""
    around = []
    for place in mistake.path:
        around.append((expr, place))
        expr = expr.args[place]
    wrong = mistake.wrong
    for outer, place in reversed(around):
        wrong = outer.func(*outer.args[:place], wrong, *outer.args[place + 1 :])
    return wrong


def _here(expr: Any, habits: Habits) -> Iterator[tuple[str, Any, Any]]:
    """The mistakes that can be made with an expression as one thing: how it is said, of which part, and the result."""
    if expr.is_Symbol:
        if expr in habits.dropped:
            yield "{} dropped", expr, Integer(1)
        for one, other in habits.exchanged:
            if expr in (one, other):
                mistaken = other if expr == one else one
                yield f"{{}} mistaken for {mistaken}", expr, mistaken
        yield "{} doubled", expr, 2 * expr
        yield "{} inverted", expr, 1 / expr
    elif expr.is_Rational:
        yield "{} doubled", expr, 2 * expr
        yield "{} halved", expr, expr / 2
    elif isinstance(expr, Add):
        for term in expr.args:
            yield "sign of {} flipped", term, expr - 2 * term
            yield "{} dropped", term, expr - term
    elif isinstance(expr, Mul):
        yield "sign of {} flipped", expr, -expr
        for factor in expr.args:
            yield "{} dropped", factor, expr / factor
            yield "{} moved across the bar", factor, expr / factor**2
    elif isinstance(expr, exp | Pow):
        yield "exponent of {} negated", expr, 1 / expr
        if not expr.exp.is_number:
            yield "exponent of {} inverted", expr, expr.base ** (1 / expr.exp)
    elif isinstance(expr, log):
        yield "{} lost", expr, Integer(1) if expr.is_number else expr.args[0]
        if expr.is_number:
            yield "{} doubled", expr, 2 * expr
    elif isinstance(expr, LambertW):
        other = LambertW(expr.args[0]) if len(expr.args) == 2 else LambertW(expr.args[0], -1)
        yield "{} taken on the other branch", expr, other
    elif isinstance(expr, Min | Max):
        yield "{} with min for max, or max for min", expr, (Max if isinstance(expr, Min) else Min)(*expr.args)
    elif isinstance(expr, Relational):
        yield "{} turned around", expr, expr.reversedsign.func(*expr.args)


def with_expression(formula: Formula, expr: Expr) -> Formula:
    """The formula with another expression in its place, at the line of its derivation that gives its value."""
    lines = [
        conclude(line.sentence, formula.symbol, expr) if _gives(line, formula.symbol) else line
        for line in (step.line for step in formula.derivation)
    ]
    return replace(formula, lines=lambda: iter(lines))


def _gives(line: Line, symbol: Symbol) -> bool:
    return line.role == "conclude" and line.relation.lhs == symbol


def proof_of_equality(mutant: Expr, original: Expr) -> str:
    """How it is shown that a mutant equals the original after all; nothing where that is not proved."""
    if mutant == original:
        return "they are the same expression"
    if refuted(Eq(mutant, original, evaluate=False)):
        return ""
    cases = [piecewise_fold(side) for side in (mutant, original)]
    if all(isinstance(side, Piecewise) for side in cases):
        (values, conditions), (others, their_conditions) = (zip(*side.args, strict=True) for side in cases)
        return "case by case" if conditions == their_conditions and all(map(_same, values, others)) else ""
    return "by symbols" if _same(*cases) else ""


def _same(left: Expr, right: Expr) -> bool:
    verdict = decide(Eq(left, right, evaluate=False))
    return bool(verdict) and verdict.points == 0
