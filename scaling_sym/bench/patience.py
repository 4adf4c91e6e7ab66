"""A limit on the processor time of a computation, without a thread, a signal or a process: so in a browser too."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from inspect import CO_GENERATOR
from types import FrameType
from typing import Any, TypeVar

from sympy.core.cache import clear_cache

T = TypeVar("T")
_CALLS_BETWEEN_LOOKS = 256


class OutOfTime(BaseException):
    """The time is up; no `Exception`, lest code that catches those go on as if nothing had happened."""


def within(seconds: float, computation: Callable[[], T]) -> T | None:
    """What the computation gives, or None when the time is up.

    The clock is looked at when Python functions are called, so that one long operation on numbers is not cut short:
    those must be kept small beforehand. A generator is let alone, for one that is being closed swallows exceptions.

    >>> within(1.0, lambda: 6 * 7)
    42
    """
    end = time.process_time() + seconds
    calls = 0

    def look(frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += 1
        if calls > _CALLS_BETWEEN_LOOKS and event == "call" and not frame.f_code.co_flags & CO_GENERATOR:
            calls = 0
            if time.process_time() > end:
                raise OutOfTime

    before = sys.getprofile()
    sys.setprofile(look)
    try:
        return computation()
    except OutOfTime:
        clear_cache()  # what SymPy was in the middle of deducing would stay unknown
        return None
    finally:
        sys.setprofile(before)
