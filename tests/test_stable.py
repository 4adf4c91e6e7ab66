"""Rewriting for accuracy and for range changes nothing: the forms are the formula, symbolically."""

import pytest
from sympy import LambertW, Piecewise, Rational, Symbol, exp, expand_log, log, powdenest, simplify, sqrt, symbols
from sympy.codegen.cfunctions import exp2, expm1, log1p
from sympy.codegen.numpy_nodes import logaddexp

from derivable.numerics.special import (
    SPECIAL,
    growth,
    log_exprel_inverse,
    log_growth,
    power_minus_one,
    ratio_power,
    times_square,
)
from derivable.numerics.stable import _single_branch, careful, direct, exact, quick, rates, scaled, stable
from scaling_sym import formulas


def unchanged(form, expr):
    """Whether the form, in elementary functions again, is the expression; positive ones are compared as logarithms."""
    form = exact(form)
    if simplify(form - expr) == 0:
        return True
    ratio = expand_log(log(form), force=True) - expand_log(log(expr), force=True)
    return simplify(exp(simplify(powdenest(ratio, force=True)))) == 1


@pytest.mark.parametrize("rewrite", [stable, scaled])
@pytest.mark.parametrize("name", formulas)
def test_the_form_is_the_formula(name, rewrite):
    expr = formulas[name].expr
    assert unchanged(rewrite(expr), expr)


@pytest.mark.parametrize("name", formulas)
def test_every_branch_of_the_careful_form_is_the_formula(name):
    form = careful(formulas[name].expr)
    for branch in [value for value, _ in form.args] if isinstance(form, Piecewise) else [form]:
        assert unchanged(branch, formulas[name].expr)


def test_a_changed_form_is_noticed():
    expr = formulas["relative_excess_loss"].expr
    assert not unchanged(stable(2 * expr), expr)
    assert not unchanged(scaled(expr**2), expr)


@pytest.mark.parametrize(
    "name", ["compute_multiple", "relative_excess_loss", "time_to_target", "doublings_to_target", "cumulative_compute"]
)
def test_nothing_is_left_that_cancels(name):
    form = stable(formulas[name].expr)
    assert not any(-1 in total.args for total in form.atoms(type(1 + form)) if total.is_Add)


def test_each_special_function_is_used():
    used = {type(e) for f in formulas.values() for form in (stable, careful) for e in form(f.expr).atoms(*SPECIAL)}
    assert used == set(SPECIAL)


a, b, c, g, t, x, y = symbols("a b c g t x y", positive=True)
s = Symbol("s", real=True)


@pytest.mark.parametrize(
    ("expr", "form"),
    [
        (2 ** (g * t) - 1, expm1(g * t * log(2))),
        (3 * x ** (a * b) - 3, 3 * expm1(a * b * log(x))),
        (c - c * x**a, -c * expm1(a * log(x))),
        (y + c * x**a - c, y + c * expm1(a * log(x))),
        (exp(g * t) - 1, expm1(g * t)),
        (x ** (1 / a) - 1, power_minus_one(x, 1, a)),
        (x ** (b / a) - 1, power_minus_one(x, b, a)),
        (2 ** (b / a) - 1, expm1(b * log(2) / a)),
        (x ** (b / (a + c)) - 1, expm1(b * log(x) / (a + c))),
        (x**3 - 1, x**3 - 1),
        (x**a + 1, x**a + 1),
        (log(1 + x), log1p(x)),
        (log(1 + x * y), log1p(x * y)),
        (log(2 + x), log(2 + x)),
        (log(x), log(x)),
        ((exp(a * t) - 1) / (a * b), growth(a, t) / b),
        ((2 ** (g * t) - 1) / (g * log(2)), growth(g * log(2), t)),
        (b * (exp(2 * t) - 1) / 2, b * expm1(2 * t) / 2),  # dividing by a number cancels nothing
        (log(1 + g * x) / g, log_growth(g, x)),
        (y * log(1 + g * x) / g, y * log_growth(g, x)),
        (log(1 + g * x) / a, log1p(g * x) / a),
        (a * (b + c) / c, a * b / c + a),
        (a * b * (c + x) / (3 * c), a * b / 3 + a * b * x / (3 * c)),
        (a * (b + 2 * c) / c**2, a * (b + 2 * c) / c**2),
        (x * (y + 1) / t, x * (y + 1) / t),
        ((1 + x) ** a, exp(a * log1p(x))),
        ((2 + x) ** a, (2 + x) ** a),
        (x ** (a / b), ratio_power(x, a, b)),
        (x ** (a / (b + c)), ratio_power(x, a, b, c)),
        (x**a, x**a),
        (3 ** (a / b), 3 ** (a / b)),
        (2**x, exp2(x)),
        (2 ** (a / b), exp2(a / b)),
        (sqrt(2), sqrt(2)),
        (3**x, 3**x),
        (x ** Rational(1, 3), x ** Rational(1, 3)),
    ],
    ids=str,
)
def test_each_rule_where_it_fits_and_nowhere_else(expr, form):
    assert stable(expr) == form
    assert unchanged(form, expr)


def test_the_branches_of_w_are_one_function():
    q = 1 / x
    lambert = [-q - LambertW(-q * exp(-q), *branch) for branch in ((-1,), ())]
    both = Piecewise((lambert[0], x > 1), (lambert[1], True))
    form = log_exprel_inverse(log(x))
    assert _single_branch(Piecewise(*zip(form.rewrite(LambertW).args[0][:1], [x > 1], strict=True), (x, True))) != form
    assert _single_branch(form.rewrite(LambertW)) == form
    assert _single_branch(both) in (both, form)
    assert stable(y * form.rewrite(LambertW)) == y * form


@pytest.mark.parametrize(
    ("expr", "form"),
    [
        (2 ** (g * t) - 1, -exp(g * t * log(2)) * expm1(-g * t * log(2))),
        ((exp(a * t) - 1) / (a * b), exp(a * t) * growth(-a, t) / b),
        (log(1 + g * x) / g, log(1 + g * x) / g),
        (x ** (1 / a) - 1, -exp(log(x) / a) * expm1(-log(x) / a)),
        (y + c * x**a - c, (-c * expm1(-a * log(x)) + y * exp(-a * log(x))) * exp(a * log(x))),
        (1 + (exp(s * t) - 1) / s, (growth(-s, t) + exp(-s * t)) * exp(s * t)),
        (log(1 + (exp(s * t) - 1) / s), s * t + logaddexp(-s * t, log(growth(-s, t)))),
        (exp(a) + exp(b), exp(a) + exp(b)),  # neither is known to be the larger
        (log(x * exp(a)), a + log(x)),
        (log(x + y), log(x + y)),
    ],
    ids=str,
)
def test_the_fastest_growing_exponential_is_pulled_out(expr, form):
    assert scaled(expr) == form


def test_an_exponential_that_may_be_large_is_scaled_from_a_hundred_on():
    expr = 1 + (exp(s * t) - 1) / s
    split = Piecewise(
        (times_square(growth(-s, t) + exp(-s * t), exp(s * t / 2)), s * t > 100), (1 + growth(s, t), True)
    )
    assert careful(expr) == split
    assert careful(expr, 7) == split.xreplace({s * t > 100: s * t > 7})
    assert careful(x + y) == x + y
    two = expr + c * exp(a * b) - c  # there is no telling which is larger
    assert careful(two) == stable(two)
    assert careful(x * 2 ** (a / b)) == times_square(x, exp2(a / b / 2))
    assert careful(y * x ** (2 / a)) == times_square(y, ratio_power(x, 1, a))
    assert careful(y * x ** (b / a)) == y * ratio_power(x, b, a)


def test_what_is_quick_and_what_it_takes_for_granted():
    grown = growth(g, t) + log_growth(a, x)
    assert rates(grown) == {g, a}
    assert direct(grown) == expm1(g * t) / g + log1p(a * x) / a
    expr, assumed = quick(growth(s, t))
    assert (expr, assumed) == (expm1(s * t) / s, [abs(s) > 2.0**-100])
    expr, assumed = quick(log1p(c * power_minus_one(x, 1, a)))
    assert (expr, assumed) == (log1p(c * expm1(log(x) / a)), [c > 1 / 16])
    assert quick(power_minus_one(x, 1, a)) == (power_minus_one(x, 1, a), [])


def test_elementary_functions_again():
    forms = [exp2(x), times_square(x, y), ratio_power(x, a, b), power_minus_one(x, a, b), growth(a, x), expm1(x)]
    again = [2**x, x * y**2, x ** (a / b), x ** (a / b) - 1, (exp(a * x) - 1) / a, exp(x) - 1]
    assert [exact(form) for form in forms] == again
    assert exact(logaddexp(x, y)) == log(exp(x) + exp(y))
    assert exact(log_growth(a, x)) == log(1 + a * x) / a
    assert exact(exp(a * log(x))) == x**a
    assert exact(exp(x)) == exp(x)
