"""The machine on the tiny book: where formulas are judged."""

from dataclasses import replace
from itertools import islice

import pytest
from sympy import Interval

from derivable.judge.answers import typical_points
from derivable.judge.question import Question
from derivable.verify.points import points
from tests.amdahl import BOOK, n, p, speedup

FEW = replace(speedup, domains={n: Interval(2, 8), p: Interval.open(0.5, 1)})


@pytest.mark.parametrize("far", [False, True])
def test_points_keep_to_the_domain_of_the_formula(far):
    drawn = list(islice(points(FEW, far=far), 100))
    for letter, domain in FEW.domains.items():
        assert all(point[letter] in domain for point in drawn)
        assert max(point[letter] for point in drawn) - min(point[letter] for point in drawn) > domain.measure / 2
        assert not all(point[letter] in domain for point in islice(points(speedup, far=far), 100))


def test_so_do_those_at_which_answers_are_judged():
    asked = Question(BOOK, FEW)
    assert all(2 <= point[n] <= 8 for point in typical_points(asked.domains(asked.args), 100))
