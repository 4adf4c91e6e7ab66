"""The witnesses on trial: wrong formulas are put before them, and each must be rejected by at least two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from typing import Any

from sympy import Expr, sstr

from ..formula import Book, Formula, Habits
from .evidence import Evidence
from .lines import Tried, lines_tried
from .mutants import mutants, proof_of_equality, with_expression
from .points import SEED
from .report import Report, examined
from .witnesses import WITNESSES, heard

ENOUGH = 2


@dataclass(frozen=True)
class Trial:
    """How the mutants of one formula fared.

    `equal` lists those that are proved to equal the formula, each with the proof; `caught` counts those that each
    witness alone rejects; `escaped` lists those that fewer than two reject, with their mistakes and who rejects them.
    `lines` tells how changes of each line of the derivation fared.
    """

    formula: str
    expression: str
    made: int
    equal: tuple[tuple[str, str], ...]
    caught: Counter[str] = field(default_factory=Counter)
    escaped: tuple[tuple[str, str], ...] = ()
    lines: tuple[Tried, ...] = ()

    @property
    def wrong(self) -> int:
        """How many mutants had to be rejected."""
        return self.made - len(self.equal)

    def __bool__(self) -> bool:
        return not self.escaped

    def as_dict(self) -> dict[str, Any]:
        """The trial as plain data."""
        return {
            "formula": self.formula,
            "expression": self.expression,
            "mutants": self.made,
            "equal": [{"expr": expr, "proof": proof} for expr, proof in self.equal],
            "rejected by two": self.wrong - len(self.escaped),
            "caught": {witness: self.caught[witness] for witness in WITNESSES},
            "escaped": [{"expr": expr, "mistakes": mistakes} for expr, mistakes in self.escaped],
            "lines": [line.as_dict() for line in self.lines],
        }


def rejecting(formula: Formula, expr: Expr, evidence: Evidence) -> list[str]:
    """The witnesses that reject an expression in a formula's place; one that cannot decide does not reject."""
    changed = with_expression(formula, expr)
    return [witness for witness in WITNESSES if heard(witness, changed, evidence).answer == "fails"]


def tried(formula: Formula, habits: Habits, evidence: Evidence, step: int = 1) -> Trial:
    """Put the mutants of a formula before the witnesses: all, or one in so many."""
    made = mutants(formula, habits)[::step]
    equal, escaped, caught = [], [], Counter[str]()
    for mutant in made:
        if proof := proof_of_equality(mutant.expr, formula.expr):
            equal.append((sstr(mutant.expr), f"{'; '.join(mutant.mistakes)}: {proof}"))
            continue
        rejected_by = rejecting(formula, mutant.expr, evidence)
        caught.update(rejected_by)
        if len(rejected_by) < ENOUGH:
            escaped.append((sstr(mutant.expr), f"{'; '.join(mutant.mistakes)}: {', '.join(rejected_by) or 'no one'}"))
    return Trial(formula.name, sstr(formula.expr), len(made), tuple(equal), caught, tuple(escaped))


def _one(book: Book, name: str, seed: int, with_mutants: bool) -> tuple[Report, Trial | None]:
    formula = book.formulas[name]
    evidence = Evidence.of(book, formula, seed)
    trial = None
    if with_mutants:
        lines = lines_tried(formula, book.habits, evidence)
        trial = replace(tried(formula, book.habits, evidence), lines=lines)
    return examined(formula, evidence, book), trial


def ledger(
    book: Book,
    names: Iterable[str] | None = None,
    *,
    mutants: bool = False,
    seed: int = SEED,
    processes: int | None = None,
) -> Iterator[tuple[Report, Trial | None]]:
    """The report, and if asked the trial, of each formula named, as they are finished, by several processes.

    Args:
        book: the book that the formulas belong to.
        names: names of its formulas, by default all.
        mutants: whether mutants are put before the witnesses too.
        seed: what the points are drawn from.
        processes: how many work at a time, by default one for each processor.

    Yields:
        A pair for each formula, in the order in which they are finished.

    Raises:
        KeyError: the book has no formula of a name, or nothing is known of it.

    """
    chosen = list(book.formulas if names is None else names)
    wanted = sorted(chosen, key=lambda name: -len(sstr(book.formulas[name].expr)))
    if len(wanted) == 1:
        yield _one(book, wanted[0], seed, mutants)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for done in as_completed([pool.submit(_one, book, name, seed, mutants) for name in wanted]):
            yield done.result()
