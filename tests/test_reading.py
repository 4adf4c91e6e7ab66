"""The reader of untrusted text: what it reads, what it refuses, and that nothing makes it fail otherwise."""

import random
import unicodedata

import pytest
from sympy import E, Ei, LambertW, Rational, exp, log, sqrt

import scaling_sym
from derivable.judge.reading import read
from derivable.judge.tokens import MAX_LENGTH, Refused
from derivable.judge.vocabulary import Vocabulary
from scaling_sym import BOOK, check
from scaling_sym.symbols import E_0, D, E_logical, K, N, N_opt, X, alpha, beta, gamma, k, kappa, t, tau
from tests.hostile import hostile, mutated

LETTERS = Vocabulary.of(BOOK, (alpha, beta, gamma, kappa, t, tau, X, E_0, E_logical, N_opt), marks=(X, N_opt))


@pytest.mark.parametrize(
    ("text", "expr"),
    [
        ("2^(γ t)", 2 ** (gamma * t)),
        (r"2^{\gamma t}", 2 ** (gamma * t)),
        (r"2^\gamma t", 2**gamma * t),
        ("2**gamma*t", 2**gamma * t),
        ("-a^2", -(alpha**2)),
        ("a^-b^2", alpha ** -(beta**2)),
        ("a/b/t", alpha / beta / t),
        ("a - b - t", alpha - beta - t),
        ("--a", alpha),
        ("ln 2", log(2)),
        ("ln2", log(2)),
        ("γ τ ln 2 (a − 1)", gamma * tau * log(2) * (alpha - 1)),
        ("log2(t)", log(t) / log(2)),
        ("log₂ t", log(t) / log(2)),
        (r"\log_{2} t", log(t) / log(2)),
        (r"\log_2\left(1+t\right)", log(1 + t) / log(2)),
        (r"\log_{10} t", log(t) / log(10)),
        ("log(t, 2)", log(t) / log(2)),
        ("exp(-t)", exp(-t)),
        ("e^(-t)", exp(-t)),
        (r"\mathrm{e}^{-t}", exp(-t)),
        ("e", E),
        (r"\sqrt2", sqrt(2)),
        (r"\sqrt[3]{t}", t ** Rational(1, 3)),
        ("√t", sqrt(t)),
        (r"\frac12", Rational(1, 2)),
        (r"\frac1t", 1 / t),
        (r"\dfrac{1}{2}t", t / 2),
        ("t²", t**2),
        ("t⁻¹", 1 / t),
        ("E₀", E_0),
        ("E0", E_0),
        (r"E_{\mathrm{logical}}", E_logical),
        (r"E_\text{logical}", E_logical),
        ("E_logical", E_logical),
        ("N^*", N_opt),
        (r"N^{\ast}", N_opt),
        ("N_opt", N_opt),
        ("gt", gamma * t),
        ("X(t)", X),
        ("t(1 + t)", t * (1 + t)),
        ("W(t)", LambertW(t)),
        ("Ei(-t)", Ei(-t)),
        (r"\operatorname{Ei}\left(- t\right)", Ei(-t)),
        ("W_0(t)", LambertW(t)),
        (r"W_{-1}\left(-\frac{1}{t}\right)", LambertW(-1 / t, -1)),
        ("LambertW(-t, -1)", LambertW(-t, -1)),
        ("0.25", Rational(1, 4)),
        ("1e3", Rational(1000)),
        ("[(1 + t) a]", (1 + t) * alpha),
        (r"\left[\left(1 + t\right)\alpha\right]", (1 + t) * alpha),
        (r"\gamma\,\tau", gamma * tau),
        (r"$ \gamma \cdot \tau $", gamma * tau),
    ],
)
def test_reads(text: str, expr: object) -> None:
    assert read(text, LETTERS) == [expr]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a/b t", "two ways"),
        ("2^γt", "two ways"),
        ("2^gt", "two ways"),
        ("ln a b", "two ways"),
        ("ln 2 a", "two ways"),
        ("ln^2 a", "two ways"),
        (r"2^10 \gamma", "in LaTeX"),
        ("2 3", "without a sign"),
        ("1,5", "does not belong"),
        ("a b)", "does not belong"),
        ("(a", "was expected"),
        ("(a]", "was expected"),
        ("", "it ends"),
        ("a +", "it ends"),
        ("q + 1", "Known are α, β"),
        ("delta", "δ is unknown"),
        ("sin(a)", "sin is unknown"),
        ("а", "cyrillic small letter a"),
        ("α′", "prime"),
        ("𝛼", "mathematical italic small alpha"),
        ("ｅxp(1)", "fullwidth latin small letter e"),
        ("a\x00b", "U+0000"),
        ("a\u202eb", "right-to-left override"),
        ("9**9**9**9", "too large"),
        ("2^(t+10^9) 2^(-t)", "too large"),
        ("exp(10^9 ln 2)", "too large"),
        ("exp(exp(exp(99)))", "too large"),
        ("(2a)^(10^6)", "too large"),
        ("9" * 50, "more digits"),
        ("1e999", "more digits"),
        ("a" * (MAX_LENGTH + 1), "longer"),
        ("(" * 300, "nested"),
        ("-" * 1000 + "a", "more parts"),
        ("a^" * 100 + "a", "nested"),
        ("ln " * 100 + "a", "nested"),
        ("√" * 100 + "a", "nested"),
        ("(9^900)^9000", "too large"),
        ("(9^9)^(10^9)", "too large"),
        ("W(W(W(W(2))))", "too deep"),
        ("ln " * 7 + "a", "too deep"),
        ("1/0", "divides by zero"),
        ("1/ln(1)", "divides by zero"),
        ("0^-1", "zero to a power"),
        ("ln 0", "logarithm of zero"),
        ("log(a, 1)", "divides by zero"),
        ("W(t, 2)", "branches"),
        ("ln " * 11 + "2", "too deep"),
        ("a.b", "full stop"),
        ("a.__class__", "full stop"),
        ("().__class__.__bases__", "full stop"),
        ("lambda: 0", "colon"),
        ("__import__('os')", "apostrophe"),
        ("open(a)", "open is unknown"),
        ("eval(a)", "eval is unknown"),
        ("exec", "exec is unknown"),
        ("f'{a}'", "apostrophe"),
        ("a if b else t", "unknown"),
        ("[a for a in b]", "unknown"),
        ("a := b", "colon"),
        ("a @ b", "commercial at"),
        ("a; import os", "semicolon"),
        (r"\input{/etc/passwd}", "unknown"),
        (r"\def\x{\x\x}\x", "unknown"),
        (r"\begin{cases} 1 & ", "stands|ends"),
    ],
)
def test_refuses(text: str, why: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(text, LETTERS)
    assert any(part in str(refusal.value) for part in why.split("|")), refusal.value


def test_short_names_give_way_to_symbols_of_that_name() -> None:
    assert read("k", Vocabulary.of(BOOK, (k, kappa))) == [k]
    assert read("k", Vocabulary.of(BOOK, (kappa,))) == [kappa]
    assert read("NDk", Vocabulary.of(BOOK, (N, D, k))) == [N * D * k]
    assert read("K", Vocabulary.of(BOOK, (K, kappa))) == [K]


def test_every_symbol_can_be_written_as_on_the_page() -> None:
    for symbol in BOOK.letters:
        assert read(symbol.tex, Vocabulary.of(BOOK, (symbol,))) == [symbol]
        assert read(str(symbol), Vocabulary.of(BOOK, (symbol,))) == [symbol]


@pytest.mark.parametrize("letter", "аοеѕһµΑϰϵ𝜅Κ⍺ɑβ̇")
def test_look_alikes_are_refused_by_name(letter: str) -> None:
    """But for beta, which comes with a dot that is refused."""
    judgement = check("kappa", f"{letter} + 1")
    if unicodedata.name(letter) != "GREEK SMALL LETTER BETA":
        assert judgement.answer == "not comparable"


def test_fuzz() -> None:
    """Twenty thousand hostile texts: each is read or refused, and none for the work that it takes."""
    generator = random.Random(5)
    refusals = []
    for _ in range(20_000):
        text = hostile(generator)
        try:
            read(text, LETTERS)
        except Refused as refusal:
            refusals.append(str(refusal))
    assert not any("takes too long" in sentence for sentence in refusals)
    assert 8_000 < len(refusals) < 19_500
    assert all(sentence.endswith((".", "?")) for sentence in refusals)


def test_fuzz_the_judge() -> None:
    """Mutations of answers, judged to the end: no error, and a sentence."""
    generator = random.Random(6)
    names = list(scaling_sym.formulas)
    seen = set()
    for _ in range(300):
        name = generator.choice(names)
        text = mutated(generator)
        judgement = check(name, text)
        assert judgement.sentence.endswith(".")
        seen.add(judgement.answer)
    assert {"wrong", "not comparable"} <= seen
