"""Derivable: formulas that know their own proof, their numbers and who verified them.

It knows no formula of its own. A book gives it letters, derivations and what is known beforehand; it derives, checks
every step, evaluates on floats and arrays, verifies by independent routes, judges answers, and prints.

A book is written with the names below. What is known of its formulas beforehand is said with those of
`derivable.verify`, where `verify` puts a formula before its witnesses; `judge` stands in `derivable.judge.judge`. All
else is the machine's own.
"""

from __future__ import annotations

from .algebra import generic, integral, powers, raised, solution
from .derivation import Derivation, Line, Premise, Step, assert_, conclude, define, premise
from .formula import Book, Claim, Formula, Habits, Statement, collected, formula
from .identity import Verdict, decide
from .letters import NONNEGATIVE, ONE, POSITIVE, REALS, Letter, base_units

__all__ = [
    "NONNEGATIVE",
    "ONE",
    "POSITIVE",
    "REALS",
    "Book",
    "Claim",
    "Derivation",
    "Formula",
    "Habits",
    "Letter",
    "Line",
    "Premise",
    "Statement",
    "Step",
    "Verdict",
    "assert_",
    "base_units",
    "collected",
    "conclude",
    "decide",
    "define",
    "formula",
    "generic",
    "integral",
    "powers",
    "premise",
    "raised",
    "solution",
]
