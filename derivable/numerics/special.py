"""Functions that stay accurate where the elementary expressions they stand for cancel, overflow or amplify.

They are SymPy functions, so that an expression rewritten in them is still a symbolic expression, and rewriting it
back shows that nothing changed. The numbers come from `kernels`.
"""

from __future__ import annotations

from typing import Any

from sympy import Add, Expr, Function, Integer, LambertW, Piecewise, exp, log
from sympy.codegen.cfunctions import expm1, log1p


class growth(Function):
    """(e^(ax) - 1)/a, and x at a = 0: what has accumulated by x of something that grows at the rate a."""

    @classmethod
    def eval(cls, a: Expr, x: Expr) -> Expr | None:
        """The value where the rate settles it."""
        return x if a.is_zero else None

    def _eval_rewrite_as_exp(self, a: Expr, x: Expr, **_: Any) -> Expr:
        return (exp(a * x) - 1) / a

    def _eval_rewrite_as_expm1(self, a: Expr, x: Expr, **_: Any) -> Expr:
        return expm1(a * x) / a


class exp2_minus_one(Function):
    """2^p - 1, where p may be near 0, or so large that p log 2 would carry its rounding into the power."""

    def _eval_rewrite_as_expm1(self, p: Expr, **_: Any) -> Expr:
        return expm1(p * log(2))

    def _eval_rewrite_as_Pow(self, p: Expr, **_: Any) -> Expr:
        return 2**p - 1


class doubling(Function):
    """(2^(ax) - 1)/(a log 2), and x at a = 0: `growth` of something that doubles at the rate a."""

    @classmethod
    def eval(cls, a: Expr, x: Expr) -> Expr | None:
        """The value where the rate settles it."""
        return x if a.is_zero else None

    def _eval_rewrite_as_exp2_minus_one(self, a: Expr, x: Expr, **_: Any) -> Expr:
        return exp2_minus_one(a * x) / (a * log(2))

    def _eval_rewrite_as_expm1(self, a: Expr, x: Expr, **_: Any) -> Expr:
        return expm1(a * x * log(2)) / (a * log(2))

    def _eval_rewrite_as_Pow(self, a: Expr, x: Expr, **_: Any) -> Expr:
        return (2 ** (a * x) - 1) / (a * log(2))


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


class power_of_one_plus(Function):
    """(1 + y)^q, where y may be near 0, or so large that q log(1 + y) would carry its rounding into the power."""

    def _eval_rewrite_as_Pow(self, y: Expr, q: Expr, **_: Any) -> Expr:
        return (1 + y) ** q


class exp2_product(Function):
    """2^(qp), where p may be so large that it amplifies the rounding of the product."""

    def _eval_rewrite_as_Pow(self, q: Expr, p: Expr, **_: Any) -> Expr:
        return 2 ** (q * p)


class times_square(Function):
    """c h²: a product with a power h² that may leave the range of doubles although the product stays in it."""

    def _eval_rewrite_as_Pow(self, c: Expr, h: Expr, **_: Any) -> Expr:
        return c * h**2


SPECIAL = (
    growth,
    exp2_minus_one,
    doubling,
    log_growth,
    log_exprel_inverse,
    ratio_power,
    power_minus_one,
    power_of_one_plus,
    exp2_product,
    times_square,
)
