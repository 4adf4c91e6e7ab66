"""A formula on arrays, evaluated in pieces that fit the processor's cache, each step written over the last.

The plain form is fast and free of cancellation. Where its value is next to zero or not finite, an intermediate value
may have left the range of doubles, and the careful form is asked.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import reduce
from operator import or_
from typing import Any

from sympy import Expr, Set, Symbol

from .blocks import blocks, masks, part
from .code import compiled, source
from .domains import check, limits, real
from .inplace import Program, direct, program, rates
from .kernels import arrays
from .stable import careful, stable

_SAFE_RATE = 2.0**-100  # from here on, dividing by a rate of growth is as good as its limit at 0

DOUBTFUL = 2.0**-900  # below it, a factor may have lost digits by underflow


class Vectorised:
    """A function of arrays, made from an expression and the domains of its arguments."""

    def __init__(self, name: str, expr: Expr, domains: Mapping[Symbol, Set]) -> None:
        self.name = name
        self.args = tuple(domains)
        self.domains = domains
        self._stable = stable(expr)
        self._careful = self._compiled(careful(expr)) if careful(expr) != self._stable else None
        self._rates = [(a.free_symbols, self._compiled(a)) for a in rates(self._stable)]
        self._limits = [limits(domain) for domain in domains.values()]
        self._programs: dict[tuple[tuple[int, ...], bool], Program] = {}

    def _compiled(self, expr: Expr) -> Callable[..., Any]:
        return compiled(self.name, source(self.name, self.args, expr), arrays())

    def __call__(self, *args: Any) -> Any:
        """Evaluate at arguments that broadcast; floats give a float, anything else what a NumPy function gives."""
        import numpy as np

        values = [real(f"{self.name}: {s}", arg) for s, arg in zip(self.args, args, strict=True)]
        given = [v for v in values if not isinstance(v, float)]
        values = [np.float64(v) if isinstance(v, float) else v for v in values]
        kind = np.result_type(*given) if given else np.dtype(float)
        out = np.empty(np.broadcast_shapes(*(v.shape for v in given)), kind if kind.itemsize < 8 else float)
        if out.size:
            self._fill(out, values)
        else:
            self._check(values)
        return out if out.shape else out[()] if given else float(out)

    def _check(self, values: list[Any]) -> None:
        check(self.name, dict(zip(map(str, self.args), values, strict=True)), self.domains)

    def _fill(self, out: Any, given: list[Any]) -> None:
        """Evaluate piece by piece, and check the large arguments in the same pass."""
        import numpy as np

        whole, values = _flat(out, given)
        with np.errstate(all="ignore"):
            made = self._program(values, masks([v.shape for v in values], whole.shape))
            once = [place for place in range(len(values)) if place not in made.varying or not self._limits[place]]
            checked = not all(self._inside(place, values[place]) for place in once)
            if checked:  # raises, unless a NaN was all that could not be told to lie inside
                self._check(given)
            varying = [values[place] for place in made.varying]
            prepared = made.prepare(*values)
            for index in blocks(whole.shape):
                pieces = [part(v, index, whole.ndim) for v in varying]
                if not (checked or all(map(self._inside, made.varying, pieces))):
                    self._check(given)
                    checked = True
                self._evaluate(made, [part(v, index, whole.ndim) for v in prepared], pieces, whole[index])
                if self._careful and not _beyond_doubt(whole[index]):
                    self._mend(whole[index], [part(v, index, whole.ndim) for v in values])

    def _inside(self, place: int, value: Any) -> bool:
        """Whether all of an argument surely lies in its domain."""
        within = self._limits[place]
        return within is not None and within(value.min(), value.max())

    def _evaluate(self, made: Program, prepared: list[Any], pieces: list[Any], out: Any) -> None:
        """In double precision, whatever the arguments and the result are kept in."""
        import numpy as np

        if out.dtype == np.float64:
            made.block(*prepared, *pieces, out)
        else:
            double = np.empty(out.shape)
            made.block(*prepared, *(p.astype(float, copy=False) for p in pieces), double)
            out[...] = double

    def _program(self, values: list[Any], own: tuple[int, ...]) -> Program:
        """The array code for arguments that vary along these axes; made once, and then kept."""
        import numpy as np

        axes = dict(zip(self.args, own, strict=True))
        safe = all(
            reduce(or_, (axes[s] for s in symbols)) != reduce(or_, own) and np.abs(rate(*values)).min() > _SAFE_RATE
            for symbols, rate in self._rates
        )
        if (own, safe) not in self._programs:
            expr = direct(self._stable) if safe else self._stable
            self._programs[own, safe] = program(self.args, expr, own, arrays())
        return self._programs[own, safe]

    def _mend(self, out: Any, inputs: list[Any]) -> None:
        """Where the value is in doubt, ask the careful form; where that is not real, the target is never reached."""
        import numpy as np

        doubtful = ~(np.isfinite(out) & (np.abs(out) > DOUBTFUL))
        inputs = [np.broadcast_to(v, out.shape)[doubtful].astype(float) for v in inputs]
        again = self._careful(*inputs)
        unknown = np.any([np.isnan(v) for v in inputs], axis=0)
        out[doubtful] = np.where(np.isnan(again) & ~unknown, np.inf, again) + 0.0


def _beyond_doubt(values: Any) -> bool:
    """Whether all of them are finite, of one sign, and so far from 0 that no factor of theirs can have got there."""
    low, high = values.min(), values.max()
    return bool(-math.inf < low and high < math.inf and (low > DOUBTFUL or high < -DOUBTFUL))


def _flat(out: Any, values: list[Any]) -> tuple[Any, list[Any]]:
    """The same in one dimension, where that takes no copy."""
    if out.size == 1:
        return out.reshape(1), [v.reshape(1) for v in values]
    if all(not v.shape or (v.shape == out.shape and v.flags.c_contiguous) for v in values):
        return out.reshape(-1), [v.reshape(-1) if v.shape else v for v in values]
    return out, values
