"""What sign an expression has wherever its letters lie in their domains, as far as that is plain to see."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

from sympy import Add, Expr, Mul, Pow, exp
from sympy.codegen.cfunctions import exp2, expm1, log1p

from ..letters import Letter
from .special import doubling, exp2_minus_one, growth, log_growth, power_of_one_plus, ratio_power

_POSITIVE = (exp, exp2, ratio_power, power_of_one_plus)
_LIKE_THE_LAST_ARGUMENT = (expm1, log1p, exp2_minus_one, growth, doubling, log_growth)


def sign(expr: Expr) -> int:
    """1 where it is nowhere negative, -1 where it is nowhere positive, and 0 where neither is known."""
    if expr.is_nonnegative or isinstance(expr, _POSITIVE):
        return 1
    if expr.is_nonpositive:
        return -1
    if isinstance(expr, Mul):
        return prod(map(sign, expr.args))
    if isinstance(expr, Pow) and expr.exp == -1:
        return sign(expr.base)
    if isinstance(expr, _LIKE_THE_LAST_ARGUMENT):
        return sign(expr.args[-1])
    return _sign_of_sum(expr.args) if isinstance(expr, Add) else 0


def one_sign(terms: Iterable[Expr]) -> bool:
    """Whether no two of the terms can differ in sign."""
    return {sign(term) for term in terms} in ({1}, {-1})


def given(term: Expr) -> bool:
    """Whether it is a number or a letter, but for its sign: nothing has been rounded yet."""
    return bool(term.is_Rational or term.is_Symbol or (-term).is_Symbol)


def _sign_of_sum(terms: tuple[Expr, ...]) -> int:
    if one_sign(terms):
        return sign(terms[0])
    if len(terms) > 2:
        return 0
    above, below = terms if sign(terms[1]) < 0 else terms[::-1]
    below = -below
    if below == _ends(above)[0] or above == _ends(below)[1]:
        return 1
    return -1 if above == _ends(below)[0] or below == _ends(above)[1] else 0


def _ends(term: Expr) -> tuple[Expr, Expr]:
    """The ends of a letter's domain."""
    return (term.domain.start, term.domain.end) if isinstance(term, Letter) else (term, term)
