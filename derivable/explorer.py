"""An explorer: formulas of a book to play with, declared as data.

Controls are letters with a range and a default that says why. Values follow from them one after another, each a formula
of what is known by then. Curves are a formula along one letter, marks stand where controls and values are, and a
sentence tells the result. A page gets it all as numbers, and as the formulas' own code in JavaScript.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import inf, isfinite, log
from typing import Any

import numpy as np

from .formula import Formula
from .letters import Letter

Given = str | float
"""The name of a control or of a value, or a number."""

SAMPLES = 121
HOLE = re.compile(r"\{(\w+)(%?)\}")
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Control:
    """A letter that the reader sets: its range, where it begins and why, and what it means here if that is special."""

    letter: Letter
    low: float
    high: float
    value: float
    why: str
    log: bool = False
    meaning: str = ""

    @property
    def name(self) -> str:
        """The name of its letter."""
        return str(self.letter.name)

    @property
    def said(self) -> str:
        """What it means."""
        return self.meaning or str(self.letter.meaning)


@dataclass(frozen=True)
class Applied:
    """A formula of what is known: each argument has the value of its own name, or of the one that is `given` for it."""

    formula: Formula
    given: Mapping[str, Given] = field(default_factory=dict, hash=False)

    @property
    def arguments(self) -> list[Given]:
        """The arguments, in order."""
        return [self.given.get(letter.name, letter.name) for letter in self.formula.args]

    def at(self, known: Mapping[str, Any]) -> Any:
        """Its value; what rests on something that is never reached is never reached either."""
        values = [known[one] if isinstance(one, str) else one for one in self.arguments]
        return self.formula(*values) if all(np.isfinite(value).all() for value in values) else inf


def of(formula: Formula, **given: Given) -> Applied:
    """The formula, with other names or numbers for some of its arguments."""
    return Applied(formula, given)


@dataclass(frozen=True)
class Preset:
    """Values to begin with, by name; every other control goes back to its default."""

    label: str
    values: Mapping[str, float]
    why: str


@dataclass(frozen=True)
class Axis:
    """What is drawn in one direction, from where to where, with names at some values."""

    title: str
    low: float
    high: float
    ticks: Mapping[float, str]
    log: bool = False

    def place(self, value: Any) -> Any:
        """Where a value lies: 0 at the low end, 1 at the high one.

        >>> round(float(Axis("C", 1e20, 1e24, {}, log=True).place(1e21)), 6)
        0.25
        """
        if not self.log:
            return (value - self.low) / (self.high - self.low)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.log(np.divide(value, self.low)) / log(self.high / self.low)


@dataclass(frozen=True)
class Curve:
    """`y` along a letter from `low` to `high`, over the letter itself or over `x`, in one of five shades.

    Its `stroke` is "plain", "dashed" or "thin".
    """

    label: str
    along: str
    low: Given
    high: Given
    y: Applied
    x: Applied | None = None
    log: bool = False
    shade: int = 1
    stroke: str = "plain"

    def points(self, known: Mapping[str, Any]) -> tuple[Any, Any]:
        """The two coordinates of its points."""
        low, high = (float(known[end]) if isinstance(end, str) else end for end in (self.low, self.high))
        parts = np.arange(SAMPLES) / (SAMPLES - 1)
        along = low * (high / low) ** parts if self.log else low + (high - low) * parts
        here = {**known, self.along: along}
        return (self.x.at(here) if self.x else along), self.y.at(here) + 0 * along


@dataclass(frozen=True)
class Mark:
    """A place: a dot, a line to an end where one direction is a pair, or all the way where it is left out.

    It is of a `kind`: "cursor", where the reader is, "published", or "range".
    """

    label: str
    kind: str
    x: Given | tuple[Given, Given] | None = None
    y: Given | tuple[Given, Given] | None = None


@dataclass(frozen=True)
class Explorer:
    """All of it.

    Each part of the sentence `said` is a pair: the words, and those for when a number in them is not finite. In the
    words stands {name}, or {name%} for per cent. The `readout` is said of the place that is pointed at, which stands
    for the controls that the `cursor` names, across and upward.
    """

    name: str
    title: str
    alt: str
    controls: tuple[Control, ...]
    presets: tuple[Preset, ...]
    values: Mapping[str, Applied]
    x: Axis
    y: Axis
    curves: tuple[Curve, ...]
    said: tuple[tuple[str, str], ...]
    readout: str
    cursor: tuple[str, str | None]
    marks: tuple[Mark, ...] = ()

    def known(self, chosen: Mapping[str, float] | None = None) -> dict[str, Any]:
        """Every control and value, where some controls are chosen."""
        known: dict[str, Any] = {control.name: control.value for control in self.controls} | dict(chosen or {})
        for name, value in self.values.items():
            known[name] = value.at(known)
        return known

    def sentence(self, known: Mapping[str, Any]) -> str:
        """What the values say."""
        return " ".join(filled(*part, known) for part in self.said)

    @property
    def applied(self) -> Iterator[Applied]:
        """Every use of a formula."""
        yield from self.values.values()
        for curve in self.curves:
            yield curve.y
            if curve.x:
                yield curve.x

    def shipped(self) -> dict[str, Any]:
        """What a page needs, as JSON has it; of formulas, the code."""

        def use(applied: Applied | None) -> list[Any] | None:
            return [applied.formula.name, applied.arguments] if applied else None

        return {
            "name": self.name,
            "controls": [
                {"name": c.name, "low": c.low, "high": c.high, "log": c.log, "value": c.value} for c in self.controls
            ],
            "presets": [{"values": preset.values, "why": preset.why} for preset in self.presets],
            "functions": {one.formula.name: one.formula.source("javascript") for one in self.applied},
            "values": {name: use(value) for name, value in self.values.items()},
            "axes": [{"low": axis.low, "high": axis.high, "log": axis.log} for axis in (self.x, self.y)],
            "curves": [
                {"along": c.along, "low": c.low, "high": c.high, "log": c.log, "x": use(c.x), "y": use(c.y)}
                for c in self.curves
            ],
            "marks": [{"x": mark.x, "y": mark.y, "named": bool(mark.label)} for mark in self.marks],
            "said": self.said,
            "readout": self.readout,
            "cursor": self.cursor,
            "samples": SAMPLES,
        }


def filled(words: str, otherwise: str, known: Mapping[str, Any]) -> str:
    r"""The words with their numbers, or the others where one is not finite.

    >>> filled("{x} years, {y%}", "never", {"x": 12.345, "y": 0.5})
    '12.3 years, 50\xa0%'
    >>> filled("{x} years", "never", {"x": float("inf")})
    'never'
    """
    if not all(isfinite(known[name]) for name, _ in HOLE.findall(words)):
        words = otherwise
    return HOLE.sub(
        lambda hole: f"{written(100 * known[hole[1]])}\u00a0%" if hole[2] else written(known[hole[1]]), words
    )


def written(value: float) -> str:
    """A number as prose has it, to three digits.

    >>> written(0.178), written(5800.0), written(1.234e25), written(float("inf"))
    ('0.178', '5,800', '1.23 × 10²⁵', '∞')
    """
    if not isfinite(value):
        return "∞"
    digits, power = f"{value:.2e}".split("e")
    if value == 0 or -4 < int(power) < 6:
        return f"{float(f'{value:.2e}'):,.6f}".rstrip("0").rstrip(".")
    return f"{float(digits):g} × 10{str(int(power)).translate(SUPERSCRIPTS)}"
