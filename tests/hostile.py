"""A seeded generator of hostile texts: fragments of formulas, of Python, of LaTeX and of noise, joined and cut."""

from __future__ import annotations

import random

from tests.answers import NOT_COMPARABLE, RIGHT, WRONG

ANSWERS = [answer for answers in RIGHT.values() for answer in answers] + [answer for _, answer, _ in WRONG]
ANSWERS += [answer for _, answer, _ in NOT_COMPARABLE]

FORMULA = [
    "+",
    "-",
    "*",
    "/",
    "^",
    "**",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    "=",
    "_",
    "<",
    ">",
    "&",
    "1",
    "2",
    "0",
    "9",
    "10",
    "0.5",
    "1e9",
    "1e60",
    "α",
    "β",
    "γ",
    "τ",
    "t",
    "X",
    "e",
    "E_0",
    "N^*",
    "a",
    "b",
    "g",
    "k",
    "gt",
    "²",
    "⁻¹",
    "₀",
    "√",
    "·",
]
FUNCTIONS = [
    "ln(",
    "log(",
    "log2(",
    "log_2",
    "exp(",
    "sqrt(",
    "W(",
    "W_{-1}(",
    "LambertW(",
    "Piecewise((",
    "W_0(",
    "log_{10}",
    "ln",
    "exp",
    "sqrt",
    "e^",
    "9**9**",
    "2^",
    "^^",
]
LATEX = (
    r"\frac{ \frac \dfrac \sqrt[ \sqrt \left( \right) \cdot \times \ln \log_ \exp \alpha \beta \gamma \, \; \\ \text{ "
)
LATEX += r"\mathrm{ \begin{cases} \end{cases} \end \begin \operatorname{ \left. \def\x \infty \min \{ \} ^{ _{ }"
PYTHON = [
    *[
        "__import__('os')",
        "lambda:0",
        ".__class__",
        "exec",
        "eval",
        "open(",
        "import",
        "os;",
        "().__class__",
        "[x",
        "for",
        "x",
        "in",
        "()]",
        "f'{1}'",
        ":=",
        "@",
        ";",
        "#",
        "'",
        '"',
    ],
    *(
        "getattr(a,'b')",
        "9**9**9**9",
        "1e308*10",
        "0x10",
        "1_000",
        "1j",
        "None",
        "True",
        "a if b else c",
        "print(1)",
        "...",
    ),
]
NOISE = [
    "\x00",
    "\u202e",
    "а",
    "ο",
    "𝛼",
    "ｅ",
    "µ",
    "∞",
    "\ud800",
    "\U0001f600",
    "\n",
    "\t",
    "\u200b",
    "́",
    "ß",
    "١",
    "²²",
    "½",
    "Ⅳ",
]
PIECES = [FORMULA] * 6 + [FUNCTIONS] * 2 + [LATEX.split()] * 2 + [PYTHON, NOISE]


def hostile(generator: random.Random) -> str:
    """A text of fragments, or one fragment over and over, or an answer with something done to it."""
    kind = generator.randrange(10)
    if kind < 6:
        length = generator.choice((3, 8, 20, 60))
        return generator.choice(("", " ")).join(_piece(generator) for _ in range(generator.randrange(length) + 1))
    if kind == 6:
        return (_piece(generator) + generator.choice(("", " ", "(", "^"))) * generator.choice((30, 300, 3000))
    return mutated(generator)


def mutated(generator: random.Random) -> str:
    """A student's answer with a few places changed, cut out or doubled."""
    text = generator.choice(ANSWERS)
    for _ in range(generator.randrange(4)):
        start = generator.randrange(len(text) + 1)
        end = min(len(text), start + generator.randrange(4))
        middle = generator.choice((_piece(generator), "", text[start:end] * 2, generator.choice(ANSWERS)))
        text = text[:start] + middle + text[end:]
    return text


def _piece(generator: random.Random) -> str:
    return generator.choice(generator.choice(PIECES))
