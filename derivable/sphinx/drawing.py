"""The map of a book as a drawing: three columns, of premises, of formulas and of claims, and arrows for “rests on”.

Formulas stand in an order in which each comes after all that it rests on. What runs between them runs beside them, in
lanes, one for each formula that others rest on; so no line ever crosses a box, and lines cross at right angles.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from statistics import mean

from ..argument import Node, ancestors, of_kind

WIDTHS = {"premise": 250, "formula": 196, "claim": 268}
LETTERS = 33  # of a claim, in a line
HEAD, LINE, GAP = 34, 15, 11  # the headings, a line of text, and the way between two boxes
FAN, LANE, PORT = 84, 12, 7  # room for curves, between two lanes, and of a line beside the middle of a box
HEADINGS = {"premise": "What is taken for granted", "formula": "What is derived", "claim": "What is claimed"}
STYLE = """
.argument {overflow-x: auto; margin: 1rem 0}
.argument svg {display: block; font: 12px system-ui, sans-serif; fill: currentColor}
.argument a {color: inherit; text-decoration: none}
.argument .name {font-weight: 600}
.argument .formula .name {font-family: ui-monospace, monospace}
.argument .status {font-size: 10.5px}
.argument .heading {font-size: 13px; font-weight: 600; text-anchor: middle}
.argument .box {fill: var(--tint); fill-opacity: .13; stroke: var(--tint); stroke-width: 1.5}
.argument .law {--tint: #1f8a7d}
.argument .assumption {--tint: #b4690e}
.argument .definition {--tint: #7a70c4}
.argument .formula {--tint: #3b82b5}
.argument .claim {--tint: #c8503a}
.argument .assumption .box {stroke-dasharray: 6 3}
.argument .edge path {fill: none; stroke: currentColor; stroke-width: 1.2; stroke-opacity: .6}
.argument .edge .head {fill: currentColor; stroke: none}
.argument a:is(:hover, :focus) .box {stroke-width: 3}
.argument .all {display: none; text-decoration: underline}
.argument:has(.only:target) .all {display: inline}
"""


@dataclass(frozen=True)
class Box:
    """A node with its lines of text, and where its upper left corner is."""

    node: Node
    text: Sequence[str]
    x: float
    y: float

    @property
    def height(self) -> int:
        """Room for the name and the status."""
        return height(self.text)

    @property
    def right(self) -> float:
        """Where others that rest on it reach it."""
        return self.x + WIDTHS[column(self.node)]

    @property
    def middle(self) -> float:
        """Half of its height down."""
        return self.y + self.height / 2


def draw(nodes: Mapping[str, Node], address: Callable[[str], str], label: str) -> str:
    """The drawing as SVG with links, in a box that scrolls, and the rules by which it shows one node's ancestors alone.

    It is the same for the same nodes. `address` tells the place of a node, by its key.
    """
    boxes, lanes, width, bottom = laid_out(nodes)
    users = {key: [n.key for n in nodes.values() if key in ancestors(nodes, n.key)] for key in nodes}
    parts = []
    for box in boxes.values():
        for base in box.node.rests_on:
            path, (x, y) = joined(boxes, lanes, base, box.node.key)
            head = f'<path class="head" d="M{x:g},{y:g} l8,-4 v8 z"/>'
            parts.append(f'<g class="edge {_in(users[box.node.key])}"><path d="{path}"/>{head}</g>')
    parts += [_box(box, address(box.node.key), _in(users[box.node.key])) for box in boxes.values()]
    for place, heading in HEADINGS.items():
        if inside := [box for box in boxes.values() if column(box.node) == place]:
            x = inside[0].x + WIDTHS[place] / 2
            parts.append(f'<text class="heading" x="{x:g}" y="18">{heading}</text>')
    anchors = "".join(f'<span class="only" id="only-{key}"></span>' for key in nodes)
    return (
        f"<style>{STYLE}{''.join(map(_alone, nodes))}</style>\n"
        f'<div class="argument full-width" id="argument-map" role="region" '
        f'aria-label="{escape(label)}" tabindex="0">{anchors}'
        f'<a class="all" href="#argument-map">Show all again</a>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{bottom:g}" '
        f'viewBox="0 0 {width:g} {bottom:g}" role="group" aria-label="{escape(label)}">\n' + "\n".join(parts) + "\n"
        "</svg></div>"
    )


def column(node: Node) -> str:
    """The column that a node stands in."""
    return node.kind if node.kind in WIDTHS else "premise"


def height(text: Sequence[str]) -> int:
    """How high the box of a text is."""
    return LINE * len(text) + GAP


def lines_of(node: Node) -> list[str]:
    """What its box says: its name, over several lines where it is a sentence, and its status."""
    name = textwrap.wrap(node.title, LETTERS) if node.kind == "claim" else [node.title]
    return [*name, node.status.short]


def laid_out(nodes: Mapping[str, Node]) -> tuple[dict[str, Box], dict[str, float], float, float]:
    """The boxes, the x of each formula's lane, and the width and the height of the whole."""
    formulas = of_kind(nodes, "formula")
    premises = of_kind(nodes, "empirical law", "definition", "assumption")
    claims = of_kind(nodes, "claim")
    x, boxes = 2.0, {}
    left = x + (WIDTHS["premise"] + FAN if premises else 0)
    for node, y in zip(formulas, stacked([height(lines_of(f)) for f in formulas]), strict=True):
        boxes[node.key] = Box(node, lines_of(node), left, y)
    bottom = max((b.y + b.height for b in boxes.values()), default=HEAD)
    tracks = shared_lanes(nodes, list(boxes))
    right = left + WIDTHS["formula"] + 2 * LANE
    lanes = {key: right + LANE * track for key, track in tracks.items()}
    outer = max([*lanes.values(), left + WIDTHS["formula"]])
    for group, at in ((premises, x), (claims, outer + FAN)):
        beside = [(_level(node, nodes, boxes), node) for node in group]
        beside.sort(key=lambda pair: pair[0])
        texts = [lines_of(node) for _, node in beside]
        middles = [level for level, _ in beside]
        places = stacked(list(map(height, texts)), middles, bottom)
        for (_, node), text, y in zip(beside, texts, places, strict=True):
            boxes[node.key] = Box(node, text, at, y)
    bottom = max((b.y + b.height for b in boxes.values()), default=HEAD)
    return boxes, lanes, max([outer, *(b.right for b in boxes.values())]) + 2, bottom + 2


def _level(node: Node, nodes: Mapping[str, Node], boxes: Mapping[str, Box]) -> float:
    """The mean height of the formulas that a node is joined to; at the top if there are none."""
    joined_to = [*node.rests_on, *(n.key for n in nodes.values() if node.key in n.rests_on)]
    return mean([boxes[key].middle for key in joined_to if key in boxes] or [HEAD])


def stacked(heights: Sequence[float], middles: Sequence[float] = (), bottom: float = 0) -> list[float]:
    """Where boxes begin that stand below one another, each as near to its middle as the others and the bottom let it.

    >>> stacked([10, 10])
    [34, 55]
    >>> stacked([10, 10], [100, 101], 200)
    [95.0, 116.0]
    >>> stacked([10, 10], [100, 101], 110)
    [79, 100]
    """
    tops: list[float] = []
    free: float = HEAD
    for i, high in enumerate(heights):
        tops.append(max(free, middles[i] - high / 2) if middles else free)
        free = tops[-1] + high + GAP
    free = max(bottom, sum(heights) + GAP * (len(heights) - 1) + HEAD)
    for i in reversed(range(len(heights) if middles else 0)):
        tops[i] = min(tops[i], free - heights[i])
        free = tops[i] - GAP
    return tops


def shared_lanes(nodes: Mapping[str, Node], formulas: Sequence[str]) -> dict[str, int]:
    """The number of each formula's lane; short ones first, so that they lie inside of long ones."""
    rows = {key: row for row, key in enumerate(formulas)}
    ends = {key: max([rows[user] for user in formulas if key in nodes[user].rests_on] or [0]) for key in formulas}
    taken: list[list[range]] = []
    lanes = {}
    for key in sorted((key for key in formulas if ends[key]), key=lambda key: (ends[key] - rows[key], rows[key])):
        span = range(rows[key], ends[key] + 1)
        fits = (i for i, lane in enumerate(taken) if all(_apart(span, other) for other in lane))
        lanes[key] = next(fits, len(taken))
        taken += [[]] * (lanes[key] == len(taken))
        taken[lanes[key]] = [*taken[lanes[key]], span]
    return lanes


def _apart(one: range, other: range) -> bool:
    return one.stop <= other.start or other.stop <= one.start


def joined(
    boxes: Mapping[str, Box], lanes: Mapping[str, float], base: str, user: str
) -> tuple[str, tuple[float, float]]:
    """The line from what is rested on to what rests on it, and where its arrow points."""
    start, end = boxes[base], boxes[user]
    kinds = (column(start.node), column(end.node))
    x, y = start.right + 1, start.middle - PORT * (kinds[0] == "formula")
    outer = max([start.right, *lanes.values(), *(b.right for b in boxes.values() if column(b.node) == "formula")])
    if kinds == ("formula", "formula"):
        lane, down = lanes[base], end.middle + PORT
        path = f"M{x + 7:g},{y:g} H{lane - 5:g} q5,0 5,5 V{down - 5:g} q0,5 -5,5 H{end.right:g}"
    elif kinds == ("premise", "claim"):
        channel = _between(boxes, y)
        inner = start.right + FAN
        path = f"M{x + 7:g},{y:g} {_curve(x + 7, y, inner, channel)} H{outer:g} "
        path += _curve(outer, channel, end.x, end.middle)
    elif kinds == ("formula", "claim"):
        path = f"M{x + 7:g},{y:g} H{outer:g} {_curve(outer, y, end.x, end.middle)}"
    else:
        path = f"M{x + 7:g},{y:g} {_curve(x + 7, y, end.x, end.middle)}"
    return path, (x, y)


def _between(boxes: Mapping[str, Box], y: float) -> float:
    """The way between two formulas that is nearest to a height."""
    below = [box.y + box.height + GAP / 2 for box in boxes.values() if column(box.node) == "formula"]
    return min([HEAD - GAP / 2, *below], key=lambda way: (abs(way - y), way))


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    half = (x + to_x) / 2
    return f"C{half:g},{y:g} {half:g},{to_y:g} {to_x:g},{to_y:g}"


def _box(box: Box, href: str, classes: str) -> str:
    """A link with the shape of its kind and its lines of text."""
    node = box.node
    told = escape(f"{node.title}. {node.sentence}" if node.kind != "claim" else node.title)
    rows = "".join(
        f'<text class="{"status" if i == len(box.text) - 1 else "name"}" x="{box.x + 14:g}" '
        f'y="{box.y + 17 + LINE * i:g}">{escape(row)}</text>'
        for i, row in enumerate(box.text)
    )
    kind = node.kind.split()[-1]
    return (
        f'<g class="node {kind} {classes}"><a id="at-{node.key}" href="{escape(href)}">'
        f"<title>{told}: {escape(str(node.status))}</title>{shape(box, kind)}{rows}</a></g>"
    )


def shape(box: Box, kind: str) -> str:
    """A hexagon for a law, a double frame for a definition, round corners for a claim, and else a frame."""
    x, y, w, h = box.x, box.y, box.right - box.x, box.height
    if kind == "law":
        side, half = w - 18, h / 2
        return f'<path class="box" d="M{x + 9:g},{y:g} h{side:g} l9,{half:g} l-9,{half:g} h{-side:g} l-9,{-half:g} z"/>'
    inner = f'<rect class="box" x="{x + 3:g}" y="{y + 3:g}" width="{w - 6:g}" height="{h - 6:g}"/>'
    corner = {"claim": 14, "assumption": 6}.get(kind, 0)
    outer = f'<rect class="box" x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" rx="{corner}"/>'
    return outer + inner * (kind == "definition")


def _in(keys: Iterable[str]) -> str:
    """The classes of what is among the ancestors of these."""
    return " ".join(f"for-{key}" for key in keys)


def _alone(key: str) -> str:
    """The rules that leave only what a node rests on: pale around it while it is pointed at, alone when it is asked."""
    others = f"g:is(.node, .edge):not(.for-{key})"
    return (
        f".argument:has(#at-{key}:is(:hover, :focus)) {others} {{opacity: .12}}\n"
        f".argument:has(#only-{key}:target) {others} {{display: none}}\n"
    )
