"""Which known slip explains a wrong answer: the right formula is changed as people do, and compared with the answer.

And the other way about: the answer is changed, and compared with the right formula. Changes are compared by numbers, at
a few points; that is enough to name a slip, and no verdict depends on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from sympy import (
    E,
    Expr,
    Mul,
    Piecewise,
    Pow,
    Rational,
    S,
    Symbol,
    expand,
    expand_log,
    expand_power_base,
    expand_power_exp,
    log,
    true,
)

from ..letters import spelled
from ..mistakes import Edit, edits
from .budget import within
from .judgement import Slip
from .question import Question
from .trials import Trial, points
from .values import MP, differ, digits, shown

CALLS = 8_000_000
_LARGEST_EDITED = 60
_ROUNDING = 0.02


def explain(yours: Expr, asked: Question) -> Slip | None:
    """The slip that leads from the formula to a wrong answer, if it is a known one.

    >>> from tests.amdahl import BOOK, ceiling, p
    >>> explain(17 + 1 / p**2, Question(BOOK, ceiling)) is None
    True
    >>> explain(1 - p, Question(BOOK, ceiling)).name
    'reciprocal'
    """
    for formula in asked.book.formulas.values():
        formula.expr  # noqa: B018 (what all answers share is derived before the work on this one is counted)
    trial = Trial(points(asked.domains(asked.args), {}))
    return within(CALLS, lambda: next(_explanations(yours, asked, trial), None))


def _explanations(yours: Expr, asked: Question, trial: Trial) -> Iterator[Slip]:
    right = asked.expr
    yield from _as_a_whole(yours, right, asked, trial)
    yield from _up_to_a_factor(yours, right, asked, trial)
    yield from _in_a_special_case(yours, asked, lacking=True)
    yield from _on_one_branch(yours, asked, trial)
    yield from _exchanged(yours, right, asked, trial) if yours.free_symbols else ()
    yield from _by_edit(yours, right, asked, trial)
    yield from _upside_down(yours, right, asked, trial)
    yield from _shifted(yours, right, trial)
    yield from _in_a_special_case(yours, asked, lacking=False)
    yield from _rounded(yours, asked, trial)


def _as_a_whole(yours: Expr, right: Expr, asked: Question, trial: Trial) -> Iterator[Slip]:
    for other in asked.book.formulas.values():
        if other is not asked.formula and set(other.args) <= set(asked.args) and trial.equal(yours, other.expr):
            yield Slip("another formula", f"It is {spelled(str(other.symbol))}, the formula {other.name}.")
    if trial.equal(yours * right, Rational(1)):
        yield Slip("reciprocal", "It is the reciprocal of what was asked for.")
    if trial.equal(-yours, right):
        yield Slip("sign", "Its sign is turned.")


def _up_to_a_factor(yours: Expr, right: Expr, asked: Question, trial: Trial) -> Iterator[Slip]:
    for part in Mul.make_args(right):
        if part.free_symbols and _shares_most(yours, right, part) and trial.equal(yours * part, right):
            yield Slip("missing factor", f"The factor {in_words(part)} is missing in it.")
    for symbol in asked.args:
        for number in asked.book.habits.taken_as.get(symbol, ()) if symbol not in yours.free_symbols else ():
            if trial.equal(yours, right.subs(symbol, number)):
                name = spelled(str(symbol))
                yield Slip(f"missing {symbol}", f"{name} is missing: it is right only for {name} = {number}.")
    factor = trial.constant(yours / right) if asked.args else None
    if factor and differ(factor, 1):
        yield _constant(factor, right, asked)


def _shares_most(yours: Expr, right: Expr, missing: Expr = S.Zero) -> bool:
    """Whether an answer has most of the formula, lest naming what is missing should give the rest away."""
    letters = right.free_symbols
    shared = 2 * len(yours.free_symbols & letters) > len(letters) or not letters
    return shared and bool(2 * missing.count_ops() <= right.count_ops())


def _constant(factor: Any, right: Expr, asked: Question) -> Slip:
    if not differ(factor, MP.log(2)) or not differ(factor, 1 / MP.log(2)):
        if any(part.args[0] != 2 for part in right.atoms(log)):
            return Slip("base of a logarithm", "A factor of ln 2 is off: the logarithm to base 2 is ln x / ln 2.")
        return Slip("lost ln 2", "A factor of ln 2 is off.")
    for (symbol, multiple), sentence in asked.book.habits.factors.items():
        if symbol == asked.symbol and factor == multiple and not asked.given:
            return Slip("twofold", sentence)
    enough = next((count for count in (4, 8, 16) if digits(factor, count) != "1.0"), 40)
    times = f"yours is {shown(factor, enough)} times what it should be"
    return Slip("constant factor", f"It is right up to a constant: {times}.")


def _on_one_branch(yours: Expr, asked: Question, trial: Trial) -> Iterator[Slip]:
    """Where the formula distinguishes cases, the answer may be right in one of them."""
    letters = {asked.put_in(letter): letter for letter in asked.where}
    for split in asked.expr.atoms(Piecewise):
        for piece, condition in split.args:
            if condition is not true and trial.equal(yours, asked.expr.xreplace({split: piece})):
                yield Slip("branch", f"It is right only where {condition.xreplace(letters)}.")


def _exchanged(yours: Expr, right: Expr, asked: Question, trial: Trial) -> Iterator[Slip]:
    for one, other in combinations(asked.args, 2):
        swapped = {one: other, other: one}
        if trial.equal(yours, right.xreplace(swapped)):
            yield Slip("exchanged", f"{spelled(str(one))} and {spelled(str(other))} are exchanged.")
    turned = right.replace(lambda e: isinstance(e, Pow) and e.exp.free_symbols, lambda e: e.base**-e.exp)
    if trial.equal(yours, turned):
        yield Slip("sign of an exponent", "The signs of its exponents are turned.")
    if trial.equal(yours, right.replace(lambda e: e == 2, lambda _: E)):
        yield Slip("base of a power", "It counts in e-foldings: a doubling is a power of 2, not of e.")


def _by_edit(yours: Expr, right: Expr, asked: Question, trial: Trial) -> Iterator[Slip]:
    if not _shares_most(yours, right):
        return
    for form in dict.fromkeys(_forms(right)):
        for edit in edits(form, asked.args):
            if trial.equal(edit.whole, yours) and (edit.after is not None or _shares_most(yours, right, edit.before)):
                yield _told(edit)
    if yours.count_ops() <= _LARGEST_EDITED:
        for edit in edits(yours, asked.args):
            if trial.equal(edit.whole, right):
                yield _told(edit, backwards=True)


def _upside_down(yours: Expr, right: Expr, asked: Question, trial: Trial) -> Iterator[Slip]:
    inverted = right.subs({s: 1 / s for s in asked.args}, simultaneous=True)
    if asked.args and (trial.equal(yours, inverted) or trial.equal(yours * inverted, Rational(1))):
        letter = spelled(str(asked.args[0]))
        yield Slip("reciprocals", f"Its letters stand where their reciprocals should: {letter} for 1/{letter}.")


def _forms(expr: Expr) -> Iterator[Expr]:
    """The same formula as people write it: in one fraction, as the reciprocal of a sum, with powers taken apart."""
    yield expr
    if expr.has(Piecewise):  # it is written case by case, and in one way
        return
    yield 1 / expand(1 / expr)
    yield expand_power_base(expand_power_exp(expr), force=True)
    yield expr.replace(log, lambda x: expand_log(log(x), force=True))


def _told(edit: Edit, backwards: bool = False) -> Slip:
    """The slip that an edit of the right formula makes, or that an edit of the answer mends."""
    if edit.after is None:
        kind = edit.slip.replace("missing", "extra") if backwards else edit.slip
        return Slip(kind, f"{in_words(edit.before)} is {'too much' if backwards else 'missing'} in it.")
    should, yours = (edit.after, edit.before) if backwards else (edit.before, edit.after)
    return Slip(edit.slip, f"Look at the {edit.slip}: {in_words(yours)} stands where {in_words(should)} should.")


def in_words(expr: Expr) -> str:
    """An expression as a person types it: 2^(γ*t), ln 2."""
    text = str(expr).replace("**", "^").replace("log(2)", "ln 2").replace("log(", "ln(")
    for name in sorted((str(s) for s in expr.free_symbols), key=len, reverse=True):
        text = text.replace(name, spelled(name))
    return text


def _shifted(yours: Expr, right: Expr, trial: Trial) -> Iterator[Slip]:
    shift = trial.constant(yours - right) if right.free_symbols else None
    if shift:
        yield Slip("constant term", f"It is right up to a constant: yours is {shown(shift)} more than it should be.")


def _in_a_special_case(yours: Expr, asked: Question, lacking: bool) -> Iterator[Slip]:
    """Right if some letters have special values, which an answer that is lacking one of them takes for granted."""
    domains = asked.domains(asked.args)
    for case in asked.book.habits.special:
        letters = set(case) | {value for value in case.values() if isinstance(value, Symbol)}
        if not letters <= set(asked.args) or lacking == (letters <= yours.free_symbols):
            continue
        if Trial(points(domains, case)).equal(yours, asked.expr):
            where = " and ".join(f"{spelled(str(s))} = {spelled(str(v))}" for s, v in case.items())
            yield Slip("special case", f"It is right for {where}, but not in general.")


def _rounded(yours: Expr, asked: Question, trial: Trial) -> Iterator[Slip]:
    ratios = trial.values(yours / asked.expr) if asked.args and yours.atoms(Rational) else []
    if ratios and all(abs(ratio - 1) < _ROUNDING for ratio in ratios):
        exactly = "ln 2, not 0.693" if asked.expr.has(log(2)) else "it exactly"
        yield Slip("rounded", f"A rounded number stands in it: write {exactly}.")
