"""A longer, coverage-guided fuzzing of reader and judge.

`pip install atheris`, then `python benchmarks/fuzz.py -max_total_time=600 -max_len=200 -timeout=10 -rss_limit_mb=400`.
Every input is read, and one in sixteen judged to the end, which is slow: as an answer, or as what is given. Whatever
the input, there is a judgement: an exception is a crash, and so is an input that takes longer than `-timeout` seconds
or more than `-rss_limit_mb`.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["scaling_sym"]):
    from derivable.judge.reading import read
    from derivable.judge.tokens import Refused
    from derivable.judge.vocabulary import Vocabulary
    from scaling_sym import check, formulas

NAMES = tuple(formulas)
ALPHABET = (
    *"0123456789+-*/^()[]{}_=,.<>&;√·−²⁻¹₀αβγκτ abgktXCKLENDeW \\\n",
    *("**", "exp(", "ln ", "log2(", "log(", "sqrt(", "W_{-1}(", "W(", "LambertW(", "Piecewise((", "9**9", "1e9", "E_0"),
    *(
        r"\frac{",
        r"\left(",
        r"\right)",
        r"\alpha",
        r"\ln ",
        r"\log_2",
        r"\sqrt[",
        r"\begin{cases}",
        r"\end{cases}",
        "N^*",
    ),
    *("__import__", ".__class__", "lambda:", "\x00", "а", "𝛼"),
)


def judge_one(data: bytes) -> None:
    """Judge what the bytes spell: the first chooses the formula, the rest pieces of the alphabet, or text as it is."""
    if len(data) < 2:
        return
    name = NAMES[data[0] % len(NAMES)]
    spelled = "".join(ALPHABET[byte % len(ALPHABET)] for byte in data[2:])
    text = spelled if data[1] % 4 else data[2:].decode("utf-8", "surrogateescape")
    letters = Vocabulary((*formulas[name].args, formulas[name].symbol))
    try:
        read(text, letters)
    except Refused:
        return
    if data[1] % 16:
        return
    judgement = check(name, "1", given=text) if data[1] % 32 else check(name, text)
    if judgement.exit_code not in (0, 1, 2) or not str(judgement):
        raise AssertionError(f"no judgement of {text!r}")


def main() -> None:
    """Run libFuzzer."""
    for formula in formulas.values():
        formula.derivation  # noqa: B018 (derived before the clock starts)
    atheris.Setup(sys.argv, judge_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
