"""The tiny book: all that a formula is and says, and all that its derivation does, where it can be seen at a glance."""

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, replace
from types import ModuleType

import pytest
from sympy import Eq, Function, Integral, Interval, Limit, Symbol, oo, symbols

from derivable.derivation import Derivation, Premise, assert_, conclude, define, premise
from derivable.formula import Book, Claim, Formula, Habits, Statement, book_at, collected, formula, unit_text
from derivable.identity import Verdict
from derivable.letters import Letter, base_units
from tests import amdahl
from tests.amdahl import BOOK, SHARING, T_1, S, S_max, T, ceiling, m, n, p, shared_part, speedup

a, b, c = symbols("a b c", positive=True)
f = Function("f", positive=True)

TOLD = """What part of the work must be shared for m processors to be S times as fast.

    p = m*(S - 1)/(S*(m - 1))

Parameters
----------
S : float or array, in no unit, S ≥ 1, finite
    speedup
m : float or array, in no unit, m > S, finite
    processors, more than the speedup

Returns
-------
p : float, or array of the shape the arguments broadcast to, in no unit
    part of the work that can be shared

Raises
------
ValueError
    If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
TypeError
    If arguments are missing or unknown.

Examples
--------
>>> shared_part(S=1.5, m=3.0)
0.5

Source: Amdahl 1967, turned around.
"""


def test_what_a_formula_says_of_itself():
    assert shared_part.__doc__ == TOLD
    assert shared_part.__name__ == shared_part.name == "shared_part"
    assert repr(shared_part) == "shared_part(S, m) = m*(S - 1)/(S*(m - 1))"
    assert shared_part._repr_mimebundle_() == {
        "text/markdown": "$$\np = \\frac{m \\left(S - 1\\right)}{S \\left(m - 1\\right)}\n$$ (shared_part)",
        "text/latex": "$\\displaystyle p = \\frac{m \\left(S - 1\\right)}{S \\left(m - 1\\right)}$",
        "text/plain": "Eq(p, m*(S - 1)/(S*(m - 1)))",
    }
    assert Formula.__doc__.startswith("One formula of a book")
    assert shared_part.origin == "Amdahl 1967, turned around"


def test_what_a_formula_is_made_of():
    assert shared_part.equation == Eq(p, m * (S - 1) / (S * (m - 1)), evaluate=False)
    assert shared_part.uses == (speedup,)
    assert speedup.uses == ()
    assert shared_part.premises == speedup.premises == (SHARING,)
    assert ceiling.unit == 1
    assert shared_part.domain(m) == m.domain
    assert replace(shared_part, domains={m: Interval(2, oo)}).domain(m) == Interval(2, oo)
    assert [str(parameter) for parameter in shared_part.__signature__.parameters.values()] == ["S", "m"]
    assert shared_part.derivation is shared_part.derivation
    assert str(inspect.signature(speedup)) == "(p, n)"


def test_premises_stand_once_and_those_of_others_first():
    other = replace(SHARING, name="another")

    def lines():
        yield premise(other)
        yield premise(SHARING)
        yield assert_("The speedup", Eq(S, speedup.expr))
        yield conclude("is", S, speedup.expr)

    assert [one.name for one in replace(speedup, lines=lines).premises] == ["perfect sharing", "another"]


def test_a_formula_is_one_object_and_cannot_be_changed():
    assert pickle.loads(pickle.dumps(speedup)) is speedup
    assert copy.copy(speedup) is copy.deepcopy(speedup) is speedup
    assert replace(speedup) != speedup
    with pytest.raises(FrozenInstanceError):
        speedup.name = "another"
    with pytest.raises(pickle.UnpicklingError, match=r"the module tests\.amdahl does not hold the formula another"):
        pickle.loads(pickle.dumps(replace(speedup, name="another")))
    assert pickle.loads(pickle.dumps(BOOK)) is BOOK


def test_units_and_defaults():
    (second,) = base_units("second")
    late = Letter("late", second, "how late it is", typical=(1, 2), default=60)

    @formula(T, (T_1, late), source="nowhere", domains={T_1: Interval(1, oo)}, where=(a,))
    def sum_():
        """Two times, one after the other.

        >>> 1 + 1
        2
        """
        yield assert_("They add up", Eq(T, T_1 + late + Integral(0, (a, 0, 1))))
        yield conclude("to", T, T_1 + late)

    assert sum_.name == "sum"
    assert (sum_.unit, unit_text(sum_.unit), unit_text(1)) == (second, "second", "no unit")
    assert sum_.check_units()
    assert not replace(sum_, symbol=S, lines=lambda: iter([conclude("so", S, T_1)])).check_units()
    assert sum_.__signature__.parameters["late"].default == 60
    assert sum_.__signature__.parameters["T_1"].default is inspect.Parameter.empty
    assert "late : float or array, in second, late > 0, finite, by default 60\n    how late it is" in sum_.__doc__
    assert "T_1 : float or array, in second, T_1 ≥ 1, finite\n" in sum_.__doc__
    assert sum_.where == (a,)
    assert sum_(2.0) == 62.0


def test_shown_with_the_letters_that_its_derivation_defines():
    def lines():
        yield assert_("The part that is not shared", Eq(a, 1 - p))
        yield conclude("is", a, 1 - p)
        yield assert_("and what it allows", Eq(S_max * a, 1))
        yield conclude("is", S_max, 1 / a)

    shown = replace(ceiling, lines=lines, where=(a,))._repr_mimebundle_()
    assert shown["text/latex"] == r"$\displaystyle S_{\max} = \frac{1}{a}, \qquad a = 1 - p$"


def test_claims():
    assert speedup.claim.relations(speedup.expr) == [Eq(speedup.expr, speedup.claim.expr, evaluate=False)]
    assert replace(speedup, claim=Claim(2 / (2 - p), {n: 2})).check_claim()
    assert replace(speedup, claim=Claim(2 / (2 - p), {n: 3})).check_claim().answer == "fails"
    assert replace(speedup, claim=Claim(2 / (2 - p))).check_claim().answer == "fails"
    assert str(shared_part.check_claim()) == "undecided the paper states no form"
    up_to = replace(shared_part, claim=Claim(5 * (S - 1) / S, proportional=(S,)))
    assert str(up_to.check_claim()) == "holds up to a factor, in S"
    assert replace(shared_part, claim=Claim(5 * (S - 1), proportional=(S,))).check_claim().answer == "fails"
    assert replace(shared_part, claim=Claim(5 * (S - 1) / S, proportional=(S, m))).check_claim().answer == "fails"
    assert speedup.claim == Claim(1 / (1 - p + p / n))
    assert speedup.claim.given == {}

    @formula(S, (p, n), source="nowhere", claim=p, given={n: 2}, proportional=(p,))
    def stated():
        """Nothing."""
        yield conclude("so", S, p)

    assert stated.claim == Claim(p, {n: 2}, (p,))
    assert hash(stated.claim) == hash(Claim(p, {n: 3}, (p,)))


def test_books():
    assert BOOK.command == "python -m derivable tests.amdahl:BOOK"
    assert replace(BOOK, package="derivable").command == "python -m derivable"
    assert replace(BOOK, package="no.such.package").command == "python -m derivable tests.amdahl:BOOK"
    assert book_at("tests.amdahl:BOOK") is BOOK
    for place in ("tests.amdahl:speedup", "tests.amdahl:NOTHING", "nowhere:BOOK", "tests.amdahl", ":", "tests.amdahl:"):
        with pytest.raises(ValueError, match="there is no book at"):
            book_at(place)
    assert list(BOOK.formulas) == ["speedup", "ceiling", "shared_part"]
    assert (BOOK.habits.taken_as, Habits().short, Habits().dropped, BOOK.statements[1].beyond != "") == (
        {n: (1,)},
        {},
        (),
        True,
    )
    assert Statement("1", "so", "here", (speedup,)) == Statement("1", "so", "here", (speedup,), "", "")
    assert Book("x", "y", {}, (), dict).statements == ()
    with pytest.raises(FrozenInstanceError):
        BOOK.package = "another"


def test_a_module_s_own_formulas_are_collected():
    other = ModuleType("other")
    other.borrowed, other.number = speedup, 3
    assert collected(other) == {}
    assert list(collected(amdahl, other)) == ["speedup", "ceiling", "shared_part"]
    with pytest.raises(TypeError):
        collected(amdahl)["more"] = speedup


def test_what_is_used_is_noted_for_the_formula_that_is_being_derived_alone():
    def lines():
        yield assert_("It tends to", Eq(S_max, Limit(speedup.expr, n, oo)))
        yield conclude("its value for good", S_max, ceiling.expr)

    both = replace(ceiling, lines=lines)
    assert both.uses == (speedup, ceiling)
    assert speedup.expr == ceiling.uses[0].expr
    assert both.uses == (speedup, ceiling)

    def broken():
        yield conclude("so", S_max, speedup.expr)
        raise KeyError

    with pytest.raises(KeyError):
        _ = replace(ceiling, lines=broken).uses
    assert replace(ceiling, lines=lines).uses == (speedup, ceiling)


def test_what_a_derivation_says():
    derivation = speedup.derivation
    assert derivation.report().splitlines() == [
        " 1 holds symbolically",
        " 2 holds by steps 1 and 3",
        " 3 holds symbolically",
        " 4 holds by steps 3 and 5",
        " 5 holds to 40 digits at 16 points",
    ]
    assert str(derivation.check()) == "holds in each of 5 steps"
    assert repr(derivation).splitlines()[1] == "2. so the time is: Eq(T, T_1*(n*(1 - p) + p)/n)"
    assert derivation._repr_markdown_().startswith(
        f"1. *Premise, assumption.* {SHARING.sentence}:\n   \n   $$\n   T = T_{{1}} "
    )
    assert "\n   $$\n\n2. so the time is:\n" in derivation._repr_markdown_()
    assert [step.number for step in derivation] == [1, 2, 3, 4, 5]
    assert [step.can_fail for step in derivation] == [True, False, True, False, True]
    assert len(derivation) == 5
    assert derivation[1].sentence == "so the time is"


def test_what_is_put_back_and_what_is_kept():
    derivation = speedup.derivation
    time = T_1 * (1 - p + p / n)
    assert (derivation.put_in(T) - time).simplify() == 0
    assert derivation.put_in(S * T, keep=(T,)) == speedup.expr * T
    assert derivation.put_in(S * T, keep=(S, T)) == S * T
    left, right = derivation.put_back(Eq(S * T, T_1)).args
    assert ((left - T_1).simplify(), right) == (0, T_1)
    assert derivation.put_back(Eq(S * T, T_1), keep=(S,)).has(S)
    third, fourth = derivation[2], derivation[3]
    assert derivation.depends(third, fourth)
    assert not derivation.depends(derivation[0], fourth)


def test_definitions_are_put_back_through_each_other_and_counted_as_no_check():
    def lines():
        yield assert_("Something is", Eq(a, c * 2 + Integral(0, (p, 0, 1))))
        yield define("which is called", b, a)
        yield conclude("so", a, 2 * c)
        yield define("and of any argument", f(n), b)
        yield assert_("the same", Eq(f(3), 2 * c))

    derivation = Derivation(lines())
    assert derivation.put_in(b) == 2 * c
    assert derivation.put_in(f(7)) == 2 * c
    assert str(derivation.check()) == "holds in each of 3 steps"
    assert str(derivation[1].check()) == "holds by definition"


def test_integrals_are_left_to_quadrature_when_a_line_is_put_back():
    def lines():
        yield assert_("An area", Eq(a, Integral(p, (p, 0, c))))
        yield conclude("is", a, c**2 / 2)

    assert Derivation(lines()).put_back(Eq(a, Integral(p, (p, 0, c)))).has(Integral)
    assert str(Derivation(lines())[0].check()) == "holds to 40 digits at 16 points"


def test_a_result_may_be_named_though_it_stands_in_no_line():
    line = define("The speedup is", a, speedup)
    assert (line.relation, line.result_of, line.premise) == (Eq(a, speedup.expr, evaluate=False), "speedup", None)
    assert define("again", a, b).result_of == ""
    assert len(Derivation(iter([line]))) == 1
    with pytest.raises(ValueError, match="which was not there before"):
        Derivation(iter([replace(line, result_of="")]))


def test_a_premise_of_other_letters_and_what_is_known_of_it():
    turned = SHARING.at({n: m})
    assert turned == replace(SHARING, relation=SHARING.relation.xreplace({n: m})) != SHARING
    assert Premise("x", "definition", "So", Eq(a, b), "here").breaks == ""
    line = premise(SHARING)
    assert (line.role, line.sentence, line.relation, line.premise) == (
        "premise",
        SHARING.sentence,
        SHARING.relation,
        SHARING,
    )
    with pytest.raises(FrozenInstanceError):
        line.role = "assert"


def test_a_conclusion_is_judged_by_every_line_that_would_notice():
    def lines():
        yield assert_("It is twice", Eq(a, 2 * b))
        yield assert_("and half", Eq(b, a / 3))
        yield conclude("so", a, 2 * b)

    verdict = Derivation(lines())[2].check()
    assert (verdict.answer, verdict.how) == ("fails", "at a point")
    assert isinstance(verdict, Verdict)
    assert Derivation(lines()).check() == verdict


def test_a_letter_that_stands_there_already_is_not_defined_again():
    with pytest.raises(ValueError, match="defines f\\(n\\), which stands in an earlier line"):
        Derivation(iter([assert_("of any argument", Eq(f(3), a)), define("too late", f(n), b)]))
    with pytest.raises(ValueError, match="which stands in an earlier line"):
        Derivation(iter([define("once", a, b), define("twice", a, Symbol("z"))]))
