"""What is folded away, as the element that browsers have for it: no script, found by a search, open on paper."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx


class fold(nodes.General, nodes.Element):
    """Something that opens, with a `title`."""


def visit(writer: nodes.NodeVisitor, node: fold) -> None:
    """The element, and what is always seen of it."""
    writer.body.append(writer.starttag(node, "details", CLASS="answer"))
    writer.body.append(f"<summary>{writer.encode(node['title'])}</summary>\n")


def depart(writer: nodes.NodeVisitor, node: fold) -> None:
    """The end of it."""
    writer.body.append("</details>\n")


def replace(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """A fold for every hint and solution that is marked `dropdown`."""
    if app.builder.format != "html":
        return
    for box in [node for node in doctree.findall(nodes.Admonition) if "dropdown" in node["classes"]]:
        title, *rest = box.children
        words = "Solution" if "solution" in box["classes"] else title.astext()
        box.replace_self(fold("", *rest, title=words, ids=box["ids"]))


def setup(app: Sphinx) -> dict[str, bool]:
    """Replace when a page is about to be written, after the titles are known."""
    app.add_node(fold, html=(visit, depart))
    app.connect("doctree-resolved", replace, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
