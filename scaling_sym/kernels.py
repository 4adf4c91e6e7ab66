"""The functions that generated code calls, for Python floats and for arrays.

Each namespace gives the same names: `exp`, `log`, `expm1`, `log1p`, and the special functions of `special`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

Namespace = Mapping[str, Callable[..., Any]]

_NEWTON_STEPS = 6
_SERIES_BELOW = 0.25


def log_exprel_inverse(s: Any, log: Any, log1p: Any, expm1: Any, where: Any) -> Any:
    """The y with log exprel(y) = s, by Newton's method on a convex increasing function, from the right of its root."""
    w = expm1(abs(s))
    y = where(s < 0, 1 / (1 + w) - 1 - w, s + log1p(2 * abs(s)))
    for _ in range(_NEWTON_STEPS):
        y = y - _newton_step(y, s, log, expm1, where)
    return where((s == 0) | (abs(s) == math.inf), s, y)


def _newton_step(y: Any, s: Any, log: Any, expm1: Any, where: Any) -> Any:
    """(f(y) - s)/f'(y) for f = log exprel, written as y/2 plus an even function that has a series at 0."""
    small = abs(y) < _SERIES_BELOW
    a = where(small, 1.0, abs(y))
    q = y * y
    even = q * (1 / 24 - q * (1 / 2880 - q * (1 / 181440 - q * (1 / 9676800 - q / 479001600))))
    odd = y * (1 / 12 - q * (1 / 720 - q * (1 / 30240 - q / 1209600)))
    decay = -expm1(-a)
    value = where(small, even - s + y / 2, where(y > 0, y - s, -s) + log(decay / a))
    slope = where(small, odd + 0.5, where(y > 0, 1 / decay - 1 / a, 1 / a - (1 - decay) / decay))
    return value / slope


def _choose(condition: bool, yes: float, no: float) -> float:
    return yes if condition else no


def _exprel(z: float) -> float:
    return math.expm1(z) / z if z else 1.0


def _log1prel(y: float) -> float:
    return math.log1p(y) / y if y else 1.0


SCALAR: Namespace = {
    "exp": math.exp,
    "log": math.log,
    "expm1": math.expm1,
    "log1p": math.log1p,
    "exprel": _exprel,
    "log1prel": _log1prel,
    "log_exprel_inverse": lambda s: log_exprel_inverse(s, math.log, math.log1p, math.expm1, _choose),
}


@cache
def arrays() -> Namespace:
    """The namespace for NumPy arrays; NumPy and SciPy are imported on the first call."""
    import numpy as np
    from scipy.special import exprel

    def log1prel(y: Any) -> Any:
        zero = y == 0
        return np.where(zero, 1.0, np.log1p(y) / np.where(zero, 1.0, y))

    return {
        "exp": np.exp,
        "log": np.log,
        "expm1": np.expm1,
        "log1p": np.log1p,
        "exprel": exprel,
        "log1prel": log1prel,
        "log_exprel_inverse": lambda s: log_exprel_inverse(s, np.log, np.log1p, np.expm1, np.where),
    }
