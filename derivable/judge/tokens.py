"""From untrusted text to tokens: what a formula may be written with, and how much of it.

Nothing here knows Python: a text is cut at a fixed alphabet, and a character outside of it is refused by name.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Literal

from ..letters import GREEK

MAX_LENGTH = 2000
MAX_TOKENS = 400
MAX_DIGITS = 30
MAX_TEN_POWER = 60

Kind = Literal["number", "name", "command", "sign", "end"]


PRIME = "_prime"
_CAPITALS = {
    **{
        sign: unicodedata.name(sign).removeprefix("GREEK CAPITAL LETTER ").replace("LAMDA", "LAMBDA").capitalize()
        for sign in "ΓΔΘΛΞΠΣΦΨΩ"
    },
    "ℓ": "ell",
}


class Refused(ValueError):  # noqa: N818 (it is raised as one says it)
    """The text is not a formula that can be compared; the message says why, in one sentence for its author."""


@dataclass(frozen=True)
class Token:
    """A piece of text: a number, a run of letters, a LaTeX command, a sign, or the end.

    It is `spaced` where a blank stands before it, and stands in the text from `start` to `stop`.
    """

    kind: Kind
    text: str
    spaced: bool = False
    start: int = 0
    stop: int = 0


_RAISED = str.maketrans(
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᐟᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴷᴸᴹᴺᴾᴿᵀᵅᵝᵞᵟᶿ",
    "0123456789+-()/abcdefghijklmnoprstuvwxyzABDEGHKLMNPRTαβγδθ",
)
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧ₋", "0123456789aehijklmnoprstuvxβγ-")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("−–—‐‑‒﹣", "-"),
        **dict.fromkeys("·×∗⋅∙•✕✖⨯⋆", "*"),
        **dict.fromkeys("÷∕⁄", "/"),
        **dict.fromkeys("≡≔≜≝", "="),
        **dict.fromkeys("\u00a0\u2002\u2003\u2009\u200a\u202f", " "),
        **{"≤": "<=", "≥": ">=", "∣": "|"},
    }
)
WIDE = {
    **{ord(sign) + 0xFEE0: sign for sign in "()[]{}+-*/^=<>,.:;|_&%#~!"},
    0x3000: " ",
    **dict.fromkeys((0x00AD, 0x200B, 0x2060, 0x2061, 0xFEFF)),
    **dict.fromkeys((0x2062, 0x2063, 0x2064), " "),
}
"""Signs of double width, as keyboards for Chinese and Japanese have them, and what is pasted with a text unseen."""
_VULGAR = {sign: f"{above}/{below}" for sign, above, below in ("½12", "⅓13", "⅔23", "¼14", "¾34", "⅕15", "⅙16", "⅛18")}
_LAYOUT = r"q?quad|left|right|middle|displaystyle|textstyle|limits|nolimits|boxed|[bB]igg?[lrm]?"
_TOKEN = re.compile(
    rf"""(?P<blank>[ \t\r\n]+|~|\.(?=[*/^]|[-+][ ])|\\[,;:!> ]|\\(?:left|right)\s*\.|\\(?:{_LAYOUT})(?![A-Za-z])
        |\\[hvm]space\*?\{{[^{{}}]*\}}|(?:np|numpy|math|mpmath|jnp|torch|sp|sympy)\.(?=[a-zA-Z]))
    |(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]+|E[+-][0-9]+|E[1-9][0-9]*)?)
    |(?P<vulgar>[{"".join(_VULGAR)}])
    |(?P<name>(?:log1p|[A-Za-z]+[0-9]*|[α-ωΓΔΘΛΞΠΣΦΨΩℓ])['′’]*)
    |(?P<command>\\[A-Za-z]+)
    |(?P<raised>[{"".join(map(chr, _RAISED))}]+)
    |(?P<lowered>[{"".join(map(chr, _LOWERED))}]+)
    |(?P<sign>\*\*|<=|>=|==|\\[{{}}\\|]|[-+*/^_=(){{}}\[\],<>&√∛∜∫|])
    """,
    re.VERBOSE,
)
_ABOUT = " What is only in proportion, or about equal, is not judged: write an equation with =."
_DERIVATIVE = " A derivative is not worked out here: write the equation that it gives."
HINTS = {
    **dict.fromkeys(("∝", "≈", "≃", "∼", "propto", "approx", "simeq", "sim"), _ABOUT),
    **dict.fromkeys(("∂", "∇", "partial", "nabla"), _DERIVATIVE),
    **dict.fromkeys(("lim", "∑", "∏", "sum", "prod"), " Write what the limit or the sum comes to."),
    **dict.fromkeys(("±", "∓", "pm", "mp"), " Write the one sign that is meant."),
    **dict.fromkeys(("≠", "neq", "ne"), " Write an equation with =."),
    ":": " Write one equation on a line, without words before it.",
    **dict.fromkeys(("∞", "infty"), " Infinity is no number: write what the quantity comes to."),
}
"""What to write instead of a sign or a command that is not read."""
_SAME = {"**": "^", "==": "=", r"\{": "{", r"\}": "}", r"\|": "|"}
_BARS = ("lvert", "rvert", "vert", "mid")


def normal(text: str) -> str:
    """The text with one sign for those that look alike and mean the same: minus, times, divided by, equals."""
    return text.translate(_SIGNS)


def tokens(text: str) -> list[Token]:
    """Cut a text into tokens, or raise `Refused`.

    >>> [token.text for token in tokens("2^(γ t)")]
    ['2', '^', '(', 'gamma', 't', ')', '']
    """
    if len(text) > MAX_LENGTH:
        raise Refused(f"this is longer than a formula: {len(text)} characters, where at most {MAX_LENGTH} are read.")
    text = normal(text)
    return [*_cut(text), Token("end", "", True, len(text), len(text))]


def _cut(text: str) -> list[Token]:
    found: list[Token] = []
    place, spaced = 0, False
    while place < len(text):
        match = _TOKEN.match(text, place)
        if not match:
            raise Refused(_stranger(text[place]))
        start, place, kind = place, match.end(), str(match.lastgroup)
        here = [replace(token, start=start, stop=place) for token in _tokens_of(kind, match.group())]
        found += [replace(token, spaced=spaced) if token is here[0] else token for token in here]
        spaced = kind == "blank"
        if len(found) > MAX_TOKENS:
            raise Refused(f"this has more parts than a formula: at most {MAX_TOKENS} are read.")
    return found


def _tokens_of(kind: str, text: str) -> list[Token]:
    if kind == "blank":
        return []
    if kind == "raised":
        return [*(Token("sign", s) for s in "^{"), *_cut(text.translate(_RAISED)), Token("sign", "}")]
    if kind == "lowered":
        inside = text.translate(_LOWERED)
        return [Token("sign", "_"), Token("number" if inside.isdigit() else "name", GREEK.get(inside, inside))]
    if kind == "number":
        return [_number(text)]
    if kind == "vulgar":
        return [Token("number", _VULGAR[text])]
    if kind == "name" and text.startswith("ln") and text[2:].isdigit():
        return [Token("name", "ln"), _number(text[2:])]
    if kind == "name":
        letters = text.rstrip("'′’")
        return [Token("name", GREEK.get(letters, _CAPITALS.get(letters, letters)) + PRIME * (len(text) - len(letters)))]
    if kind == "command" and text[1:] in _BARS:
        return [Token("sign", "|")]
    if kind == "command":
        return [Token("command", text[1:])]
    return [Token("sign", _SAME.get(text, text))]


def _number(text: str) -> Token:
    digits, _, power = text.lower().partition("e")
    if len(digits) > MAX_DIGITS or len(power) > 4 or abs(int(power or 0)) > MAX_TEN_POWER:
        raise Refused(f"the number {text[:12]}… has more digits than a formula needs.")
    return Token("number", text)


def _stranger(character: str) -> str:
    name = unicodedata.name(character, "a control character").lower()
    shown = f"“{character}” ({name})" if character.isprintable() else f"{name} (U+{ord(character):04X})"
    return f"this is not a formula: {shown} is no part of one.{HINTS.get(character, '')}"


class Cursor:
    """A place in the tokens of a text."""

    def __init__(self, text: str, found: list[Token]) -> None:
        self.text = text
        self.tokens = found
        self.place = 0

    @property
    def next(self) -> Token:
        """The token to be read next."""
        return self.tokens[self.place]

    def ahead(self, distance: int) -> Token:
        """A token further on; beyond the end there is the end."""
        return self.tokens[min(self.place + distance, len(self.tokens) - 1)]

    def spot(self, start: int, stop: int) -> str:
        """What was written from one token to another."""
        return f"“{self.text[self.tokens[start].start : self.tokens[min(stop, len(self.tokens) - 1)].stop].strip()}”"

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
