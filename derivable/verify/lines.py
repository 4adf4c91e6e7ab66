"""Every line of a derivation is changed as a hand might change it, and whoever notices is named.

A definition or a conclusion that is changed is carried into all that comes after it, the formula's value too. A premise
is changed where it stands, and what was concluded from it is left: it must meet the premise no longer.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sympy import Eq, nan, oo, sstr, zoo
from sympy.core.relational import Relational

from ..derivation import Derivation, Step
from ..formula import Formula, Habits
from ..mistakes import edits
from .comparison import refuted
from .evidence import Evidence
from .mutants import proof_of_equality
from .witnesses import WITNESSES, heard

CHANGES = 25
"""Tried of each line, as far as there are so many."""

REFUSED = "refused"
ITSELF, ANOTHER = "itself", "another line"


@dataclass(frozen=True)
class Tried:
    """How the changes of one line fared.

    `equal` counts those that are proved to say the same as the line, and `noticed` the others, by who noticed first:
    the line itself, which no longer holds; another line; the derivation, which is refused as it stands; or, where all
    of its lines hold, another witness. `unnoticed` lists the rest.
    """

    formula: str
    number: int
    role: str
    equal: int
    noticed: Counter[str]
    unnoticed: tuple[str, ...]

    @property
    def changes(self) -> int:
        """How many changes were no longer the line itself."""
        return self.noticed.total() + len(self.unnoticed)

    def as_dict(self) -> dict[str, Any]:
        """The counts as plain data."""
        return {
            "number": self.number,
            "role": self.role,
            "equal": self.equal,
            "changes": self.changes,
            "noticed": dict(sorted(self.noticed.items())),
            "unnoticed": list(self.unnoticed),
        }


def lines_tried(formula: Formula, habits: Habits, evidence: Evidence) -> tuple[Tried, ...]:
    """Change each line of a formula's derivation, one change at a time."""
    return tuple(_tried(formula, step, habits, evidence) for step in formula.derivation)


def _tried(formula: Formula, step: Step, habits: Habits, evidence: Evidence) -> Tried:
    equal, noticed, unnoticed = 0, Counter[str](), []
    for relation in changes(formula, step, habits):
        if who := noticed_by(formula, step, relation, evidence):
            noticed[who] += 1
        elif _same(formula.derivation, step.equation, relation):
            equal += 1
        else:
            unnoticed.append(sstr(relation))
    return Tried(formula.name, step.number, step.line.role, equal, noticed, tuple(unnoticed))


def changes(formula: Formula, step: Step, habits: Habits) -> list[Relational]:
    """Some relations that are not the line's: of an inequality, the other way around; else a seeded choice of slips."""
    if not isinstance(step.equation, Eq):
        return [step.equation.reversedsign.func(*step.equation.args, evaluate=False)]
    found = dict.fromkeys(relation for relation in _slips(step.equation, habits) if not relation.has(zoo, nan, oo))
    found.pop(step.equation, None)
    return random.Random(f"{formula.name} {step.number}").sample([*found], min(CHANGES, len(found)))


def _slips(equation: Relational, habits: Habits) -> Iterator[Relational]:
    """The right side doubled, inverted, with letters exchanged, and with every slip of the pen."""
    left, right = equation.args
    for wrong in (2 * right, 1 / right if right != 0 else right + 1):
        yield Eq(left, wrong, evaluate=False)
    for one, other in habits.exchanged:
        yield Eq(left, right.xreplace({one: other, other: one}), evaluate=False)
    for edit in edits(right, sorted(right.free_symbols, key=str)):
        yield Eq(left, edit.whole, evaluate=False)


def noticed_by(formula: Formula, step: Step, relation: Relational, evidence: Evidence) -> str:
    """Who first notices a relation in a line's place; nothing if nobody does."""
    lines = [other.line for other in formula.derivation]
    lines[step.number - 1] = replace(step.line, relation=relation)
    changed = replace(formula, lines=lambda: iter(lines))
    try:
        if failing := _failing(changed.derivation, step.number):
            return ITSELF if failing == step.number else ANOTHER
        if changed.expr == formula.expr:
            return ""
    except ValueError:
        return REFUSED
    return next((name for name in WITNESSES if heard(name, changed, evidence).speaks_against), "")


def _failing(derivation: Derivation, changed: int) -> int:
    """The number of a line that does not hold, or 0; it is sought at points first, and first where the change was."""
    likely = sorted(derivation, key=lambda step: step.number != changed)
    for step in likely:
        if step.can_fail and refuted(derivation.put_back(step.equation)):
            return step.number
    return next((step.number for step in likely if not step.check()), 0)


def _same(derivation: Derivation, right: Relational, other: Relational) -> bool:
    """Whether two relations are proved to have the same sides, once all that is known is put back."""
    sides = zip(derivation.put_back(other).args, derivation.put_back(right).args, strict=True)
    return right.rel_op == other.rel_op and all(proof_of_equality(*pair) for pair in sides)
