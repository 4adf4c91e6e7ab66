"""What a witness found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..identity import Verdict

Answer = Literal["holds", "fails", "undecided", "not applicable"]


@dataclass(frozen=True)
class Finding:
    """A witness's answer on a formula: how it was found, at how many points, the worst error, and the time it took.

    `error` is relative, save for the witness of floats: there it counts units in the last place, over 1 + as many as
    half a unit in each argument moves the value by, and `stated` is what it may be.
    """

    answer: Answer
    how: str
    points: int = 0
    error: float | None = None
    counterexample: Mapping[str, str] = field(default_factory=dict)
    stated: float | None = None
    formula: str = ""
    witness: str = ""
    seconds: float = 0.0

    @property
    def speaks_against(self) -> bool:
        """Whether the formula is not verified because of it: it fails, or could not be decided."""
        return self.answer in ("fails", "undecided")

    def __str__(self) -> str:
        where = ", ".join(f"{name} = {value}" for name, value in self.counterexample.items())
        return f"{self.formula}: {self.witness}: {self.answer} {self.how}" + (f" ({where})" if where else "")


def found(verdict: Verdict) -> Finding:
    """The finding that a verdict amounts to."""
    return Finding(verdict.answer, verdict.how, verdict.points, None, verdict.counterexample)
