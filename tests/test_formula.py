import doctest
from dataclasses import replace

import pytest
from sympy import log

import scaling_sym
from derivable.derivation import assert_, conclude
from derivable.formula import Claim
from scaling_sym.symbols import K, gamma, t, tau

STEPS = [(name, number) for name, f in scaling_sym.formulas.items() for number in range(len(f.derivation))]


@pytest.mark.parametrize(("name", "number"), STEPS, ids=[f"{name}-{number + 1}" for name, number in STEPS])
def test_every_step_holds(name, number):
    step = scaling_sym.formulas[name].derivation[number]
    assert step.check(), step


def test_every_derivation_asserts_something_and_holds(formula):
    assert formula.derivation.check()
    assert any(step.can_fail for step in formula.derivation)


def test_homogeneous(formula):
    assert formula.check_units()


def test_depends_on_its_arguments_and_nothing_else(formula):
    assert formula.expr.free_symbols == set(formula.args)


def test_claims_hold(formula):
    if formula.claim is None:
        assert formula.check_claim().answer == "undecided"
    else:
        assert formula.check_claim()


def test_the_paper_s_own_formulas_have_claims():
    stated = {"kappa", "compute_optimal_loss", "logical_efficiency", "physical_burden", "cumulative_compute"}
    stated |= {"relative_excess_loss", "required_compute", "required_burden"}
    assert all(scaling_sym.formulas[name].claim for name in stated)
    assert not any(scaling_sym.formulas[name].claim for name in ("doublings_per_halving", "required_multiple"))


def test_where_the_paper_states_a_proportionality_the_claim_is_one():
    compute = scaling_sym.required_compute
    assert str(compute.check_claim()) == "holds up to a factor, in L, E"
    assert replace(compute, claim=replace(compute.claim, expr=7 * compute.claim.expr)).check_claim()
    other = replace(compute.claim, expr=compute.claim.expr**2)
    assert replace(compute, claim=other).check_claim().answer == "fails"


def altered(formula, expr):
    """The formula with another right side, as if it had been derived."""

    def lines():
        for line in formula.lines():
            changed = line.role == "conclude" and line.relation.lhs == formula.symbol
            yield conclude(line.sentence, formula.symbol, expr) if changed else line

    return replace(formula, lines=lines)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("kappa", lambda e: e.subs(scaling_sym.symbols.alpha, 2 * scaling_sym.symbols.alpha)),
        ("compute_coefficient", lambda e: e.subs(scaling_sym.symbols.k, 1)),
        ("cumulative_compute", lambda e: e.subs(log(2), 1)),
        ("relative_excess_loss", lambda e: 1 / e),
        ("time_to_target", lambda e: e * log(2)),
    ],
)
def test_an_altered_result_is_caught(name, change):
    formula = scaling_sym.formulas[name]
    wrong = altered(formula, change(formula.expr))
    assert wrong.derivation.check().answer == "fails"


def test_units_notice_a_lost_tau():
    multiple = scaling_sym.compute_multiple
    assert altered(multiple, multiple.expr.subs(tau, 1)).check_units().answer == "fails"
    assert altered(multiple, multiple.expr * t * gamma).check_units()


def test_claims_notice_a_difference():
    kappa = scaling_sym.kappa
    assert replace(kappa, claim=Claim(2 * kappa.claim.expr)).check_claim().answer == "fails"


def test_a_stray_letter_is_an_error():
    def lines():
        yield from scaling_sym.kappa.lines()
        yield assert_("and something", scaling_sym.kappa.equation)
        yield conclude("with", scaling_sym.symbols.kappa, K)

    with pytest.raises(ValueError, match="still depends on K"):
        _ = replace(scaling_sym.kappa, lines=lines).expr


def test_docstring_is_complete_and_its_example_runs(formula):
    text = formula.__doc__
    for part in ("Parameters", "Returns", "Raises", "Examples", "Source: ", *map(str, formula.args)):
        assert part in text
    example = doctest.DocTestParser().get_doctest(text, {formula.name: formula}, formula.name, None, 0)
    assert example.examples
    report = []
    results = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=report.append)
    assert results.failed == 0, "".join(report)


def test_the_class_keeps_its_own_docstring():
    assert "Called with numbers" in type(scaling_sym.kappa).__doc__


def test_shown_as_a_labelled_equation(formula):
    shown = formula._repr_mimebundle_()
    assert shown["text/markdown"].endswith(f"\n$$ ({formula.name})")
    assert shown["text/plain"].startswith("Eq(")
