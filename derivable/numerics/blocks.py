"""Cutting arrays into pieces that stay in the processor's cache while a formula passes over them several times."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

BLOCK = 65536
DOUBTFUL = 2.0**-900  # next to zero, a factor may have lost digits by underflow

Index = tuple[Any, ...]


def blocks(shape: tuple[int, ...]) -> Iterator[Index]:
    """Indices of pieces of at most BLOCK elements, that together make up an array of this shape."""
    axis, inner = len(shape), 1
    while axis and inner * shape[axis - 1] <= BLOCK:
        axis -= 1
        inner *= shape[axis]
    if not axis:
        yield ()
        return
    import numpy as np

    step = max(1, BLOCK // max(1, inner))
    for leading in np.ndindex(*shape[: axis - 1]):
        for start in range(0, shape[axis - 1], step):
            yield (*leading, slice(start, start + step))


def part(value: Any, index: Index) -> Any:
    """The part of an operand of as many dimensions that a piece of the result needs; axes of length 1 stay."""
    shape = getattr(value, "shape", ())
    if not index or not shape:
        return value
    single = [0 if isinstance(place, int) else slice(None) for place in index]
    return value[tuple(one if n == 1 else place for n, one, place in zip(shape, single, index, strict=False))]


def masks(shapes: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """For each operand, the axes of the result along which it varies, as bits; see `inplace`."""
    return tuple(sum(1 << place for place, extent in enumerate(reversed(s)) if extent != 1) for s in shapes)


def beyond_doubt(one: float, other: float) -> bool:
    """Whether what lies between them is finite, and so far from 0 that no factor of it can have got there."""
    low, high = (one, other) if one < other else (other, one)
    return -math.inf < low and high < math.inf and (low > DOUBTFUL or high < -DOUBTFUL)
