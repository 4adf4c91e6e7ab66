"""Rewriting for accuracy and for range changes nothing: the forms are the formula, symbolically."""

import pytest
from flint import arb, ctx
from sympy import Piecewise, exp, expand_log, log, powdenest, simplify

from derivable.numerics.nodes import NODES, WEIGHTS
from derivable.numerics.special import SPECIAL
from derivable.numerics.stable import careful, exact, scaled, stable
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


def test_the_nodes_and_weights_are_gauss_and_legendre_s():
    with ctx.workprec(200):
        exact = [arb.legendre_p_root(2 * len(NODES), place, weight=True) for place in range(len(NODES))]
    assert [float(node.mid()) for node, _ in reversed(exact)] == [*NODES]
    assert [float(weight.mid()) for _, weight in reversed(exact)] == [*WEIGHTS]
