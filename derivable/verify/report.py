"""What all witnesses say of some formulas, as a table for people and as plain data for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from math import ceil, log10
from typing import Any

from ..alone import alone
from ..formula import Book, Formula
from .evidence import Evidence
from .finding import Finding
from .points import SEED
from .witnesses import WITNESSES, heard

_JUDGED_WITH = ("sympy", "mpmath", "python-flint", "numpy", "scipy")


@dataclass(frozen=True, repr=False)
class Report(Sequence[Finding]):
    """The findings of the witnesses; true if all formulas are verified, and in a notebook a table."""

    findings: tuple[Finding, ...]
    package: str
    seed: int = SEED

    def __getitem__(self, index: Any) -> Any:
        return self.findings[index]

    def __len__(self) -> int:
        return len(self.findings)

    def __bool__(self) -> bool:
        return bool(self.findings) and not self.against

    @property
    def against(self) -> list[Finding]:
        """The findings for which something is not verified: what fails, and what could not be decided."""
        return [finding for finding in self.findings if finding.speaks_against]

    def rows(self) -> Iterator[tuple[str, str, str, str, str]]:
        """Formula, witness, answer, points and worst error, in words; the same on every run."""
        for f in self.findings:
            answer = f"{f.answer}{':' if f.answer == 'not applicable' else ''} {f.how}"
            yield f.formula, f.witness, answer, str(f.points or ""), worst_error(f)

    def as_dict(self) -> dict[str, Any]:
        """All of it as plain data, with the seed and the versions of what judged; nothing else decides a byte of it."""
        return {
            "verified": bool(self),
            "seed": self.seed,
            "versions": versions(self.package),
            "findings": [
                {
                    "formula": f.formula,
                    "witness": f.witness,
                    "answer": f.answer,
                    "how": f.how,
                    "points": f.points,
                    "worst error": worst_error(f),
                    "counterexample": dict(f.counterexample),
                }
                for f in self.findings
            ],
        }

    def __repr__(self) -> str:
        rows = [("formula", "witness", "answer", "points", "worst error"), *self.rows()]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)

    def _repr_markdown_(self) -> str:
        lines = ["| formula | witness | answer | points | worst error |", "|---|---|---|--:|--:|"]
        return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in self.rows()])


def worst_error(finding: Finding) -> str:
    """The worst error in words, rounded up; of floats, whose last bits a processor decides, beside what is stated."""
    if finding.error is None:
        return ""
    if finding.stated is not None:
        return f"{'≤' if finding.error <= finding.stated else '>'} {finding.stated:g} ulp"
    return f"< 1e{ceil(log10(finding.error)):+03d}" if finding.error > 0 else "0"


def versions(own: str) -> dict[str, str]:
    """The versions of the packages that judged."""
    found = {}
    for package in (own, *_JUDGED_WITH):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


@alone
def verify(book: Book, formula: Formula, seed: int = SEED) -> Report:
    """What the seven witnesses say of a formula.

    Args:
        book: the book that the formula belongs to.
        formula: one of its formulas.
        seed: what the points are drawn from.

    Returns:
        The findings, one for each witness: true if the formula is verified; in a notebook a table.

    Raises:
        KeyError: nothing is known of the formula beforehand.

    >>> from tests.amdahl import BOOK, speedup
    >>> report = verify(BOOK, speedup)
    >>> bool(report)
    True
    >>> print(report[0])
    speedup: steps: holds in each of 5 steps

    """
    return examined(formula, Evidence.of(book, formula, seed), book)


def examined(formula: Formula, evidence: Evidence, book: Book) -> Report:
    """The same, by evidence at hand."""
    return Report(tuple(heard(witness, formula, evidence) for witness in WITNESSES), book.package, evidence.seed)


def together(reports: Iterable[Report]) -> Report:
    """One report for many, of one book."""
    several = list(reports)
    return Report(tuple(f for report in several for f in report), several[0].package, several[0].seed)
