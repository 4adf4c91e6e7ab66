"""A formula on arrays, evaluated in pieces that fit the processor's cache, each step written over the last.

The plain form is fast and free of cancellation. Where its value is next to zero or not finite, an intermediate value
may have left the range of doubles, and the careful form is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, reduce
from itertools import product
from operator import or_
from typing import Any

from sympy import Expr, Set, Symbol

from ..letters import ONE
from .along import along
from .anyarray import AnyArray
from .blocks import DOUBTFUL, beyond_doubt, blocks, masks, part
from .carried import is_plain, through
from .code import compiled, source
from .domains import check, limits, real
from .inplace import Program, program
from .kernels import arrays
from .stable import SAFE_RATE, careful, direct, rates, stable

FEW = 16  # for arrays this many times smaller than the result, looking at them costs nothing
SHORT = 1024  # NumPy copies short rows together in its buffer before it works on them: longer than working on them


class Vectorised:
    """A function of arrays, made from an expression, the domains of its arguments, and the unit of its value."""

    def __init__(self, name: str, expr: Expr, domains: Mapping[Symbol, Set], unit: Expr = ONE) -> None:
        self.name = self.__name__ = name
        self.args = tuple(domains)
        self.domains = domains
        self.unit = unit
        self.expr = expr
        self._labels = [f"{name}: {s}" for s in domains]
        self._stable = stable(expr)
        self._careful = self._compiled(careful(expr)) if careful(expr) != self._stable else None
        self._rates = [(a.free_symbols, self._compiled(a)) for a in rates(self._stable)]
        self._limits = [limits(domain) for domain in domains.values()]
        self._lone: dict[tuple[type, ...], int | None] = {}
        self._along: dict[int, Callable[..., Any]] = {}
        self._programs: dict[tuple[tuple[int, ...], bool], Program] = {}

    def _compiled(self, expr: Expr) -> Callable[..., Any]:
        return compiled(self.name, source(self.name, self.args, expr), arrays())

    def __call__(self, *args: Any) -> Any:
        """Evaluate at arguments that broadcast; floats give a float, anything else what a NumPy function gives."""
        place = self._lone_array(args)
        if place is not None and (result := self._along[place](*args)) is not None:
            return result
        if not all(map(is_plain, args)):
            return through(self, args)
        import numpy as np

        values = [real(label, arg) for label, arg in zip(self._labels, args, strict=True)]
        given = [v for v in values if type(v) is not float]
        kinds = {v.dtype for v in given}
        kind = kinds.pop() if len(kinds) == 1 else np.result_type(*given, 0.0)
        shapes = {v.shape for v in given}
        shape = shapes.pop() if len(shapes) == 1 else np.broadcast_shapes(*shapes)
        out = np.empty(shape, kind.newbyteorder("=") if kind.itemsize < 8 else float)
        values = [np.float64(v) if type(v) is float else v for v in values]
        if out.size:
            self._fill(out, values)
        else:
            self._check(values)
        return out if shape else out[()] if given else float(out)

    def _lone_array(self, args: tuple[Any, ...]) -> int | None:
        """The place of the one array of doubles among floats."""
        kinds = tuple(map(type, args))
        if kinds not in self._lone:
            import numpy as np

            numbers = sum(kind in (float, int) for kind in kinds)
            lone = numbers == len(kinds) - 1 and np.ndarray in kinds and all(self._limits)
            self._lone[kinds] = kinds.index(np.ndarray) if lone else None
        place = self._lone[kinds]
        if place is None:
            return None
        array = args[place]
        if not (array.dtype.char == "d" and array.size and array.ndim and array.flags.c_contiguous):
            return None
        if place not in self._along:
            doubts = self._careful is not None
            self._along[place] = along(self.name, self._stable, self.domains, place, doubts)
        return place

    @cached_property
    def on_any_array(self) -> AnyArray:
        """The same on the arrays of other libraries."""
        return AnyArray(self.name, self.expr, self.domains, self)

    def __reduce__(self) -> tuple[Any, ...]:
        """Generated code is not sent to other processes: they make their own."""
        return Vectorised, (self.name, self.expr, dict(self.domains), self.unit)

    def _check(self, values: list[Any]) -> None:
        check(self.name, dict(zip(map(str, self.args), values, strict=True)), self.domains)

    def _fill(self, out: Any, given: list[Any]) -> None:
        """Evaluate piece by piece, and check the large arguments in the same pass."""
        import numpy as np

        whole, values, own = _flat(out, given)
        with np.errstate(all="ignore"):
            np.setbufsize(SHORT)  # until the end of errstate
            made = self._program(values, own)
            varying = made.varying
            once = [place for place, within in enumerate(self._limits) if place not in varying or not within]
            checked = not all(self._within(place, values[place]) for place in once)
            if checked:
                self._check(given)  # raises, unless a NaN was all that could not be told to lie inside
            prepared = made.prepare(*(v if p in varying else v.astype(float, copy=False) for p, v in enumerate(values)))
            sure = _sure(made, [*prepared, *(values[place] for place in varying)], out.size)
            for index in blocks(whole.shape):
                piece = whole[index]
                pieces = [part(values[place], index) for place in varying]
                if not (checked or all(map(self._within, varying, pieces))):
                    self._check(given)
                    checked = True
                double = piece if piece.dtype == float else np.empty(piece.shape)
                once_here = [part(v, index) for v in prepared]
                made.block(*once_here, *(p.astype(float, copy=False) for p in pieces), double)
                if self._careful and not (sure or beyond_doubt(double.min(), double.max())):
                    _mend(self._careful, double, [part(v, index) for v in values])
                if double is not piece:
                    piece[...] = double
        for v in given if checked else ():
            np.copyto(out, np.nan, where=np.isnan(v))  # also where a power of 1 forgets it

    def _within(self, place: int, value: Any) -> bool:
        """Whether all of an argument surely lies in its domain."""
        within = self._limits[place]
        if within is None:
            return False
        return within(value, value) if not value.ndim else within(value.min(), value.max())

    def _program(self, values: list[Any], own: tuple[int, ...]) -> Program:
        """The array code for arguments that vary along these axes; made once, and then kept."""
        import numpy as np

        axes = dict(zip(self.args, own, strict=True))
        safe = all(
            reduce(or_, (axes[s] for s in symbols)) != reduce(or_, own) and np.abs(rate(*values)).min() > SAFE_RATE
            for symbols, rate in self._rates
        )
        if (own, safe) not in self._programs:
            expr = direct(self._stable) if safe else self._stable
            self._programs[own, safe] = program(self.args, expr, own, arrays())
        return self._programs[own, safe]


def _sure(made: Program, operands: list[Any], size: int) -> bool:
    """Whether all results are beyond doubt, seen from the corners of arrays that are small beside the result."""
    import numpy as np

    arrays = [place for place, value in enumerate(operands) if getattr(value, "ndim", 0)]
    if not made.monotone or sum(operands[place].size for place in arrays) * FEW > size:
        return False
    corners = np.array([*product(*[(operands[place].min(), operands[place].max()) for place in arrays])])
    for place, corner in zip(arrays, corners.T, strict=True):
        operands[place] = corner
    results = np.empty(len(corners))
    made.block(*operands, results)
    return beyond_doubt(results.min(), results.max())


def _mend(careful: Callable[..., Any], out: Any, inputs: list[Any]) -> None:
    """Where the value is in doubt, ask the careful form; where that is not real, the target is never reached."""
    import numpy as np

    doubtful = ~(np.isfinite(out) & (np.abs(out) > DOUBTFUL))
    inputs = [np.broadcast_to(v, out.shape)[doubtful].astype(float) for v in inputs]
    again = careful(*inputs)
    unknown = np.any([np.isnan(v) for v in inputs], axis=0)
    again = np.where(np.isnan(again), out[doubtful], again)
    out[doubtful] = np.where(np.isnan(again) & ~unknown, np.inf, again) + 0.0


def _flat(out: Any, values: list[Any]) -> tuple[Any, list[Any], tuple[int, ...]]:
    """The result, the arguments and their masks; in one dimension, where that takes no copy."""
    if out.ndim and all(not v.ndim or (v.shape == out.shape and v.flags.c_contiguous) for v in values):
        own = tuple(min(v.ndim, 1) for v in values)
        return out.reshape(-1), [v.reshape(-1) if v.ndim else v for v in values], own
    if out.size == 1:
        return out.reshape(1), [v.reshape(1) for v in values], (1,) * len(values)
    values = [v.reshape((1,) * (out.ndim - v.ndim) + v.shape) if v.ndim else v for v in values]
    return out, values, masks([v.shape for v in values])
