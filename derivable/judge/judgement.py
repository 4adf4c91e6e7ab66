"""What the judge says: right, wrong or not comparable, in a sentence, with what led to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

_OPENINGS = {"right": "Right", "wrong": "Wrong", "not comparable": "Not comparable"}
_EXIT_CODES = {"right": 0, "wrong": 1, "not comparable": 2}


@dataclass(frozen=True)
class Slip:
    """A known slip that explains a wrong answer: a short name for it, and a sentence for its author."""

    name: str
    sentence: str


@dataclass(frozen=True)
class Judgement:
    """The answer to an answer.

    `sentence` says it; `how` tells how equality was decided; `counterexample` holds the point at which a wrong answer
    was caught, and `slip` what explains it; `step` is the first line of a derivation that does not follow. `hints` lead
    on from there, each telling more than the one before, and none the solution; they are for who asks.
    """

    answer: Literal["right", "wrong", "not comparable"]
    sentence: str
    how: str = ""
    counterexample: Mapping[str, str] = field(default_factory=dict)
    slip: Slip | None = None
    step: int | None = None
    hints: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.answer == "right"

    def __str__(self) -> str:
        explained = f" {self.slip.sentence}" if self.slip else ""
        return f"{_OPENINGS[self.answer]}: {self.sentence}{explained}"

    __repr__ = __str__

    def _repr_markdown_(self) -> str:
        """The sentence as text that breaks at the end of a line, with no character taken for markup."""
        return re.sub(r"([\\`*_{}\[\]<>$#|])", r"\\\1", str(self))

    @property
    def exit_code(self) -> int:
        """0 for right, 1 for wrong, 2 for not comparable."""
        return _EXIT_CODES[self.answer]
