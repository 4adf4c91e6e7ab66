"""The directive `formulas`: every formula of the book on one page, with all that it knows of itself.

    ```{formulas}
    ```

Each has a section of its own, to which the letter and the words by which a search may ask for it lead: a template of
the page `search` finds these in `formulas`. Its equation is numbered where it is derived, on whatever page that is, and
referred to here.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sympy import pretty

from ..formula import Formula, book_at
from ..latex import tex, unit_tex
from ..letters import spelled
from .cards import codes
from .ledger import row_of
from .mathematics import inline


class Formulas(Directive):
    """`{formulas}`: a section for each formula."""

    def run(self) -> list[nodes.Node]:
        """The sections, in reading order."""
        env = self.state.document.settings.env
        page = env.config.derivable_ledger_page
        sections: list[nodes.Node] = []
        for formula in book_at(env.config.derivable_book).formulas.values():
            key = f"formula-{nodes.make_id(formula.name)}"
            letter = pretty(formula.symbol, use_unicode=True)
            title = nodes.title("", "", nodes.literal("", formula.name), nodes.Text(f" ({letter})"))
            section = nodes.section("", title, ids=[key], names=[key])
            self.state.nested_parse(StringList(told(formula).splitlines(), key), self.content_offset, section)
            if page:
                where = row_of(formula.name, page, env.docname)
                section += nodes.paragraph("", "", nodes.reference("", "How verified", refuri=where, internal=True))
            section += codes(formula)
            env.get_domain("std").note_hyperlink_target(key, env.docname, key, formula.name)
            sections.append(section)
        return sections


def told(formula: Formula) -> str:
    """What a formula says of itself, in Markdown: meaning, equation, arguments, premises."""
    meaning = formula.summary.split("\n\n")[0]
    rows = "\n".join(
        f"| ${s.tex}$ | `{s.name}` | {s.meaning} | ${unit_tex(s.unit)}$ | ${tex(formula.domain(s))}$ |"
        for s in formula.args
    )
    rests_on = "; ".join(premise.name for premise in formula.premises)
    return f"""{meaning}

$$
{tex(formula.symbol)} = {tex(formula.expr)}
$$

| letter | in code | meaning | unit | domain |
|---|---|---|---|---|
{rows}

*Rests on:* {rests_on}. *Source:* {formula.origin}.

Derived at {{eq}}`{formula.name}`."""


def words(formula: Formula) -> str:
    """What a formula may be asked for by: its name, its letter as drawn and as spelled, and its meaning.

    >>> from tests.amdahl import speedup
    >>> words(speedup)
    'speedup s how many times as fast n processors are'
    """
    letter, meaning = pretty(formula.symbol, use_unicode=True), formula.summary.split("\n\n")[0]
    told = (
        f"{formula.name} {formula.name.replace('_', ' ')} {letter} {spelled(formula.symbol)} {formula.symbol} {meaning}"
    )
    return " ".join(dict.fromkeys(re.findall(r"\w+", told.lower())))


def find(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Tell the page that searches where each formula is, and by which words."""
    if page == "search" and app.config.derivable_book:
        targets = app.env.get_domain("std").anonlabels  # type: ignore[attr-defined]
        context["formulas"] = [
            {
                "name": formula.name,
                "letter": inline(tex(formula.symbol)),
                "meaning": formula.summary.split("\n\n")[0],
                "words": words(formula),
                "address": f"{app.builder.get_relative_uri(page, targets[key][0])}#{targets[key][1]}",
            }
            for formula in book_at(app.config.derivable_book).formulas.values()
            if (key := f"formula-{nodes.make_id(formula.name)}") in targets
        ]


def setup(app: Sphinx) -> None:
    """Register the directive, and tell where formulas are when the page that searches is written."""
    app.add_directive("formulas", Formulas)
    app.connect("html-page-context", find)
