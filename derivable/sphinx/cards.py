"""Cards: under the equation of each formula, folded, all that the formula knows of itself.

    ```{formula} speedup
    ```

shows the formula of that name as a numbered equation, as a cell of a notebook does whose value is the formula; wherever
such an equation stands, its card follows. {formula}`speedup` in a sentence is its letter and its number.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.domains.math import MathReferenceRole
from sphinx.util.docutils import SphinxRole
from sympy import Symbol

from ..formula import Formula, book_at
from ..latex import tex, unit_tex
from ..letters import Letter, floor_of, within
from .ledger import row_of
from .mathematics import inline

LANGUAGES = {
    "latex": "LaTeX",
    "sympy": "SymPy",
    "numpy": "NumPy",
    "math": "Python",
    "javascript": "JavaScript",
    "c": "C",
    "julia": "Julia",
    "r": "R",
}
PYTHON = ("sympy", "numpy", "math")


class Shown(Directive):
    """`{formula} NAME`: the numbered equation of a formula."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The equation as the formula gives it to notebooks."""
        (name,) = self.arguments
        book = book_at(self.state.document.settings.env.config.derivable_book)
        if name not in book.formulas:
            raise self.error(f"there is no formula {name!r} to show")
        shown = nodes.Element()
        equation = book.formulas[name]._repr_mimebundle_()["text/markdown"]
        self.state.nested_parse(StringList(equation.splitlines(), name), self.content_offset, shown)
        return list(shown.children)


class Cited(SphinxRole):
    """`{formula}`: the letter of a formula, and the number of its equation."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The two, the number as a reference."""
        book = book_at(self.env.config.derivable_book)
        if self.text not in book.formulas:
            wrong = self.inliner.reporter.error(f"there is no formula {self.text!r} to cite", line=self.lineno)
            return [], [wrong]
        letter = tex(book.formulas[self.text].symbol)
        number, messages = MathReferenceRole()("eq", self.rawtext, self.text, self.lineno, self.inliner)
        return [nodes.math(letter, letter), nodes.Text(" "), *number], messages


def example(letter: Letter, formula: Formula) -> float:
    """A value to begin with: the default, or the middle of what is usual, above the letter at which its domain begins.

    >>> from tests.amdahl import n, speedup
    >>> example(n, speedup)
    39.0
    """
    if letter.default is not None:
        return letter.default
    low, high = within(formula.domain(letter), *letter.typical)
    middle = (low * high) ** 0.5 if low > 0 else (low + high) / 2
    floor = floor_of(letter)
    return float(f"{middle:.2g}") + (example(floor, formula) if isinstance(floor, Letter) else 0)


def row(letter: Letter, formula: Formula) -> str:
    """What an argument is; a script puts a field for its value beside it, which keeps to the domain."""
    domain = formula.domain(letter)
    bounds = {"value": f"{example(letter, formula):.12g}", "name": letter.name}
    for key, end, is_open in (("low", domain.start, domain.left_open), ("high", domain.end, domain.right_open)):
        if end.is_finite is not False:  # a letter, or a number
            bounds[key] = str(end) if isinstance(end, Symbol) else f"{float(end):.12g}"
            bounds[f"{key}-open"] = "1" if is_open else ""
    data = "".join(f' data-{key}="{escape(value)}"' for key, value in bounds.items() if value)
    cells = (
        inline(letter.tex),
        f"{escape(letter.meaning)} <code>{letter.name}</code>",
        inline(unit_tex(letter.unit)),
        inline(tex(domain)),
    )
    return f"<tr{data}>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def head(formula: Formula, verified: str) -> str:
    """The meaning, the letters, and what the formula rests on."""
    meaning = escape(formula.summary.split("\n\n")[0])
    unit = "" if formula.unit == 1 else inline(unit_tex(formula.unit))
    measured = f"Its unit is {unit}" if unit else "It is a pure number"
    rows = "".join(row(letter, formula) for letter in formula.args)
    premises = escape("; ".join(premise.name for premise in formula.premises))
    return f"""<p>{meaning} {measured}; in code it is <code>{formula.name}</code>.</p>
<div class="letters" data-formula="{formula.name}"><table>
<thead><tr><th>letter</th><th>meaning, name in code</th><th>unit</th><th>domain</th></tr></thead>
<tbody>{rows}</tbody></table></div>
<p class="result" data-unit="{escape(unit)}" hidden>{inline(f"{tex(formula.symbol)} =")}</p>
<p><em>Rests on</em> {premises}. <em>Source:</em> {escape(formula.origin)}. {verified}</p>
"""


def verification(formula: Formula, app: Sphinx, page: str) -> str:
    """What the ledger has of a formula, in a sentence that leads to its row."""
    if not (app.config.derivable_ledger_page and app.config.derivable_ledger):
        return ""
    where = row_of(formula.name, app.config.derivable_ledger_page, page)
    findings = json.loads((Path(app.srcdir) / app.config.derivable_ledger).read_text(encoding="utf-8"))["findings"]
    answers = [finding["answer"] for finding in findings if finding["formula"] == formula.name]
    told = f"{answers.count('holds')} of {len(answers)} hold" if answers else "none yet"
    return f'<em>Witnesses:</em> <a href="{where}">{told}</a>.'


def codes(formula: Formula) -> list[nodes.Node]:
    """The formula in each language, each folded; at most one of them is open."""
    parts: list[nodes.Node] = [nodes.raw("", '<div class="codes">', format="html")]
    for name, title in LANGUAGES.items():
        code = formula.source(name).strip("\n")
        fold = f'<details name="{formula.name}-code" data-language="{name}"><summary>{title}</summary>'
        parts += [
            nodes.raw("", fold, format="html"),
            nodes.literal_block(code, code, language="python" if name in PYTHON else name),
            nodes.raw("", "</details>", format="html"),
        ]
    return [*parts, nodes.raw("", "</div>", format="html")]


def place(app: Sphinx, doctree: nodes.document) -> None:
    """Put a card after every equation that is a formula's own."""
    if not app.config.derivable_book or app.builder.format != "html":
        return
    formulas, page = book_at(app.config.derivable_book).formulas, app.env.docname
    for equation in list(doctree.findall(nodes.math_block)):
        if formula := formulas.get(equation.get("label")):
            opened = f'<details class="card"><summary>{formula.name}: meaning, numbers, code</summary>'
            told = opened + head(formula, verification(formula, app, page))
            start, end = nodes.raw("", told, format="html"), nodes.raw("", "</details>", format="html")
            parent = equation.parent
            at = parent.index(equation) + 1
            parent[at:at] = [start, *codes(formula), end]


def setup(app: Sphinx) -> None:
    """Register the directive and the role, and place cards when a page is read."""
    app.add_directive("formula", Shown)
    app.add_role("formula", Cited())
    app.add_css_file("cards.css")
    app.add_js_file("cards.js", loading_method="defer")
    app.connect("doctree-read", place)
