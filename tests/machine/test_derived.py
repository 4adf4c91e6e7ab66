"""The machine on the tiny book: each formula is derived, checked, verified by all seven, and its mutants rejected."""

import doctest
from dataclasses import replace

import pytest
from sympy import Eq, Limit, oo

from derivable import Claim, Formula, assert_, conclude, define
from derivable.verify import VALUE, At, Tends, verify
from derivable.verify.evidence import Evidence
from derivable.verify.trial import rejecting, tried
from derivable.verify.witnesses import WITNESSES
from tests.amdahl import BOOK, KNOWLEDGE, S, S_max, ceiling, m, n, p, shared_part, speedup

FORMULAS = pytest.mark.parametrize("formula", BOOK.formulas.values(), ids=BOOK.formulas)
RIGHT = {speedup: 1 / ((1 - p) + p / n), ceiling: 1 / (1 - p), shared_part: (1 - 1 / S) / (1 - 1 / m)}


def test_the_book_holds_its_formulas_in_order():
    assert list(BOOK.formulas.values()) == [speedup, ceiling, shared_part] == list(RIGHT)
    with pytest.raises(TypeError):
        BOOK.formulas["other"] = speedup


@FORMULAS
def test_derived_as_it_is_known(formula):
    assert (formula.expr - RIGHT[formula]).equals(0)
    assert formula.expr.free_symbols == set(formula.args)


@FORMULAS
def test_each_step_holds(formula):
    assert [step.check().answer for step in formula.derivation] == ["holds"] * len(formula.derivation)
    checked = sum(step.line.role != "define" for step in formula.derivation)
    assert str(formula.derivation.check()) == f"holds in each of {checked} steps"


@FORMULAS
def test_units_and_claim(formula):
    assert formula.check_units()
    assert formula.check_claim().answer == ("undecided" if formula is shared_part else "holds")


def test_a_wrong_claim_is_noticed():
    assert replace(speedup, claim=Claim(n)).check_claim().answer == "fails"


@FORMULAS
def test_docstring_is_whole_and_its_example_runs(formula):
    for part in (
        "Parameters",
        "Returns",
        "Raises",
        "Examples",
        "Source: Amdahl 1967",
        *(s.meaning for s in formula.args),
    ):
        assert part in formula.__doc__
    example = doctest.DocTestParser().get_doctest(formula.__doc__, {formula.name: formula}, formula.name, None, 0)
    assert doctest.DocTestRunner().run(example) == (0, 1)


def test_repr_shows_the_formula():
    assert repr(ceiling) == "ceiling(p) = 1/(1 - p)"
    assert ceiling._repr_mimebundle_()["text/markdown"] == "$$\nS_{\\max} = \\frac{1}{1 - p}\n$$ (ceiling)"
    assert "called with numbers" in Formula.__doc__.lower()


@FORMULAS
def test_verified_by_all_seven(formula):
    report = verify(BOOK, formula)
    assert report, "\n".join(map(str, report.against))
    assert [finding.witness for finding in report] == list(WITNESSES)
    unasked = {finding.witness for finding in report if finding.answer == "not applicable"}
    assert unasked == ({"claim"} if formula is shared_part else set())


@FORMULAS
def test_mutants_are_rejected_by_two(formula):
    trial = tried(formula, BOOK.habits, Evidence.of(BOOK, formula), step=10)
    assert trial, trial.escaped
    assert trial.wrong > 3


def decreed():
    """The ceiling, of which only the name is new."""
    yield define("Call it the ceiling", S_max, 1 / (1 - p))
    yield assert_("With ever more processors the speedup tends to it", Eq(S_max, Limit(speedup.expr, n, oo)))


def named():
    yield define("The speedup is known", S, speedup)
    yield conclude("and this is what it tends to", S_max, 1 / (1 - p))
    yield assert_("with ever more processors", Eq(S_max, Limit(S, n, oo)))


def test_a_result_that_is_decreed_is_refused_and_one_of_another_formula_may_be_named():
    with pytest.raises(ValueError, match="which was not there before"):
        _ = replace(ceiling, lines=decreed).derivation
    assert str(replace(ceiling, lines=named).derivation.check()) == "holds in each of 2 steps"
    assert replace(ceiling, lines=named).uses == (speedup,)


def test_the_formula_itself_is_rejected_by_no_one():
    assert rejecting(speedup, speedup.expr, Evidence.of(BOOK, speedup)) == []


def heard(formula, truth):
    """What the witness of limits and shape answers when one truth alone is known."""
    known = replace(KNOWLEDGE[formula], truths=(truth,))
    evidence = Evidence(formula, known, 1)
    return WITNESSES["limits and shape"](formula, evidence).answer


def test_a_limit_is_taken_inside_the_domain_alone():
    assert heard(ceiling, Tends(p, 1, oo)) == "holds"  # beyond p = 1 the expression is negative
    assert heard(speedup, Tends(n, 1, 1)) == "holds"
    assert heard(shared_part, Tends(m, S, 1)) == "holds"  # the domain of m begins at S
    assert heard(shared_part, Tends(m, S, 0)) == "fails"


def test_a_truth_that_is_none_is_noticed():
    assert heard(speedup, At({n: 2}, VALUE)) == "fails"
