"""What all layers need that arguments carry: whom they are put around, where a class comes from, how to refuse."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from sympy import Expr, Set, Symbol


class Evaluator(Protocol):
    """A function of plain arrays that knows its own letters, as `vectorised` makes it."""

    name: str
    args: tuple[Symbol, ...]
    domains: Mapping[Symbol, Set]
    expr: Expr
    unit: Expr

    @property
    def on_any_array(self) -> Callable[..., Any]:
        """The same on the arrays of other libraries."""

    def __call__(self, *args: Any) -> Any:
        """The numbers."""


_ORIGINS: dict[type, frozenset[str]] = {}


def origins(kind: type) -> frozenset[str]:
    """The libraries that a class comes from.

    >>> sorted(origins(bool))
    ['builtins']
    """
    if kind not in _ORIGINS:
        _ORIGINS[kind] = frozenset(base.__module__.partition(".")[0] for base in kind.__mro__)
    return _ORIGINS[kind]


def comes_from(library: str) -> Callable[[Any], bool]:
    """Whether a value is of this library's making."""
    return lambda value: library in origins(type(value))


def refused(function: Evaluator, symbol: Symbol, why: str) -> ValueError:
    """The error for an argument that cannot be taken as it is."""
    return ValueError(f"{function.name}: {symbol} {why}")
