"""Sentence and relation do not contradict: each sentence names what its relation is about, and which way it goes.

A definition or a conclusion is about its left side. What is checked is about each letter that stands alone on a side,
and, if it is an assertion, about each that the derivation still seeks; where there is none, about some letter of either
side. A letter is named by its symbol or by the noun of its meaning.
"""

import re
from collections.abc import Mapping
from itertools import permutations

import pytest
from sympy import Basic, Eq, Symbol
from sympy.core.function import AppliedUndef

import scaling_sym
from derivable.derivation import Step
from derivable.formula import Book
from derivable.letters import spelled
from tests import amdahl

Nouns = Mapping[str, str]

GOES = {">": r"upward|rises", "<": r"falls", ">=": r"no .* below|above", "<=": r"other side|at most"}
"""By which words a sentence says that the left side of its relation is the larger one, or rises."""


def noun(meaning: str) -> str:
    """What a letter is called: the last word before anything is said of it."""
    return re.split(r" (?:of|per|at|by|over|since|passed|spent|that|to) |[,:]| \w*\(", meaning)[0].split()[-1]


def nouns(book: Book) -> Nouns:
    """What the letters of a book are called, by their names."""
    return {letter.name: noun(letter.meaning) for letter in book.letters}


STEPS = [
    (step, nouns(book))
    for book in (scaling_sym.BOOK, amdahl.BOOK)
    for formula in book.formulas.values()
    for step in formula.derivation
]
TITLES = [f"{step.number}-{step.sentence}" for step, _ in STEPS]


def names(sentence: str, letter: str, called: Nouns) -> bool:
    """Whether a sentence names a letter."""
    symbol = rf"(?<!\w){re.escape(spelled(letter))}(?!\w)"
    word = rf"\b{called[letter]}" if letter in called else r"(?!)"
    return bool(re.search(symbol, sentence) or re.search(word, sentence, re.IGNORECASE))


def letters(side: Basic) -> set[str]:
    """The letters and functions of a side of a relation."""
    functions = {function.func.__name__ for function in side.atoms(AppliedUndef)}
    return functions | {symbol.name for symbol in side.free_symbols}


def about(step: Step) -> list[set[str]]:
    """Sets of letters, of each of which the sentence of a step must name one."""
    left, right = step.equation.args
    if not step.can_fail:
        return [{left.func.__name__ if isinstance(left, AppliedUndef) else left.name}]
    wanted = {side.name for side in (left, right) if isinstance(side, Symbol)}
    if step.line.role == "assert":
        sought = {str(s.equation.lhs) for s in step.derivation[step.number :] if s.line.role == "conclude"}
        wanted |= sought & (letters(left) | letters(right))
    return [{letter} for letter in wanted] or [side for side in map(letters, (left, right)) if side]


def unnamed(step: Step, sentence: str, called: Nouns) -> bool:
    """Whether a sentence does not name what the relation of a step is about."""
    return not all(any(names(sentence, letter, called) for letter in choice) for choice in about(step))


def turned(step: Step, sentence: str) -> bool:
    """Whether a sentence says of an inequality that it goes another way."""
    return {way for way, words in GOES.items() if re.search(words, sentence)} != {step.equation.rel_op}


@pytest.mark.parametrize(("step", "called"), STEPS, ids=TITLES)
def test_a_sentence_names_what_its_relation_is_about(step: Step, called: Nouns) -> None:
    assert not unnamed(step, step.sentence, called), about(step)
    assert isinstance(step.equation, Eq) or not turned(step, step.sentence)


def test_most_sentences_over_another_relation_are_seen() -> None:
    """Of two lines of a derivation, which share their subject, one in three passes for the other; no more."""
    called = nouns(scaling_sym.BOOK)
    pairs = [pair for formula in scaling_sym.formulas.values() for pair in permutations(formula.derivation, 2)]
    seen = sum(unnamed(step, other.sentence, called) for step, other in pairs)
    assert seen / len(pairs) > 0.6


@pytest.mark.parametrize(
    ("name", "number", "sentence"),
    [
        ("time_to_target", 5, "Then"),
        ("compute_multiple", 3, "so C_0 drops out"),
        ("required_compute", 3, "The power turned around gives it"),
        ("kappa", 5, "The optimum found before says the same"),
        ("optimal_tokens", 1, "The best number of tokens is known"),
    ],
)
def test_a_sentence_about_nothing_or_about_something_else_is_seen(name: str, number: int, sentence: str) -> None:
    assert unnamed(scaling_sym.formulas[name].derivation[number - 1], sentence, nouns(scaling_sym.BOOK))


def test_an_inequality_that_its_sentence_turns_around_is_seen() -> None:
    falling = scaling_sym.required_compute.derivation[1]
    assert not turned(falling, falling.sentence)
    assert turned(falling, falling.sentence.replace("falls", "rises"))
    assert turned(falling, falling.sentence.replace("which falls", "which changes"))
