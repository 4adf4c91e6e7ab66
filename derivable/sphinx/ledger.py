"""The ledger of the book: a link to it at every formula, the JSON of the last full verification, and a badge."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ..formula import book_at

BADGE = """<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" role="img" aria-label="formulas: {text}">
<title>formulas: {text}</title>
<rect width="64" height="20" fill="#444"/><rect x="64" width="{right}" height="20" fill="{colour}"/>
<g fill="#fff" font-family="Verdana,sans-serif" font-size="11"><text x="6" y="14">formulas</text>
<text x="70" y="14">{text}</text></g></svg>
"""


def badge(ledger: dict[str, Any]) -> str:
    """An image that says how many formulas are verified, green only if all are and no mutant escaped."""
    findings = ledger["findings"]
    names = {finding["formula"] for finding in findings}
    against = {finding["formula"] for finding in findings if finding["answer"] in ("fails", "undecided")}
    escaped = any(trial["escaped"] for trial in ledger["trials"])
    text = f"{len(names - against)} of {len(names)} verified"
    right = 12 + 7 * len(text)
    colour = "#c1442d" if against or escaped or not names else "#2a7d4f"
    return BADGE.format(text=text, right=right, width=64 + right, colour=colour)


def publish(app: Sphinx, error: Exception | None) -> None:
    """Copy the JSON and write the badge into the built book."""
    if error or app.builder.format != "html":
        return
    if not app.config.derivable_ledger:
        return
    source = Path(app.srcdir) / app.config.derivable_ledger
    shutil.copy(source, Path(app.outdir) / "ledger.json")
    (Path(app.outdir) / "ledger.svg").write_text(badge(json.loads(source.read_text())))


def row_of(formula: str, page: str, here: str) -> str:
    """Where the page of the ledger has the row of a formula, seen from another page."""
    return f"{'../' * here.count('/')}{page}.html#{formula}"


def mark(app: Sphinx, doctree: nodes.document) -> None:
    """Give every equation that is a formula's own the address of the formula's row in the ledger."""
    page = app.config.derivable_ledger_page
    if not page:
        return
    here, formulas = app.env.docname, book_at(app.config.derivable_book).formulas
    for equation in doctree.findall(nodes.math_block):
        if equation.get("label") in formulas:
            equation["verified"] = row_of(equation["label"], page, here)


def setup(app: Sphinx) -> None:
    """Mark equations when a page is read, and publish when the pages are built."""
    app.connect("doctree-read", mark)
    app.connect("build-finished", publish)
