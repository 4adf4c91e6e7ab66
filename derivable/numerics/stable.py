"""Rewriting an expression so that it can be evaluated in floating point without cancellation, or without overflow.

Every rule is an identity; `exact` undoes them all, and the tests show that it leads back to the expression.
"""

from __future__ import annotations

from sympy import Add, Ei, Expr, LambertW, Mul, Piecewise, Pow, exp, expand_log, log
from sympy.codegen.cfunctions import exp2, expm1, log1p
from sympy.codegen.numpy_nodes import logaddexp

from .special import growth, log_exprel_inverse, log_growth, power_minus_one, ratio_power, slowed_growth, times_square

SAFE_RATE = 2.0**-100  # from here on, dividing by a rate of growth is as good as its limit at 0
_DAMPED = 1 / 16  # from here on, log(1 + c (e^z - 1)) does not amplify the error of z
_LARGE = 100  # exponents from which a 1 beside e^z counts for nothing, long before e^z leaves the range of doubles


def stable(expr: Expr) -> Expr:
    """The same function without cancellation near a limit: γ → 0, X → 1, t → 0."""
    expr = expr.replace(lambda e: isinstance(e, Piecewise) and e.has(LambertW), _single_branch)
    expr = expr.replace(lambda e: isinstance(e, Mul), _slowed)
    expr = expr.replace(lambda e: isinstance(e, Add), _power_minus_one)
    expr = expr.replace(lambda e: isinstance(e, log), _log_of_one_plus)
    expr = expr.replace(lambda e: isinstance(e, Mul), _over_its_rate)
    expr = expr.replace(lambda e: isinstance(e, Mul), _over_its_term)
    return expr.replace(lambda e: isinstance(e, Pow), _power)


def direct(expr: Expr) -> Expr:
    """The stable form with growth and its inverse as divisions by the rate, for rates that are not near 0."""
    return expr.rewrite(growth, expm1).rewrite(log_growth, log1p)


def rates(expr: Expr) -> set[Expr]:
    """The rates by which the direct form divides."""
    return {e.args[0] for e in expr.atoms(growth, log_growth)}


def quick(expr: Expr) -> tuple[Expr, list[Expr]]:
    """The stable form with fewer operations, and what must hold for it to be as good."""
    assumed = [abs(rate) > SAFE_RATE for rate in rates(expr)]
    expr = direct(expr)
    for logarithm in expr.atoms(log1p):
        for power in logarithm.atoms(power_minus_one):
            assumed.append(logarithm.args[0] / power > _DAMPED)
            expr = expr.subs(power, power.rewrite(expm1))
    return expr, assumed


def scaled(expr: Expr) -> Expr:
    """The same function with its fastest-growing exponential pulled out of sums and logarithms."""
    expr = stable(expr).rewrite(power_minus_one, expm1)
    expr = expr.replace(log_growth, lambda a, v: log(1 + a * v) / a)
    expr = expr.replace(log1p, lambda y: log(1 + y))
    expr = expr.replace(growth, lambda a, x: exp(a * x) * growth(-a, x))
    expr = expr.replace(expm1, lambda z: -exp(z) * expm1(-z, evaluate=False))
    expr = expr.replace(lambda e: isinstance(e, Add), _pull_from_sum)
    return expr.replace(lambda e: isinstance(e, log), _pull_from_log)


def careful(expr: Expr, large: int = _LARGE) -> Expr:
    """The same function, right wherever its value is a double: scaled where an exponential is large, else stable."""
    plain = stable(expr)
    exponents = {e.args[0] for e in plain.rewrite([growth, power_minus_one], expm1).atoms(expm1)}
    pieces = [(scaled(expr), exponent > large) for exponent in exponents]
    return _spread(Piecewise(*pieces, (plain, True))) if len(pieces) < 2 else plain


def exact(expr: Expr) -> Expr:
    """The expression in elementary functions again."""
    expr = expr.rewrite([times_square, ratio_power, power_minus_one], Pow).rewrite(exp2, Pow)
    expr = (
        expr.rewrite(slowed_growth, Ei)
        .rewrite([growth, expm1], exp)
        .rewrite(logaddexp, log)
        .rewrite([log_growth, log1p], log)
    )
    return expr.replace(exp, _powers_again).rewrite(log_exprel_inverse, LambertW)


def _slowed(product: Expr) -> Expr:
    """c e^b (Ei(-b) - Ei(-b w)) = slowed_growth(b, -log w, c)."""
    for total in product.args:
        for term in total.args if isinstance(total, Add) else ():
            rate = -term.args[0] if isinstance(term, Ei) else None
            if rate is not None and exp(rate) in product.args:
                (rest,) = (-total + term).atoms(Ei)
                left = -rest.args[0] / rate
                if total == term - rest:
                    c = product / total / exp(rate)
                    return slowed_growth(rate, -expand_log(log(left)), c)
    return product


def _power_minus_one(total: Expr) -> Expr:
    """c b^p - c = c expm1(p log b)."""
    for term in total.args:
        for factor in Mul.make_args(term):
            c = term / factor
            if isinstance(factor, Pow | exp) and not factor.exp.is_number and -c in total.args:
                return total - term + c + c * _minus_one(factor)
    return total


def _minus_one(power: Expr) -> Expr:
    numerator, denominator = power.exp.as_numer_denom()
    if denominator.is_Symbol and power.base.free_symbols:
        return power_minus_one(power.base, numerator, denominator)
    return expm1(power.exp * log(power.base))


def _log_of_one_plus(logarithm: Expr) -> Expr:
    """log(1 + y) = log1p(y)."""
    (argument,) = logarithm.args
    return log1p(argument - 1) if isinstance(argument, Add) and 1 in argument.args else logarithm


def _over_its_rate(product: Expr) -> Expr:
    """expm1(ax)/a = growth(a, x) and log1p(av)/a = log_growth(a, v); the rate a is what the argument and 1/c share."""
    for part, function in ((expm1, growth), (log1p, log_growth)):
        for factor in product.args:
            if isinstance(factor, part):
                (argument,) = factor.args
                divisors = Mul.make_args(factor / product)
                rate = Mul(*(f for f in Mul.make_args(argument) if f in divisors))
                if rate.free_symbols:
                    return product / factor * rate * function(rate, argument / rate)
    return product


def _over_its_term(product: Expr) -> Expr:
    """c (a + b)/b = c a/b + c, which rounds less often, with letters alone in c."""
    for total in product.args:
        for term in total.args if isinstance(total, Add) else ():
            if 1 / term in product.args:
                c = Mul(*(factor for factor in product.args if factor.is_Symbol))
                return product / total * term / c * Add(*(c * t / term for t in total.args))
    return product


def _power(power: Expr) -> Expr:
    """(1 + y)^p = e^(p log(1 + y)); b^(n/d); 2^p."""
    base, exponent = power.args
    numerator, denominator = exponent.as_numer_denom()
    if isinstance(base, Add) and 1 in base.args:
        return exp(exponent * log1p(base - 1))
    if denominator.free_symbols and base.free_symbols:
        return ratio_power(base, numerator, *Add.make_args(denominator))
    return exp2(exponent) if base == 2 and exponent.free_symbols else power


def _spread(expr: Expr) -> Expr:
    """c h² for every product with an exponential or a power h² whose exponent knows no bounds."""
    return expr.replace(lambda e: isinstance(e, Mul), _spread_product)


def _spread_product(product: Expr) -> Expr:
    for factor in product.args:
        if isinstance(factor, exp | exp2):
            return times_square(product / factor, factor.func(factor.args[0] / 2))
        if isinstance(factor, ratio_power) and factor.args[1].is_number:
            base, numerator, *denominator = factor.args
            return times_square(product / factor, ratio_power(base, numerator / 2, *denominator))
    return product


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


def _pull_from_log(logarithm: Expr) -> Expr:
    """log(e^z s) = z + log s; what is left of a sum, log(e^(-z) + s), is put together from the logarithms."""
    factors = Mul.make_args(logarithm.args[0])
    exponent = Add(*(f.exp for f in factors if isinstance(f, exp)))
    rest = Mul(*(f for f in factors if not isinstance(f, exp)))
    for term in rest.args if exponent and isinstance(rest, Add) else ():
        if isinstance(term, exp):
            return exponent + logaddexp(term.exp, log(rest - term))
    return exponent + log(rest)


def _powers_again(exponent: Expr) -> Expr:
    """e^(p log b) = b^p."""
    for factor in Mul.make_args(exponent):
        if isinstance(factor, log):
            return factor.args[0] ** (exponent / factor)
    return exp(exponent)
