"""A quick proof that two expressions in powers, exponentials and logarithms are equal.

Powers are written as exponentials and logarithms are taken apart; what is left is a fraction in both, which cancels.
"""

from __future__ import annotations

from sympy import Add, Expr, Mul, Piecewise, Pow, binomial, cancel, exp, expand_log, factor, log


def proved(one: Expr, other: Expr) -> bool:
    """Whether the difference vanishes, or that of the logarithms where both are positive; False proves nothing.

    >>> from sympy.abc import x
    >>> proved(2 ** (2 * x) - 1, (exp(x * log(2)) - 1) * (2**x + 1))
    True
    """
    if one.has(Piecewise) or other.has(Piecewise):
        return bool(one == other)
    if _vanishes(_canonical(one) - _canonical(other)):
        return True
    both_positive = bool(one.is_positive and other.is_positive)
    return both_positive and _vanishes(_logarithm(_canonical(one)) - _logarithm(_canonical(other)))


def _vanishes(gap: Expr) -> bool:
    return bool(cancel(gap.expand()) == 0)


def _canonical(expr: Expr) -> Expr:
    """With every power that is no repeated product as an exponential, and every logarithm taken apart."""
    if expr.is_Atom:
        return expr
    parts = [_canonical(part) for part in expr.args]
    if isinstance(expr, Pow) and not expr.exp.is_Integer:
        return exp(cancel(parts[1] * _logarithm(parts[0])))
    if isinstance(expr, exp):
        return exp(cancel(parts[0]))
    return _logarithm(parts[0]) if isinstance(expr, log) else expr.func(*parts)


def _logarithm(argument: Expr) -> Expr:
    return expand_log(log(factor(argument)), force=True)


def expanded_size(expr: Expr) -> int:
    """About how many terms the expression has when its products and powers are multiplied out.

    >>> from sympy.abc import x, y
    >>> expanded_size((x + y) ** 3)
    4
    """
    if isinstance(expr, Add):
        return sum(map(expanded_size, expr.args))
    if isinstance(expr, Mul):
        size = 1
        for part in expr.args:
            size *= expanded_size(part)
        return size
    if isinstance(expr, Pow) and expr.exp.is_Integer:
        terms = expanded_size(expr.base)
        return int(binomial(abs(int(expr.exp)) + terms - 1, terms - 1))
    return max((expanded_size(part) for part in expr.args), default=1)
