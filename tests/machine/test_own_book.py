"""A book over letters of one's own, made here, goes through every part of the machine without an edit of it.

A stone falls: its letters have units, long names that the machine could stumble over, and one a value by default.
"""

import pickle
import subprocess
import sys

import numpy as np
import pytest
from sympy import Eq, Integral, Interval, Symbol, oo

from derivable import (
    NONNEGATIVE,
    Book,
    Habits,
    Letter,
    assert_,
    base_units,
    collected,
    conclude,
    define,
    formula,
    solution,
)
from derivable.judge.judge import judge
from derivable.verify import VALUE, At, Becomes, Knowledge, Tends, affine, convex, falls, rises, verify
from derivable.verify.evidence import Evidence
from derivable.verify.mutants import with_expression
from derivable.verify.trial import tried
from tests.machine.test_shown import ROOT, built, shown

metre, second = base_units("metre second")
width = Letter("width", second, "time of the fall", NONNEGATIVE, (0.1, 20))
kappa = Letter("kappa", metre / second**2, "gravity", typical=(1, 25), default=9.80665)
axis = Letter("axis", metre, "height at which it starts", Interval(0, oo), (1, 1000))
above = Letter("above", metre, "height of what is higher", Interval.open(axis, oo), (1, 50))
result = Letter("result", metre, "way it falls", NONNEGATIVE, (1, 1000))
lead = Letter("lead", second, "how much longer it falls from above", typical=(0.1, 9))
v = Symbol("v", positive=True)
s = Symbol("s", real=True)


@formula(result, (width, kappa), source="Galilei 1638", claim=kappa * width**2 / 2)
def way():
    """How far a stone falls in a time.

    >>> way(width=2.0)
    19.6133
    """
    fallen = Integral(kappa * s, (s, 0, width))
    yield assert_("Its speed grows by gravity, and its way is the sum of its speeds", Eq(result, fallen))
    yield conclude("which is the area of a triangle", result, fallen.doit())


@formula(width, (axis, kappa), source="Galilei 1638")
def fall():
    """How long a stone falls from a height.

    >>> fall(axis=19.6133)
    2.0
    """
    yield assert_("It has fallen from that height", Eq(axis, way.expr))
    yield conclude("which one equation tells", width, solution(Eq(axis, kappa * v**2 / 2), v))


@formula(lead, (axis, above, kappa), source="Galilei 1638")
def later():
    """How much later a stone arrives from above.

    >>> later(axis=4.903325, above=19.6133)
    1.0
    """
    yield define("Both fall, one from a height", width, fall)
    yield conclude("and one from above it", lead, fall.expr.subs(axis, above) - fall.expr)
    yield assert_("The later is still on its way for so long", Eq(kappa * (width + lead) ** 2 / 2, above))


KNOWLEDGE = Knowledge()


@KNOWLEDGE.of(way, rises(width, kappa), affine(kappa), convex(width), At({width: 2 * width}, 4 * VALUE))
def _way(do, width, kappa):
    """The sum of its speeds, by quadrature."""
    return do.integral(lambda s: kappa * s, do.number(0), width)


@KNOWLEDGE.of(fall, rises(axis), falls(kappa), Becomes(way, {width: VALUE}, axis))
def _fall(do, axis, kappa):
    """The time in which it has fallen so far, by root finding."""
    return do.exp(do.root(lambda u: _way(do, do.exp(u), kappa) - axis, -50.0, 50.0))


@KNOWLEDGE.of(later, rises(above), falls(axis, kappa), Tends(above, axis, 0), error=8.0)
def _later(do, axis, above, kappa):
    """The difference of both times."""
    return _fall(do, above, kappa) - _fall(do, axis, kappa)


BOOK = Book(
    "stones",
    "tests.machine.test_own_book:BOOK",
    collected(sys.modules[__name__]),
    (width, kappa, axis, above, result, lead),
    lambda: KNOWLEDGE,
    Habits(short={"g": kappa}, taken_as={kappa: (1, 10)}),
)
FORMULAS = pytest.mark.parametrize("formula", BOOK.formulas.values(), ids=BOOK.formulas)


@FORMULAS
def test_derived_verified_and_its_mutants_rejected(formula):
    assert list(BOOK.formulas) == ["way", "fall", "later"]
    assert formula.derivation.check()
    assert formula.check_units()
    report = verify(BOOK, formula)
    assert report, "\n".join(map(str, report.against))
    trial = tried(formula, BOOK.habits, Evidence.of(BOOK, formula), step=15)
    assert trial, trial.escaped
    assert trial.wrong


def test_claim_and_units_notice():
    assert way.check_claim()
    assert with_expression(way, way.expr * 2).check_claim().answer == "fails"
    assert with_expression(way, way.expr * width).check_units().answer == "fails"


@pytest.mark.parametrize(
    ("name", "answer", "given", "verdict"),
    [
        ("way", "g width^2/2", None, "right"),
        ("way", r"\frac{\kappa}{2} width^2", None, "right"),
        ("way", "g width^2", None, "wrong"),
        ("way", "g t^2/2", None, "not comparable"),
        ("fall", "sqrt(2 axis/g)", None, "right"),
        ("fall", "axis = g width^2/2", None, "right"),
        ("fall", "sqrt(axis/5)", "κ = 10", "right"),
        ("later", "sqrt(2/g) (sqrt(above) - sqrt(axis))", None, "right"),
        ("later", "sqrt(2/g) (sqrt(axis) - sqrt(above))", None, "wrong"),
        ("fall", "axis = g width^2/2; width^2 = 2 axis/g; width = sqrt(2 axis/g)", None, "right"),
        ("fall", "axis = g width^2/2; width^2 = axis/g; width = sqrt(axis/g)", None, "wrong"),
    ],
)
def test_judged(name, answer, given, verdict):
    judgement = judge(BOOK, name, answer, given)
    assert judgement.answer == verdict, judgement


def test_a_letter_that_begins_at_one_of_a_later_name_is_tried_after_it():
    assert "Its sign is turned." in str(judge(BOOK, "later", "sqrt(2/g) (sqrt(axis) - sqrt(above))"))


def test_evaluated():
    assert way(2.0) == way(2.0, 9.80665) == way(kappa=9.80665, width=2.0) == 19.6133
    times, heights = np.array([[0.5], [2.0]]), np.array([1.0, 10.0, 25.0])
    np.testing.assert_allclose(way(times, heights), heights * times**2 / 2, rtol=1e-15)
    np.testing.assert_allclose(way(fall(heights)), heights, rtol=1e-15)
    xp = pytest.importorskip("array_api_strict")
    np.testing.assert_allclose(np.asarray(fall(xp.asarray(heights))), fall(heights), rtol=1e-15)
    with pytest.raises(ValueError, match="above > axis"):
        later(axis=2.0, above=[3.0, 1.0])


@FORMULAS
def test_written_and_carried(formula):
    point = dict(zip(("width", "axis", "above", "kappa"), (2.0, 5.0, 30.0, 9.81), strict=True))
    values = [point[str(a)] for a in formula.args]
    for language in ("numpy", "mpmath"):
        scope = {}
        exec(formula.source(language), scope)
        assert float(scope[formula.name](*values)) == pytest.approx(formula(*values), rel=1e-14)
    for language in ("c", "javascript", "sympy", "latex"):
        assert formula.source(language)
    assert pickle.loads(pickle.dumps(formula)) is formula
    assert formula.args[-1].meaning in formula.__doc__
    assert repr(formula).startswith(f"{formula.name}({formula.args[0]}")


def test_command_line_and_page(tmp_path):
    command = [sys.executable, "-m", "derivable", BOOK.place, "check", "fall", "sqrt(axis/5)", "--given", "g = 10"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    configuration = f"derivable_book = {BOOK.place!r}\nderivable_ledger_page = 'other/ledger'\n"
    page = f"# Stones\n\n{shown(way)}\n\n```{{check}} fall\n```\n"
    html = built(tmp_path, configuration, page)
    assert '<a class="verified" href="other/ledger.html#way">how verified</a>' in html
    assert f"{BOOK.command} check fall" in html
    assert BOOK.command == "python -m derivable tests.machine.test_own_book:BOOK"
