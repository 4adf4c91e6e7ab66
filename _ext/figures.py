"""Figures as part of the page: their colours are the page's, so that each reads in the light and in the dark."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from xml.etree import ElementTree

from docutils import nodes
from sphinx.application import Sphinx

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
COLOURS = {  # as scaling_sym/page.py draws, and as _static/book.css names them
    "#ffffff": "var(--paper)",
    "#000000": "currentColor",
    "#dddddd": "var(--rule)",
    "#1b2a49": "var(--shade-1)",
    "#2a6f97": "var(--shade-2)",
    "#2a9d8f": "var(--shade-3)",
    "#c98a1b": "var(--shade-4)",
    "#c1442d": "var(--shade-5)",
}
COLOUR = re.compile(r"#[0-9a-f]{6}\b")
POINTS_PER_PIXEL = 0.75

ElementTree.register_namespace("", SVG[1:-1])


def inlined(svg: str, alt: str) -> str:
    """A figure that Matplotlib drew, as markup within a page; a KeyError if it has a colour of its own.

    Ids that nothing refers to go, and the others become the figure's own, since a page may hold several.
    """
    drawing = ElementTree.fromstring(svg)
    own = hashlib.sha256(svg.encode()).hexdigest()[:6]
    targets = set(re.findall(r"(?:href=\"|url\()#([^\")]+)", svg))
    for parent in drawing.iter():
        for child in [c for c in parent if c.tag in (f"{SVG}metadata", f"{SVG}style")]:
            parent.remove(child)
        if (name := parent.attrib.pop("id", None)) in targets:
            parent.set("id", f"{own}-{name}")
        if target := parent.attrib.pop(XLINK, None):
            parent.set("href", f"#{own}-{target[1:]}")
        for key in ("clip-path", "style"):
            if value := parent.get(key):
                value = COLOUR.sub(lambda colour: COLOURS[colour[0]], value)
                parent.set(key, value.replace("url(#", f"url(#{own}-"))
        parent.text = parent.tail = None
    drawing.set("style", f"max-width: {float(drawing.attrib.pop('width').removesuffix('pt')) / POINTS_PER_PIXEL:.0f}px")
    del drawing.attrib["height"]
    drawing.set("role", "img")
    drawing.set("aria-label", alt)
    markup = re.sub(r"\s*\n", " ", ElementTree.tostring(drawing, encoding="unicode"))
    return f'<div class="drawn">{markup}</div>'


def place(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Put every SVG in the place of the reference to it."""
    if app.builder.format != "html":
        return
    for image in list(doctree.findall(nodes.image)):
        if image["uri"].endswith(".svg"):
            svg = (Path(app.srcdir) / image["uri"]).read_text(encoding="utf-8")
            try:
                markup = inlined(svg, image["alt"])
            except KeyError as colour:
                raise ValueError(f"{page}: a figure has the colour {colour}, which the page does not name") from None
            image.replace_self(nodes.raw("", markup, format="html"))


def setup(app: Sphinx) -> dict[str, bool]:
    """Place figures when a page is about to be written."""
    app.connect("doctree-resolved", place)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
