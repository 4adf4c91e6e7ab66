"""A formula on any array that follows the array API standard: JAX, Dask, PyTorch, array-api-strict, and others.

The result is of the same kind as the arguments. Nothing here asks for a value, so that lazy and traced arrays stay
so, and every branch is taken at safe arguments where it is not wanted, so that derivatives are right as well.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache
from types import SimpleNamespace
from typing import Any

from sympy import Expr, Piecewise, Set, Symbol

from .code import compiled, source
from .domains import beyond, real, within
from .kernels import Namespace, corrected_exponent, log_exprel_inverse, slowed_growth, times_square
from .layers import origins
from .stable import careful

_FAR = 0.7  # of the range of exponents: from there, the scaled form


def is_foreign(value: Any) -> bool:
    """Whether the value is an array, and not one of NumPy's or of a class made from it."""
    if origins(type(value)) <= {"builtins", "numpy"}:
        return False
    import numpy as np
    from array_api_compat import is_array_api_obj

    return not isinstance(value, np.ndarray) and bool(is_array_api_obj(value))


def is_traced(value: Any) -> bool:
    """Whether an array stands for values that are not there: traced by JAX, mapped or without memory in PyTorch."""
    from array_api_compat import is_jax_array, is_torch_array

    if is_jax_array(value):
        from jax.core import Tracer

        return isinstance(value, Tracer)
    if is_torch_array(value):
        from torch import _C
        from torch._subclasses.fake_tensor import is_fake

        return bool(value.is_meta or is_fake(value) or _C._functorch.is_functorch_wrapped_tensor(value))
    return False


class AnyArray:
    """A function of arrays of any kind, made from an expression and the domains of its arguments."""

    def __init__(self, name: str, expr: Expr, domains: Mapping[Symbol, Set], on_numpy: Callable[..., Any]) -> None:
        self.name = name
        self.domains = domains
        self._on_numpy = on_numpy
        form = careful(expr)
        self._forms = [form]
        if isinstance(form, Piecewise):
            (scaled, condition), (plain, _) = form.args
            exponent = (condition.gts - condition.lts).as_independent(*condition.free_symbols)[1]
            self._forms = [plain, scaled, exponent]

    def __call__(self, *args: Any) -> Any:
        """Evaluate at arguments that broadcast, at least one of them an array of the kind that is wanted."""
        import numpy as np
        from array_api_compat import array_namespace, device, is_dask_array

        arrays = [a for a in args if is_foreign(a)]
        known = {
            s: a if is_foreign(a) else real(f"{self.name}: {s}", a) for s, a in zip(self.domains, args, strict=True)
        }
        xp = array_namespace(*arrays)
        kind = self._real_kind(xp, known)
        if any(map(is_dask_array, arrays)):
            from dask.array import core

            elemwise: Callable[..., Any] = core.elemwise
            return elemwise(self._on_numpy, *known.values(), dtype=kind)
        wide = kind if xp.finfo(kind).bits >= 32 else xp.float32  # what is short is computed in more places
        for symbol, value in known.items():
            if is_foreign(value):
                known[symbol] = xp.astype(value, wide, copy=False)
            else:
                self._fits(xp, symbol, value, kind)
                known[symbol] = xp.asarray(value, dtype=wide, device=device(arrays[0]))
        inside = self._inside(xp, known, any(map(is_traced, arrays)))
        values = list(xp.broadcast_arrays(*known.values()))
        with np.errstate(all="ignore"):  # some libraries are layers over NumPy
            result = self._value(xp, values)
        unknown = xp.any(xp.stack([xp.isnan(v) for v in values]), axis=0)
        result = xp.where(xp.isnan(result) & ~unknown, xp.full_like(result, math.inf), result)
        result = result + 0.0  # no negative zero
        result = result if inside is None else xp.where(inside, result, xp.full_like(result, math.nan))
        return xp.astype(result, kind, copy=False)

    def _inside(self, xp: Any, known: Mapping[Symbol, Any], traced: bool) -> Any:
        """Which traced values lie in their domains, for these cannot be refused; nothing once all are known to."""
        from array_api_compat import is_torch_array

        inside = True
        for symbol, domain in self.domains.items():
            value = known[symbol]
            low, high = (known[e] if e in known else float(e) for e in (domain.start, domain.end))
            here = within(value, low, high, domain) | xp.isnan(value)
            if domain.start in known:
                here = here | xp.isnan(low)
            if traced:
                inside = here & inside
            elif not bool(xp.all(here)):
                place = int(xp.argmax(xp.astype(xp.reshape(~here, (-1,)), xp.int8)))
                first = xp.reshape(xp.broadcast_to(value, here.shape), (-1,))[place]
                number = float(first.detach() if is_torch_array(first) else first)
                raise beyond(self.name, symbol, domain, number, _index(place, here.shape))
        return inside if traced else None

    def _fits(self, xp: Any, symbol: Symbol, value: Any, kind: Any) -> None:
        """Raise a ValueError if a number beside arrays of short floats is too large for them."""
        import numpy as np

        largest = float(xp.finfo(kind).max)
        beyond_it = np.isfinite(value) & (np.abs(value) > largest)
        if np.any(beyond_it):
            number = float(np.asarray(value)[beyond_it].flat[0])
            raise ValueError(f"{self.name}: {symbol} = {number!r} is too large for the {kind} of the arrays beside it")

    def _real_kind(self, xp: Any, known: Mapping[Symbol, Any]) -> Any:
        """The floating-point type of the result; integers count as the library's own default."""
        kinds = []
        for symbol, value in known.items():
            if is_foreign(value):
                if not xp.isdtype(value.dtype, ("bool", "integral", "real floating")):
                    raise ValueError(f"{self.name}: {symbol} is an array of {value.dtype}, and not of real numbers")
                if xp.isdtype(value.dtype, "real floating"):
                    kinds.append(value.dtype)
        return xp.result_type(*kinds) if kinds else xp.asarray(0.0).dtype

    def _value(self, xp: Any, values: list[Any]) -> Any:
        plain, *rest = (self._compiled(place, xp) for place in range(len(self._forms)))
        if not rest:
            return plain(*values)
        scaled, exponent = rest
        far = exponent(*values) > _FAR * math.log(xp.finfo(values[0].dtype).max)
        harmless = [xp.full_like(v, 0.5) for v in values]
        near = [xp.where(far, h, v) for h, v in zip(harmless, values, strict=True)]
        away = [xp.where(far, v, h) for h, v in zip(harmless, values, strict=True)]
        return xp.where(far, scaled(*away), plain(*near))

    def _compiled(self, place: int, xp: Any) -> Callable[..., Any]:
        return compiled(self.name, source(self.name, tuple(self.domains), self._forms[place]), _namespace(xp))


def _index(place: int, shape: tuple[int, ...]) -> tuple[int, ...]:
    """Where an element of a flattened array stands."""
    index: list[int] = []
    for extent in reversed(shape):
        place, along = divmod(place, extent)
        index.insert(0, along)
    return tuple(index)


@cache
def _namespace(xp: Any) -> Namespace:
    """The functions that generated code calls, over another library."""
    of = SimpleNamespace(exp=xp.exp, log=xp.log, expm1=xp.expm1, log1p=xp.log1p, where=xp.where)

    def over_rate(function: Callable[[Any], Any], series: Callable[[Any], Any], small: float) -> Callable[..., Any]:
        """function(ax)/a as x times a series for small ax; neither branch can spoil the derivative of the other."""

        def evaluate(a: Any, x: Any) -> Any:
            z = a * x
            near = abs(z) < small
            far = function(xp.where(near, 1.0, z)) / xp.where(near, 1.0, a)
            return xp.where(near, x * series(xp.where(near, z, 0.0)), far)

        return evaluate

    def ratio_power(b: Any, n: Any, *d: Any) -> Any:
        exponent, rest = corrected_exponent(n, d)
        return b**exponent * xp.exp(rest * xp.log(b))

    def power_minus_one(b: Any, n: Any, d: Any) -> Any:
        z = n * xp.log(b) / d
        return xp.where(abs(z) < 1, xp.expm1(z), ratio_power(b, n, d) - 1)

    return {
        **vars(of),
        "abs": abs,
        "Max": lambda one, other: xp.where(other > one, other, one + 0 * other),
        "sqrt": xp.sqrt,
        "exp2": lambda p: 2.0**p,
        "logaddexp": xp.logaddexp,
        "growth": over_rate(xp.expm1, _exprel, 0.5),
        "log_growth": over_rate(xp.log1p, _log1prel, 0.05),
        "ratio_power": ratio_power,
        "power_minus_one": power_minus_one,
        "times_square": times_square,
        "log_exprel_inverse": lambda s: log_exprel_inverse(s, of),
        "slowed_growth": lambda b, x, c: slowed_growth(b, x, c, of),
    }


def _exprel(z: Any) -> Any:
    """(e^z - 1)/z for small z: 1 + z/2 (1 + z/3 (1 + ...))."""
    total = z * 0 + 1
    for k in range(16, 1, -1):
        total = 1 + z / k * total
    return total


def _log1prel(y: Any) -> Any:
    """log(1 + y)/y for small y: 1 - y (1/2 - y (1/3 - ...))."""
    total = y * 0
    for k in range(14, 0, -1):
        total = 1 / k - y * total
    return total
