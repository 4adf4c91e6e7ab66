"""The parts of a name: a word in braces, a subscript, the star of an optimum, and the arguments of X(t)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .tokens import Cursor, Refused

if TYPE_CHECKING:
    from .reading import Reader

NAMED = ("mathrm", "text", "operatorname", "mathit", "textrm", "rm")
_STARS = ("*", "ast", "star")


def word(cursor: Cursor) -> str:
    """A name in braces, or as it stands."""
    if not cursor.skip("{"):
        return cursor.take().text
    words = ""
    while cursor.next.kind in ("name", "number"):
        words += cursor.take().text
    cursor.expect("}")
    return words


def subscript(cursor: Cursor) -> str:
    """What stands after an underscore, and nothing where there is none."""
    if not cursor.skip("_"):
        return ""
    braced = cursor.skip("{")
    sign = "-" if cursor.skip("-") else ""
    text = word(cursor) if cursor.skip(*NAMED) else cursor.take().text
    if braced:
        cursor.expect("}")
    return sign + text


def star(reader: Reader, name: str) -> str:
    """The mark of an optimum, as in N^*, N^{*} or N* = ..., where the name has one."""
    ahead = [reader.ahead(distance).text for distance in range(4)]
    marks = [["^", star] for star in _STARS] + [["^", "{", star, "}"] for star in _STARS] + [["*", "="]]
    for mark in marks:
        if f"{name}_opt" in reader.vocabulary and ahead[: len(mark)] == mark:
            reader.place += len(mark) - (mark[-1] == "=")
            return "opt"
    return ""


def skip_arguments(cursor: Cursor, before: str = "") -> None:
    """The (t) of X(t) says what X depends on, and multiplies nothing; perhaps only where a sign follows."""
    if not before and cursor.at("(") and cursor.ahead(1).kind == "number" and cursor.ahead(2).text == ")":
        inside = f"({cursor.ahead(1).text})"
        raise Refused(f"“{inside}” can be read in two ways: write a product with *, or a value there as a letter, C_0.")
    last = 1
    while cursor.ahead(last).kind in ("name", "command") and cursor.ahead(last + 1).text == ",":
        last += 2
    if cursor.at("(") and cursor.ahead(last).kind in ("name", "command") and cursor.ahead(last + 1).text == ")":
        cursor.place += last + 2 if cursor.ahead(last + 2).text.startswith(before) else 0
