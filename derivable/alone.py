"""One thread at a time: SymPy and mpmath keep half of what they are doing where every thread sees it.

Precision, caches and what is deduced of a symbol are shared by all threads of a process. Whatever derives, judges or
verifies holds `ALONE` meanwhile; numbers are computed without it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import Any, Generic, ParamSpec, TypeVar, overload

ALONE = RLock()

T = TypeVar("T")
P = ParamSpec("P")


def alone(function: Callable[P, T]) -> Callable[P, T]:
    """The function, run by one thread at a time.

    >>> alone(max)(2, 3)
    3
    """

    @wraps(function)
    def held(*args: P.args, **kwargs: P.kwargs) -> T:
        with ALONE:
            return function(*args, **kwargs)

    return held


class once(Generic[T]):
    """A property that is computed when it is first read, by one thread, and then kept.

    `functools.cached_property` would compute it twice in two threads, or, before Python 3.12, hold a lock of its own,
    so that two threads could wait for each other.
    """

    def __init__(self, compute: Callable[[Any], T]) -> None:
        self.compute = compute
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> once[T]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> once[T] | T:
        """The value, from the object's own dictionary from the second time on."""
        if instance is None:
            return self
        kept = vars(instance)
        with ALONE:
            if self.name not in kept:
                kept[self.name] = self.compute(instance)
        value: T = kept[self.name]
        return value
