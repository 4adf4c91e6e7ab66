"""The functions that generated code calls, for Python floats, for NumPy arrays, and for any other kind of array.

Each namespace gives the same names: `exp`, `log`, `expm1`, `log1p`, `exp2`, `abs`, `Max`, `where`, and the functions of
`special`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache
from types import SimpleNamespace
from typing import Any

from .nodes import NODES, WEIGHTS

Namespace = Mapping[str, Callable[..., Any]]

_NEWTON_STEPS = 6
_SERIES_BELOW = 0.25
_NEGLIGIBLE = 40.0  # e to the minus that is nothing beside 1
_TINY = 2.0**-960  # below it, growth is linear, and the product with the rate loses digits


def what_rounding_took(quotient: Any, n: Any, d: Any) -> Any:
    """n/d - quotient, for the rounded quotient: its product with d is exact when both are halved (Dekker)."""
    large, small = _halves(quotient)
    high, low = _halves(d)
    return (n - large * high - large * low - small * high - small * low) / d


def _halves(x: Any) -> tuple[Any, Any]:
    """The upper and the lower 26 bits of a double."""
    shifted = x * 134217729.0
    high = shifted - (shifted - x)
    return high, x - high


def corrected_exponent(n: Any, d: tuple[Any, ...]) -> tuple[Any, Any]:
    """The rounded n/(d + ...), and what rounding took from it."""
    total, lost = d[0], 0.0
    for part in d[1:]:
        before, total = total, total + part
        lost = lost + ((before - (total - (total - before))) + (part - (total - before)))
    quotient = n / total
    return quotient, what_rounding_took(quotient, n, total) - quotient * lost / total


def times_square(c: Any, h: Any) -> Any:
    """c h², leaving the range of doubles only where the result does."""
    return h * c * h


def log_exprel_inverse(s: Any, of: Any) -> Any:
    """The y with log exprel(y) = s, by Newton's method on a convex increasing function, from the right of its root."""
    w = of.expm1(abs(s))
    y = of.where(s < 0, 1 / (1 + w) - 1 - w, s + of.log1p(2 * abs(s)))
    for _ in range(_NEWTON_STEPS):
        y = y - _newton_step(y, s, of)
    return of.where(abs(s) == math.inf, s, y)


def _newton_step(y: Any, s: Any, of: Any) -> Any:
    """(f(y) - s)/f'(y) for f = log exprel, written as y/2 plus an even function that has a series at 0."""
    small = abs(y) < _SERIES_BELOW
    a = of.where(small, 1.0, abs(y))
    q = y * y
    even = q * (1 / 24 - q * (1 / 2880 - q * (1 / 181440 - q * (1 / 9676800 - q / 479001600))))
    odd = y * (1 / 12 - q * (1 / 720 - q * (1 / 30240 - q / 1209600)))
    decay = -of.expm1(-a)
    value = of.where(small, even - s + y / 2, of.where(y > 0, y - s, -s) + of.log(decay / a))
    slope = of.where(small, odd + 0.5, of.where(y > 0, 1 / decay - 1 / a, 1 / a - (1 - decay) / decay))
    return value / slope


def slowed_growth(b: Any, x: Any, c: Any, of: Any) -> Any:
    """c times the integral of e^(b (1 - e^(-y))) over y from 0 to x, whatever the sign of b.

    Up to where the rate has died away it is the integral of e^(-r (e^z - 1)), by Gauss and Legendre's rule, counted
    back from the end where b > 0 and from the start, with the signs of r and z turned, where b < 0; as far only as that
    counts beside the rest. What is left to x is a series.
    """
    up = b > 0
    dead = of.log(of.where(abs(b) > math.e, abs(b), math.e))
    after = x > dead
    end = of.where(after, dead, x)
    one = end * 0.0 + 1.0
    sign = of.where(up, one, -one)
    r = of.where(up, b * of.exp(-end), b)
    least = of.where(up, 0.25 * one, (_NEGLIGIBLE + 1) * one)
    reach = sign * of.log1p(sign * _NEGLIGIBLE / of.where(abs(r) > least, abs(r), least))
    reach = sign * of.where(end < reach, end, reach)
    total = 0.0 * one
    for node, weight in zip(NODES, WEIGHTS, strict=True):
        for part in ((1 - node) / 2, (1 + node) / 2):  # z goes with the square of it, to be close where r is large
            total = total + weight * part * of.exp(-r * of.expm1(reach * (part * part)))
    left = x - end + _dying(of.where(after, b * of.exp(-x), 0.0)) - _dying(of.where(after, b * of.exp(-end), 0.0))
    value = sign * reach * total + of.exp(of.where(after, r, 0.0)) * left
    return times_square(c * value, of.exp(of.where(up, -b * of.expm1(-end) / 2, 0.0)))


def _dying(u: Any) -> Any:
    """The integral of (1 - e^(-s))/s over s from 0 to u, for |u| ≤ 1, by its series."""
    total = 0.0
    for k in range(18, 0, -1):
        total = 1 / (k * math.factorial(k)) - u * total
    return u * total


def _choose(condition: bool, yes: float, no: float) -> float:
    return yes if condition else no


def _growth(a: float, x: float) -> float:
    z = a * x
    return x if -_TINY <= z <= _TINY else math.expm1(z) / a


def _log_growth(a: float, v: float) -> float:
    y = a * v
    return v if -_TINY <= y <= _TINY else math.log1p(y) / a


_MATH = SimpleNamespace(exp=math.exp, log=math.log, expm1=math.expm1, log1p=math.log1p, where=_choose)


def _ratio_power(b: float, n: float, *d: float) -> float:
    exponent: float
    rest: float
    exponent, rest = corrected_exponent(n, d)
    power = math.pow(b, exponent)
    return power + power * (rest * math.log(b))


def _power_minus_one(b: float, n: float, d: float) -> float:
    log_b = math.log(b)
    z = n * log_b / d
    if -1.0 < z < 1.0:
        return math.expm1(z)
    exponent = n / d
    power = math.pow(b, exponent)
    rest: float = what_rounding_took(exponent, n, d)
    return power + power * (rest * log_b) - 1.0


SCALAR: Namespace = {
    **vars(_MATH),
    "abs": abs,
    "Max": max,
    "sqrt": math.sqrt,
    "exp2": math.exp2,
    "growth": _growth,
    "log_growth": _log_growth,
    "ratio_power": _ratio_power,
    "power_minus_one": _power_minus_one,
    "times_square": times_square,
    "log_exprel_inverse": lambda s: log_exprel_inverse(s, _MATH),
    "slowed_growth": lambda b, x, c: slowed_growth(b, x, c, _MATH),
}


@cache
def arrays() -> Namespace:
    """The namespace for NumPy arrays; NumPy and SciPy are imported on the first call."""
    import numpy as np

    expm1, log1p = _fastest("expm1"), _fastest("log1p")
    of = SimpleNamespace(exp=np.exp, log=np.log, expm1=expm1, log1p=log1p, where=np.where)

    def growth(a: Any, x: Any) -> Any:
        z = a * x
        return np.where(np.abs(z) <= _TINY, x, expm1(z) / a)

    def log_growth(a: Any, v: Any) -> Any:
        y = a * v
        return np.where(np.abs(y) <= _TINY, v, log1p(y) / a)

    def ratio_power(b: Any, n: Any, *d: Any) -> Any:
        exponent, rest = corrected_exponent(n, d)
        power = b**exponent
        corrected = power + power * (rest * np.log(b))
        return np.where(np.isfinite(corrected), corrected, power)

    def power_minus_one(b: Any, n: Any, d: Any) -> Any:
        z = n * np.log(b) / d
        return np.where(np.abs(z) < 1.0, expm1(z), ratio_power(b, n, d) - 1.0)

    return {
        **vars(of),
        "add": np.add,
        "multiply": np.multiply,
        "divide": np.divide,
        "power": np.power,
        "logaddexp": np.logaddexp,
        "abs": abs,
        "Max": np.maximum,
        "sqrt": np.sqrt,
        "exp2": np.exp2,
        "growth": growth,
        "log_growth": log_growth,
        "ratio_power": ratio_power,
        "power_minus_one": power_minus_one,
        "times_square": times_square,
        "log_exprel_inverse": lambda s: log_exprel_inverse(s, of),
        "slowed_growth": lambda b, x, c: slowed_growth(b, x, c, of),
    }


def _fastest(name: str) -> Callable[..., Any]:
    """NumPy's own function where this processor lets it work on vectors; else SciPy's, twice as fast as the plain one.

    NumPy has vector code for expm1 and log1p on AVX-512 alone; without it they are calls of the C library.
    """
    import numpy as np
    from numpy.lib.introspect import opt_func_info
    from scipy import special

    targets = opt_func_info(func_name=f"^{name}$", signature="float64")
    kinds = [entry["current"] for signatures in targets.values() for entry in signatures.values()]
    vector = bool(kinds) and not any(kind.startswith("baseline") for kind in kinds)
    function: Callable[..., Any] = getattr(np if vector else special, name)
    return function
