"""Serve MathJax with the book, so that equations render offline and no page asks another host for anything.

The files stay out of `_static`: Jupyter Book adds every script below it to every page.
"""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

from sphinx.application import Sphinx

FOLDER = "_mathjax"
PARTS = ("tex-chtml.js", "output/chtml/fonts/woff-v2", "input/tex/extensions")


def copy_mathjax(app: Sphinx, error: Exception | None) -> None:
    """Copy the parts that pages use from the package that carries MathJax."""
    if error or app.builder.format != "html":
        return
    package = find_spec("sphinx-mathjax-offline")
    if package is None or package.origin is None:
        raise RuntimeError("equations cannot be shown: the package sphinx-mathjax-offline is not installed")
    source = Path(package.origin).parent / "static" / "mathjax"
    for part in PARTS:
        target = Path(app.outdir) / FOLDER / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if (source / part).is_dir():
            shutil.copytree(source / part, target, dirs_exist_ok=True)
        else:
            shutil.copy(source / part, target)


def setup(app: Sphinx) -> dict[str, bool]:
    """Copy when the pages are built; `mathjax_path` in the configuration points at the copy."""
    app.connect("build-finished", copy_mathjax)
    return {"parallel_read_safe": True, "parallel_write_safe": False}
