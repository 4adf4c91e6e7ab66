"""A limit on the work of a computation, counted in calls of Python functions: the same on every machine.

Neither the clock nor what else the machine does decides where it ends; and there is no thread, signal or process, so
that it works in a browser too.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from inspect import CO_GENERATOR
from types import FrameType
from typing import Any, TypeVar

from sympy.core.facts import FactKB

T = TypeVar("T")
_DEDUCING = FactKB._tell.__code__
"""Where SymPy stores what follows from a fact: broken off there, the rest would stay unknown for ever."""


class Spent(BaseException):
    """The budget is spent; no `Exception`, lest code that catches those go on as if nothing had happened."""


def within(calls: int, computation: Callable[[], T]) -> T | None:
    """What the computation gives, or None when it takes more than so many calls.

    One long operation on numbers is not cut short: those must be kept small beforehand. A generator is let alone, for
    one that is being closed swallows exceptions. A profiler that runs goes on afterwards.

    >>> within(1000, lambda: 6 * 7)
    42
    >>> within(1000, lambda: [abs(complex(n)) for n in iter(lambda: 1, 0)])
    """
    spent, left, outer = Spent(), calls, sys.getprofile()

    def count(frame: FrameType, event: Any, argument: Any) -> None:
        nonlocal left
        if callable(outer):
            outer(frame, event, argument)
        if event == "call":
            left -= 1
            if left < 0 and not frame.f_code.co_flags & CO_GENERATOR and frame.f_code is not _DEDUCING:
                raise spent

    _pause(outer)
    sys.setprofile(count)
    try:
        return computation()
    except Spent as found:
        if found is not spent:
            raise
        return None
    finally:
        sys.setprofile(None)
        _resume(outer)


def _pause(profiler: Any) -> None:
    """A profiler written in C, as cProfile's is before Python 3.12, is no function: it is switched off and on."""
    if hasattr(profiler, "disable"):
        profiler.disable()


def _resume(profiler: Any) -> None:
    if hasattr(profiler, "enable"):
        profiler.enable()
    else:
        sys.setprofile(profiler)
