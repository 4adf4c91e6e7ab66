"""What the constants of a fit are worth together: refits of resampled points, and the box of the data.

They are stored beside the package by `make fit`, and read when they are first asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any


@dataclass(frozen=True)
class Box:
    """Between which values of N, D, C, L and tokens per parameter the points lie that a fit was made from."""

    ranges: Mapping[str, tuple[float, float]] = field(hash=False)

    def beyond(self, **value: float) -> float:
        """How many times a value lies beyond the data: 1 within, below 1 under the least, above 1 over the largest.

        >>> from scaling_sym.fits import besiroglu2024
        >>> round(besiroglu2024.box.beyond(C=5.88e23))
        45
        """
        ((letter, number),) = value.items()
        if letter not in self.ranges:
            raise TypeError(f"the box has no range of {letter}; it has those of {', '.join(self.ranges)}")
        low, high = self.ranges[letter]
        return number / min(max(number, low), high)


@dataclass(frozen=True, eq=False)
class Sample:
    """Refits of a fit, as an array for each of E, A, B, alpha and beta; the box of the points, and their scatter.

    The scatter tells within how many nat of the law half of the points lie, and within how many 95 of 100.
    """

    draws: Mapping[str, Any]
    box: Box
    scatter: tuple[float, float]


@cache
def stored(name: str) -> Sample:
    """The sample that `make fit` has stored under this name."""
    import json
    from importlib.resources import files

    import numpy as np

    held = json.loads((files(__package__) / "data" / f"{name}.json").read_text())
    columns = zip(held["letters"], np.array(held["draws"]).T, strict=True)
    draws = {name.removeprefix("ln "): np.exp(c) if name.startswith("ln ") else c for name, c in columns}
    box = Box({letter: (low, high) for letter, (low, high) in held["box"].items()})
    return Sample(draws, box, tuple(held["scatter"]))
