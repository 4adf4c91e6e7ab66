"""The value of a symbolic expression in any kind of real number."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from math import prod
from operator import add
from typing import Any

from sympy import Ei, Eq, Expr, Ge, Gt, Integral, LambertW, Le, Lt, Max, Min, Ne, Piecewise, Symbol, exp, log, nan

from .reals import Number, Reals, Undecided, Undefined


def value(expr: Expr, at: Mapping[Symbol, Number], reals: Reals) -> Number:
    """The expression at a point. Raises Undefined where it is no real number, Undecided where that is not certain."""
    if expr.is_Symbol:
        return at[expr]
    if expr.is_Rational and expr.is_finite:
        return reals.number(expr)
    if expr.is_Pow and not isinstance(expr, exp):
        return _power(expr, at, reals)
    if isinstance(expr, Piecewise):
        return value(next((e for e, condition in expr.args if _true(condition, at, reals)), nan), at, reals)
    if isinstance(expr, Integral):
        ((variable, low, high),) = expr.limits
        ends = (value(end, at, reals) for end in (low, high))
        return reals.integral(lambda s: value(expr.function, {**at, variable: s}, reals), *ends)
    values = [value(part, at, reals) for part in expr.args]
    if expr.is_Add:
        return reduce(add, values)
    if expr.is_Mul:
        return prod(values)
    if isinstance(expr, exp):
        return reals.exp(*values)
    if isinstance(expr, log):
        return reals.log(*values)
    if isinstance(expr, LambertW):
        return reals.lambertw(values[0], int(expr.args[1]) if len(expr.args) == 2 else 0)
    if isinstance(expr, Ei):
        return reals.ei(*values)
    if isinstance(expr, Min | Max):
        return reduce(_smaller if isinstance(expr, Min) else _larger, values)
    raise Undefined(f"{expr} is not a real number")


def _smaller(one: Number, other: Number) -> Number:
    if not (one < other or other <= one):
        raise Undecided("which of two numbers is the smaller is not certain")
    return one if one < other else other


def _larger(one: Number, other: Number) -> Number:
    return -_smaller(-one, -other)


def _power(expr: Expr, at: Mapping[Symbol, Number], reals: Reals) -> Number:
    base = value(expr.base, at, reals)
    if not expr.exp.is_Integer:
        return reals.power(base, value(expr.exp, at, reals))
    if expr.exp < 0 and not (base > 0 or base < 0):
        raise Undefined("a denominator is zero") if base == 0 else Undecided("a denominator may be zero")
    return base ** int(expr.exp)


def _true(condition: Any, at: Mapping[Symbol, Number], reals: Reals) -> bool:
    if condition in (True, False):
        return bool(condition)
    left, right = (value(side, at, reals) for side in condition.args)
    if not (left < right or left > right or left == right):
        raise Undecided("which side of a condition holds is not certain")
    return bool(
        {
            Gt: left > right,
            Lt: left < right,
            Ge: left >= right,
            Le: left <= right,
            Eq: left == right,
            Ne: left != right,
        }[condition.func]
    )
