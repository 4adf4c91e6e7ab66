"""The seven witnesses: they verify the catalog, and each sees what it is there to see."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import pytest
from sympy import Symbol, exp, log

import scaling_sym
from derivable.formula import Claim, Formula
from derivable.reals.balls import Balls
from derivable.reals.digits import Digits
from derivable.reals.reals import NeverReached, Undecided, Undefined
from derivable.verify import Truth, concave, convex, falls
from derivable.verify.evidence import POINTS, Evidence
from derivable.verify.mutants import with_expression
from derivable.verify.points import SEED, numbers, points
from derivable.verify.report import Report, worst_error
from derivable.verify.trial import ledger
from derivable.verify.witnesses import WITNESSES, heard
from scaling_sym import BOOK, formulas, verify
from scaling_sym.knowledge import KNOWLEDGE
from scaling_sym.symbols import K, X, alpha, beta, gamma, k, kappa, t, tau


def test_every_formula_has_a_route_and_known_truths() -> None:
    assert [formula.name for formula in KNOWLEDGE] == list(formulas)


@pytest.mark.parametrize("name", formulas)
def test_formula_is_verified_by_all_seven(name: str) -> None:
    report = verify(formulas[name])
    assert report, "\n".join(map(str, report.against))
    assert [finding.witness for finding in report] == list(WITNESSES)
    assert {f.witness for f in report if f.answer == "not applicable"} <= {"claim"}
    assert all(f.points >= POINTS for f in report[4:])


def test_route_does_not_touch_the_closed_form(monkeypatch: pytest.MonkeyPatch) -> None:
    """With every expression out of reach, the routes still give their values."""

    def closed_form(_: Formula) -> None:
        raise AssertionError("a route asked for a closed form")

    monkeypatch.setattr(Formula, "expr", property(closed_form))
    digits = Digits(20)
    for name, formula in formulas.items():
        at = numbers(next(points(formula)), digits)
        assert KNOWLEDGE[formulas[name]].route(digits, **{str(s): x for s, x in at.items()}) is not None


def test_a_seed_gives_the_same_points_and_another_gives_others() -> None:
    first, again, other = (list(islice(points(scaling_sym.loss, seed), 3)) for seed in (1, 1, 2))
    assert first == again != other


@pytest.mark.parametrize(
    ("name", "change", "against"),
    [
        ("kappa", {}, set()),
        ("kappa", {beta: 2 * beta}, {"steps", "claim", "limits and shape", "50 digits", "rigorous", "floats"}),
        ("compute_multiple", {tau: 1}, {"steps", "units", "limits and shape", "50 digits", "rigorous", "floats"}),
        ("compute_multiple", {t: t + tau}, set(WITNESSES) - {"units"}),
    ],
)
def test_who_speaks_against_a_change(name: str, change: dict[Symbol, object], against: set[str]) -> None:
    formula = formulas[name]
    changed = with_expression(formula, formula.expr.subs(change))
    evidence = Evidence.of(BOOK, formula)
    assert {w for w in WITNESSES if heard(w, changed, evidence).answer == "fails"} == against


def test_a_small_error_shows_to_many_digits() -> None:
    changed = with_expression(scaling_sym.kappa, scaling_sym.kappa.expr * (1 + exp(-log(10) * 45)))
    evidence = Evidence.of(BOOK, scaling_sym.kappa)
    assert heard("50 digits", changed, evidence).answer == "fails"
    assert heard("rigorous", changed, evidence).answer == "fails"
    assert heard("floats", changed, evidence).answer == "holds"


def test_a_claim_the_paper_does_not_make_is_not_applicable_and_a_wrong_one_fails() -> None:
    evidence = Evidence.of(BOOK, scaling_sym.kappa)
    assert heard("claim", replace(scaling_sym.kappa, claim=None), evidence).answer == "not applicable"
    assert heard("claim", replace(scaling_sym.kappa, claim=Claim(alpha + beta)), evidence).answer == "fails"


@pytest.mark.parametrize(
    ("name", "truth"),
    [
        ("loss", falls(alpha)),
        ("loss", falls(beta)),
        ("compute_coefficient", concave(k)),
        ("compute_optimal_loss", falls(kappa)),
        ("required_compute", falls(kappa)),
        ("required_compute", convex(K)),
        ("required_compute", convex(kappa)),
        ("required_burden", falls(kappa)),
    ],
)
def test_a_truth_without_its_hypothesis_is_found_false_far_out(name: str, truth: Truth) -> None:
    evidence = Evidence.of(BOOK, formulas[name])
    alone = replace(evidence, known=replace(evidence.known, truths=(truth,)))
    assert heard("limits and shape", formulas[name], alone).answer == "fails"


def test_far_out_a_letter_of_both_signs_has_both_and_a_size_goes_far_beyond_the_typical_range() -> None:
    far = list(islice(points(scaling_sym.compute_multiple, far=True), 200))
    assert {bool(point[gamma] > 0) for point in far} == {True, False}
    assert max(abs(point[gamma]) for point in far) > 10 > 3 == gamma.typical[1]
    assert min(point[t] for point in far) < 0.05 < t.typical[0]
    assert all(0 < point[X] <= 1 for point in islice(points(scaling_sym.required_multiple, far=True), 200))


def test_a_witness_that_breaks_down_decides_nothing() -> None:
    finding = heard("units", replace(scaling_sym.kappa, args=()), Evidence.of(BOOK, scaling_sym.kappa))
    assert finding.answer == "undecided"
    assert finding.speaks_against


def test_without_flint_nothing_is_rigorous(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: Evidence) -> None:
        raise ImportError

    monkeypatch.setattr(Evidence, "ball_arithmetic", property(missing))
    report = verify(scaling_sym.kappa)
    assert {finding.witness for finding in report.against} == {"rigorous", "floats"}
    assert not report


@pytest.mark.parametrize("reals", [Digits(40), Balls(160)])
def test_numbers(reals: Digits | Balls) -> None:
    two = reals.number(2)
    assert abs(float(reals.integral(lambda s: s * s, reals.number(0), two)) - 8 / 3) < 1e-12
    assert abs(float(reals.root(lambda x: x * x * x - 2, 0.0, 10.0)) - 2 ** (1 / 3)) < 1e-12
    assert (
        abs(float(reals.minimum(lambda x: reals.exp(x) + reals.exp(-2 * x), -50.0, 50.0)) - 0.23104906018664842) < 1e-12
    )
    assert abs(float(reals.doubled(reals.number(-1.7))) - 2**-1.7) < 1e-12
    assert abs(float(reals.lambertw(reals.number(-0.1), -1)) + 3.577152063957297) < 1e-12
    with pytest.raises(NeverReached):
        reals.root(lambda x: x * x + 1, -10.0, 10.0)
    with pytest.raises(Undecided):
        reals.minimum(lambda x: -x * x, -10.0, 10.0)
    for undefined in (lambda: reals.log(-two), lambda: reals.power(-two, two / 3), lambda: reals.lambertw(-two, 0)):
        with pytest.raises(Undefined):
            undefined()


def test_report_as_table_and_data() -> None:
    report = verify(scaling_sym.physical_burden)
    assert report._repr_markdown_().count("\n") == 1 + len(WITNESSES)
    assert repr(report).splitlines()[0].split() == ["formula", "witness", "answer", "points", "worst", "error"]
    data = report.as_dict()
    assert data["verified"] is True
    assert data["seed"] == SEED
    assert {"scaling_sym", "sympy", "python-flint"} <= set(data["versions"])
    assert worst_error(report[4]).startswith("< 1e-")


def test_what_is_kept_says_nothing_of_clock_or_processor() -> None:
    report = verify(scaling_sym.required_doubling_rate)
    *others, floats = report.findings
    elsewhere = [replace(finding, seconds=finding.seconds + 1) for finding in (*others, replace(floats, error=7.9))]
    assert Report((*elsewhere,), "scaling_sym").as_dict() == report.as_dict()
    assert "python" not in report.as_dict()["versions"]
    assert worst_error(floats) == "≤ 8 ulp"
    assert worst_error(replace(floats, error=8.1)) == "> 8 ulp"
    assert worst_error(replace(floats, error=2.1, stated=2.0)) == "> 2 ulp"


def test_ledger_gives_the_formulas_asked_for() -> None:
    names = {report[0].formula: trial for report, trial in ledger(BOOK, ["compute", "physical_burden"])}
    assert names == {"compute": None, "physical_burden": None}
    with pytest.raises(KeyError):
        list(ledger(BOOK, ["nothing"]))
