"""A limit on the work of a computation, counted in calls of Python functions: the same on every machine.

Neither the clock nor what else the machine does decides where it ends; and there is no thread, signal or process, so
that it works in a browser too.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from inspect import CO_GENERATOR
from threading import Lock, get_ident
from types import CodeType, FrameType
from typing import Any, TypeVar

from sympy.core.facts import FactKB

T = TypeVar("T")
_DEDUCING = FactKB._tell.__code__
"""Where SymPy stores what follows from a fact: broken off there, the rest would stay unknown for ever."""


class Spent(BaseException):
    """The budget is spent; no `Exception`, lest code that catches those go on as if nothing had happened."""


@dataclass
class _Meter:
    """How many calls are left in a thread, and what is raised after them, where they are counted."""

    left: int = 0
    ends: Spent | None = None


_METERS: defaultdict[int, _Meter] = defaultdict(_Meter)


def _count(meter: _Meter, code: CodeType) -> None:
    """Count a call of a function; a generator is let alone, for one that is being closed swallows exceptions."""
    meter.left -= 1
    if meter.left < 0 and meter.ends and not code.co_flags & CO_GENERATOR and code is not _DEDUCING:
        raise meter.ends


def within(calls: int, computation: Callable[[], T]) -> T | None:
    """What the computation gives, or None when it takes more than so many calls.

    One long operation on numbers is not cut short: those must be kept small beforehand. A profiler that runs goes on.

    >>> within(1000, lambda: 6 * 7)
    42
    >>> within(1000, lambda: [abs(complex(n)) for n in iter(lambda: 1, 0)])
    """
    meter = _METERS[get_ident()]
    mine, left, outer = Spent(), meter.left, meter.ends
    ends, given = (mine, calls) if outer is None or calls < left else (outer, left)  # whichever is spent first
    meter.ends = None
    stop = _listen(meter)
    meter.left, meter.ends = given, ends
    try:
        return computation()
    except Spent as found:
        if found is not mine:
            raise
        return None
    finally:
        meter.ends = None
        stop()
        meter.left, meter.ends = left - given + meter.left, outer


if sys.version_info >= (3, 12):
    _EVENTS = sys.monitoring.events.PY_START | sys.monitoring.events.PY_RESUME
    _TOOL = next(number for number in (4, 3, 5, 1) if sys.monitoring.get_tool(number) is None)
    _LOCK = Lock()
    _listening: list[int] = []

    def _called(code: CodeType, _: int) -> None:
        if (meter := _METERS[get_ident()]).ends:
            _count(meter, code)

    def _listen(_: _Meter) -> Callable[[], None]:
        """Hear of every call, in whatever thread; what is returned stops it."""
        with _LOCK:
            _listening.append(get_ident())
            sys.monitoring.set_events(_TOOL, _EVENTS)
        return _stop

    def _stop() -> None:
        with _LOCK:
            _listening.remove(get_ident())
            sys.monitoring.set_events(_TOOL, _EVENTS if _listening else 0)

    sys.monitoring.use_tool_id(_TOOL, __name__)
    for _event in (sys.monitoring.events.PY_START, sys.monitoring.events.PY_RESUME):
        sys.monitoring.register_callback(_TOOL, _event, _called)

else:

    def _listen(meter: _Meter) -> Callable[[], None]:
        """Hear of every call in this thread, beside a profiler that runs; what is returned stops it."""
        before: Any = sys.getprofile()
        if getattr(before, "meter", None) is meter:
            return lambda: sys.setprofile(before)  # it is taken away where it raised something

        def heard(frame: FrameType, event: str, _: Any) -> None:
            if event == "call":
                _count(meter, frame.f_code)

        def both(frame: FrameType, event: str, argument: Any) -> None:
            before(frame, event, argument)
            heard(frame, event, argument)

        is_c = hasattr(before, "disable")  # a profiler written in C is no function: it is switched off and on
        if is_c:
            before.disable()
        listener: Any = both if callable(before) else heard
        listener.meter = meter
        sys.setprofile(listener)
        return before.enable if is_c else lambda: sys.setprofile(before)
