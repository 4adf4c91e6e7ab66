"""Numbers with errors, as the library uncertainties has them: the errors go through the exact partial derivatives."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import mpmath
from sympy import Expr, Rational, Symbol, lambdify

from ..alone import ALONE
from .layers import Evaluator

DIGITS = 100
NEXT_TO_NOTHING = Rational(1, 10**25)
"""Taken for 0, where an expression is a limit; its effect is as small."""


def with_errors(function: Evaluator, args: Sequence[Any]) -> Any:
    """The value and its error, of single numbers or of arrays of them."""
    import numpy as np
    from uncertainties import wrap

    slopes = [_slope(function.args, function.expr, symbol) for symbol in function.args]
    one = wrap(function, slopes)
    if any(isinstance(value, np.ndarray | list | tuple) for value in args):
        return np.frompyfunc(one, len(args), 1)(*args)
    return one(*args)


@cache
def _slope(args: tuple[Symbol, ...], expr: Expr, by: Symbol) -> Callable[..., float]:
    """How steeply the expression changes with one letter; NaN where it has no real value."""
    exact = lambdify(args, expr.diff(by), "mpmath")

    def slope(*at: float) -> float:
        with ALONE, mpmath.workdps(DIGITS):
            numbers = [Rational(value) or NEXT_TO_NOTHING for value in at]
            try:
                value = exact(*(mpmath.mpf(number.p) / number.q for number in numbers))
                return math.nan if mpmath.im(value) else float(mpmath.re(value))
            except (ZeroDivisionError, ValueError, OverflowError):
                return math.nan

    return slope
