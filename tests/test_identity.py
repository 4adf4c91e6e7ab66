import random

import pytest
from sympy import (
    Derivative,
    Eq,
    Float,
    Ge,
    Gt,
    Integral,
    LambertW,
    Le,
    Limit,
    Lt,
    Max,
    Piecewise,
    S,
    Symbol,
    cos,
    exp,
    log,
    oo,
    sin,
    sqrt,
    symbols,
)

import scaling_sym
from derivable.identity import Verdict, all_hold, decide, sample
from scaling_sym.symbols import E, L, X, gamma

x, y = symbols("x y", positive=True)
TWO_CASES = Piecewise((x, x > 1), (2 * x, True))
s = Symbol("s", real=True)


@pytest.mark.parametrize(
    "relation",
    [
        Eq((x + y) ** 2, x**2 + 2 * x * y + y**2),
        Eq(log(x * y), log(x) + log(y)),
        Eq(sin(s) ** 2 + cos(s) ** 2, 1),
        Eq(x**y, exp(y * log(x))),
        Gt(x + y, x, evaluate=False),
        S.true,
    ],
)
def test_settled_by_symbols(relation):
    verdict = decide(relation)
    assert verdict
    assert verdict.how == "symbolically"


@pytest.mark.parametrize(
    "relation",
    [
        Eq(Integral(x**s, (s, 0, 1)), (x - 1) / log(x)),
        Eq(LambertW(x) * exp(LambertW(x)) + Integral(s, (s, 0, 1)), x + S.Half),
    ],
)
def test_settled_at_points(relation):
    verdict = decide(relation)
    assert verdict
    assert verdict.points == 16
    assert "40 digits" in verdict.how


@pytest.mark.parametrize(
    "relation",
    [Eq(x, y), Eq(x**2, 2 * x), Lt(x, y), Eq(x, x + S(10) ** -38, evaluate=False), S.false, Eq(S(1), S(2))],
)
def test_refuted(relation):
    assert decide(relation).answer == "fails"


def test_a_refutation_shows_a_point():
    verdict = decide(Eq(x * y, x + y))
    values = {name: float(value) for name, value in verdict.counterexample.items()}
    assert abs(values["x"] * values["y"] - values["x"] - values["y"]) > 1e-3


def test_what_cannot_be_evaluated_is_undecided():
    verdict = decide(Eq(log(-x), log(-x) + 1 - Integral(1, (s, 0, 1))))
    assert verdict.answer == "undecided"
    assert not verdict


def test_cancelling_terms_are_judged_by_their_size():
    assert decide(Eq(x * 10**30 - Integral(x * 10**30, (s, 0, 1)), 0, evaluate=False))


def test_letters_may_be_called_as_functions_are():
    growth_rate, base = symbols("exp log", positive=True)
    area = Eq(Integral(exp(growth_rate * s), (s, 0, log(base))), (base**growth_rate - 1) / growth_rate)
    assert decide(area).points == 16
    assert decide(Eq(area.lhs, area.rhs + 1)).answer == "fails"


def test_all_hold():
    good, bad = Verdict("holds", "so", 3), Verdict("undecided", "because", 1)
    assert all_hold([good, good], "twice").points == 6
    assert all_hold([good, bad], "twice") is bad
    assert all_hold([], "never").answer == "undecided"


def test_samples_are_seeded_and_lie_in_the_domain():
    first, again = (sample([L, E, X, gamma], random.Random(7)) for _ in range(2))
    assert first == again
    assert first[L] > first[E] > 0
    assert 0 < first[X] < 1
    assert sample([L], random.Random(7))[L] > 0


def test_plain_symbols_are_taken_for_the_letters_of_their_names():
    alpha, beta = symbols("alpha beta")
    assert decide(Eq(scaling_sym.kappa.expr, 1 / (1 / alpha + 1 / beta))).how == "symbolically"
    verdict = decide(Eq(scaling_sym.kappa.expr, (alpha + beta) / 2))
    assert verdict.answer == "fails"
    assert set(verdict.counterexample) == {"alpha", "beta"}


def test_two_symbols_of_one_name_are_told_apart_or_refused():
    with pytest.raises(ValueError, match="two different symbols in this are called x"):
        decide(Eq(x, Symbol("x")))


@pytest.mark.parametrize("relation", [x == y, x == x, x - y, 3, "x = y", None])
def test_what_is_no_relation_is_refused_in_words(relation):
    with pytest.raises(TypeError, match=r"a relation is wanted.*Eq\(left, right\)"):
        decide(relation)


def test_a_verdict_is_true_if_it_holds_and_says_where_it_does_not():
    assert not Verdict("fails", "at a point", 2)
    assert str(Verdict("fails", "at a point", 2, {"x": "1", "y": "2"})) == "fails at a point (x = 1, y = 2)"
    assert str(Verdict("holds", "symbolically")) == "holds symbolically"
    good = Verdict("holds", "symbolically", 0)
    assert all_hold([good, Verdict("fails", "here"), Verdict("undecided", "there")], "thrice").how == "here"
    assert all_hold([good], "once") == Verdict("holds", "once", 0)
    assert hash(Verdict("fails", "here", 1, {"x": "1"})) == hash(Verdict("fails", "here", 1, {"x": "2"}))


def test_a_hundredth_of_what_is_allowed_and_a_hundredfold():
    """40 digits are asked for: what is off in the 39th fails, and what is off in the 41st does not."""
    whole = Integral(1, (s, 0, 1))
    assert decide(Eq(x * whole, x * (1 + S(10) ** -39), evaluate=False)).answer == "fails"
    assert decide(Eq(x * whole, x * (1 + S(10) ** -41), evaluate=False))
    assert decide(Eq(x * whole, x * (1 + S(10) ** -21), evaluate=False), digits=20)
    assert decide(Eq(x * whole, x * (1 + S(10) ** -19), evaluate=False), digits=20).answer == "fails"


def test_the_scale_of_a_comparison_is_its_largest_term_and_no_more():
    whole = Integral(1, (s, 0, 1))
    far = x * 10**30
    assert decide(Eq(far * whole + x * S(10) ** -12, far, evaluate=False))
    assert decide(Eq(far * whole + x * S(10) ** -8, far, evaluate=False)).answer == "fails"
    assert decide(Eq(x * S(10) ** -50 * whole, 2 * x * S(10) ** -50, evaluate=False)).answer == "fails"


def test_terms_that_cancel_are_computed_to_more_digits_than_are_asked_for():
    """Without digits in guard, what is left of 10^15 x + x - 10^15 x would be wrong in its last ones."""
    far = x * 10**15
    whole = Integral(1, (s, 0, 1))
    gap = decide(Gt(far * whole + x * S(10) ** -30, far, evaluate=False))
    assert gap.how == "to 40 digits at 16 points"
    assert decide(Lt(far * whole + x * S(10) ** -30, far, evaluate=False)).answer == "fails"


def test_piecewise_and_integrals_are_left_to_numbers():
    cases = Piecewise((x, x > 1), (1 / x, True))
    assert decide(Eq(cases, cases * 1, evaluate=False)).points == 16
    assert decide(Eq(Integral(s, (s, 0, x)), Integral(s, (s, 0, x)), evaluate=False)).points == 16
    assert decide(Eq(cases, x)).answer == "fails"
    assert decide(Eq(cases + Integral(s, (s, 0, 1)), cases + S.Half, evaluate=False)).points == 16


@pytest.mark.parametrize(
    ("relation", "answer"),
    [
        (Gt(x + y, x, evaluate=False), "holds"),
        (Lt(x, x + y, evaluate=False), "holds"),
        (Ge(x + y, x, evaluate=False), "holds"),
        (Le(x, x + y, evaluate=False), "holds"),
        (Ge(x + s**2, x, evaluate=False), "holds"),
        (Le(x, x + s**2, evaluate=False), "holds"),
        (Ge(x, x, evaluate=False), "holds"),
        (Le(x, x, evaluate=False), "holds"),
    ],
)
def test_inequalities_settled_by_symbols(relation, answer):
    assert (decide(relation).answer, decide(relation).how) == (answer, "symbolically")


@pytest.mark.parametrize(
    "relation",
    [
        Gt(x, x, evaluate=False),
        Lt(x, x, evaluate=False),
        Gt(x, x + y, evaluate=False),
        Lt(x + y, x, evaluate=False),
        Ge(x, x + y, evaluate=False),
        Le(x + y, x, evaluate=False),
    ],
)
def test_inequalities_refuted(relation):
    assert (decide(relation).answer, decide(relation).points) == ("fails", 1)


@pytest.mark.parametrize("kind", [Gt, Lt, Ge, Le])
def test_equal_sides_at_points_are_neither_greater_nor_less(kind):
    verdict = decide(kind(TWO_CASES, TWO_CASES, evaluate=False))
    assert verdict.answer == ("holds" if kind in (Ge, Le) else "fails")
    assert verdict.points == (16 if kind in (Ge, Le) else 1)


def test_a_square_is_not_above_nothing_for_sure():
    assert decide(Gt(x + s**2, x, evaluate=False)).how != "symbolically"  # it may be 0


def test_logarithms_are_taken_of_what_is_positive_alone():
    """By force log(u²) is 2 log u: where signs are not known, nothing may be concluded from that."""
    u, v = symbols("u v", real=True)
    assert decide(Eq(sqrt(u**2), u, evaluate=False)).answer == "fails"
    assert decide(Eq(u, sqrt(u**2), evaluate=False)).answer == "fails"
    assert decide(Eq(sqrt(u**2 * v**2), u * v, evaluate=False)).answer == "fails"
    assert decide(Eq((x * y) ** S.Half * (x / y) ** S.Half, x)).how == "symbolically"


def test_how_many_points():
    relation = Eq(Integral(s, (s, 0, x)), x**2 / 2, evaluate=False)
    assert decide(relation).points == 16
    assert decide(relation, points=3).how == "to 40 digits at 3 points"
    number = Eq(Integral(s, (s, 0, 1)), S.Half, evaluate=False)
    assert decide(number).how == "to 40 digits at 1 points"


def test_points_where_nothing_can_be_said_are_passed_over_up_to_four_times_as_many():
    verdict = decide(Eq(sqrt(s) * TWO_CASES, sqrt(s) * TWO_CASES, evaluate=False), points=8)
    assert (verdict.answer, verdict.points) == ("holds", 8)  # it is real where s > 0
    never = decide(Eq(log(-x) * TWO_CASES, log(-x) * TWO_CASES, evaluate=False), points=5)
    assert str(never) == "undecided because only 0 of 5 points could be evaluated"
    assert never.points == 0


def test_the_points_are_the_same_every_time():
    wrong = Eq(x * y, x + y)
    assert decide(wrong) == decide(wrong)
    first = sample([x, y], random.Random(0))
    assert decide(wrong).counterexample == {str(letter): str(Float(value, 6)) for letter, value in first.items()}
    assert decide(wrong).points == 1


def test_what_divides_by_nothing_decides_nothing():
    assert decide(Eq(1 / (x - x * Integral(1, (s, 0, 1))), 1, evaluate=False)).answer == "undecided"
    larger = Max(log(s), 1) * TWO_CASES  # of complex numbers there is no larger one
    assert decide(Eq(larger, larger, evaluate=False)).points == 16
    assert decide(Eq(x + S.ComplexInfinity * Integral(s, (s, 0, 1)), x, evaluate=False)).answer == "undecided"


def test_derivatives_and_limits_are_carried_out_and_integrals_are_not():
    assert decide(Eq(Derivative(x**2, x), 2 * x)).how == "symbolically"
    assert decide(Eq(Limit(1 / s, s, oo), 0, evaluate=False)).how == "symbolically"
    assert decide(Eq(Derivative(Integral(s, (s, 0, x)), x), x, evaluate=False))


def test_letters_and_symbols_of_one_name_are_told_from_strangers():
    alpha, stranger = symbols("alpha x")
    assert decide(Eq(scaling_sym.symbols.alpha, alpha, evaluate=False)).how == "symbolically"
    with pytest.raises(ValueError, match="called x"):
        decide(Eq(x + scaling_sym.symbols.alpha, stranger + alpha))
