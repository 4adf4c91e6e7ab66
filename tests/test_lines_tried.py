"""Who notices a changed line: the line itself, another, the derivation that is refused, or another witness."""

from dataclasses import replace

import pytest
from sympy import Eq, Gt

import scaling_sym
from derivable.derivation import assert_, conclude
from derivable.verify.evidence import Evidence
from derivable.verify.lines import CHANGES, changes, lines_tried, noticed_by
from scaling_sym import BOOK
from scaling_sym.symbols import K, alpha, beta, kappa
from tests.amdahl import BOOK as AMDAHL


@pytest.mark.parametrize("name", ["compute", "kappa", "compute_multiple", "doublings_to_target"])
def test_every_change_of_a_line_is_noticed(name: str) -> None:
    formula = scaling_sym.formulas[name]
    tried = lines_tried(formula, BOOK.habits, Evidence.of(BOOK, formula))
    assert [(line.number, line.role) for line in tried] == [(s.number, s.line.role) for s in formula.derivation]
    for line in tried:
        assert not line.unnoticed
        assert 0 < line.changes <= CHANGES
        assert set(line.noticed) <= (
            {"itself", "another line"} if line.role in ("premise", "assert") else {"another line"}
        )


def test_every_line_of_the_tiny_book_too() -> None:
    for formula in AMDAHL.formulas.values():
        assert not any(t.unnoticed for t in lines_tried(formula, AMDAHL.habits, Evidence.of(AMDAHL, formula)))


def of(*lines):
    """κ by other lines."""
    return replace(scaling_sym.kappa, lines=lambda: iter(lines))


def noticing(formula, number, relation):
    return noticed_by(formula, formula.derivation[number - 1], relation, Evidence.of(BOOK, scaling_sym.kappa))


def test_another_witness_notices_what_the_lines_do_not() -> None:
    """Where no line speaks for a conclusion but itself, the numbers do."""
    idle = of(
        assert_("a truth", Eq(kappa**2, kappa * kappa * 1, evaluate=False)),
        conclude("κ", kappa, scaling_sym.kappa.expr),
    )
    assert noticing(idle, 2, Eq(kappa, 2 * scaling_sym.kappa.expr)) == "claim"


def test_what_nobody_notices_is_listed_and_what_says_the_same_is_not() -> None:
    right = conclude("so", kappa, scaling_sym.kappa.expr)
    weak = of(
        assert_("κ is between", Gt(alpha + beta, kappa)), assert_("and", Eq(1 / kappa, 1 / alpha + 1 / beta)), right
    )
    assert noticing(weak, 1, Gt(alpha + 2 * beta, kappa)) == ""
    assert noticing(weak, 1, Gt(kappa, alpha + beta)) == "itself"
    assert noticing(weak, 3, Eq(kappa, alpha)) == "another line"
    assert noticing(weak, 3, Eq(kappa, K)) == "another line"


def test_of_what_nobody_notices_that_which_says_the_same_is_counted_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    kappa_of = scaling_sym.kappa
    same, wrong = 1 / (1 / alpha + 1 / beta), Gt(alpha + 2 * beta, kappa)
    bound = of(assert_("κ is between", Gt(alpha + beta, kappa)), *(step.line for step in kappa_of.derivation))

    def changed(formula, step, habits):
        return [wrong] if step.number == 1 else [Eq(kappa, same)] if step.line.role == "conclude" else []

    monkeypatch.setattr("derivable.verify.lines.changes", changed)
    first, *_, conclusion, _ = lines_tried(bound, BOOK.habits, Evidence.of(BOOK, kappa_of))
    assert (first.equal, first.unnoticed) == (0, ("alpha + 2*beta > kappa",))
    assert (conclusion.equal, conclusion.changes, conclusion.unnoticed) == (1, 0, ())


def test_a_definition_that_no_longer_names_what_is_there_is_refused() -> None:
    rate = scaling_sym.required_doubling_rate
    r = rate.derivation[2].equation
    evidence = Evidence.of(BOOK, rate)
    assert noticed_by(rate, rate.derivation[2], Eq(r.lhs, 2 * r.rhs), evidence) == "refused"


def test_the_same_changes_are_tried_every_time() -> None:
    step = scaling_sym.loss.derivation[9]
    assert changes(scaling_sym.loss, step, BOOK.habits) == changes(scaling_sym.loss, step, BOOK.habits)
    assert step.equation not in changes(scaling_sym.loss, step, BOOK.habits)
