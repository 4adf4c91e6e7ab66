"""Explorers: figures to play with, drawn when the book is built, and moved by a script that runs their formulas.

    ```{explorer} NAME
    ```

shows the explorer of that name in the mapping that `derivable_explorers` names, as "package.module:EXPLORERS". Figure,
sentence, values with their reasons and a table stand in the page; a script that is loaded when the figure comes into
view makes the values controls.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape
from importlib import import_module
from typing import Any

import numpy as np
from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx

from ..explorer import SAMPLES, Axis, Control, Explorer, Given, Mark, written
from ..letters import spelled
from .mathematics import inline

SCRIPT = "explorers.js"
SIDE = 1000  # of the square in which curves are drawn, whatever its size on the screen
HIGH = 320  # pixels, about
LINE = 17 / HIGH  # a label's height
EVERY = 12  # samples from one row of the table to the next
LOADER = """new IntersectionObserver((seen, watch) => {
  if (!seen.some((one) => one.isIntersecting)) return;
  watch.disconnect();
  if (document.querySelector('script[src="ADDRESS"]')) return;
  document.head.append(Object.assign(document.createElement("script"), { src: "ADDRESS" }));
}, { rootMargin: "300px" }).observe(document.currentScript.parentElement);"""


class Explore(Directive):
    """`{explorer} NAME`: an explorer, whole."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Its markup."""
        (name,) = self.arguments
        env = self.state.document.settings.env
        known = explorers_at(env.config.derivable_explorers)
        if name not in known:
            raise self.error(f"there is no explorer {name!r}: there are {', '.join(known) or 'none'}")
        script = f"{'../' * env.docname.count('/')}_static/{SCRIPT}"
        return [nodes.raw("", markup(known[name](), script), format="html")]


def explorers_at(place: str) -> Mapping[str, Any]:
    """What makes each explorer, by name; nothing where no place is named."""
    module, _, name = place.partition(":")
    return getattr(import_module(module), name) if place else {}


def markup(explorer: Explorer, script: str) -> str:
    """The figure and all around it."""
    name, known = explorer.name, explorer.known()
    shipped = json.dumps(
        explorer.shipped() | {"columns": columns(explorer)}, ensure_ascii=False, separators=(",", ":")
    ).replace("</", r"<\/")
    return f"""<figure class="explorer" id="explorer-{name}">
<figcaption>{escape(explorer.title)}</figcaption>
<div class="presets" role="group" aria-label="Begin with" hidden>{presets(explorer)}</div>
<p class="because">{escape(explorer.presets[0].why)}</p>
<div class="plot">{drawing(explorer, known)}</div>
<p class="key" aria-hidden="true">{key(explorer)}</p>
<p class="said" aria-live="polite">{escape(explorer.sentence(known))}</p>
<p class="wrong" role="alert"></p>
<div class="controls">{"".join(row(name, control) for control in explorer.controls)}</div>
<details class="values"><summary>These curves as numbers</summary>
<div class="rows" tabindex="0" role="region" aria-label="Table of the curves">{table(explorer, known)}</div>
<button type="button" class="csv" hidden>Download all points as CSV</button></details>
<script type="application/json">{shipped}</script>
<script>{LOADER.replace("ADDRESS", script)}</script>
</figure>
"""


def presets(explorer: Explorer) -> str:
    """A button for each."""
    return "".join(f'<button type="button">{escape(preset.label)}</button>' for preset in explorer.presets)


def row(explorer: str, control: Control) -> str:
    """A letter, what it is, its value, why, and a slider; only the script lets the value be changed."""
    key, letter = f"{explorer}-{control.name}", control.letter
    spoken = escape(f"{spelled(letter)}, {control.said}")
    return f"""<div class="control">
<label for="{key}">{inline(letter.tex)} <span>{escape(control.said)}</span></label>
<input type="text" id="{key}" value="{typed(control.value)}" size="8" readonly inputmode="decimal"
autocomplete="off" spellcheck="false" aria-label="{spoken}">
<input type="range" min="0" max="{SIDE}" aria-label="{spoken}" hidden>
<small>{escape(control.why)}</small></div>
"""


def typed(value: float) -> str:
    """A number as one would type it.

    >>> typed(0.17829), typed(47491.0), typed(5.88e23)
    ('0.1783', '47490', '5.88e23')
    """
    digits, power = f"{value:.3e}".split("e")
    if value == 0 or -5 < int(power) < 6:
        return f"{float(f'{value:.3e}'):g}"
    return f"{float(digits):g}e{int(power)}"


def drawing(explorer: Explorer, known: Mapping[str, Any]) -> str:
    """The figure: what never moves, then in a square of its own what does, then the labels."""
    paths = "".join(
        f'<path class="curve shade-{curve.shade} {curve.stroke}" d="{line(*points)}"/>'
        for curve, points in zip(explorer.curves, places(explorer, known), strict=True)
    )
    marks = "".join(f'<path class="mark {mark.kind}" d="{spot(explorer, mark, known)}"/>' for mark in explorer.marks)
    return f"""<svg class="frame" role="img" aria-label="{escape(explorer.alt)}">
{"".join(grid(explorer.x, explorer.y))}
<svg class="square" viewBox="0 0 {SIDE} {SIDE}" preserveAspectRatio="none">{paths}{marks}</svg>
{"".join(labels(explorer, known))}
<line class="hair" y1="0" y2="100%"/><text class="readout"></text></svg>"""


def percent(part: float) -> str:
    """A place, as SVG has it."""
    return f"{100 * part:z.2f}%"


def grid(x: Axis, y: Axis) -> Iterator[str]:
    """Lines and names at the ticks, and what the axes show."""
    for value, name in x.ticks.items():
        at = percent(float(x.place(value)))
        yield f'<line class="grid" x1="{at}" x2="{at}" y1="0" y2="100%"/>'
        yield f'<text class="tick" x="{at}" y="100%" dy="1.4em" text-anchor="middle">{name}</text>'
    for value, name in y.ticks.items():
        at = percent(1 - float(y.place(value)))
        yield f'<line class="grid" x1="0" x2="100%" y1="{at}" y2="{at}"/>'
        yield f'<text class="tick" x="0" y="{at}" dx="-0.6em" dy="0.35em" text-anchor="end">{name}</text>'
    yield f'<text class="title" x="100%" y="100%" dy="2.9em" text-anchor="end">{escape(x.title)}</text>'
    yield f'<text class="title up" x="0" y="0" dy="-1em">{escape(y.title)}</text>'


def places(explorer: Explorer, known: Mapping[str, Any]) -> Iterator[tuple[Any, Any]]:
    """Each curve, in places of the square."""
    for curve in explorer.curves:
        x, y = curve.points(known)
        yield SIDE * explorer.x.place(x), SIDE * (1 - explorer.y.place(y))


def line(x: Any, y: Any) -> str:
    """A path through points; where one is not finite it is interrupted."""
    path, pen = [], "M"
    for across, down in zip(x, y, strict=True):
        if np.isfinite(across + down):
            here = (f"{max(-9 * SIDE, min(place, 9 * SIDE)):z.1f}" for place in (across, down))
            path.append(pen + " ".join(here))
            pen = "L"
        else:
            pen = "M"
    return "".join(path)


def spot(explorer: Explorer, mark: Mark, known: Mapping[str, Any]) -> str:
    """A mark as the outline of what it covers; a dot as the shortest of lines."""
    (left, right), (low, high) = ends_of(explorer.x, mark.x, known), ends_of(explorer.y, mark.y, known)
    across, down = [SIDE * left, SIDE * right], [SIDE * (1 - low), SIDE * (1 - high)]
    if not np.isfinite([*across, *down]).all():
        return ""
    if across[0] == across[1] and down[0] == down[1]:
        return f"M{across[0]:z.1f} {down[0]:z.1f}h.1"  # a line of no length has no ends to be round everywhere
    return f"M{across[0]:z.1f} {down[0]:z.1f}H{across[1]:z.1f}V{down[1]:z.1f}H{across[0]:z.1f}Z"


def ends_of(axis: Axis, given: Given | tuple[Given, Given] | None, known: Mapping[str, Any]) -> list[float]:
    """Where a mark begins and ends on an axis; one that is not placed there goes all the way."""
    if given is None:
        return [0.0, 1.0]
    pair = given if isinstance(given, tuple) else (given, given)
    return [float(axis.place(known[one] if isinstance(one, str) else one)) for one in pair]


def labels(explorer: Explorer, known: Mapping[str, Any]) -> Iterator[str]:
    """The name of each mark where it is, and of each curve beside where it ends, no two on each other."""
    for mark in explorer.marks:
        if mark.label:
            yield f'<text class="name {mark.kind}" {named(explorer, mark, known)}>{escape(mark.label)}</text>'
    ends: dict[int, float] = {}
    for number, (x, y) in enumerate(places(explorer, known)):
        seen = np.flatnonzero((x >= 0) & (x <= SIDE) & (y >= 0) & (y <= SIDE))
        if len(seen):
            ends[number] = float(y[seen[-1]]) / SIDE
    ranked = sorted(ends, key=ends.__getitem__)
    highest, lowest = 0.0, 1.0
    for number in ranked:
        ends[number] = max(ends[number], highest)
        highest = ends[number] + LINE
    for number in reversed(ranked):
        ends[number] = min(ends[number], lowest)
        lowest = ends[number] - LINE
    for number, curve in enumerate(explorer.curves):
        where = f' y="{percent(ends[number])}"' if number in ends else " hidden"
        at = f'x="100%" dx="0.7em" dy="0.35em"{where}'
        yield f'<text class="label shade-{curve.shade}" {at}>{escape(curve.label)}</text>'


def key(explorer: Explorer) -> str:
    """The names of the curves below the figure, where it is too narrow for them to stand beside it."""
    return "".join(
        f'<span class="shade-{curve.shade} {curve.stroke}">{escape(curve.label)}</span>' for curve in explorer.curves
    )


def named(explorer: Explorer, mark: Mark, known: Mapping[str, Any]) -> str:
    """Where the name of a mark stands: within what has a width, above what goes all across, and right of the rest."""
    (left, right), (low, high) = ends_of(explorer.x, mark.x, known), ends_of(explorer.y, mark.y, known)
    middle = percent((left + right) / 2)
    if mark.y is None:
        return f'x="{middle}" y="0" dy="1.2em" text-anchor="middle"'
    if mark.x is None:
        return f'x="0" y="{percent(1 - high)}" dx="0.5em" dy="-0.4em"'
    if left < right:
        return f'x="{middle}" y="{percent(1 - (low + high) / 2)}" dy="0.35em" text-anchor="middle"'
    return f'x="{percent(right)}" y="{percent(1 - high)}" dx="0.6em" dy="0.35em"'


def columns(explorer: Explorer) -> list[tuple[str, int, int]]:
    """The columns of the table: a title, the curve, and which of its coordinates; what is shared stands once."""
    first, told = explorer.curves[0], []
    for number, curve in enumerate(explorer.curves):
        shared = number and not curve.x and (curve.low, curve.high) == (first.low, first.high)
        if not shared:
            told.append((explorer.x.title if not number else f"{explorer.x.title}: {curve.label}", number, 0))
        told.append((curve.label, number, 1))
    return told


def table(explorer: Explorer, known: Mapping[str, Any]) -> str:
    """Some of the points of the curves."""
    points = [curve.points(known) for curve in explorer.curves]
    head = "".join(f"<th>{escape(title)}</th>" for title, _, _ in columns(explorer))
    rows = "".join(
        "<tr>" + "".join(f"<td>{written(float(points[c][side][i]))}</td>" for _, c, side in columns(explorer)) + "</tr>"
        for i in range(0, SAMPLES, EVERY)
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_config_value("derivable_explorers", "", "env", str)
    app.add_directive("explorer", Explore)
    app.add_css_file("explorers.css")
