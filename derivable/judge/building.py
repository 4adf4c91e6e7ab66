"""Expressions from the parts of an answer, each bounded before SymPy is let at it.

SymPy evaluates numbers at once, so that 9^9^9 would never end: a power is built only if its numbers stay small.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sympy import (
    Add,
    E,
    Ei,
    Expr,
    Integer,
    LambertW,
    Mul,
    Piecewise,
    Pow,
    Rational,
    Symbol,
    exp,
    log,
    nan,
    oo,
    true,
    zoo,
)

from .measured import measured
from .tokens import Refused
from .values import OutOfReach, value

MAX_BITS = 2048
MAX_EXPONENT = 1000
MAX_NESTED = 6
MAX_NESTED_NUMBERS = 3
_PRINCIPAL = Integer(0)


def total(terms: Sequence[Expr]) -> Expr:
    """The sum."""
    return _finite(Add(*terms))


def product(factors: Sequence[Expr]) -> Expr:
    """The product."""
    return _small(_finite(Mul(*factors)))


def quotient(above: Expr, below: Expr) -> Expr:
    """The fraction; a denominator that is zero is refused."""
    if below.is_zero:
        raise Refused("this divides by zero.")
    return product((above, Pow(below, -1)))


def power(base: Expr, exponent: Expr) -> Expr:
    """The power, unless its numbers grow too large."""
    _check_exponent(exponent)
    _check_nesting(exponent)
    if base.is_zero and not exponent.is_positive:
        raise Refused("this raises zero to a power that is not positive.")
    if _bits_of_power(base, exponent) > MAX_BITS:
        base, exponent = measured(base), measured(exponent)
    if _bits_of_power(base, exponent) > MAX_BITS:
        raise Refused("a power in this is too large to be compared.")
    return _small(_finite(exp(exponent) if base == E else Pow(base, exponent)))


def logarithm(argument: Expr, base: Expr = E) -> Expr:
    """The logarithm, natural unless a base is given."""
    if argument.is_zero:
        raise Refused("this takes the logarithm of zero.")
    _check_nesting(argument)
    return log(argument) if base == E else quotient(log(argument), logarithm(base))


def lambert(argument: Expr, branch: Expr = _PRINCIPAL) -> Expr:
    """Lambert's W on one of its two real branches."""
    if branch not in (0, -1):
        raise Refused(f"Lambert's W is real on the branches 0 and -1 alone, not on {branch}.")
    _check_nesting(argument)
    return _finite(LambertW(argument, branch))


def exponential_integral(argument: Expr) -> Expr:
    """The exponential integral Ei."""
    if argument.is_zero:
        raise Refused("this takes Ei of zero.")
    _check_nesting(argument)
    return _finite(Ei(argument))


def piecewise(pieces: Sequence[tuple[Expr, Expr]]) -> Expr:
    """One expression or another, by condition."""
    if not pieces:
        raise Refused("this is not a formula: there is no case in it.")
    return _finite(Piecewise(*pieces))


def integral(of: Expr, over: Symbol, lower: Expr, upper: Expr) -> Expr:
    """The integral of a sum of powers of the variable and of exponentials in it, by the two rules for those.

    >>> from sympy.abc import s, t
    >>> integral(3 * s**2, s, Integer(0), t)
    t**3
    """
    terms = Add.make_args(of.expand(power_base=False, power_exp=False, log=False, multinomial=False))
    return total([_integral_of(term, over, lower, upper) for term in terms])


def _integral_of(term: Expr, over: Symbol, lower: Expr, upper: Expr) -> Expr:
    constant, rest = term.as_independent(over, as_Add=False)
    if isinstance(rest, Pow | exp) and not rest.as_base_exp()[0].has(over):
        base, exponent = rest.as_base_exp()
        slope = exponent.diff(over)
        if not slope.has(over):
            scale = product([slope, logarithm(base)])
            ends = [power(base, exponent.xreplace({over: end})) for end in (upper, lower)]
            return product([constant, quotient(total([ends[0], -ends[1]]), scale)])
    base, degree = (over, Integer(0)) if rest == 1 else rest.as_base_exp()
    if base == over and degree.is_Integer and degree >= 0:
        ends = [power(end, degree + 1) for end in (upper, lower)]
        return product([constant, quotient(total([ends[0], -ends[1]]), degree + 1)])
    raise Refused("an integral of this kind is not worked out here: write what it comes to.")


def put(expr: Expr, values: Mapping[Expr, Expr]) -> Expr:
    """The expression with some of its parts replaced, built anew within these bounds, as SymPy has none.

    A power of zero, or a logarithm of it, that has no value is a ZeroDivisionError.
    """
    if expr in values:
        return values[expr]
    if expr.is_Atom:
        return expr
    parts = [put(part, values) for part in expr.args]
    if isinstance(expr, Add):
        return total(parts)
    if isinstance(expr, Mul):
        return product(parts)
    if isinstance(expr, Pow | exp):
        base, exponent = parts if isinstance(expr, Pow) else (E, *parts)
        if base.is_zero and not exponent.is_positive:
            raise ZeroDivisionError
        return power(base, exponent)
    if isinstance(expr, log | Ei) and parts[0].is_zero:
        raise ZeroDivisionError
    return expr.func(*parts)


FUNCTIONS: Mapping[str, tuple[Callable[..., Expr], int]] = {
    "exp": (lambda x: power(E, x), 1),
    "ln": (logarithm, 1),
    "log": (logarithm, 2),
    "log2": (lambda x: logarithm(x, Integer(2)), 1),
    "log10": (lambda x: logarithm(x, Integer(10)), 1),
    "exp2": (lambda x: power(Integer(2), x), 1),
    "expm1": (lambda x: total([power(E, x), Integer(-1)]), 1),
    "log1p": (lambda x: logarithm(total([Integer(1), x])), 1),
    "lg": (lambda x: logarithm(x, Integer(10)), 1),
    "lb": (lambda x: logarithm(x, Integer(2)), 1),
    "ld": (lambda x: logarithm(x, Integer(2)), 1),
    "pow": (power, 2),
    "power": (power, 2),
    "abs": (lambda x: piecewise([(x, x >= 0), (product([Integer(-1), x]), true)]), 1),
    "max": (lambda x, y: piecewise([(x, x >= y), (y, true)]), 2),
    "min": (lambda x, y: piecewise([(x, x <= y), (y, true)]), 2),
    "cbrt": (lambda x: power(x, Rational(1, 3)), 1),
    "sqrt": (lambda x: power(x, Rational(1, 2)), 1),
    "Ei": (exponential_integral, 1),
    "LambertW": (lambert, 2),
    "lambertw": (lambert, 2),
    "productlog": (lambert, 1),
    "W": (lambert, 2),
    "Piecewise": (piecewise, 0),
}
"""Each function that an answer may use, and how many arguments it takes at most."""


def _bits(base: Expr) -> int:
    """The size of the numbers in a base, which a power multiplies."""
    return sum(max(int(number.p).bit_length(), int(number.q).bit_length()) - 1 for number in base.atoms(Rational))


def _bits_of_power(base: Expr, exponent: Expr) -> int:
    """The size of the numbers that SymPy would work out: the power of a root is found by way of the power."""
    largest = max((max(abs(int(number.p)), int(number.q)) for number in exponent.atoms(Rational)), default=1)
    return _bits(base) * largest


def _check_nesting(argument: Expr) -> None:
    """Functions of functions of numbers are evaluated again and again, to find out their signs."""
    if _nesting(argument) >= (MAX_NESTED if argument.free_symbols else MAX_NESTED_NUMBERS):
        raise Refused("functions in this stand too deep inside one another.")


def _nesting(expr: Expr) -> int:
    """How many functions stand inside one another; an exponent is inside one."""
    own = isinstance(expr, exp | log | LambertW | Ei) or (expr.is_Pow and not expr.exp.is_Rational)
    return own + max(map(_nesting, expr.args), default=0)


def _check_exponent(exponent: Expr) -> None:
    large = any(abs(number) > MAX_EXPONENT for number in exponent.atoms(Rational))
    if not large and not exponent.free_symbols:
        try:
            large = abs(value(exponent, {})) > MAX_EXPONENT
        except OutOfReach:
            large = True
    if large:
        raise Refused("an exponent in this is too large to be compared.")


def _small(expr: Expr) -> Expr:
    if any(_bits(number) > MAX_BITS for number in expr.atoms(Rational)):
        raise Refused("a number in this is too large to be compared.")
    return expr


def _finite(expr: Expr) -> Expr:
    """The expression, which must have a value; but one of several cases need not have one where it does not apply."""
    if not expr.has(Piecewise) and expr.has(nan, zoo, oo, -oo):
        raise Refused("this divides by zero.")
    return expr
