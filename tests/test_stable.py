"""Rewriting for accuracy and for range changes nothing: the forms are the formula, symbolically."""

import random

import pytest
from sympy import Piecewise, cos, exp, expand_log, lambdify, log, powdenest, preorder_traversal, simplify, sqrt

from derivable import Letter
from derivable.letters import sample
from derivable.numerics.signs import sign
from derivable.numerics.special import SPECIAL
from derivable.numerics.stable import cancellations, careful, direct, exact, scaled, stable
from scaling_sym import formulas
from tests import amdahl

x, y = Letter("x"), Letter("y")
BOTH = [*formulas.values(), *amdahl.BOOK.formulas.values()]


def unchanged(form, expr):
    """Whether the form, in elementary functions again, is the expression; positive ones are compared as logarithms."""
    form = exact(form)
    if simplify(form - expr) == 0:
        return True
    ratio = expand_log(log(form), force=True) - expand_log(log(expr), force=True)
    return simplify(powdenest(ratio, force=True)) == 0


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


@pytest.mark.parametrize("formula", BOTH, ids=lambda formula: formula.name)
def test_nothing_is_left_that_cancels(formula):
    assert cancellations(formula.expr) == []


@pytest.mark.parametrize(
    "expr", [exp(x) - 1 - x, sqrt(x + 1) - sqrt(x), 1 - cos(x), x**2 - y**2, log(1 + x) - x, exp(-x) - exp(-2 * x)]
)
def test_what_no_rule_covers_is_reported(expr):
    assert cancellations(expr)
    assert all(total.is_Add for total in cancellations(1 / (2 + expr**2)))


@pytest.mark.parametrize("expr", [x - y, 1 - x, exp(x) - 1, x**y - 1, (1 + x) ** y - 1, log(1 + x), x + y**2])
def test_what_is_covered_is_not(expr):
    assert cancellations(expr) == []


@pytest.mark.parametrize("formula", BOTH, ids=lambda formula: formula.name)
def test_signs_are_what_the_numbers_have(formula):
    generator = random.Random(3)
    points = [[float(v) for v in map(sample(formula.args, generator).get, formula.args)] for _ in range(5)]
    for part in preorder_traversal(stable(formula.expr)):
        if (part.is_Mul or part.is_Add) and sign(part):
            value = lambdify(formula.args, exact(part), "mpmath")
            assert all(sign(part) * value(*point) >= 0 for point in points), part


def test_a_difference_taken_first_keeps_its_digits():
    p = 1 - 2.0**-40
    assert amdahl.speedup(p, 1e12) == pytest.approx(1e12 / (p + 1e12 * 2.0**-40), rel=1e-15, abs=0)


def test_each_special_function_is_used():
    forms = [stable((exp(x * y) - 1) / x)]  # no formula of ours grows by factors of e
    for f in formulas.values():
        forms += [stable(f.expr), careful(f.expr), direct(stable(f.expr))]
    used = {type(e) for form in forms for e in form.atoms(*SPECIAL)}
    assert used == set(SPECIAL)
