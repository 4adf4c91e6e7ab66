"""A student's derivation, line by line: the first that does not follow from the ones before is found.

A line follows if it is true where all the book's formulas are, with the student's own letters put back. The book's
quantities are expressed by the arguments of the formula asked for, and by what no formula determines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from sympy import Eq, Expr, Symbol

from ..formula import Book, Formula
from ..letters import spelled
from .answers import determines, put_in, sides
from .comparison import Comparison, at_points
from .judgement import Judgement, Slip
from .question import Question, ambiguous, others
from .reading import defined
from .slips import explain
from .tokens import Refused
from .trials import Trial, points
from .vocabulary import Vocabulary

MAX_STEPS = 15
_NUMBERED = re.compile(r"\s*\(?\d{1,2}[.)]\s+")


def judge_steps(book: Book, formula: Formula, lines: Sequence[Any]) -> Judgement:
    """Judge a derivation of a formula, given as equations in order.

    >>> from tests.amdahl import BOOK, speedup
    >>> print(judge_steps(BOOK, speedup, ["1/S = 1 - p + p/n", "1/S = (n - p)/n", "S = n/(n - p)"]))
    Wrong: step 2 does not follow: at n = 1, p = 1/2 the left side gives 1, the right side 1/2.
    """
    if len(lines) > MAX_STEPS:
        raise Refused(f"this derivation has {len(lines)} steps; at most {MAX_STEPS} are read.")
    if all(isinstance(line, str) and _NUMBERED.match(line) for line in lines):
        lines = [_NUMBERED.sub("", line) for line in lines]
    readings = [others(book, formula)]
    doubtful = [s for s in ambiguous(book, formula) if any(isinstance(line, str) and _names(s, line) for line in lines)]
    if doubtful:  # read first as short for another letter, and then as the letter of that name
        readings.append([*readings[0], *doubtful])
    judged = [_follow(book, formula, lines, letters) for letters in readings]
    best = max(judged, key=lambda found: (bool(found[0]), found[1]))
    judgement, _ = best
    if len(judged) == 1:
        return judgement
    meant = {s: spelled(str(book.habits.short[s.name])) if best is judged[0] else f"the letter {s}" for s in doubtful}
    said = " and ".join(f"{letter} is read as {reading}" for letter, reading in meant.items())
    return replace(judgement, sentence=f"{judgement.sentence} Here {said}.")


def _names(letter: Symbol, line: str) -> bool:
    return re.search(rf"(?<![A-Za-z\\]){letter.name}(?![A-Za-z])", line) is not None


def _follow(book: Book, formula: Formula, lines: Sequence[Any], letters: Sequence[Symbol]) -> tuple[Judgement, int]:
    """What is to be said of the derivation with these letters, and how many of its lines follow."""
    argument = Argument(book, formula, letters)
    for held, line in enumerate(lines):
        number = held + 1
        try:
            found = argument.take(line)
        except Refused as refusal:
            return Judgement("not comparable", f"step {number}: {refusal}"), held
        if found is not None and (name := argument.stated()):
            sentence = f"step {number} is the book's {name}, which leads no further with the letters of {formula.name}."
            return Judgement("not comparable", sentence), held
        if found is not None:
            sentence = f"step {number} does not follow: {found.told(sides=True)}"
            return Judgement(
                "wrong", sentence, counterexample=found.point, slip=argument.explained(), step=number
            ), held
    symbol = spelled(str(formula.symbol))
    if argument.finished():
        reached = "is the formula"
    elif argument.determined():
        reached = f"determines {symbol}"
    else:
        sentence = f"each step follows, but the last does not yet say what {symbol} is."
        return Judgement("not comparable", sentence), len(lines)
    return Judgement("right", f"each of {len(lines)} steps follows, and the last {reached}.", "step by step"), len(
        lines
    )


class Argument:
    """What is known so far, as expressions in the arguments of the formula asked for."""

    def __init__(self, book: Book, formula: Formula, letters: Sequence[Symbol]) -> None:
        self.book = book
        self.formula = formula
        self.known = _world(book, formula)
        self.letters = [*dict.fromkeys((*formula.args, formula.symbol, *formula.where, *letters))]
        self.allowed = {*formula.args, *formula.where}
        self.last: list[Expr] = [formula.symbol]

    def take(self, line: Any) -> Comparison | None:
        """Take a line; where it does not follow, the point that shows it."""
        self._meet_own_letter(line)
        self.last = self._sides(line)
        first, *rest = self.last
        if self._is_new(first) and len(rest) == 1 and first not in rest[0].free_symbols:
            self.known[first] = self._put_in(rest[0])
        if isinstance(first, Symbol) and all(side.free_symbols <= self.allowed for side in rest):
            self.allowed |= {first} if first != self.formula.symbol else set()
        for left, right in pairwise(map(self._put_in, self.last)):
            where = Question(self.book, self.formula).domains(left.free_symbols | right.free_symbols)
            found = at_points(left, right, where)
            if found.differs:
                return found
        return None

    def stated(self) -> str:
        """The name of the book's formula that the last line states, where it is one."""
        symbol, yours = self.last[0], self.last[-1]
        stated = (
            Question(self.book, f)
            for f in self.book.formulas.values()
            if f.symbol == symbol and set(f.args) == yours.free_symbols
        )
        equal = (q.formula.name for q in stated if Trial(points(q.domains(q.args), {})).equal(yours, q.expr))
        return next(equal, "")

    def explained(self) -> Slip | None:
        """The slip in the last line, where it states a formula of the book."""
        symbol, yours = self.last[0], self.last[-1]
        stated = (f for f in (self.formula, *self.book.formulas.values()) if f.symbol == symbol)
        return next(
            (s for f in stated if yours.free_symbols <= set(f.args) and (s := explain(yours, Question(self.book, f)))),
            None,
        )

    def finished(self) -> bool:
        """Whether the last line gives the quantity asked for by the arguments alone."""
        target = {
            self.formula.symbol,
            *(s for s, best in self.book.habits.optimum.items() if best == self.formula.symbol),
        }
        return bool(target & set(self.last)) and any(side.free_symbols <= self.allowed for side in self.last)

    def determined(self) -> bool:
        """Whether the last line is an equation that determines the quantity asked for, though it is not solved."""
        inside = self.allowed | {self.formula.symbol}
        return all(side.free_symbols <= inside for side in self.last) and determines(
            Question(self.book, self.formula), self.last
        )

    def _meet_own_letter(self, line: Any) -> None:
        name = ""
        if isinstance(line, str):
            name = next(iter(defined(line)), "")
        elif isinstance(line, Eq) and isinstance(line.lhs, Symbol):
            name = line.lhs.name
        if name and name not in Vocabulary.of(self.book, self.letters):
            self.letters.append(Symbol(name, real=True))

    def _sides(self, line: Any) -> list[Expr]:
        vocabulary = Vocabulary.of(
            self.book, self.letters, marks=[s for s in self.letters if s not in self.formula.args]
        )
        if isinstance(line, str):
            line = line if "\\begin" in line else line.replace("&", "").rstrip("\\ ")
            if line.lstrip().startswith("="):
                return [self.last[0], *sides(line.lstrip()[1:], vocabulary)]
        found = sides(line, vocabulary)
        return found if len(found) > 1 else [self.formula.symbol, *found]

    def _is_new(self, side: Expr) -> bool:
        return isinstance(side, Symbol) and side not in self.known and side not in self.formula.args

    def _put_in(self, side: Expr) -> Expr:
        return put_in(side, self.known)


def _world(book: Book, formula: Formula) -> dict[Symbol, Expr]:
    """Every quantity that the book's formulas determine, by the arguments of one of them and what none determines."""
    known: dict[Symbol, Expr] = {formula.symbol: formula.expr}
    known |= {letter: formula.derivation.put_in(letter) for letter in formula.where}
    given = {*formula.args, *known}
    habits = book.habits
    free = set(book.letters) - {f.symbol for f in book.formulas.values()} - set(habits.optimum)
    for allowed in (given, given | free, given | free | set(habits.free)):
        for _ in book.formulas:
            for other in book.formulas.values():
                if other.symbol not in given and other.symbol not in known and set(other.args) <= allowed | set(known):
                    known[other.symbol] = other.expr.xreplace(known)
    known |= {letter: other.derivation.put_in(letter) for letter, other in habits.found_in.items()}
    frontier = {s: known[best] for s, best in habits.optimum.items() if s not in given and best in known}
    return known | frontier
