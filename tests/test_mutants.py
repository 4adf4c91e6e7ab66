"""The mutation engine: its mutants are the mistakes a hand makes, and the witnesses reject a sample of them."""

from __future__ import annotations

import pytest
from sympy import LambertW, Max, Min, Piecewise, Symbol, log, piecewise_fold

import scaling_sym
from derivable.verify.evidence import Evidence
from derivable.verify.mutants import _made, mistakes, mutants, proof_of_equality
from derivable.verify.trial import ENOUGH, rejecting, tried
from scaling_sym import BOOK, formulas
from scaling_sym.symbols import alpha, beta, gamma, k, kappa, t, tau

ONE_IN = 30


def wrong(expr: object) -> set[object]:
    return {_made(expr, mistake) for mistake in mistakes(expr, BOOK.habits)}


def test_mistakes_of_every_kind() -> None:
    assert {-alpha, 2 * alpha, 1 / alpha, beta} - {-alpha} <= wrong(alpha)
    assert {alpha - beta, beta - alpha, alpha, beta, alpha + 2 * beta} <= wrong(alpha + beta)
    assert {-alpha * beta, alpha, alpha / beta} <= wrong(alpha * beta)
    assert {t**kappa, t ** (-1 / kappa)} <= wrong(t**-kappa)
    assert {t, 2 * t / log(2), t * log(2)} <= wrong(t / log(2))
    assert t in wrong(t / tau)
    assert LambertW(-t, -1) in wrong(LambertW(-t))
    assert LambertW(-t) in wrong(LambertW(-t, -1))
    assert Max(alpha, beta) in wrong(Min(alpha, beta))
    assert Piecewise((t, t < 1), (gamma, True)) in wrong(Piecewise((t, t > 1), (gamma, True)))


@pytest.mark.parametrize(
    ("name", "mistake"),
    [
        ("compute_coefficient", lambda e: e / k ** (alpha * beta / (alpha + beta))),
        ("compute_multiple", lambda e: (e - 1) * log(2) + 1),
        ("relative_excess_loss", lambda e: 1 / e),
        ("time_to_target", lambda e: e * log(2)),
    ],
)
def test_known_mistakes_are_among_the_mutants(name: str, mistake: object) -> None:
    expr = mistake(formulas[name].expr).expand()  # type: ignore[operator]
    assert any((m.expr.expand() - expr).equals(0) for m in mutants(formulas[name], BOOK.habits) if len(m.mistakes) == 1)


def test_there_are_enough_and_all_differ() -> None:
    made = {name: [mutant.expr for mutant in mutants(formula, BOOK.habits)] for name, formula in formulas.items()}
    assert sum(map(len, made.values())) >= 3000
    assert all(len(set(exprs)) == len(exprs) for exprs in made.values())
    assert any(len(mutant.mistakes) == 2 for mutant in mutants(scaling_sym.kappa, BOOK.habits))


def test_equality_is_proved_or_not_claimed() -> None:
    expr, rate = scaling_sym.kappa.expr, scaling_sym.required_doubling_rate.expr
    assert proof_of_equality(expr.xreplace({alpha: beta, beta: alpha}), expr)
    assert proof_of_equality(1 / (1 / alpha + 1 / beta), expr) == "by symbols"
    assert not proof_of_equality(expr + Symbol("tiny", positive=True) * 0 + alpha**9 / 10**9, expr)
    assert proof_of_equality(piecewise_fold(rate), rate) == "case by case"
    assert not proof_of_equality(2 * rate, rate)


@pytest.mark.parametrize("name", formulas)
def test_sample_is_rejected_by_two(name: str) -> None:
    trial = tried(formulas[name], BOOK.habits, Evidence.of(BOOK, formulas[name]), step=ONE_IN)
    assert trial, trial.escaped
    assert trial.made > 0


def test_one_that_escapes_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("derivable.verify.trial.WITNESSES", ("units", "claim"))
    trial = tried(scaling_sym.kappa, BOOK.habits, Evidence.of(BOOK, scaling_sym.kappa), step=ONE_IN)
    assert not trial
    assert len(trial.escaped) == trial.wrong > 0
    assert trial.as_dict()["rejected by two"] == 0


def test_the_formula_itself_is_rejected_by_no_one() -> None:
    evidence = Evidence.of(BOOK, scaling_sym.kappa)
    assert rejecting(scaling_sym.kappa, scaling_sym.kappa.expr, evidence) == []
    assert len(rejecting(scaling_sym.kappa, scaling_sym.kappa.expr * 2, evidence)) >= ENOUGH
