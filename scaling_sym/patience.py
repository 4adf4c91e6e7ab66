"""A limit on the time of a computation, without a thread, a signal or a process: it holds in a browser too."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, TypeVar

T = TypeVar("T")
_CALLS_BETWEEN_LOOKS = 256


class OutOfTime(BaseException):
    """The time is up; no `Exception`, lest code that catches those go on as if nothing had happened."""


def within(seconds: float, computation: Callable[[], T]) -> T | None:
    """What the computation gives, or None when the time is up.

    It is looked at the clock whenever a Python function is called, so that one long operation on numbers is not cut
    short: those must be kept small beforehand.

    >>> within(1.0, lambda: 6 * 7)
    42
    """
    end = time.monotonic() + seconds
    calls = 0

    def look(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += 1
        if calls % _CALLS_BETWEEN_LOOKS == 0 and event == "call" and time.monotonic() > end:
            raise OutOfTime

    before = sys.getprofile()
    sys.setprofile(look)
    try:
        return computation()
    except OutOfTime:
        return None
    finally:
        sys.setprofile(before)
