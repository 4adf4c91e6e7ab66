"""Measuring in turn: every rival is timed in every round, so that whatever else the machine does falls on all."""

from __future__ import annotations

import ctypes
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.rivals import Call

ROUNDS = 9


@dataclass(frozen=True)
class Ratio:
    """Our time over a rival's: the median of the ratios round by round, and the quartiles."""

    task: str
    rival: str
    median: float
    low: float
    high: float

    def verdict(self, wanted: float | None) -> str:
        """What was wanted, and whether it is so."""
        if wanted is None:
            return ""
        return f"{wanted:g}" if self.median <= wanted else f"{wanted:g}, **not reached**"


def steady_memory(largest: int = 4 << 20) -> None:
    """Make glibc reuse the memory of arrays up to this many bytes, and take that of larger ones from the system.

    Left alone, it changes its mind as the program goes on, and the same call costs now this, now that.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt:
        mallopt(-3, largest)  # M_MMAP_THRESHOLD
        mallopt(-1, 64 << 20)  # M_TRIM_THRESHOLD


def side_by_side(task: str, ours: Call, rivals: dict[str, Call], seconds: float) -> list[Ratio]:
    """The ratio of our time to each rival's, measured for about so many seconds, at least once a round."""
    calls = {"ours": ours, **rivals}
    once = 0.0
    for call in calls.values():
        call()
        start = time.perf_counter()
        call()
        once += time.perf_counter() - start
    repeats = max(1, int(seconds / ROUNDS / once))
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(ROUNDS):
        for name, call in calls.items():
            start = time.perf_counter()
            for _ in range(repeats):
                call()
            times[name].append(time.perf_counter() - start)
    return [_ratio(task, name, times["ours"], times[name]) for name in rivals]


def _ratio(task: str, rival: str, ours: list[float], theirs: list[float]) -> Ratio:
    low, median, high = statistics.quantiles([a / b for a, b in zip(ours, theirs, strict=True)], n=4)
    return Ratio(task, rival, median, low, high)


def with_the_best_by_hand(ratios: list[Ratio]) -> Iterator[Ratio]:
    """Of the rivals written by hand only the fastest of this run, and all others."""
    hand = [r for r in ratios if r.rival.startswith("by hand")]
    fastest = max(hand, key=lambda r: r.median)
    yield from (r for r in ratios if r not in hand or r is fastest)
