"""The picture that stands beside a link to the book elsewhere: its title, and the figure of its cover.

Whoever shows it asks for it by its whole address, so the pages name it only where `html_baseurl` says what that is.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib as mpl
from docutils import nodes
from matplotlib.figure import Figure
from sphinx.application import Sphinx

from scaling_sym import page as book

CARD = "card.png"
PIXELS = (1200, 630)
DOTS = 160  # an inch, so that letters can be read in a small copy
ALT = "Excess loss over twelve years at four rates of efficiency: the more doublings a year, the straighter it falls."


def name(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Let pages lead to the picture."""
    context.update(card=CARD, card_alt=ALT)


def draw(app: Sphinx, error: Exception | None) -> None:
    """Put the picture beside the pages."""
    if error or app.builder.format != "html":
        return
    with mpl.rc_context(book.STYLE):
        figure = Figure(figsize=[side / DOTS for side in PIXELS], layout="constrained")
        axes = figure.subplots()
        book.cover(axes)
        axes.set_title(app.config.project, loc="left", fontsize=16, fontweight="bold", pad=10)
        figure.savefig(Path(app.outdir) / CARD, dpi=DOTS, metadata={"Software": None})


def setup(app: Sphinx) -> dict[str, bool]:
    """Name it on every page, and draw it when all are written."""
    app.connect("html-page-context", name)
    app.connect("build-finished", draw)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
