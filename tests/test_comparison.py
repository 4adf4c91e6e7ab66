"""How the judge compares two expressions: the simplest difference, how sure equality is, and what cannot be said."""

import pytest
from sympy import Dummy, Expr, Integer, LambertW, Piecewise, Rational, Symbol, exp, log, pi, sqrt

from derivable.judge import comparison
from derivable.judge.comparison import POINTS, Comparison, at_points, compare, compare_at, simplest
from derivable.judge.tokens import Refused
from derivable.judge.values import Place, small_points
from derivable.letters import POSITIVE, REALS
from tests.amdahl import S, m

x, y, s = Symbol("x", positive=True), Symbol("y", positive=True), Symbol("s", real=True)
ONE, BOTH = {x: POSITIVE}, {x: POSITIVE, y: POSITIVE}
LAMBERT = LambertW(x) * exp(LambertW(x))


@pytest.mark.parametrize(
    ("yours", "should", "domains", "told"),
    [
        (x * y, x + y, BOTH, "at x = 1, y = 2 yours gives 2, it should be 3."),
        (x + y, x - y, BOTH, "at x = 2, y = 1 yours gives 3, it should be 1."),
        (x**2, 2 * x, ONE, "at x = 1 yours gives 1, it should be 2."),
        (x**2, x, ONE, "at x = 2 yours gives 4, it should be 2."),
        (x / 3, x / 7, ONE, "at x = 3 yours gives 1, it should be 3/7."),
        (Integer(1), Integer(2), {}, "here yours gives 1, it should be 2."),
        (x * y, x * y * (1 + Rational(1, 10**6)), BOTH, "at x = 1, y = 2 yours gives 2, it should be 2.000002."),
        (x, x * (1 + Rational(1, 10**3)), ONE, "at x = 1 yours gives 1, it should be 1.001."),
        (x, x + Rational(1, 10**20), ONE, f"at x = 1 yours gives 1, it should be 1.{'0' * 19}1."),
        (s**2, s, {s: REALS}, "at s = 2 yours gives 4, it should be 2."),
        (abs(s), s, {s: REALS}, ""),
    ],
)
def test_the_simplest_difference(yours: Expr, should: Expr, domains: object, told: str) -> None:
    if not told:
        with pytest.raises(Refused):
            compare(yours, should, domains)
        return
    found = compare(yours, should, domains)
    assert found.differs
    assert found.told(sides=False) == told
    assert found.told(sides=True) == told.replace("yours gives", "the left side gives").replace(
        "it should be", "the right side"
    )


def test_a_difference_too_small_for_the_digits_is_told_as_a_gap() -> None:
    found = compare(x + Rational(1, 10**80), x, ONE)
    assert found.differs
    assert found.gap == "1.0e-80"
    assert found.told(sides=False) == f"{found.where} the two differ by 1.0e-80."
    assert compare(x - Rational(1, 10**700), x, ONE).gap == "-1.0e-700"
    assert not at_points(x - Rational(1, 10**900), x, ONE).differs


@pytest.mark.parametrize(
    ("yours", "should"),
    [
        (x, x),
        ((x + 1) ** 2, x**2 + 2 * x + 1),
        (sqrt(x * y) ** 2, x * y),
        (exp(log(x) / 2), sqrt(x)),
        ((1 - exp(-2 * x)) / 2, exp(-x) * (exp(x) - exp(-x)) / 2),
    ],
)
def test_equality_by_symbols(yours: Expr, should: Expr) -> None:
    found = compare(yours, should, BOTH)
    assert (found.how, found.point, found.differs) == ("symbolically", {}, False)


def test_equality_in_numbers_alone() -> None:
    said = "in 200 bits at 64 points, which is strong evidence and no proof"
    assert compare(LAMBERT, x, ONE).how == said
    assert at_points((x + 1) ** 2, x**2 + 2 * x + 1, ONE).how == said
    number = compare(LAMBERT.subs(x, 3), Integer(3), {})
    assert number.how in ("in 200 bits, which is strong evidence and no proof", "symbolically")
    assert at_points(LAMBERT.subs(x, 3), Integer(3), {}).how == "in 200 bits, which is strong evidence and no proof"


def test_what_is_too_large_to_multiply_out_is_left_to_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    square, sum_ = (x + 1) ** 2, x**2 + 2 * x + 1
    monkeypatch.setattr(comparison, "_MAX_EXPANDED", 3)
    assert compare(square, sum_, ONE).how == "symbolically"
    monkeypatch.setattr(comparison, "_MAX_EXPANDED", 2)
    assert compare(square, sum_, ONE).how.startswith("in 200 bits")
    monkeypatch.setattr(comparison, "_MAX_EXPANDED", 3000)
    monkeypatch.setattr(comparison, "within", lambda calls, work: None)
    assert compare(square, sum_, ONE).how.startswith("in 200 bits")


def test_a_proof_that_is_found_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison, "proved", lambda *_: False)
    assert compare((x + 1) ** 2, x**2 + 2 * x + 1, ONE).how == "symbolically"
    assert compare(LAMBERT, x, ONE).how.startswith("in 200 bits")  # numbers prove nothing


def test_a_letter_that_begins_at_another_is_as_much_above_it() -> None:
    above = {S: S.domain, m: m.domain}
    root = exp(log(m - S) / 2)
    assert compare(root, sqrt(m - S), above).how == "symbolically"
    assert compare(root, m - S, above).differs


def test_only_points_that_are_allowed_are_asked() -> None:
    assert compare(x * y, x + y, BOTH, lambda point: point[x] > 2).point["x"] == "3"
    assert compare(x**2, x, ONE, lambda point: point[x] != 2).point == {"x": "3"}
    with pytest.raises(Refused, match=r"only 0 of 64 points\.$"):
        compare(x**2, x, ONE, lambda _: False)


def test_a_hundred_simple_points_are_tried_and_a_thousand_others() -> None:
    three = {x: POSITIVE, y: POSITIVE, s: REALS}
    for domains in (ONE, three):
        asked: list[object] = []
        with pytest.raises(Refused):
            compare(x**2, x, domains, lambda point, asked=asked: asked.append(point) is not None)
        assert len(asked) == len(list(small_points(domains, 100))) + 1000


def test_half_of_the_points_must_have_a_value() -> None:
    def where(share: int) -> list[Place]:
        return [Place({s: Rational(1 if number < share else -1)}) for number in range(POINTS)]

    root = sqrt(s) * sqrt(s)
    half = Piecewise((s, s > 0), (log(Integer(0), evaluate=False), True))
    assert root == s
    assert POINTS == 64
    assert (
        compare_at(half, s, where(32), [s], 64).how == "in 200 bits at 32 points, which is strong evidence and no proof"
    )
    with pytest.raises(Refused, match="only 31 of 64 points"):
        compare_at(half, s, where(31), [s], 64)


def test_no_more_points_than_are_wanted_are_asked() -> None:
    wrong_at_last = [Place({x: Rational(1)}), Place({x: Rational(1)}), Place({x: Rational(2)})]
    assert not compare_at(x**2, x, wrong_at_last, [x], 2).differs
    assert compare_at(x**2, x, wrong_at_last, [x], 3).differs


def test_where_it_should_be_no_real_number_nothing_is_compared() -> None:
    for yours, should in ((x, sqrt(-x)), (x, log(-x))):
        with pytest.raises(Refused):
            compare(yours, should, ONE)
    assert compare(log(-x), x, ONE).told(False) == "at x = 1 yours gives no real number, it should be 1."


def test_of_many_differences_the_first_25_are_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [Place({x: Rational(number)}) for number in (*range(99, 75, -1), 5, 2)]
    assert simplest(x, 2 * x, places, [x]).point == {"x": "5"}
    assert simplest(x, x, places, [x]) is None


@pytest.mark.parametrize(
    ("easier", "harder"),
    [
        (Comparison("", {"x": "2"}, "1", "3"), Comparison("", {"x": "1/2"}, "1", "3")),
        (Comparison("", {"x": "2"}, "1/3", "3"), Comparison("", {"x": "2"}, "0.5", "3")),
        (Comparison("", {"x": "1", "y": "2"}, "1", "3"), Comparison("", {"x": "1", "y": "1"}, "1", "3")),
        (Comparison("", {"x": "1"}, "2", "3"), Comparison("", {"x": "1"}, "2", "4")),
        (Comparison("", {"x": "1"}, "2", "3"), Comparison("", {"x": "1"}, "2", "13")),
        (Comparison("", {"x": "2"}, "3/7", "3"), Comparison("", {"x": "2"}, "3", "12345")),
        (Comparison("", {"x": "1", "y": "2"}, "1", "3"), Comparison("", {"x": "2", "y": "1"}, "1", "3")),
        (Comparison("", {"x": "12", "y": "1"}, "1", "3"), Comparison("", {"x": "1/2", "y": "1"}, "1", "3")),
        (Comparison("", {"x": "123", "y": "45"}, "1", "3"), Comparison("", {"x": "1", "y": "1"}, "1", "3")),
    ],
)
def test_which_difference_is_easier_to_see(easier: Comparison, harder: Comparison) -> None:
    assert comparison._complexity(easier) < comparison._complexity(harder)


def test_how_much_there_is_to_see() -> None:
    found = Comparison("", {"x": "1/2", "y": "1/2", "z": "3"}, "0.5", "7")
    assert comparison._complexity(found) == (11 + 6 + 5 + 4, 21, ["1/2", "1/2", "3", "0.5", "7"])
    assert comparison._size("12.5") == 8


def test_symbols_that_stand_for_others_do_not_show() -> None:
    assert compare(x, 2 * x, {x: POSITIVE, Dummy("y"): POSITIVE}).differs


def test_pi_is_not_compared() -> None:
    with pytest.raises(Refused, match="only 0 of 1 points"):
        compare(pi, Rational(355, 113), {})
