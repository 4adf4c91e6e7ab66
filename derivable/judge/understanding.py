"""How an answer was understood: shown with the verdict, which is never *wrong* where something else could be meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sympy import Symbol

from .judgement import Judgement
from .question import Question, ambiguous, others
from .reading import Doubt, Reading, defined, understood
from .tokens import Refused
from .vocabulary import Vocabulary


@dataclass(frozen=True)
class Understanding:
    """The lines of an answer as they were read, where they were; nothing for what is no text."""

    lines: tuple[Reading | None, ...]

    @property
    def tex(self) -> tuple[str, ...]:
        """Each line in LaTeX."""
        return tuple(line.tex for line in self.lines if line)

    def doubts(self, upto: int | None = None) -> list[Doubt]:
        """What could be meant otherwise in the lines, or in the first of them."""
        return [doubt for line in self.lines[:upto] if line for doubt in line.doubts]

    @property
    def choices(self) -> list[str]:
        """What was taken for what."""
        spots: dict[str, list[str]] = {}
        for doubt in self.doubts():
            spots.setdefault(doubt.taken, []).append(doubt.spot)
        taken = [f"{listed(some)} {'are' if len(some) > 1 else 'is'} read {how}" for how, some in spots.items()]
        return list(dict.fromkeys([choice for line in self.lines if line for choice in line.choices] + taken))


def listed(items: Sequence[str]) -> str:
    """Several things in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    *others, last = dict.fromkeys(items)
    return f"{', '.join(others)} and {last}" if others else last


def understanding(asked: Question, lines: Sequence[Any], own: Sequence[str] = ()) -> Understanding:
    r"""How the lines of an answer are read, in the letters of the formula, or else in all of the book's and its own.

    Some of its own may have names that letters of the book have too.

    >>> from tests.amdahl import BOOK, speedup
    >>> understanding(Question(BOOK, speedup), ["q = 1 - p", "S = 1/(q + p/n)"]).tex
    ('q = 1 - p', 'S = \\frac{1}{q + \\frac{p}{n}}')
    """
    formula = asked.formula
    few = (*asked.args, asked.symbol, *asked.where, *asked.given)
    many = (*few, *(s for s in (*formula.args, *others(asked.book, formula)) if s not in few))
    vocabularies = [Vocabulary.of(asked.book, few, [asked.symbol])]
    if len(lines) > 1:
        vocabularies.clear()
    mine = Vocabulary.of(asked.book, many, [s for s in many if s not in asked.args])
    for name in own:
        mine = mine.with_own(name)
    for line in lines:
        for name in defined(line) if isinstance(line, str) else ():
            mine = mine.with_own(name) if mine.is_new(name) else mine
    either = any(_names(letter, line) for letter in ambiguous(asked.book, formula) for line in lines)
    if either and len(lines) > 1:  # k may be itself or short for κ, which shows only when the lines are followed
        return Understanding((None,) * len(lines))
    return Understanding(tuple(_read(line, [*vocabularies, mine]) for line in lines))


def _names(letter: Symbol, line: Any) -> bool:
    return isinstance(line, str) and re.search(rf"(?<![A-Za-z\\]){letter.name}(?![A-Za-z])", line) is not None


def _read(line: Any, vocabularies: Sequence[Vocabulary]) -> Reading | None:
    if not isinstance(line, str):
        return None
    begins = line.lstrip().startswith("=")
    for vocabulary in vocabularies:
        try:
            found = understood(line.lstrip()[1:] if begins else line, vocabulary)
        except Refused:
            continue
        return replace(found, tex=f"= {found.tex}") if begins else found
    return None


def retold(judgement: Judgement, asked: Question, lines: Sequence[Any]) -> Judgement:
    """The judgement with how the answer was read; where a wrong one could be meant otherwise, it is asked about."""
    found = understanding(asked, lines, judgement.own)
    doubts = found.doubts(judgement.step)
    if judgement.answer == "wrong" and doubts:
        where = f"step {judgement.step}: " if judgement.step and judgement.step > 1 else ""
        return Judgement("not comparable", f"{where}{doubts[0]}", read_as=found.tex)
    if judgement.answer == "not comparable":
        asks = f" {doubts[0]}" if judgement.step and doubts else ""
        return replace(judgement, sentence=judgement.sentence + asks, read_as=found.tex)
    said = f" Here {listed(found.choices)}." if found.choices else ""
    return replace(judgement, sentence=judgement.sentence + said, read_as=found.tex)
