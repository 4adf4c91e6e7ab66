"""Publish the ledger beside the book: the JSON of the last full verification, and a badge drawn from it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from sphinx.application import Sphinx

LEDGER = Path("chapters") / "ledger.json"
BADGE = """<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" role="img" aria-label="formulas: {text}">
<title>formulas: {text}</title>
<rect width="64" height="20" fill="#444"/><rect x="64" width="{right}" height="20" fill="{colour}"/>
<g fill="#fff" font-family="Verdana,sans-serif" font-size="11"><text x="6" y="14">formulas</text>
<text x="70" y="14">{text}</text></g></svg>
"""


def badge(ledger: dict[str, object]) -> str:
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
    source = Path(app.srcdir) / LEDGER
    shutil.copy(source, Path(app.outdir) / "ledger.json")
    (Path(app.outdir) / "ledger.svg").write_text(badge(json.loads(source.read_text())))


def setup(app: Sphinx) -> dict[str, bool]:
    """Publish when the pages are built."""
    app.connect("build-finished", publish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
