"""From formula to numbers: every formula is a function of floats and arrays, printed from its stable form.

The code of a formula is made twice from its expression. The plain form is fast and free of cancellation. The scaled
form is free of overflow, and is used only where the plain result is zero, subnormal or not finite.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sympy import Expr, Set, Symbol

from .code import HalvingPrinter, Printer, compiled, source
from .derivation import Line
from .docstring import Docstring
from .domains import check, condition, real
from .formula import Claim, Formula
from .kernels import SCALAR, arrays
from .stable import scaled, stable
from .symbols import k, tau

DEFAULTS: Mapping[Symbol, float] = {k: 6.0, tau: 1.0}
_SMALLEST = 2.0**-1022
_BLOCK = 8192


@dataclass(frozen=True, eq=False)
class NumericFormula(Formula):  # noqa: D101 (its docstring is a descriptor)
    __doc__ = Docstring("A formula that can be called with numbers: scalars give a scalar, arrays broadcast.")

    summary: str = field(default="", repr=False)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Evaluate; arguments in the order of `args`, or by keyword."""
        return self._function(*args, **kwargs)

    @cached_property
    def __signature__(self) -> inspect.Signature:
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        empty = inspect.Parameter.empty
        return inspect.Signature([inspect.Parameter(str(s), kind, default=DEFAULTS.get(s, empty)) for s in self.args])

    @cached_property
    def _function(self) -> Callable[..., Any]:
        """Binds arguments as Python does; floats inside the domain take the short way, all else the long one."""
        names = [str(s) for s in self.args]
        inside = " and ".join(condition(s, self.domain(s)) for s in self.args)
        numbers = " and ".join(f"type({name}) in numbers" for name in names)
        text = f"""
def {self.name}{self.__signature__}:
    if {numbers} and {inside}:
        try:
            result = plain({", ".join(names)})
        except (ArithmeticError, ValueError):
            pass
        else:
            if smallest <= abs(result) < inf:
                return result
    return general({", ".join(names)})
"""
        scope = {"inf": float("inf"), "smallest": _SMALLEST, "numbers": frozenset((float, int))}
        return compiled(self.name, text, scope | {"plain": self._plain(SCALAR), "general": self._general})

    def _plain(self, namespace: Mapping[str, Any]) -> Callable[..., Any]:
        return compiled(self.name, source(self.name, self.args, stable(self.expr), Printer()), namespace)

    def _scaled(self, namespace: Mapping[str, Any]) -> Callable[..., Any]:
        return compiled(self.name, source(self.name, self.args, scaled(self.expr), HalvingPrinter()), namespace)

    @cached_property
    def _on_arrays(self) -> tuple[Callable[..., Any], Callable[..., Any]]:
        return self._plain(arrays()), self._scaled(arrays())

    def _general(self, *args: Any) -> Any:
        import numpy as np

        values = {str(s): real(f"{self.name}: {s}", arg) for s, arg in zip(self.args, args, strict=True)}
        check(self.name, values, {s: self.domain(s) for s in self.args})
        operands = list(values.values())
        shape = np.broadcast_shapes(*(np.shape(v) for v in operands))
        given = [v for v in operands if isinstance(v, np.ndarray)]
        result = np.empty(shape, np.result_type(*given) if given else float)
        with np.errstate(all="ignore"):
            for index in _blocks(shape) if result.size else ():
                result[index] = self._block([_part(v, index, len(shape)) for v in operands])
        return result if shape else result[()] if given else float(result)

    def _block(self, operands: list[Any]) -> Any:
        import numpy as np

        plain, rescue = self._on_arrays
        result = plain(*operands)
        if np.min(result) >= _SMALLEST and np.max(result) < np.inf:
            return result
        *operands, result = np.broadcast_arrays(*operands, result)
        vanished = bool(self.symbol.is_positive) & (np.abs(result) < _SMALLEST)
        doubtful = vanished | ~np.isfinite(result)
        result = np.array(result, dtype=float)
        result += 0.0  # no negative zero
        inputs = [v[doubtful] for v in operands]
        result[doubtful] = _settled(result[doubtful], rescue(*inputs), inputs)
        return result


def _settled(plain: Any, again: Any, inputs: list[Any]) -> Any:
    """The scaled value where it is a number; where neither form is real, the target is never reached: infinity."""
    import numpy as np

    best = np.where(np.isnan(again), plain, again)
    unknown = np.any([np.isnan(v) for v in inputs], axis=0)
    return np.where(np.isnan(best) & ~unknown, np.inf, best)


def _blocks(shape: tuple[int, ...]) -> Iterator[tuple[Any, ...]]:
    """Indices that cut an array into pieces small enough for the processor's cache."""
    import numpy as np

    axis, inner = len(shape), 1
    while axis and inner * shape[axis - 1] <= _BLOCK:
        axis -= 1
        inner *= shape[axis]
    if not axis:
        yield ()
        return
    step = max(1, _BLOCK // max(1, inner))
    for leading in np.ndindex(*shape[: axis - 1]):
        for start in range(0, shape[axis - 1], step):
            yield (*leading, slice(start, start + step))


def _part(value: Any, index: tuple[Any, ...], ndim: int) -> Any:
    """The part of an operand that a block of the result needs; axes of length 1 stay as they are."""
    import numpy as np

    if not isinstance(value, np.ndarray) or not value.ndim:
        return np.float64(value)
    skipped = ndim - value.ndim
    own = []
    for axis, place in enumerate(index):
        if axis >= skipped:
            single = value.shape[axis - skipped] == 1
            own.append((0 if isinstance(place, int) else slice(None)) if single else place)
    part = value[tuple(own)]
    return part.astype(float, copy=False)


def formula(
    symbol: Symbol,
    args: tuple[Symbol, ...],
    *,
    source: str,
    claim: Expr | None = None,
    given: Mapping[Symbol, Any] | None = None,
    domains: Mapping[Symbol, Set] | None = None,
    where: tuple[Symbol, ...] = (),
) -> Callable[[Callable[[], Iterator[Line]]], NumericFormula]:
    """Make a generator of lines the derivation of a formula, which takes its name and its docstring."""

    def make(lines: Callable[[], Iterator[Line]]) -> NumericFormula:
        return NumericFormula(
            name=lines.__name__.rstrip("_"),
            symbol=symbol,
            args=args,
            lines=lines,
            source=source,
            claim=None if claim is None else Claim(claim, given or {}),
            domains=domains or {},
            where=where,
            summary=inspect.getdoc(lines) or "",
        )

    return make
