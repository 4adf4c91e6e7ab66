"""Letters that explain themselves: each letter of the book is known again in every formula of a page.

On the page stands, unseen, what the script needs to say of each letter used there: meaning, unit, domain, name in
code, which formula gives it, which use it, and the way to its row on `derivable_letters_page`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import escape
from typing import Any
from xml.etree import ElementTree

from docutils import nodes
from sphinx.application import Sphinx

from ..formula import Formula, book_at
from ..latex import tex, unit_tex
from ..letters import Letter
from .mathematics import inline, mathml

Drawn = tuple[Any, ...]
FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
MARKED = re.compile(r'data-letter="(\w+)"')
INDEXED = ("msub", "msubsup")


def drawn(part: ElementTree.Element) -> Drawn:
    """What a part of a formula looks like: its element, its text, and its parts."""
    return part.tag, part.text, *map(drawn, part)


@cache
def looks(place: str) -> Mapping[tuple[Drawn, ...], str]:
    """The letters of the book at a place, by how they are drawn: as one part, or as several beside each other."""
    known: dict[tuple[Drawn, ...], str] = {}
    for letter in book_at(place).letters:
        shown = mathml(letter.tex)[0][0]
        known[(drawn(shown),)] = letter.name
        if shown.tag == "mrow":
            known[tuple(map(drawn, shown))] = letter.name
    return known


def mark(formula: Iterable[ElementTree.Element], known: Mapping[tuple[Drawn, ...], str]) -> None:
    """Name the letters in the parts of a formula; x in x_0 is another letter, and so is x in x*."""
    parts, longest, at = list(formula), max(map(len, known)), 0
    while at < len(parts):
        lengths = range(min(longest, len(parts) - at), 0, -1)
        seen = {length: known.get(tuple(map(drawn, parts[at : at + length]))) for length in lengths}
        length = next((length for length, name in seen.items() if name), 1)
        if name := seen[length]:
            for one in parts[at : at + length]:
                one.set("data-letter", name)
        elif name := known.get(without_power(parts[at])):
            for one in parts[at][:2]:
                one.set("data-letter", name)
            mark(parts[at][2:3], known)
        elif not is_another(parts[at]):
            mark(parts[at], known)
        at += length


def without_power(part: ElementTree.Element) -> tuple[Drawn, ...]:
    """What x_0 looks like where it is raised to a power."""
    return (("msub", None, *map(drawn, part[:2])),) if part.tag == "msubsup" else ()


def is_another(part: ElementTree.Element) -> bool:
    """Whether an index or a mark makes another letter of what it stands at."""
    return part.tag in INDEXED or (part.tag == "msup" and part[1].tag == "mo")


def marked(formula: str, known: Mapping[tuple[Drawn, ...], str]) -> str:
    """A formula's MathML, in which the letters are named."""
    math = ElementTree.fromstring(formula)
    mark(math[0], known)  # the annotation beside it has no parts
    return ElementTree.tostring(math, encoding="unicode")


def number(formula: Formula, app: Sphinx, page: str) -> str:
    """A reference to the equation of a formula, by its number; by its name where no page shows it."""
    equations = app.env.domaindata["math"]["objects"]
    if formula.name not in equations:
        return f"<code>{formula.name}</code>"
    where, numbered = equations[formula.name]
    if app.config.math_numfig and app.config.numfig:
        of_page = app.env.toc_fignumbers.get(where, {}).get("displaymath", {})
        numbered = ".".join(map(str, of_page.get(f"equation-{nodes.make_id(formula.name)}", (numbered,))))
    address = app.builder.get_relative_uri(page, where)
    return f'<a href="{address}#equation-{nodes.make_id(formula.name)}">({numbered})</a>'


def entry(letter: Letter, app: Sphinx, page: str) -> str:
    """What is known of a letter."""
    formulas = book_at(app.config.derivable_book).formulas.values()
    gives = [number(f, app, page) for f in formulas if f.symbol == letter]
    uses = [number(f, app, page) for f in formulas if letter in f.args]
    unit = "" if letter.unit == 1 else f", in {inline(unit_tex(letter.unit))}"
    domain = inline(rf"{letter.tex} \in {tex(letter.domain)}")
    told = [
        f"<p><b>{inline(letter.tex)}</b> {escape(letter.meaning)}{unit}</p>",
        f"<p>{domain}, in code <code>{letter.name}</code></p>",
    ]
    if gives:
        told.append(f"<p>Given by {', '.join(gives)}</p>")
    if uses:
        told.append(f"<p>Used in {', '.join(uses)}</p>")
    if app.config.derivable_letters_page:
        address = app.builder.get_relative_uri(page, app.config.derivable_letters_page)
        told.append(f'<p><a href="{address}#letter-{letter.name}">In the table of letters</a></p>')
    return f'<div data-entry="{letter.name}">{"".join(told)}</div>'


def tell(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Name the letters in a page's formulas, and put what is known of them at its end."""
    place = app.config.derivable_book
    if not doctree or not place or app.builder.format != "html":
        return
    known = looks(place)
    body = FORMULA.sub(lambda formula: marked(formula[0], known), context["body"])
    used = set(MARKED.findall(body))
    entries = "".join(entry(letter, app, page) for letter in book_at(place).letters if letter.name in used)
    context["body"] = f'{body}<template id="told-of-letters">{entries}</template>' if entries else body


def rows(doctree: nodes.document) -> Iterator[tuple[nodes.row, str]]:
    """The rows of tables, with what stands in them as code."""
    for line in doctree.findall(nodes.row):
        for code in line.findall(nodes.literal):
            yield line, code.astext()


def anchor(app: Sphinx, doctree: nodes.document) -> None:
    """On the page of letters, let the row of each be led to."""
    if app.config.derivable_book and app.env.docname == app.config.derivable_letters_page:
        awaited = {letter.name for letter in book_at(app.config.derivable_book).letters}
        for line, name in rows(doctree):
            if name in awaited:
                awaited.remove(name)
                line["ids"].append(f"letter-{name}")


def setup(app: Sphinx) -> None:
    """Lead to letters when their page is read, and tell of those of a page when it is written."""
    app.add_config_value("derivable_letters_page", "", "env", str)
    app.add_css_file("letters.css")
    app.add_js_file("letters.js", loading_method="defer")
    app.connect("doctree-read", anchor)
    app.connect("html-page-context", tell, priority=400)
