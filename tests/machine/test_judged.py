"""The machine on the tiny book: answers are judged, whole derivations and special cases too."""

import pytest

from derivable.judge.judge import judge
from tests.amdahl import BOOK, n, p, shared_part, speedup


def judged(name, answer, given=None):
    judgement = judge(BOOK, name, answer, given)
    return judgement.answer, str(judgement)


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("speedup", "1/(1 - p + p/n)"),
        ("speedup", r"S = \frac{1}{(1 - p) + \frac{p}{n}}"),
        ("speedup", "S (1 - p) = 1 - S p/n"),
        ("speedup", 1 / (1 - p + p / n)),
        ("ceiling", "(1 - p)^-1"),
        ("ceiling", "S_max = 1/(1-p)"),
        ("shared_part", "(1 - 1/S)/(1 - 1/m)"),
        ("shared_part", "m(S - 1)/(S(m - 1))"),
        ("shared_part", "1/S = 1 - p + p/m"),
    ],
)
def test_right(name, answer):
    assert judged(name, answer)[0] == "right"


@pytest.mark.parametrize(
    ("name", "answer", "hint"),
    [
        ("speedup", "1 - p + p/n", "It is the reciprocal of what was asked for."),
        ("speedup", "1/(1 - p)", "It is S_max, the formula ceiling."),
        ("speedup", "1/(1 + p + p/n)", "Look at the sign of a term"),
        ("speedup", "2/(1 - p + p/n)", "yours is 2 times what it should be"),
        ("speedup", "2/(2 - p)", "It is right for n = 2, but not in general."),
        ("speedup", "1/(1.01 - p + p/n)", "A rounded number stands in it: write it exactly."),
        ("shared_part", "m(S - 1)/(m - 1)", "The factor 1/S is missing in it."),
        ("ceiling", "1/p", "at p = 1/4 yours gives 4, it should be 4/3."),
    ],
)
def test_wrong_with_the_slip(name, answer, hint):
    verdict, sentence = judged(name, answer)
    assert verdict == "wrong"
    assert hint in sentence


@pytest.mark.parametrize(
    ("name", "answer", "given", "why"),
    [
        ("speedup", "x/(1 - p)", None, "x is unknown here. Known are p, n, S."),
        ("speedup", "1/(1 - p", None, "the formula ends where “)” was expected."),
        ("slowdown", "1", None, "There is no formula 'slowdown'. There are speedup, ceiling, shared_part."),
        ("speedup", "1", "n = 1/2", "n = 1/2 is outside its domain: n ≥ 1, finite."),
        ("shared_part", "1", "S = 2; m = 3/2", "m = 3/2 is outside its domain: m > S, finite."),
        ("shared_part", "1", "S = 2m", "m is outside its domain: m > S, finite."),
        ("shared_part", "1", "S = m/2", "the domain of m begins at S: that may be a letter or a fraction only."),
    ],
)
def test_not_comparable(name, answer, given, why):
    verdict, sentence = judged(name, answer, given)
    assert verdict == "not comparable"
    assert why in sentence


def test_a_special_case():
    assert judged("speedup", "4/3", "n = 2; p = 1/2")[0] == "right"
    assert judged("speedup", "2/(2 - p)", "n = 2")[0] == "right"
    assert judged("speedup", "2/(2 - p)", "n = 3")[0] == "wrong"
    assert judged("shared_part", "(S^2 - 1)/S^2", "m = S + 1")[0] == "right"


def test_a_derivation():
    right = ["T = T_1 (1 - p + p/n)", "S = T_1/T", "S = 1/(1 - p + p/n)"]
    assert judge(BOOK, speedup, right)
    wrong = judge(BOOK, speedup, [right[0], "S = T/T_1", "S = 1 - p + p/n"])
    assert (wrong.answer, wrong.step) == ("wrong", 2)
    assert judge(BOOK, shared_part, "1/S = 1 - p + p/m; p (1 - 1/m) = 1 - 1/S; p = (1 - 1/S)/(1 - 1/m)")
    assert judge(BOOK, speedup, [1 / (1 - p + p / n)])
