import pytest
from sympy import Derivative, Eq, Function, Gt, Integral, S, symbols

from derivable.derivation import Derivation, assert_, conclude, define

a, b, c, s = symbols("a b c s", positive=True)
f = Function("f", positive=True)


def area(of_square):
    yield define("A square has the side a", b, a)
    yield assert_("and an area that grows from nothing", Eq(c, Integral(2 * s, (s, 0, b))))
    yield conclude("which is", c, of_square)


def test_a_right_derivation_holds_step_by_step():
    derivation = Derivation(area(a**2))
    assert [str(step.check()) for step in derivation] == [
        "holds by definition",
        "holds to 40 digits at 16 points",
        "holds by step 2",
    ]
    assert derivation.report().splitlines()[1] == " 2 holds to 40 digits at 16 points"
    assert derivation.check()
    assert derivation.put_in(c) == a**2


@pytest.mark.parametrize("wrong", [2 * a**2, a**3, a**2 + S(10) ** -30])
def test_a_wrong_conclusion_fails_with_a_point(wrong):
    derivation = Derivation(area(wrong))
    verdict = derivation.check()
    assert verdict.answer == "fails"
    assert "a" in verdict.counterexample
    assert not derivation[2].check()


def test_a_wrong_assertion_fails():
    def lines():
        yield define("Take", b, a)
        yield assert_("and its slope", Eq(Derivative(b * c, c) + Derivative(a**3, a), b + 2 * a))

    assert Derivation(lines()).check().answer == "fails"


def test_derivatives_are_taken_before_conclusions_are_put_in():
    def lines():
        yield assert_("The slope vanishes", Eq(Derivative((b - a) ** 2, b), 0))
        yield assert_("and the curve is convex", Gt(Derivative((b - a) ** 2, b, 2), 0))
        yield conclude("at", b, a)

    assert Derivation(lines()).check()


def test_without_an_assertion_nothing_is_shown():
    def lines():
        yield define("Call it b", b, a)

    assert Derivation(lines()).check().answer == "undecided"


def test_a_conclusion_that_nothing_tests_is_undecided():
    def lines():
        yield assert_("Something true", Eq(Integral(1, (s, 0, a)), a))
        yield conclude("and something else", b, a)

    derivation = Derivation(lines())
    assert derivation[1].check().answer == "undecided"
    assert derivation.check().answer == "undecided"


def test_only_relations_can_be_asserted():
    with pytest.raises(TypeError, match="not a relation"):
        assert_("Always", Eq(a, a))


def decreed():
    """The area of a square, its side said to be what its area was computed to be."""
    yield define("A square has the area", c, a**2)
    yield assert_("which is its side times itself", Eq(c, a * a))


def test_a_definition_of_what_was_computed_is_refused_and_told_what_to_write():
    with pytest.raises(
        ValueError, match=r"“A square has the area” defines c as a\*\*2, which was not there before"
    ) as why:
        Derivation(decreed())
    assert "or assert what c must satisfy and conclude its value" in str(why.value)
    assert "\n" not in str(why.value)


def test_a_definition_of_a_letter_that_has_a_meaning_is_refused():
    def lines():
        yield assert_("A square of side a has the area c", Eq(c, a**2))
        yield define("and its area is called", c, b)

    with pytest.raises(ValueError, match="defines c, which stands in an earlier line"):
        Derivation(lines())


def test_what_stands_in_an_earlier_line_may_be_given_a_letter():
    def lines():
        yield assert_("A cube has a volume", Eq(c, a**2 * b * s))
        yield define("of which this is the ground", f(s), a**2 * s)
        yield assert_("and the rest its height", Eq(c, f(s) * b))
        yield conclude("so that is", c, a**2 * b * s)

    assert Derivation(lines()).check()


def test_a_function_is_tested_wherever_it_stands():
    def lines():
        yield assert_("It begins at a", Eq(f(0), a))
        yield conclude("and does not change", f(s), a)

    derivation = Derivation(lines())
    assert str(derivation[1].check()) == "holds by step 1"
    assert derivation.check()


def test_shown_as_a_numbered_list():
    shown = Derivation(area(a**2))._repr_markdown_()
    assert shown.startswith("1. A square has the side a:\n   \n   $$\n   b = a\n   $$")
    assert "3. which is:" in shown
