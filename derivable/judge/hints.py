"""Help that leads on: what a formula's own derivation does next, told a little at a time, and never to the end.

A rung says what a step is about, the next what its left side is, and the third the step; the step that states the
formula asked for keeps its right side to itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Derivative, Expr, Integral, Limit, Symbol
from sympy.core.function import AppliedUndef

from ..derivation import Step
from .question import Question
from .slips import in_words

_UNREAD = (Derivative, Integral, Limit, AppliedUndef)


def ladder(asked: Question) -> tuple[str, ...]:
    """Every rung from the first step to the last."""
    return tuple(rung for step in asked.formula.derivation for rung in rungs(asked, step))


def rungs(asked: Question, step: Step) -> tuple[str, ...]:
    """What a step is about, its left side, and the step, unless that is what was asked for."""
    about = f"The book goes on: {step.sentence[0].lower()}{step.sentence[1:]}."
    if step.equation.has(*_UNREAD):
        return (about,)
    left, right = (in_words(side) for side in step.equation.args[:2])
    beginning = f"On the left stands {left}."
    return (about, beginning) if _tells(asked, step) else (about, beginning, f"{left} {_sign(step)} {right}.")


def _sign(step: Step) -> str:
    return str({"==": "="}.get(step.equation.rel_op, step.equation.rel_op))


def _tells(asked: Question, step: Step) -> bool:
    """Whether a step gives the answer away."""
    return bool(step.equation.lhs == asked.symbol and step.equation.rhs.free_symbols <= set(asked.args))


def nearest(asked: Question, line: Sequence[Expr]) -> tuple[str, ...]:
    """The rungs of the step that speaks of the same letters as a line, as far as one does."""
    return rungs(asked, asked.formula.derivation[_nearest(asked, line)])


def following(asked: Question, line: Sequence[Expr]) -> tuple[str, ...]:
    """The rungs of the step after it."""
    steps = asked.formula.derivation
    return rungs(asked, steps[min(_nearest(asked, line) + 1, len(steps) - 1)])


def _nearest(asked: Question, line: Sequence[Expr]) -> int:
    letters: set[Symbol] = set().union(*(side.free_symbols for side in line))
    shared = [_share(letters, step.equation.free_symbols) for step in asked.formula.derivation]
    return shared.index(max(shared))


def _share(one: set[Symbol], other: set[Symbol]) -> float:
    return len(one & other) / len(one | other or {0})
