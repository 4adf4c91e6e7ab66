import random

import pytest
from sympy import Eq, Gt, Integral, LambertW, Lt, S, Symbol, cos, exp, log, sin, symbols

import scaling_sym
from derivable.identity import Verdict, all_hold, decide, sample
from scaling_sym.symbols import E, L, X, gamma

x, y = symbols("x y", positive=True)
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
