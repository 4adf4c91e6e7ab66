"""Rewriting an expression so that it can be evaluated in floating point without cancellation, or without overflow.

Every rule is an identity; `exact` undoes them all, and the tests show that it leads back to the expression.
"""

from __future__ import annotations

from sympy import Add, Expr, LambertW, Mul, Piecewise, Pow, exp, log
from sympy.codegen.cfunctions import expm1, log1p

from .special import exprel, log1prel, log_exprel_inverse


def stable(expr: Expr) -> Expr:
    """The same function without cancellation near a limit: γ → 0, X → 1, t → 0."""
    expr = expr.replace(lambda e: isinstance(e, Piecewise) and e.has(LambertW), _single_branch)
    expr = expr.replace(lambda e: isinstance(e, Add), _power_minus_one)
    expr = expr.replace(lambda e: isinstance(e, log), _log_of_one_plus)
    return expr.replace(lambda e: isinstance(e, Mul), _whole)


def scaled(expr: Expr) -> Expr:
    """The same function with its fastest-growing exponential pulled out of sums, powers and logarithms."""
    expr = stable(expr)
    expr = expr.replace(log1prel, lambda y: log(1 + y) / y)
    expr = expr.replace(log1p, lambda y: log(1 + y))
    expr = expr.replace(exprel, lambda z: exp(z) * exprel(-z, evaluate=False))
    expr = expr.replace(expm1, lambda z: -exp(z) * expm1(-z, evaluate=False))
    for kind, rule in ((Add, _pull_from_sum), (Pow, _pull_from_power), (log, _pull_from_log)):
        expr = expr.replace(lambda e, kind=kind: isinstance(e, kind), rule)
    return expr


def exact(expr: Expr) -> Expr:
    """The expression in elementary functions again."""
    return expr.rewrite([exprel, expm1], exp).rewrite([log1prel, log1p], log).rewrite(log_exprel_inverse, LambertW)


def _power_minus_one(total: Expr) -> Expr:
    """c b^p - c = c z exprel(z), with z = p log b."""
    for term in total.args:
        for factor in Mul.make_args(term):
            coefficient = term / factor
            if isinstance(factor, Pow | exp) and not factor.exp.is_number and -coefficient in total.args:
                z = factor.exp * log(factor.base)
                return total - term + coefficient + coefficient * z * exprel(z)
    return total


def _log_of_one_plus(logarithm: Expr) -> Expr:
    """log(1 + y) = y log1prel(y)."""
    (argument,) = logarithm.args
    if not (isinstance(argument, Add) and 1 in argument.args):
        return logarithm
    return (argument - 1) * log1prel(argument - 1)


def _whole(product: Expr) -> Expr:
    """z exprel(z) = expm1(z) and y log1prel(y) = log1p(y), where the factor did not cancel."""
    for part, function in ((exprel, expm1), (log1prel, log1p)):
        for factor in product.args:
            if isinstance(factor, part) and _divides(factor.args[0], product):
                return product / factor / factor.args[0] * function(factor.args[0])
    return product


def _divides(divisor: Expr, product: Expr) -> bool:
    return all(f in product.args for f in Mul.make_args(divisor) if not f.is_number or f.has(log))


def _single_branch(pieces: Expr) -> Expr:
    """The branches of -W(-q e^(-q)) - q are one function of r = 1/q, also at r = 1, where they meet."""
    for exponential in pieces.atoms(exp):
        inverse = log_exprel_inverse(log(-1 / exponential.exp))
        if inverse.rewrite(LambertW).args == pieces.args:
            return inverse
    return pieces


def _pull_from_sum(total: Expr) -> Expr:
    """a + b e^z = e^z (a e^(-z) + b)."""
    exponentials = {f for term in total.args for f in Mul.make_args(term) if isinstance(f, exp)}
    if len(exponentials) != 1:
        return total
    (largest,) = exponentials
    return largest * Add(*(term / largest for term in total.args))


def _pull_from_power(power: Expr) -> Expr:
    """(e^z s)^p = e^(pz) s^p."""
    rest, exponent = _split(power.base)
    return exp(power.exp * exponent) * rest**power.exp if exponent else power


def _pull_from_log(logarithm: Expr) -> Expr:
    """log(e^z s) = z + log s."""
    rest, exponent = _split(logarithm.args[0])
    return exponent + log(rest) if exponent else logarithm


def _split(product: Expr) -> tuple[Expr, Expr]:
    exponentials = [f for f in Mul.make_args(product) if isinstance(f, exp)]
    return product / Mul(*exponentials), Add(*(f.exp for f in exponentials))
