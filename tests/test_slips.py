"""Slips by name, of two books: what is told of an answer, word for word, and of which nothing may be told."""

import pytest
from sympy import E, Expr, Piecewise, Rational, Symbol, exp, log, sqrt

from derivable.judge.question import Question
from derivable.judge.slips import explain, in_words
from scaling_sym import BOOK, formulas
from scaling_sym.symbols import E as LEAST
from scaling_sym.symbols import K, X, alpha, beta, gamma, kappa, t, tau
from scaling_sym.symbols import L as LOSS
from tests import amdahl
from tests.amdahl import S, m, n, p

HALF = alpha * beta / (alpha + beta)
GROWN = formulas["compute_multiple"].expr
RATE = formulas["required_doubling_rate"].expr
(CASES,) = RATE.atoms(Piecewise)
TIME = formulas["time_to_target"].expr
UNITS = {s: 1 / s for s in (gamma, t, tau)}

SLIPS = [
    ("kappa", 1 / HALF, "reciprocal", "It is the reciprocal of what was asked for."),
    ("kappa", -HALF, "sign", "Its sign is turned."),
    ("kappa", 2 * HALF, "twofold", "It is twice what was asked for: the harmonic mean of α and β is 2κ."),
    ("kappa", 3 * HALF, "constant factor", "It is right up to a constant: yours is 3 times what it should be."),
    ("kappa", HALF * log(2), "lost ln 2", "A factor of ln 2 is off."),
    ("kappa", HALF / log(2), "lost ln 2", "A factor of ln 2 is off."),
    ("kappa", HALF + 1, "extra term", "1 is too much in it."),
    ("kappa", HALF - Rational(1, 3), "extra term", "-1/3 is too much in it."),
    ("kappa", alpha * beta / (alpha - beta), "sign of a term", "Look at the sign of a term: -β stands where β should."),
    ("kappa", alpha * beta, "sum", "Look at the sum: 1/(α*β) stands where 1/β + 1/α should."),
    ("kappa", alpha / (alpha + beta), "missing factor", "The factor β is missing in it."),
    (
        "kappa",
        alpha + beta,
        "reciprocals",
        "Its letters stand where their reciprocals should: α for 1/α.",
    ),
    (
        "kappa",
        1 / (alpha + beta),
        "reciprocals",
        "Its letters stand where their reciprocals should: α for 1/α.",
    ),
    ("kappa", alpha / 2, "special case", "It is right for α = β, but not in general."),
    ("kappa", alpha * beta / (2 * alpha + beta), "extra factor", "2 is too much in it."),
    (
        "kappa",
        HALF * (1 + Rational(1, 10**9)),
        "constant factor",
        "It is right up to a constant: yours is 1.000000001 times what it should be.",
    ),
    ("compute_multiple", GROWN.subs(tau, 1), "missing tau", "τ is missing: it is right only for τ = 1."),
    ("compute_multiple", GROWN.subs(log(2), 1), "missing factor", "1/ln 2 is missing in it."),
    (
        "compute_multiple",
        GROWN.subs(log(2), Rational(693, 1000)),
        "rounded",
        "A rounded number stands in it: write ln 2, not 0.693.",
    ),
    (
        "compute_multiple",
        GROWN.replace(lambda e: e == 2, lambda _: E),
        "base of a power",
        "It counts in e-foldings: a doubling is a power of 2, not of e.",
    ),
    ("compute_multiple", GROWN.xreplace({t: tau, tau: t}), "exchanged", "t and τ are exchanged."),
    ("compute_multiple", GROWN.subs(gamma, 1), "special case", "It is right for γ = 1, but not in general."),
    (
        "compute_multiple",
        1 + (2 ** (-gamma * t) - 1) / (gamma * tau * log(2)),
        "sign of an exponent",
        "The signs of its exponents are turned.",
    ),
    ("compute_multiple", GROWN - 1, "missing term", "1 is missing in it."),
    (
        "compute_multiple",
        GROWN + 1,
        "constant term",
        "It is right up to a constant: yours is 1 more than it should be.",
    ),
    (
        "compute_multiple",
        GROWN.subs(UNITS, simultaneous=True),
        "reciprocals",
        "Its letters stand where their reciprocals should: t for 1/t.",
    ),
    (
        "compute_multiple",
        1 / GROWN.subs(UNITS, simultaneous=True),
        "reciprocals",
        "Its letters stand where their reciprocals should: t for 1/t.",
    ),
    (
        "time_to_target",
        TIME * log(2),
        "base of a logarithm",
        "A factor of ln 2 is off: the logarithm to base 2 is ln x / ln 2.",
    ),
    (
        "relative_excess_loss",
        GROWN,
        "another formula",
        "It is M, the formula compute_multiple.",
    ),
    # before anything else is said of what lacks a letter
    ("required_compute", K / (LOSS - LEAST), "special case", "It is right for κ = 1, but not in general."),
    ("required_doubling_rate", RATE.xreplace({CASES: CASES.args[0][0]}), "branch", "It is right only where r > 1."),
]


def asked(name: str) -> Question:
    return Question(BOOK, formulas[name])


def told(yours: Expr, question: Question) -> tuple[str, str]:
    slip = explain(yours, question)
    return (slip.name, slip.sentence) if slip else ("", "")


@pytest.mark.parametrize(("name", "yours", "slip", "sentence"), SLIPS, ids=[f"{row[0]}-{row[2]}" for row in SLIPS])
def test_what_is_told(name: str, yours: Expr, slip: str, sentence: str) -> None:
    assert told(yours, asked(name)) == (slip, sentence)


SMALL = [
    ("ceiling", 1 - p, "reciprocal", "It is the reciprocal of what was asked for."),
    ("ceiling", 1 / (1 + p), "sign of a term", "Look at the sign of a term: p stands where -p should."),
    ("ceiling", p / (1 - p), "extra factor", "p is too much in it."),
    ("ceiling", 2 + 1 / (1 - p), "extra term", "2 is too much in it."),
    ("ceiling", 2 / (1 - p), "constant factor", "It is right up to a constant: yours is 2 times what it should be."),
    ("speedup", 1 / (1 - p + p * n), "reciprocal", "Look at the reciprocal: n stands where 1/n should."),
    ("speedup", 1 / (1 - p), "another formula", "It is S_max, the formula ceiling."),
    ("speedup", 1 / (1 - p + 1 / n), "missing factor", "p is missing in it."),
    ("speedup", 2 / (2 - p), "special case", "It is right for n = 2, but not in general."),
    ("speedup", 1 / (1 - p / n), "special case", "It is right for n = 2, but not in general."),
    ("speedup", 1 / (1 - n + n / p), "exchanged", "p and n are exchanged."),
    ("speedup", Rational(1), "missing n", "n is missing: it is right only for n = 1."),
    (
        "shared_part",
        (1 - 1 / S) / (1 - m),
        "factor upside down",
        "Look at the factor upside down: m stands where 1/m should.",
    ),
]


@pytest.mark.parametrize(("name", "yours", "slip", "sentence"), SMALL, ids=[f"{row[0]}-{row[2]}" for row in SMALL])
def test_what_is_told_of_the_tiny_book(name: str, yours: Expr, slip: str, sentence: str) -> None:
    assert told(yours, Question(amdahl.BOOK, amdahl.BOOK.formulas[name])) == (slip, sentence)


@pytest.mark.parametrize(
    ("name", "yours"),
    [
        ("kappa", sqrt(alpha * beta)),
        ("kappa", (alpha + beta) / 2),
        ("kappa", Rational(1, 2)),
        ("compute_multiple", 1 + t / tau),
        ("compute_multiple", GROWN.subs(log(2), Rational(65, 100))),  # it is no rounding of ln 2
        ("required_multiple", X**kappa * K),
        ("kappa", alpha * Symbol("x", positive=True)),
    ],
)
def test_nothing_is_told_where_no_slip_leads(name: str, yours: Expr) -> None:
    assert explain(yours, asked(name)) is None


def test_what_has_little_of_the_formula_is_not_told_what_is_missing() -> None:
    """One letter of three, or less than half of the operations: the rest would be given away."""
    assert explain(1 + exp(gamma) * 0, asked("compute_multiple")) is None
    assert explain(X, asked("time_to_target")) is None
    assert explain(LOSS - K, asked("required_compute")) is None


def test_of_a_special_case_there_is_no_twofold_and_without_letters_no_factor() -> None:
    half = Question(BOOK, formulas["kappa"], {alpha: beta})
    assert told(2 * half.expr, half) == (
        "constant factor",
        "It is right up to a constant: yours is 2 times what it should be.",
    )
    number = Question(amdahl.BOOK, amdahl.ceiling, {p: Rational(1, 2)})
    assert (number.args, number.expr) == ((), 2)
    assert told(Rational(1, 2), number)[0] == "reciprocal"
    assert told(Rational(-2), number)[0] == "sign"
    assert told(Rational(7), number) == ("", "")


def test_a_rounded_number_is_told_to_be_written_exactly() -> None:
    expr = amdahl.shared_part.expr
    question = Question(amdahl.BOOK, amdahl.shared_part)
    nearly = (1 - Rational(101, 100) / S) / (1 - 1 / m)
    assert expr != nearly
    assert told(nearly, question)[0] in ("rounded", "extra factor")


def test_expressions_in_words() -> None:
    assert in_words(2 ** (gamma * t) / log(2)) == "2^(γ*t)/ln 2"
    assert in_words(log(X) + log(2)) == "ln(X) + ln 2"
