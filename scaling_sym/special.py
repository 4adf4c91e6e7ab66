"""Three functions that stay accurate where the elementary expressions they stand for cancel.

They are SymPy functions, so that an expression rewritten in them is still a symbolic expression, and rewriting it
back shows that nothing changed. The numbers come from `kernels`.
"""

from __future__ import annotations

from typing import Any

from sympy import Expr, Function, Integer, LambertW, Piecewise, exp, log


class exprel(Function):
    """(e^z - 1)/z, and 1 at z = 0."""

    @classmethod
    def eval(cls, z: Expr) -> Expr | None:
        """The value where z settles it."""
        return Integer(1) if z.is_zero else None

    def _eval_rewrite_as_exp(self, z: Expr, **_: Any) -> Expr:
        return (exp(z) - 1) / z


class log1prel(Function):
    """log(1 + y)/y, and 1 at y = 0."""

    @classmethod
    def eval(cls, y: Expr) -> Expr | None:
        """The value where y settles it."""
        return Integer(1) if y.is_zero else None

    def _eval_rewrite_as_log(self, y: Expr, **_: Any) -> Expr:
        return log(1 + y) / y


class log_exprel_inverse(Function):
    """The y with log exprel(y) = s: Lambert's W on the branch -1 where s > 0, on the principal branch where s < 0."""

    @classmethod
    def eval(cls, s: Expr) -> Expr | None:
        """The value where s settles it."""
        return Integer(0) if s.is_zero else None

    def _eval_rewrite_as_LambertW(self, s: Expr, **_: Any) -> Expr:
        r = exp(s)
        at = -exp(-1 / r) / r
        return Piecewise((-LambertW(at, -1) - 1 / r, r > 1), (-LambertW(at) - 1 / r, r < 1), (Integer(0), True))
