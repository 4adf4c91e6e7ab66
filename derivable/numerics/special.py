"""Functions that stay accurate where the elementary expressions they stand for cancel, overflow or amplify.

They are SymPy functions, so that an expression rewritten in them is still a symbolic expression, and rewriting it
back shows that nothing changed. The numbers come from `kernels`.
"""

from __future__ import annotations

from typing import Any

from sympy import Add, Ei, Expr, Function, Integer, LambertW, Piecewise, exp, log
from sympy.codegen.cfunctions import expm1, log1p


class growth(Function):
    """(e^(ax) - 1)/a, and x at a = 0: what has accumulated by x of something that grows at the rate a."""

    @classmethod
    def eval(cls, a: Expr, x: Expr) -> Expr | None:
        """The value where the rate settles it."""
        return x if a.is_zero else None

    def _eval_is_nonnegative(self) -> bool | None:
        return True if self.args[1].is_nonnegative else None  # else it depends on the signs of both

    def _eval_rewrite_as_exp(self, a: Expr, x: Expr, **_: Any) -> Expr:
        return (exp(a * x) - 1) / a

    def _eval_rewrite_as_expm1(self, a: Expr, x: Expr, **_: Any) -> Expr:
        return expm1(a * x) / a


class log_growth(Function):
    """log(1 + av)/a, and v at a = 0: the inverse of `growth` for the same rate."""

    @classmethod
    def eval(cls, a: Expr, v: Expr) -> Expr | None:
        """The value where the rate settles it."""
        return v if a.is_zero else None

    def _eval_rewrite_as_log(self, a: Expr, v: Expr, **_: Any) -> Expr:
        return log(1 + a * v) / a

    def _eval_rewrite_as_log1p(self, a: Expr, v: Expr, **_: Any) -> Expr:
        return log1p(a * v) / a


class log_exprel_inverse(Function):
    """The y with log((e^y - 1)/y) = s: Lambert's W on the branch -1 where s > 0, on the principal where s < 0."""

    @classmethod
    def eval(cls, s: Expr) -> Expr | None:
        """The value where s settles it."""
        return Integer(0) if s.is_zero else None

    def _eval_rewrite_as_LambertW(self, s: Expr, **_: Any) -> Expr:
        r = exp(s)
        at = -exp(-1 / r) / r
        return Piecewise((-LambertW(at, -1) - 1 / r, r > 1), (-LambertW(at) - 1 / r, r < 1), (Integer(0), True))


class slowed_growth(Function):
    """c times the integral of e^(b (1 - e^(-y))) over y from 0 to x: growth whose rate, first b, itself dies away."""

    @classmethod
    def eval(cls, b: Expr, x: Expr, c: Expr) -> Expr | None:
        """The value where the rate settles it."""
        return c * x if b.is_zero else None

    def _eval_rewrite_as_Ei(self, b: Expr, x: Expr, c: Expr, **_: Any) -> Expr:
        return c * exp(b) * (Ei(-b) - Ei(-b * exp(-x)))


class ratio_power(Function):
    """b^(n/(d + ...)): a power whose exponent is a quotient, the rounding of which a large power would amplify."""

    def _eval_rewrite_as_Pow(self, b: Expr, n: Expr, *d: Expr, **_: Any) -> Expr:
        return b ** (n / Add(*d))


class power_minus_one(Function):
    """b^(n/d) - 1, where the power may be near 1, or so large that it amplifies the rounding of its exponent."""

    def _eval_rewrite_as_expm1(self, b: Expr, n: Expr, d: Expr, **_: Any) -> Expr:
        return expm1(n * log(b) / d)

    def _eval_rewrite_as_Pow(self, b: Expr, n: Expr, d: Expr, **_: Any) -> Expr:
        return b ** (n / d) - 1


class times_square(Function):
    """c h²: a product with a power h² that may leave the range of doubles although the product stays in it."""

    def _eval_rewrite_as_Pow(self, c: Expr, h: Expr, **_: Any) -> Expr:
        return c * h**2


SPECIAL = (growth, log_growth, log_exprel_inverse, slowed_growth, ratio_power, power_minus_one, times_square)
