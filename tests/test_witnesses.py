"""The parts of the witnesses, one by one, on the tiny book and on expressions that are wrong in just one way."""

from __future__ import annotations

import math
from dataclasses import FrozenInstanceError, fields, replace
from itertools import islice

import pytest
from flint import arb
from sympy import (
    Add,
    Derivative,
    Eq,
    Expr,
    Ge,
    Gt,
    Le,
    Limit,
    Lt,
    Max,
    Min,
    Piecewise,
    Rational,
    Symbol,
    exp,
    log,
    oo,
    sqrt,
    zoo,
)

from derivable.derivation import conclude
from derivable.formula import Claim, Habits
from derivable.identity import Verdict
from derivable.reals.balls import Balls
from derivable.reals.reals import NeverReached, Undecided, Undefined
from derivable.verify import VALUE, At, Becomes, Tends, affine, concave, convex, falls, rises
from derivable.verify.comparison import apart, refuted, relative_error, shown, units_in_last_place
from derivable.verify.evidence import BITS, BOXES, POINTS, Evidence
from derivable.verify.evidence import DIGITS as SIXTY
from derivable.verify.finding import Finding, found
from derivable.verify.lines import CHANGES, _same, changes, lines_tried
from derivable.verify.mutants import (
    MUTANTS,
    PAIRS,
    Mutant,
    _made,
    mistakes,
    mutants,
    proof_of_equality,
    with_expression,
)
from derivable.verify.points import numbers, points
from derivable.verify.report import Report, examined, together, verify, worst_error
from derivable.verify.trial import ENOUGH, Trial, ledger, rejecting, tried
from derivable.verify.witnesses import WITNESSES, heard
from tests.amdahl import BOOK, T_1, S, ceiling, m, n, p, shared_part, speedup

x, y = Symbol("x", positive=True), Symbol("y", positive=True)
SPEEDUP = Evidence.of(BOOK, speedup)
BALLS = Balls(BITS)
HERE, THERE = {p: Rational(1, 4), n: Rational(3)}, {p: Rational(1, 2), n: Rational(5)}


# How two values are compared


@pytest.mark.parametrize(
    ("kind", "left", "right"), [(Eq, x, y), (Gt, x, 2 * x), (Ge, x, 2 * x), (Lt, 2 * x, x), (Le, 2 * x, x)]
)
def test_a_relation_that_fails_is_refuted_at_a_point(kind, left, right):
    wrong = kind(left, right, evaluate=False)
    assert set(refuted(wrong)) == {str(s) for s in wrong.free_symbols}


@pytest.mark.parametrize(
    "right",
    [
        Eq(x + y, y + x, evaluate=False),
        Gt(2 * x, x, evaluate=False),
        Lt(x, 2 * x, evaluate=False),
        Eq(sqrt(x) ** 2, x, evaluate=False),
        Eq(log(-x), log(-x - 1), evaluate=False),  # neither side has a value
        Eq(Add(x * 10**40, x, -x * 10**40, evaluate=False), 0, evaluate=False),  # lost in what cancels
    ],
)
def test_a_relation_that_holds_is_not(right):
    assert refuted(right) == {}


def test_a_relation_is_refuted_where_one_side_alone_has_a_value():
    assert refuted(Eq(log(-x), x, evaluate=False))
    assert refuted(Eq(x, log(-x), evaluate=False))


def test_equality_is_judged_to_thirty_digits_of_the_largest_term():
    def apart_by(digits):
        return Eq(x + x * Rational(1, 10**digits), x, evaluate=False)

    assert refuted(apart_by(29))
    assert not refuted(apart_by(31))


def test_equal_sides_are_not_one_greater_than_the_other():
    assert refuted(Gt(x + 1, 1 + x + y - y, evaluate=False)) == refuted(Lt(x, x, evaluate=False))
    assert refuted(Lt(x, x, evaluate=False))
    assert refuted(Gt(x, x, evaluate=False))


def test_without_letters_one_point_is_all_there_is():
    assert refuted(Eq(Rational(1), Rational(2), evaluate=False)) == {}  # there is no point to tell
    assert refuted(Eq(Derivative(x**2, x), x)) == {}
    assert refuted(Eq(Limit(1 / x, x, oo), 1)) == {}


def test_what_is_refuted_at_the_twelfth_point_only(monkeypatch):
    seen = []
    monkeypatch.setattr("derivable.verify.comparison._holds", lambda _, point: seen.append(point) or len(seen) < 12)
    assert refuted(Eq(x, y)) == shown(seen[-1])
    assert len(seen) == 12
    seen.clear()
    monkeypatch.setattr("derivable.verify.comparison._holds", lambda _, point: seen.append(point) or True)
    assert refuted(Eq(x, y)) == {}
    assert len(seen) == 12


def test_a_point_that_decides_nothing_is_passed_over(monkeypatch):
    answers = iter([Undecided("here"), True, False])

    def holds(relation, point):
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr("derivable.verify.comparison._holds", holds)
    assert refuted(Eq(x, y))


def test_points_are_shown_in_six_digits():
    assert shown({x: Rational(1, 3), y: Rational(10**7)}) == {"x": "0.333333", "y": "1e+07"}


def test_relative_errors():
    one, more = SIXTY.number(Rational(4)), SIXTY.number(Rational(5))
    assert relative_error(one, more) == relative_error(more, one) == relative_error(-one, -more) == 0.2
    assert relative_error(one, one) == 0
    assert relative_error(SIXTY.number(Rational(0)), SIXTY.number(Rational(0))) == 0
    assert relative_error(one, None) == math.inf


def test_units_in_the_last_place():
    assert units_in_last_place(1.0 + 2**-51, SIXTY.number(1.0)) == 2
    assert units_in_last_place(1.0 - 2**-52, SIXTY.number(1.0)) == 1
    assert units_in_last_place(8.0, SIXTY.number(8.0)) == 0
    assert units_in_last_place(math.inf, None) == 0
    assert units_in_last_place(1e300, None) == math.inf
    assert units_in_last_place(math.inf, SIXTY.number(1.0)) == math.inf
    assert units_in_last_place(math.nan, SIXTY.number(1.0)) == math.inf


def ball(low, high):
    return arb((low + high) / 2, (high - low) / 2)


def test_how_far_apart_balls_are():
    with BALLS.precision(BITS):
        at = {x: ball(2.0, 2.5)}
        assert 0.19 < apart(x, at, ball(2.0, 2.5), BALLS) < 0.21
        assert 0.39 < apart(x, at, ball(1.5, 2.0), BALLS) <= 0.41
        assert apart(2 * x, {x: ball(1.0, 1.0)}, ball(2.0, 2.0), BALLS) == 0
        assert apart(log(-x), at, None, BALLS) == 0
        with pytest.raises(Undefined, match="disjoint"):
            apart(x, at, ball(3.0, 3.5), BALLS)
        with pytest.raises(Undefined, match="never reached"):
            apart(x, at, None, BALLS)
        with pytest.raises(Undefined):
            apart(log(-x), at, ball(1.0, 2.0), BALLS)
        with pytest.raises((Undecided, ZeroDivisionError, Undefined)):
            apart(1 / x, {x: ball(-1.0, 1.0)}, ball(1.0, 2.0), BALLS)


# What is known beforehand


def judged(truth, expr, far=False, formula=speedup):
    return truth.judge(formula, expr, HERE, THERE, far)


@pytest.mark.parametrize(
    ("truth", "right", "wrong"),
    [
        (rises(n), n, -n),
        (falls(n), -n, n),
        (convex(n), n**2, -(n**2)),
        (concave(n), -(n**2), n**2),
        (affine(n), 3 * n + 1, n**2),
        (rises(p, n), p + n, p - n),
        (falls(p, n), -p - n, n - p),
        (At({n: 1}, 1), 1 + log(n), 1 + n),
        (At({p: n, n: p}, VALUE), p * n, p / n),
        (At({n: 2 * n}, 2 * VALUE), 3 * n, 3 + n),
        (At({n: p}, p), n, n**2),
        (Becomes(ceiling, {p: VALUE}, 1 / (1 - p)), p, p**2),
        (Becomes(ceiling, {p: 1 - 1 / VALUE}, ceiling), 1 / (1 - p), 2 / (1 - p)),
        (Tends(n, oo, 1 / (1 - p)), 1 / (1 - p + p / n), 2 / (1 - p + p / n)),
        (Tends(n, oo, oo), n, 1 / n),
        (Tends(p, 0, 1), 1 + p, 2 + p),
        (Tends(p, 1, n), n * p, n + p),
        (Tends(n, p + 1, p), p + (n - p - 1), n),
    ],
    ids=str,
)
def test_a_truth_holds_of_what_is_right_and_of_nothing_else(truth, right, wrong):
    assert judged(truth, right) is True
    assert judged(truth, wrong) is False


@pytest.mark.parametrize("truth", [rises(n), falls(n), convex(n), concave(n)], ids=str)
def test_what_does_not_change_neither_rises_nor_falls_nor_curves(truth):
    assert judged(truth, p) is False
    assert judged(truth, p, far=True) is None


def test_a_change_beyond_the_digits_says_nothing_far_out():
    tiny = n * Rational(1, 10**250)
    assert judged(rises(n), 1 + tiny, far=True) is None
    assert judged(rises(n), 1 + tiny) is False
    assert judged(rises(n), 1 + tiny * 10**100) is True
    assert judged(falls(n), 1 + tiny * 10**100, far=True) is False


def test_an_argument_that_stays_says_nothing():
    assert rises(n).judge(speedup, n, HERE, {**THERE, n: HERE[n]}) is None
    assert rises(p, n).judge(speedup, p + n, HERE, {**THERE, n: HERE[n]}) is True


def test_order_of_the_points_is_of_no_account():
    for truth, expr in ((rises(n), n), (convex(n), n**2), (falls(n), 1 / n)):
        assert truth.judge(speedup, expr, THERE, HERE) is True


def test_a_truth_with_a_hypothesis_says_nothing_elsewhere():
    assert judged(rises(n, where=p > Rational(1, 2)), -n) is None
    assert judged(rises(n, where=p < Rational(1, 2)), n) is True
    assert judged(rises(n, where=p < Rational(1, 2)), -n) is False
    assert judged(rises(n, where=n < 4), n) is None  # at the other end of the chord it would not hold


def test_a_chord_does_not_leave_the_domain():
    at, other = {S: Rational(3), m: Rational(4)}, {S: Rational(5), m: Rational(6)}
    assert rises(S).judge(shared_part, S, at, other) is None  # five processors' worth of speed out of four
    assert rises(m).judge(shared_part, m, at, other) is True


def test_what_has_no_value_contradicts_all_that_is_said_of_it():
    for truth in (rises(n), At({n: 1}, 1), Becomes(ceiling, {p: VALUE}, 1)):
        assert judged(truth, log(-n)) is False
        assert judged(truth, log(-n), far=True) is False


def test_a_limit_is_approached_from_every_side_in_the_domain():
    from_both = Tends(n, 2, 2)
    assert judged(from_both, n) is True
    assert judged(from_both, Piecewise((n, n > 2), (n + 1, True))) is False
    assert judged(from_both, Piecewise((n, n < 2), (n + 1, True))) is False
    only_above = Tends(n, 1, 1)
    assert judged(only_above, Piecewise((n, n > 1), (n + 1, True))) is True
    assert judged(Tends(p, 1, 1), Piecewise((p, p < 1), (p + 1, True))) is True
    assert judged(Tends(p, 0, 0), p ** Rational(1, 1000)) is True
    assert judged(Tends(n, oo, oo), log(n)) is False  # it does not get that large


def test_limits_are_compared_to_twenty_five_digits():
    assert judged(At({n: 1}, 1), n + Rational(1, 10**26)) is True
    assert judged(At({n: 1}, 1), n + Rational(1, 10**24)) is False
    assert judged(At({n: 1}, 10**9), n * 10**9 + Rational(1, 10**17)) is True
    assert judged(At({n: 1}, 10**9), n * 10**9 + Rational(1, 10**15)) is False
    assert judged(At({n: 1}, 0), n - 1 + Rational(1, 10**24)) is False


def test_truths_in_words():
    assert str(rises(p, n)) == "rises with p, n"
    assert str(affine(n)) == "is affine in n"
    assert str(At({n: 1}, VALUE + 1)) == "n = 1 gives F + 1"
    assert str(Becomes(speedup, {p: VALUE, n: ceiling}, ceiling)) == "speedup(p = F, n = ceiling) gives ceiling"
    assert str(Tends(n, oo, 1 / (1 - p))) == "n → oo gives 1/(1 - p)"


@pytest.mark.parametrize(
    "thing",
    [
        rises(n),
        At({n: 1}, 1),
        Becomes(speedup, {}, 1),
        Tends(n, oo, 1),
        SPEEDUP,
        SPEEDUP.known,
        Finding("holds", ""),
        Report((), "sympy"),
        Trial("f", "x", 1, ()),
        Mutant(x, ()),
    ],
    ids=lambda thing: type(thing).__name__,
)
def test_what_was_found_or_is_known_cannot_be_changed(thing):
    for field in fields(thing):
        with pytest.raises(FrozenInstanceError):
            setattr(thing, field.name, None)


# The evidence


def test_evidence():
    assert len(SPEEDUP.points) == len(SPEEDUP.digits) == len(SPEEDUP.balls) == POINTS == 64
    assert len(SPEEDUP.boxes) == BOXES == 8
    point, value, enclosed = SPEEDUP.points[3], SPEEDUP.digits[3], SPEEDUP.balls[3]
    exact = speedup.expr.subs(point)
    assert abs(value - SIXTY.number(exact)) < SIXTY.context.mpf(10) ** -55
    with BALLS.precision(BITS):
        assert enclosed.overlaps(BALLS.number(exact))
    assert float(enclosed.rad()) < 1e-60
    for box, outcome in SPEEDUP.boxes:
        for symbol, side in box.items():
            assert 2e-10 < float(side.rad() / abs(side.mid())) < 2e-8, symbol
        assert float(outcome.rad()) > 1e-12


def test_sensitivity_counts_last_places():
    """Of 1/(1 - p): dp = ulp(p)/2 moves it by dp/(1 - p)², counted in its own last places."""
    evidence = Evidence.of(BOOK, ceiling)
    for point, moved in zip(evidence.points, evidence.sensitivity, strict=True):
        share = float(point[p])
        slope = math.ulp(share) / 2 / (1 - share) ** 2
        assert moved == pytest.approx(slope / math.ulp(1 / (1 - share)), rel=1e-6)


def test_where_a_target_is_never_reached_nothing_is_expected():
    def never(do, p, n):
        raise NeverReached

    lost = replace(SPEEDUP, known=replace(SPEEDUP.known, route=never))
    assert set(lost.digits) == {None} == set(lost.balls)
    assert set(lost.sensitivity) == {math.inf}
    for name in ("50 digits", "rigorous", "floats"):
        assert heard(name, speedup, lost).answer == "fails"
    nowhere = with_expression(speedup, log(-n) + p * 0)
    assert heard("50 digits", nowhere, lost).answer == "holds"
    assert heard("rigorous", nowhere, lost).answer == "holds"


# The seven


WRONG = 1 / (1 - p + p / n + Rational(1, 10**8))


def test_each_witness_tells_what_it_found():
    said = {name: heard(name, speedup, SPEEDUP) for name in WITNESSES}
    assert {name: (f.answer, f.how, f.points) for name, f in said.items()} == {
        "steps": ("holds", "in each of 5 steps", said["steps"].points),
        "claim": ("holds", "symbolically", 0),
        "units": ("holds", "symbolically", 0),
        "limits and shape": ("holds", "in each of 4 things known", said["limits and shape"].points),
        "50 digits": ("holds", "to 50 digits", 64),
        "rigorous": ("holds", "enclosed to 1e-30, and to 0.001 everywhere on 8 boxes", 64),
        "floats": ("holds", "within its stated error", 64),
    }
    assert said["50 digits"].error < 1e-50
    assert said["rigorous"].error < 1e-30
    assert 0 < said["floats"].error <= said["floats"].stated == 2.0
    assert all(f.formula == "speedup" and f.witness == name and f.seconds > 0 for name, f in said.items())


def test_each_witness_tells_where_it_fails():
    said = {name: heard(name, with_expression(speedup, WRONG), SPEEDUP) for name in WITNESSES}
    assert {name: (f.answer, f.how, f.points) for name, f in said.items() if name not in ("units",)} == {
        "steps": ("fails", "in step 3: The speedup is the one time over the other", 1),
        "claim": ("fails", "to equal the paper's form", 1),
        "limits and shape": ("fails", "to be as known: n = 1 gives 1", said["limits and shape"].points),
        "50 digits": ("fails", "at a point", 64),
        "rigorous": ("fails", "because the balls are disjoint", 64),
        "floats": ("fails", "to stay within its stated error", 64),
    }
    assert all(set(f.counterexample) >= {"p", "n"} for name, f in said.items() if name != "units")
    assert said["floats"].error > said["floats"].stated == 2.0
    assert 1e-10 < said["50 digits"].error < 1e-6


def test_units_fail_at_a_point():
    clocked = replace(with_expression(speedup, speedup.expr * T_1), args=(p, n, T_1))
    finding = heard("units", clocked, SPEEDUP)
    assert (finding.answer, finding.how, finding.points) == ("fails", "to be homogeneous", 1)
    assert finding.counterexample


def test_a_claim_may_be_missing_and_may_be_given_for_a_special_case():
    assert heard("claim", shared_part, Evidence.of(BOOK, shared_part)).answer == "not applicable"
    special = replace(speedup, claim=Claim(2 / (2 - p), {n: 2}))
    assert heard("claim", special, SPEEDUP).answer == "holds"
    assert special.check_claim()
    assert heard("claim", replace(speedup, claim=Claim(2 / (2 - p))), SPEEDUP).answer == "fails"


def test_too_few_points_decide_nothing():
    nowhere = replace(SPEEDUP, known=replace(SPEEDUP.known, truths=(rises(n), rises(p, where=n < 1))))
    finding = heard("limits and shape", speedup, nowhere)
    assert (finding.answer, finding.how) == ("undecided", "because too few points could test: rises with p")
    assert finding.points == 8


def test_a_shape_is_tested_far_out_at_every_point(monkeypatch):
    asked = []
    real = type(rises(n)).judge

    def judge(truth, formula, expr, at, other, far=False):
        asked.append((str(truth), far))
        return real(truth, formula, expr, at, other, far)

    monkeypatch.setattr(type(rises(n)), "judge", judge)
    known = replace(SPEEDUP, known=replace(SPEEDUP.known, truths=(rises(n),)))
    assert heard("limits and shape", speedup, known).points == 8 + asked.count(("rises with n", True))
    assert asked.count(("rises with n", False)) == 8
    assert asked.count(("rises with n", True)) == 320


def test_the_array_route_of_the_floats_is_tested_too():
    def wrong_on_arrays(*columns):
        return speedup(*columns) * (1 if isinstance(columns[0], float) else 1 + 1e-12)

    finding = heard("floats", _Called(wrong_on_arrays), SPEEDUP)
    assert (finding.answer, finding.how) == ("fails", "to stay within its stated error on arrays")

    def broken_on_arrays(*columns):
        return speedup(*map(float, columns))

    finding = heard("floats", _Called(broken_on_arrays), SPEEDUP)
    assert finding.answer == "fails"
    assert finding.how.startswith("to give a number on arrays: TypeError: ")


class _Called:
    """A formula whose numbers are somebody else's."""

    name, args = "speedup", speedup.args

    def __init__(self, function):
        self.function = function

    def __call__(self, *values):
        return self.function(*values)


@pytest.mark.parametrize(("factor", "answer"), [(0.99, "holds"), (1.01, "fails")])
def test_the_stated_error_is_the_limit(factor, answer):
    worst = heard("floats", speedup, SPEEDUP).error
    stated = replace(SPEEDUP, known=replace(SPEEDUP.known, error=worst / factor))
    assert heard("floats", speedup, stated).answer == answer


def test_floats_are_judged_by_how_far_rounded_arguments_move_them():
    """Half an ulp in p moves 1/(1 - p) by many of its own where p is near 1; that much is not the function's fault."""
    evidence = Evidence.of(BOOK, ceiling)
    scale = 1 + max(evidence.sensitivity)
    assert heard("floats", ceiling, evidence).error < 2 < scale


def test_what_breaks_down_decides_nothing(monkeypatch):
    def undecided(formula, evidence):
        raise Undecided("the balls are too wide")

    def broken(formula, evidence):
        raise KeyError("p")

    monkeypatch.setattr("derivable.verify.witnesses.WITNESSES", {"one": undecided, "two": broken})
    assert heard("one", speedup, SPEEDUP).how == "because the balls are too wide"
    assert heard("two", speedup, SPEEDUP).how == "because of KeyError: 'p'"
    assert {heard(name, speedup, SPEEDUP).answer for name in ("one", "two")} == {"undecided"}


# Findings and reports


def test_findings_in_words():
    finding = Finding("fails", "at a point", 3, 0.5, {"x": "1", "y": "2"}, None, "f", "floats")
    assert str(finding) == "f: floats: fails at a point (x = 1, y = 2)"
    assert str(replace(finding, counterexample={})) == "f: floats: fails at a point"
    assert finding.speaks_against
    assert replace(finding, answer="undecided").speaks_against
    assert not replace(finding, answer="holds").speaks_against
    assert not replace(finding, answer="not applicable").speaks_against
    verdict = Verdict("fails", "at a point", 5, {"x": "1"})
    assert found(verdict) == Finding("fails", "at a point", 5, None, {"x": "1"})


@pytest.mark.parametrize(
    ("error", "stated", "said"),
    [
        (None, None, ""),
        (0.0, None, "0"),
        (3e-31, None, "< 1e-30"),
        (1e-30, None, "< 1e-30"),
        (1.2, 2.0, "≤ 2 ulp"),
        (2.0, 2.0, "≤ 2 ulp"),
        (2.1, 2.0, "> 2 ulp"),
    ],
)
def test_the_worst_error_in_words(error, stated, said):
    assert worst_error(Finding("holds", "", 1, error, stated=stated)) == said


def test_a_report():
    good = Finding("holds", "to 50 digits", 64, 1e-55, {}, None, "f", "50 digits")
    none = Finding("not applicable", "the paper states no form", formula="f", witness="claim")
    report = Report((none, good), "sympy", 7)
    assert report
    assert not Report((), "sympy")
    assert not Report((good, replace(good, answer="fails")), "sympy")
    assert len(report) == 2
    assert report[1] is good
    assert list(report.rows()) == [
        ("f", "claim", "not applicable: the paper states no form", "", ""),
        ("f", "50 digits", "holds to 50 digits", "64", "< 1e-55"),
    ]
    assert repr(report).splitlines() == [
        "formula  witness    answer                                    points  worst error",
        "f        claim      not applicable: the paper states no form",
        "f        50 digits  holds to 50 digits                        64      < 1e-55",
    ]
    assert report._repr_markdown_().splitlines() == [
        "| formula | witness | answer | points | worst error |",
        "|---|---|---|--:|--:|",
        "| f | claim | not applicable: the paper states no form |  |  |",
        "| f | 50 digits | holds to 50 digits | 64 | < 1e-55 |",
    ]
    data = report.as_dict()
    assert (data["verified"], data["seed"]) == (True, 7)
    assert set(data["versions"]) == {"sympy", "mpmath", "python-flint", "numpy", "scipy"}
    assert Report((good,), "no such package").as_dict()["versions"]["no such package"] == "not installed"
    assert data["findings"][1] == {
        "formula": "f",
        "witness": "50 digits",
        "answer": "holds",
        "how": "to 50 digits",
        "points": 64,
        "worst error": "< 1e-55",
        "counterexample": {},
    }
    both = together([report, Report((good,), "sympy", 7)])
    assert (len(both), both.package, both.seed) == (3, "sympy", 7)


def test_a_report_of_a_formula_by_a_seed():
    assert verify(BOOK, ceiling, seed=3).seed == 3
    assert Evidence.of(BOOK, ceiling, 3).points != Evidence.of(BOOK, ceiling, 4).points
    assert examined(ceiling, Evidence.of(BOOK, ceiling), BOOK).package == "amdahl"


# Wrong formulas


HABITS = Habits(exchanged=((p, n),), dropped=(n,))


def by_hand(expr: Expr) -> dict[str, Expr]:
    return {str(mistake): _made(expr, mistake) for mistake in mistakes(expr, HABITS)}


@pytest.mark.parametrize(
    ("expr", "made"),
    [
        (p, {"p ↔ n": n, "p mistaken for n": n, "p doubled": 2 * p, "p inverted": 1 / p}),
        (n, {"p ↔ n": p, "n dropped": 1, "n mistaken for p": p, "n doubled": 2 * n, "n inverted": 1 / n}),
        (x, {"x doubled": 2 * x, "x inverted": 1 / x}),
        (Rational(6), {"6 doubled": 12, "6 halved": 3}),
        (log(2), {"log(2) lost": 1, "log(2) doubled": 2 * log(2), "2 doubled": log(4), "2 halved": 0}),
        (log(x), {"log(x) lost": x, "x doubled": log(2 * x), "x inverted": log(1 / x)}),
        (
            x + y,
            {
                "sign of x flipped": y - x,
                "sign of y flipped": x - y,
                "x dropped": y,
                "y dropped": x,
                "x doubled": 2 * x + y,
                "x inverted": 1 / x + y,
                "y doubled": x + 2 * y,
                "y inverted": x + 1 / y,
            },
        ),
        (
            x * y,
            {
                "sign of x*y flipped": -x * y,
                "x dropped": y,
                "y dropped": x,
                "x moved across the bar": y / x,
                "y moved across the bar": x / y,
                "x doubled": 2 * x * y,
                "x inverted": y / x,
                "y doubled": 2 * x * y,
                "y inverted": x / y,
            },
        ),
        (
            exp(x),
            {"exponent of exp(x) negated": exp(-x), "exponent of exp(x) inverted": exp(1 / x), "x doubled": exp(2 * x)},
        ),
        (Max(x, y), {"Max(x, y) with min for max, or max for min": Min(x, y)}),
        (Min(x, y), {"Min(x, y) with min for max, or max for min": Max(x, y)}),
    ],
)
def test_the_mistakes_that_a_hand_makes(expr, made):
    found = by_hand(expr)
    assert {said: found.get(said) for said in made} == made
    if not isinstance(expr, exp | Max | Min):
        assert found == made


def test_exponents_that_are_numbers_are_only_negated():
    assert by_hand(x**3) == {
        "exponent of x**3 negated": x**-3,
        "x doubled": 8 * x**3,
        "x inverted": x**-3,
        "3 doubled": x**6,
        "3 halved": x ** Rational(3, 2),
    }


def test_mutants_are_many_and_none_is_undefined():
    made = mutants(speedup, HABITS)
    assert len({mutant.expr for mutant in made}) == len(made) == MUTANTS
    assert not any(mutant.expr.has(zoo, oo) for mutant in made)
    singles = [mutant for mutant in made if len(mutant.mistakes) == 1]
    assert {mutant.expr for mutant in singles} <= {_made(speedup.expr, one) for one in mistakes(speedup.expr, HABITS)}
    assert all(len(mutant.mistakes) == 2 for mutant in made[len(singles) :])
    assert mutants(speedup, HABITS) == made != mutants(speedup, HABITS, seed=1)


def test_of_a_formula_with_many_mistakes_there_are_pairs_all_the_same(monkeypatch):
    monkeypatch.setattr("derivable.verify.mutants.MUTANTS", 1)
    made = mutants(speedup, HABITS)
    assert sum(len(mutant.mistakes) == 2 for mutant in made) == PAIRS == 40


def test_the_right_line_is_changed():
    wrong = with_expression(speedup, 2 * speedup.expr)
    changed = [
        number
        for number, (one, other) in enumerate(zip(speedup.derivation, wrong.derivation, strict=True), start=1)
        if one.line != other.line
    ]
    assert changed == [4]
    assert wrong.derivation[3].line == conclude(speedup.derivation[3].sentence, speedup.symbol, 2 * speedup.expr)


def test_equality_is_proved_by_symbols_or_case_by_case():
    cases = Piecewise((x, x > 1), (1 / x, True))
    assert proof_of_equality(x, x) == "they are the same expression"
    assert proof_of_equality((x + 1) ** 2, x**2 + 2 * x + 1) == "by symbols"
    assert proof_of_equality(x, x + Rational(1, 10**20)) == ""
    assert proof_of_equality(
        Piecewise((x + x**2, x > 1), (1 / x, True)), Piecewise((x * (1 + x), x > 1), (1 / x, True))
    )
    assert proof_of_equality(Piecewise((x, x > 2), (1 / x, True)), cases) == ""
    assert proof_of_equality(Piecewise((x, x >= 1), (1 / x, True)), cases) == ""


# The trial


def test_a_trial():
    trial = Trial("f", "x", 5, (("y", "same"),), escaped=(("2*x", "doubled"),))
    assert not trial
    assert replace(trial, escaped=())
    assert trial.wrong == 4
    assert trial.as_dict()["rejected by two"] == 3
    assert ENOUGH == 2


@pytest.fixture
def few(monkeypatch):
    """A dozen mutants of a formula, and two pairs of mistakes among them."""
    monkeypatch.setattr("derivable.verify.mutants.MUTANTS", 12)
    monkeypatch.setattr("derivable.verify.mutants.PAIRS", 2)


def test_mutants_of_the_tiny_book_before_the_witnesses(few):
    trial = tried(ceiling, Habits(), Evidence.of(BOOK, ceiling), step=4)
    assert trial, trial.escaped
    assert trial.made == len(mutants(ceiling, Habits())[::4]) > 2
    assert trial.caught["50 digits"] == trial.wrong == trial.made - len(trial.equal)
    assert set(trial.caught) <= set(WITNESSES)


def test_one_witness_is_not_enough(few, monkeypatch):
    monkeypatch.setattr("derivable.verify.trial.WITNESSES", ("50 digits",))
    trial = tried(ceiling, Habits(), Evidence.of(BOOK, ceiling), step=4)
    assert len(trial.escaped) == trial.wrong > 0
    assert trial.escaped[0][1].endswith(": 50 digits")
    monkeypatch.setattr("derivable.verify.trial.WITNESSES", ())
    assert tried(ceiling, Habits(), Evidence.of(BOOK, ceiling), step=4).escaped[0][1].endswith(": no one")


def test_who_cannot_decide_does_not_reject(monkeypatch):
    monkeypatch.setattr("derivable.verify.trial.heard", lambda *_: Finding("undecided", "because of the weather"))
    assert rejecting(ceiling, ceiling.expr, Evidence.of(BOOK, ceiling)) == []


def test_the_ledger_of_one_formula():
    ((report, trial),) = ledger(BOOK, ["ceiling"])
    assert trial is None
    assert report[0].formula == "ceiling"
    ((report, trial),) = ledger(BOOK, ["ceiling"], seed=5)
    assert report.seed == 5


# Lines that are changed


def test_changes_of_a_line(monkeypatch):
    inequality = speedup.derivation[4]
    (turned,) = changes(speedup, inequality, HABITS)
    assert turned.args == inequality.equation.args
    assert turned.rel_op == ">="
    found = changes(speedup, speedup.derivation[3], HABITS)
    assert speedup.derivation[3].equation not in found
    assert all(relation.lhs == speedup.symbol for relation in found)
    assert Eq(speedup.symbol, speedup.derivation[3].equation.rhs.xreplace({p: n, n: p}), evaluate=False) in found
    assert CHANGES == 25
    monkeypatch.setattr("derivable.verify.lines.CHANGES", 5)
    assert len(changes(speedup, speedup.derivation[3], HABITS)) == 5
    few = changes(speedup, speedup.derivation[2], Habits())
    left, right = speedup.derivation[2].equation.args
    assert {Eq(left, 2 * right, evaluate=False), Eq(left, 1 / right, evaluate=False)} <= set(few)


def test_lines_tried_of_the_tiny_book():
    for line in lines_tried(speedup, HABITS, SPEEDUP):
        assert not line.unnoticed
        assert line.changes == sum(line.noticed.values()) > 0
        assert line.as_dict()["changes"] == line.changes
        assert line.as_dict()["noticed"] == dict(line.noticed)


def test_lines_say_the_same_if_it_is_one_relation_of_sides_that_are_equal():
    right = speedup.derivation[3].equation
    assert _same(speedup.derivation, right, Eq(S, 1 / (1 - p + p / n), evaluate=False))
    assert not _same(speedup.derivation, right, Eq(S, 2 * right.rhs, evaluate=False))
    assert not _same(speedup.derivation, right, Ge(S, right.rhs, evaluate=False))


def test_points_are_floats_of_the_formula_s_own_arguments():
    for point in islice(points(shared_part), 20):
        assert set(point) == {S, m}
        assert all(Rational(float(value)) == value for value in point.values())
        assert point[m] > point[S]
    one = next(points(speedup, 1))
    assert numbers(one, SIXTY) == {s: SIXTY.number(value) for s, value in one.items()}
    assert next(points(speedup, 1, far=True)) != one
