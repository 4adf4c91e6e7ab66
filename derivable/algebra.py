"""Five moves that derivations repeat, each a thin layer over SymPy."""

from __future__ import annotations

from sympy import Dummy, Expr, Mul, Pow, Symbol, expand_power_exp, factor, integrate, simplify, solve
from sympy.core.relational import Relational


def solution(equation: Relational, unknown: Symbol) -> Expr:
    """The one solution of an equation; SymPy finding none or several is an error, never a choice made silently."""
    found = solve(equation, unknown)
    if len(found) != 1:
        raise ValueError(f"{equation} has {len(found)} solutions for {unknown}, where one was expected")
    return found[0]


def powers(expr: Expr) -> Expr:
    """Back from logarithms: e^(a ln b + ...) written as b^a ..."""
    return expand_power_exp(expr).rewrite(Pow)


def raised(product: Expr, exponent: Expr) -> Expr:
    """A product of positive powers to a power: (a^p b^q)^r = a^(pr) b^(qr)."""
    return Mul(*(factor.base ** simplify(factor.exp * exponent) for factor in map(_as_power, Mul.make_args(product))))


def _as_power(factor: Expr) -> Pow:
    return factor if isinstance(factor, Pow) else Pow(factor, 1, evaluate=False)


def generic(expr: Expr, parameter: Symbol) -> tuple[Expr, Dummy]:
    """The expression with a real parameter assumed nonzero, so that SymPy need not split cases; put it back after."""
    nonzero = Dummy(str(parameter), real=True, nonzero=True)
    return expr.subs(parameter, nonzero), nonzero


def integral(integrand: Expr, variable: Symbol, upper: Expr, parameter: Symbol) -> Expr:
    """The integral from 0, as one fraction, for a nonzero parameter."""
    expr, nonzero = generic(integrand, parameter)
    return factor(integrate(expr, (variable, 0, upper))).subs(nonzero, parameter)
