"""The directives `argument` and `claims`: what rests on what, drawn and as a list; and how far each claim is shown.

    ```{argument}
    ```

Each is made from the book when the pages are built. In the drawing a formula leads to its equation and a claim to its
place in `claims`, where the book has these; a premise, and whatever has no other place, leads to its entry in the list.
"""

from __future__ import annotations

from collections.abc import Mapping

from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.statemachine import StringList
from sphinx.application import Sphinx

from ..argument import Node, argument, key_of, of_kind, status
from ..derivation import Premise
from ..formula import Formula, Statement, book_at
from .drawing import draw

LABEL = "What rests on what, drawn; the list that follows says the same"
GROUPS = {
    "Claims": ("claim",),
    "Formulas": ("formula",),
    "Premises": ("empirical law", "definition", "assumption"),
}


class argument_map(nodes.General, nodes.Element):
    """The place of the map; it is filled in when it is known where all formulas stand."""


class Argument(Directive):
    """`{argument}`: the map of the book."""

    def run(self) -> list[nodes.Node]:
        """The place of the map."""
        return [argument_map()]


class Claims(Directive):
    """`{claims}`: each claim, how far it is shown, and what the book says of it."""

    def run(self) -> list[nodes.Node]:
        """A list of definitions, each with a target."""
        env = self.state.document.settings.env
        shown = nodes.definition_list()
        for claim in book_at(env.config.derivable_book).statements:
            key = key_of(claim)
            body = nodes.definition()
            self.state.nested_parse(StringList(said(claim).splitlines(), key), self.content_offset, body)
            term = nodes.term("", f"({claim.name}) {claim.sentence}", ids=[key])
            shown += nodes.definition_list_item("", term, body)
            env.get_domain("std").note_hyperlink_target(key, env.docname, key, claim.sentence)
        return [shown]


def said(claim: Statement) -> str:
    """What a page says of a claim, in Markdown: its status first."""
    shown = status(claim)
    word, rest = shown.word, str(shown).removeprefix(shown.word)
    beyond = f" Beyond the mathematics: {shown.beyond}." if shown.beyond else ""
    return f"**{word.capitalize()}**{rest}. {claim.comment}{beyond} ({claim.source})"


def place_maps(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Put the drawing and the list where a page asks for the map."""
    for place in list(doctree.findall(argument_map)):
        book = book_at(app.config.derivable_book)
        map_ = argument(book)
        where = {key: address(app, page, node) for key, node in map_.items()}
        drawing = nodes.raw("", draw(map_, where.__getitem__, LABEL), format="html")
        place.replace_self([drawing, *listed(map_, where)])


def address(app: Sphinx, page: str, node: Node) -> str:
    """Where a node has its place, seen from a page."""
    found: tuple[str, str] | None = None
    if isinstance(node.thing, Formula):
        label = node.thing.name
        equation = app.env.get_domain("math").equations.get(label)  # type: ignore[attr-defined]
        found = equation and (equation[0], nodes.make_id(f"equation-{label}"))
    elif isinstance(node.thing, Statement):
        found = app.env.get_domain("std").anonlabels.get(node.key)  # type: ignore[attr-defined]
    if not found:
        return entry_at(node)
    other, anchor = found
    return f"{app.builder.get_relative_uri(page, other) if other != page else ''}#{anchor}"


def listed(map_: Mapping[str, Node], where: Mapping[str, str]) -> list[nodes.Node]:
    """The map as nested lists: of each node, what holds of it, and what it rests on."""
    parts: list[nodes.Node] = []
    for title, kinds in GROUPS.items():
        if group := of_kind(map_, *kinds):
            items = (entry(node, map_, where) for node in group)
            parts += [nodes.rubric("", title), nodes.bullet_list("", *items)]
    return parts


def entry(node: Node, map_: Mapping[str, Node], where: Mapping[str, str]) -> nodes.list_item:
    """A node with its status and, below, what it rests on at once."""
    own = where[node.key] == entry_at(node)
    title = node.title.removesuffix(".")
    name: nodes.Node = nodes.strong("", title) if own else linked(title, where[node.key])
    text = nodes.paragraph("", "", name, nodes.Text(f": {told(node)}"))
    item = nodes.list_item("", text, ids=[entry_at(node)[1:]])
    if node.rests_on:
        text += [nodes.Text(" ("), linked("its ancestors alone", f"#only-{node.key}"), nodes.Text("). It rests on")]
        bases = (map_[key] for key in node.rests_on)
        item += nodes.bullet_list("", *(entry_of(base) for base in bases))
    return item


def entry_of(base: Node) -> nodes.list_item:
    """A link to the entry of what something rests on."""
    text = nodes.paragraph("", "", linked(base.title, entry_at(base)), nodes.Text(f", {base.status.short}"))
    return nodes.list_item("", text)


def entry_at(node: Node) -> str:
    """Where the list tells of a node; a claim may have another place on the same page."""
    return f"#entry-{node.key}"


def linked(text: str, where: str) -> nodes.reference:
    """A link within the book."""
    return nodes.reference("", text, refuri=where, internal=True)


def told(node: Node) -> str:
    """What an entry says after the name."""
    if isinstance(node.thing, Premise):
        breaks = f" It breaks with {node.thing.breaks}." if node.thing.breaks else ""
        return f"{node.status}. {node.sentence} ({node.thing.source}).{breaks}"
    beyond = f"; beyond the mathematics: {node.status.beyond}" if node.status.beyond else ""
    return f"{node.status}{beyond}"


def setup(app: Sphinx) -> None:
    """Register the directives; the map is filled in when all pages are read."""
    app.add_node(argument_map)
    app.add_directive("argument", Argument)
    app.add_directive("claims", Claims)
    app.connect("doctree-resolved", place_maps)
