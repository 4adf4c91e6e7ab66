"""Derivable: formulas that know their own proof, their numbers and who verified them.

It knows no formula of its own. A book gives it letters, derivations and what is known beforehand; it derives, checks
every step, evaluates on floats and arrays, verifies by independent routes, judges answers, and prints.
"""

from __future__ import annotations

from .derivation import Derivation, Step, assert_, conclude, define
from .formula import Book, Claim, Formula, Habits, formula
from .identity import Verdict, decide
from .letters import Letter

__all__ = [
    "Book",
    "Claim",
    "Derivation",
    "Formula",
    "Habits",
    "Letter",
    "Step",
    "Verdict",
    "assert_",
    "conclude",
    "decide",
    "define",
    "formula",
]
