"""Derivations with a form of their own: each line says its kind and how it was checked, beside its equation.

A notebook shows a derivation as a numbered list. On a page the list is known again by its equations, so that what is
stored is plain, and each line can look like what it is: taken, named, asserted, or concluded.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from ..derivation import Derivation, Step
from ..formula import Book, book_at
from ..latex import tex
from .mathematics import mathml, width

Equations = tuple[str, ...]
BESIDE = 15.0  # em of an equation that has room beside a sentence
KINDS = {"define": "Definition", "assert": "Assertion", "conclude": "Conclusion"}


class derivation(nodes.General, nodes.Element):
    """The lines of a derivation."""


class derivation_line(nodes.General, nodes.Element):
    """A line with its `number`, its `role`, and what is `said` of it."""


def derivations(book: Book) -> dict[Equations, Derivation]:
    """The derivations of a book by their equations in TeX."""
    return {tuple(tex(step.equation) for step in f.derivation): f.derivation for f in book.formulas.values()}


def equations(items: nodes.enumerated_list) -> Equations:
    """The equations of a numbered list, in TeX."""
    return tuple(equation.astext().strip() for equation in items.findall(nodes.math_block))


def said(step: Step) -> str:
    """The kind of a line, and how it was checked; nothing can show a premise."""
    if step.line.premise:
        return f"Premise, {step.line.premise.kind}"
    kind = KINDS[step.line.role]
    return kind if step.line.role == "define" else f"{kind}: {step.check()}"


def plain(item: nodes.list_item) -> list[nodes.Node]:
    """What an item holds, without the mark of a premise and the colon before the equation."""
    sentence, *rest = item.children
    if isinstance(sentence[0], nodes.emphasis):
        del sentence[0]
    last = sentence[-1]
    sentence.replace(last, nodes.Text(last.astext().rstrip(":")))
    return [sentence, *rest]


def form(app: Sphinx, doctree: nodes.document) -> None:
    """Give every derivation on a page its form."""
    lists = [items for items in doctree.findall(nodes.enumerated_list) if equations(items)]
    if not lists or not app.config.derivable_book:
        return
    known = derivations(book_at(app.config.derivable_book))
    for items in lists:
        if steps := known.get(equations(items)):
            lines = (
                derivation_line("", *plain(item), number=step.number, role=step.line.role, said=said(step))
                for item, step in zip(list(items), steps, strict=True)
            )
            items.replace_self(derivation("", *lines))


def visit(writer: nodes.NodeVisitor, node: derivation) -> None:
    """A list, whose numbers are part of its lines."""
    writer.body.append('<ol class="derivation">\n')


def depart(writer: nodes.NodeVisitor, node: derivation) -> None:
    """The end of it."""
    writer.body.append("</ol>\n")


def visit_line(writer: nodes.NodeVisitor, node: derivation_line) -> None:
    """The number in a shape that tells the kind, then the kind in words, then the sentence and the equation."""
    number, role = node["number"], node["role"]
    wide = any(width(mathml(equation.astext(), True)[0][0]) > BESIDE for equation in node.findall(nodes.math_block))
    writer.body.append(f'<li class="{role}{" wide" * wide}"><span class="number">{number}</span><div class="said">')
    writer.body.append(f'<span class="kind">{writer.encode(node["said"])}</span>')
    node[0].walkabout(writer)
    writer.body.append("</div>")
    for rest in node[1:]:
        rest.walkabout(writer)
    writer.body.append("</li>\n")
    raise nodes.SkipNode


def as_list(node: derivation) -> nodes.enumerated_list:
    """The plain list, for what is no page of HTML."""
    return nodes.enumerated_list("", *(nodes.list_item("", *line.children) for line in node), enumtype="arabic")


def place_lists(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Outside HTML, a numbered list again."""
    if app.builder.format != "html":
        for node in list(doctree.findall(derivation)):
            node.replace_self(as_list(node))


def setup(app: Sphinx) -> None:
    """Give derivations their form when a page is read."""
    app.add_node(derivation, html=(visit, depart))
    app.add_node(derivation_line, html=(visit_line, None))
    app.connect("doctree-read", form)
    app.connect("doctree-resolved", place_lists)
