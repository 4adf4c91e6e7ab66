"""From what a student gives, text or SymPy, to the pairs of expressions that must be equal if it is right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from sympy import (
    Add,
    Ei,
    Eq,
    Expr,
    Float,
    LambertW,
    Max,
    Min,
    Mul,
    Number,
    Piecewise,
    Pow,
    Rational,
    S,
    Symbol,
    exp,
    log,
    preorder_traversal,
)
from sympy.core.numbers import Exp1
from sympy.core.relational import Relational
from sympy.functions.elementary.piecewise import ExprCondPair
from sympy.logic.boolalg import BooleanAtom

from ..letters import spelled
from .budget import within
from .building import put
from .question import Question
from .reading import read, understood
from .tokens import Refused
from .trials import Trial, points
from .values import OutOfReach, differ, digits, typical_points, value
from .vocabulary import Vocabulary

MAX_PARTS = 1000
CALLS = 500_000
_TRIALS = 8
_DECIMAL = re.compile(r"[-+]?(?:\d+\.\d*|\.\d+|\d+(?=[eE]))(?:[eE][-+]?\d{1,4})?")
_POINTED = re.compile(r"\d+\.\d+")
_KNOWN = (
    Add,
    Mul,
    Pow,
    Symbol,
    Number,
    Exp1,
    exp,
    log,
    LambertW,
    Ei,
    Max,
    Min,
    Piecewise,
    ExprCondPair,
    Relational,
    BooleanAtom,
)
Pair = tuple[Expr, Expr]


@dataclass(frozen=True)
class Answer:
    """The pairs that must be equal, each what is given and what it should be.

    Of an equation that is not solved, these are its `sides` with the formula put in. Of a decimal number, `digits` says
    how many are given, and `half_unit` how far the last of them leaves the value open. `decimals` are the numbers with
    a point in it.
    """

    pairs: tuple[Pair, ...]
    sides: tuple[Expr, ...] = ()
    digits: int = 0
    half_unit: Expr = S.Zero
    decimals: tuple[str, ...] = ()


def sides(given: Any, vocabulary: Vocabulary) -> list[Expr]:
    """The sides of an equation, or an expression as its only side, in the symbols of the vocabulary."""
    if isinstance(given, str):
        return list(understood(given, vocabulary).sides)
    if isinstance(given, bool):
        raise Refused("this is true or false, and no formula.")
    if isinstance(given, int | float):
        return read(str(abs(given)), vocabulary) if given >= 0 else [-read(str(-given), vocabulary)[0]]
    if isinstance(given, Eq):
        return [side for part in given.args for side in sides(part, vocabulary)]
    if isinstance(given, Expr):
        return [_exact(vocabulary.renamed(given))]
    raise Refused(f"this is no formula: {type(given).__name__} stands where text or a SymPy expression was expected.")


def _exact(expr: Expr) -> Expr:
    """The expression with its integrals done and its decimals exact, if it is of a kind that can be compared."""
    done = within(CALLS, lambda: put_in(expr, {f: Rational(str(f)) for f in expr.atoms(Float)}).doit())
    parts = [] if done is None else list(preorder_traversal(done))
    if not 0 < len(parts) <= MAX_PARTS:
        raise Refused("this is larger than a formula.")
    for part in parts:
        if not isinstance(part, _KNOWN):
            raise Refused(f"{part.func.__name__} is not among the functions that can be compared.")
    return done


def put_in(expr: Expr, values: Mapping[Expr, Expr]) -> Expr:
    """The expression with some of its parts replaced, or a refusal where it then has no value."""
    try:
        return put(expr, values)
    except ZeroDivisionError:
        raise Refused("this divides by zero.") from None


def take(asked: Question, given: Any) -> Answer:
    """What must be equal for the answer to be right."""
    target = asked.symbol
    letters = Vocabulary.of(asked.book, (*asked.args, target, *asked.where, *asked.given), marks=(target,))
    found = sides(given, letters)
    for letter in asked.given:
        if any(letter in side.free_symbols for side in found):
            raise Refused(f"{spelled(str(letter))} has a given value: the answer should do without the letter.")
    known = {letter: asked.put_in(letter) for letter in asked.where}
    if len(found) == 1 or target in found:
        answers = [put_in(side, known) for side in found if side != target]
        if not answers or any(target in answer.free_symbols for answer in answers):
            raise Refused(f"this says what {spelled(str(target))} is by {spelled(str(target))} itself.")
        count, half_unit = _measured_to(given)
        decimals = tuple(_POINTED.findall(given)) if isinstance(given, str) else ()
        return Answer(tuple((answer, asked.expr) for answer in answers), (), count, half_unit, decimals)
    found = [put_in(side, known) for side in found]
    if not any(target in side.free_symbols for side in found) and _one_states(asked, found):
        return Answer(tuple((side, asked.expr) for side in found))
    return _determined(asked, found)


def _measured_to(given: Any) -> tuple[int, Expr]:
    """How many digits a decimal number has, and half a unit in its last place; a whole number is exact."""
    if not isinstance(given, str) or not _DECIMAL.fullmatch(number := given.rpartition("=")[2].strip()):
        return 0, S.Zero
    _, digits, place = Decimal(number).as_tuple()
    return len(digits), Rational(10) ** int(place) / 2


def _determined(asked: Question, found: list[Expr]) -> Answer:
    """An equation for the target that is not solved for it: it must hold for the right value, and for no other."""
    if not determines(asked, found):
        raise Refused(f"this equation does not say what {spelled(str(asked.symbol))} is.")
    filled = [put_in(side, {asked.symbol: asked.expr}) for side in found]
    return Answer(tuple(pairwise(filled)), tuple(found))


def _one_states(asked: Question, found: Sequence[Expr]) -> bool:
    """Whether one of some equal sides is what is asked for, at a few points: then the others must be so too."""
    trial = Trial(points(asked.domains(asked.args), {}))
    return any(trial.equal(side, asked.expr) for side in found)


def determines(asked: Question, found: Sequence[Expr]) -> bool:
    """Whether equal sides say what the quantity asked for is: their difference changes with it."""
    return any(_notices(asked.symbol, left - right, asked) for left, right in pairwise(found))


def _notices(target: Symbol, gap: Expr, asked: Question) -> bool:
    """Whether the gap between two sides changes with the target."""
    for point in typical_points(asked.domains(asked.args), _TRIALS):
        try:
            right = value(asked.expr, point)
            near = [Rational(digits(right * factor, 15)) for factor in (1.1, 1.2)]
            return differ(*(value(gap, {**point, target: trial}) for trial in near))
        except (OutOfReach, TypeError):
            continue
    return False
