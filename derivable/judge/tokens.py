"""From untrusted text to tokens: what a formula may be written with, and how much of it.

Nothing here knows Python: a text is cut at a fixed alphabet, and a character outside of it is refused by name.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from ..letters import GREEK

MAX_LENGTH = 2000
MAX_TOKENS = 400
MAX_DIGITS = 30
MAX_TEN_POWER = 60

Kind = Literal["number", "name", "command", "sign", "end"]


class Refused(ValueError):  # noqa: N818 (it is raised as one says it)
    """The text is not a formula that can be compared; the message says why, in one sentence for its author."""


@dataclass(frozen=True)
class Token:
    """A piece of text: a number, a run of letters, a LaTeX command, a sign, or the end."""

    kind: Kind
    text: str


_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_SIGNS = str.maketrans({"−": "-", "–": "-", "·": "*", "×": "*", "∗": "*", "⋅": "*", "÷": "/", "≤": "<=", "≥": ">="})
_TOKEN = re.compile(
    r"""(?P<blank>[ \t\r\n]+|~|\\[,;:! ]|\\(?:q?quad|left|right|displaystyle|[bB]igg?[lr]?)(?![A-Za-z]))
    |(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]+|E[+-][0-9]+|E[1-9][0-9]*)?)
    |(?P<name>[A-Za-z]+[0-9]*|[α-ω])
    |(?P<command>\\[A-Za-z]+)
    |(?P<raised>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)
    |(?P<lowered>[₀₁₂₃₄₅₆₇₈₉]+)
    |(?P<sign>\*\*|<=|>=|==|\\[{}\\]|[-+*/^_=(){}\[\],<>&√])
    """,
    re.VERBOSE,
)


def tokens(text: str) -> list[Token]:
    """Cut a text into tokens, or raise `Refused`.

    >>> [token.text for token in tokens("2^(γ t)")]
    ['2', '^', '(', 'gamma', 't', ')', '']
    """
    if len(text) > MAX_LENGTH:
        raise Refused(f"this is longer than a formula: {len(text)} characters, where at most {MAX_LENGTH} are read.")
    text = text.translate(_SIGNS)
    found: list[Token] = []
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if not match:
            raise Refused(_stranger(text[place]))
        place = match.end()
        found += _tokens_of(str(match.lastgroup), match.group())
        if len(found) > MAX_TOKENS:
            raise Refused(f"this has more parts than a formula: at most {MAX_TOKENS} are read.")
    return [*found, Token("end", "")]


def _tokens_of(kind: str, text: str) -> list[Token]:
    if kind == "blank":
        return []
    if kind == "raised":
        return [Token("sign", s) for s in "^{"] + _signed(text.translate(_SUPERSCRIPTS)) + [Token("sign", "}")]
    if kind == "lowered":
        return [Token("sign", "_"), Token("number", text.translate(_SUBSCRIPTS))]
    if kind == "number":
        return [_number(text)]
    if kind == "name" and text.startswith("ln") and text[2:].isdigit():
        return [Token("name", "ln"), _number(text[2:])]
    if kind == "name":
        return [Token("name", GREEK.get(text, text))]
    if kind == "command":
        return [Token("command", text[1:])]
    return [Token("sign", {"**": "^", "==": "=", r"\{": "{", r"\}": "}"}.get(text, text))]


def _signed(digits: str) -> list[Token]:
    sign = [Token("sign", digits[0])] if digits[0] in "+-" else []
    return [*sign, _number(digits.lstrip("+-"))]


def _number(text: str) -> Token:
    digits, _, power = text.lower().partition("e")
    if len(digits) > MAX_DIGITS or len(power) > 4 or abs(int(power or 0)) > MAX_TEN_POWER:
        raise Refused(f"the number {text[:12]}… has more digits than a formula needs.")
    return Token("number", text)


def _stranger(character: str) -> str:
    name = unicodedata.name(character, "a control character").lower()
    shown = f"“{character}” ({name})" if character.isprintable() else f"{name} (U+{ord(character):04X})"
    return f"this is not a formula: {shown} is no part of one."


class Cursor:
    """A place in the tokens of a text."""

    def __init__(self, text: str) -> None:
        self.tokens = tokens(text)
        self.place = 0

    @property
    def next(self) -> Token:
        """The token to be read next."""
        return self.tokens[self.place]

    def ahead(self, distance: int) -> Token:
        """A token further on; beyond the end there is the end."""
        return self.tokens[min(self.place + distance, len(self.tokens) - 1)]

    def take(self) -> Token:
        """Read the next token; the end stays where it is."""
        token = self.next
        self.place += token.kind != "end"
        return token

    def at(self, *texts: str) -> bool:
        """Whether the next token is one of these signs or commands."""
        return self.next.kind in ("sign", "command") and self.next.text in texts

    def skip(self, *texts: str) -> bool:
        """Read the next token if it is one of these signs or commands."""
        found = self.at(*texts)
        self.place += found
        return found

    def expect(self, text: str) -> None:
        """Read this sign, or refuse the text."""
        if not self.skip(text):
            found = f"“{self.next.text}” stands" if self.next.kind != "end" else "the formula ends"
            raise Refused(f"this is not a formula: {found} where “{text}” was expected.")
