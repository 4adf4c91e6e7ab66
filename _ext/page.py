"""What the pages of this book ask for, and nothing else: its own styles and scripts, and what its text needs."""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

STYLES = ("mathematics.css", "cards.css", "letters.css", "explorers.css", "book.css")
SCRIPTS = ("mathematics.js", "cards.js", "letters.js", "book.js")
WRONG = (  # which say less than the text does, or stand on a page several times
    ' aria-label="Toggle hidden content"',
    ' role="doc-biblioentry"',
    ' role="list"',
    ' id="exercise-content"',
    ' id="solution-content"',
)
CODE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
TOKEN = re.compile(r'<span class="(\w+)">([^<]*)</span>|<span></span>')
COLOURED = re.compile(r"\.highlight :is\((.*?)\)")
EMPTY_HEAD = re.compile(r"<th\b([^>]*)>\s*(?:<p>\s*</p>)?\s*</th>")
LETTERS = 200  # of a description


def trim(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Leave the theme's styles and scripts out, and say in a sentence or two what the page is about."""
    context["css_files"] = [kept for name in STYLES for kept in context["css_files"] if file_of(kept) == name]
    context["script_files"] = [kept for name in SCRIPTS for kept in context["script_files"] if file_of(kept) == name]
    for wrong in WRONG:
        context["body"] = context.get("body", "").replace(wrong, "")
    context["body"] = EMPTY_HEAD.sub(r"<td\1></td>", context["body"])  # the corner of a table heads nothing
    context["body"] = CODE.sub(partial(plainer, coloured(Path(app.srcdir))), context["body"])
    context["description"] = described(doctree) if doctree else context["docstitle"]
    context["base"] = f"{app.config.html_baseurl.rstrip('/')}/" if app.config.html_baseurl else ""


def file_of(asset: Any) -> str:
    """The name of a style's or script's file; what stands in the page itself has none."""
    return Path(str(getattr(asset, "filename", asset) or "")).name


@cache
def coloured(source: Path) -> frozenset[str]:
    """The kinds of token that the look of the book colours."""
    rules = COLOURED.findall((source / "_static" / "book.css").read_text(encoding="utf-8"))
    return frozenset(re.findall(r"\w+", " ".join(rules)))


def plainer(kinds: frozenset[str], code: re.Match[str]) -> str:
    """Code without the marks that nothing colours: they are more than half of a page of formulas."""
    return TOKEN.sub(lambda token: token[0] if token[1] in kinds else token[2] or "", code[0])


def described(page: nodes.document) -> str:
    """The first paragraph of a page, cut at the end of a word."""
    paragraph = next((p.astext() for p in page.findall(nodes.paragraph)), "")
    text = " ".join(paragraph.split())
    return text if len(text) <= LETTERS else text[:LETTERS].rsplit(" ", 1)[0] + " …"


def sweep(app: Sphinx, error: Exception | None) -> None:
    """Remove what no page, style or script asks for."""
    if error or app.builder.format != "html":
        return
    out = Path(app.outdir)
    pages = [p.read_text(encoding="utf-8") for p in out.rglob("*.html") if "_static" not in p.parts]
    static = [p for p in (out / "_static").rglob("*") if p.is_file()]
    asked = "\n".join(pages)
    for path in sorted(static, key=lambda p: p.suffix != ".css"):  # styles first, since they ask for fonts
        if path.name not in asked:
            path.unlink()
        elif path.suffix == ".css":
            asked += path.read_text(encoding="utf-8")
    for folder in sorted((p for p in (out / "_static").rglob("*") if p.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def setup(app: Sphinx) -> dict[str, bool]:
    """Trim each page after the theme has filled it, and sweep when all are written."""
    app.connect("html-page-context", trim, priority=900)
    app.connect("build-finished", sweep, priority=900)  # the theme writes a style at this event
    return {"parallel_read_safe": True, "parallel_write_safe": True}
