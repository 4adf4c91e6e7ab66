"""The directive `check`: under an exercise, a field in which the reader's browser judges the answer by itself.

    ```{check} speedup
    :given: n = 2
    ```

With `given`, the answer is that for these values; with `:steps:`, it is a derivation of several lines. The page holds
the command to type; a script puts the field in its place, and loads Python, SymPy and the packages from the book's own
folder `_bench` while a reader first writes in it. Python for the browser is the npm package pyodide. Where npm is
missing the exercise keeps the command, and the build says so.
"""

from __future__ import annotations

import base64
import hashlib
import html
import shutil
import subprocess
import sys
import tarfile
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docutils import nodes
from docutils.parsers.rst import Directive, directives
from sphinx.application import Sphinx

from ..formula import book_at
from ..judge.judge import question
from ..judge.tokens import Refused
from ..latex import tex
from ..letters import spelled
from .mathematics import inline

FOLDER = "_bench"
CACHE = ".pyodide"
VERSION = "314.0.7"
SHA512 = "0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
FETCHED = ("pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json", "packages.zip")  # which a bar counts
PAGE = Path(__file__).parent / "page"
PACKAGES = ("derivable", "sympy", "mpmath")


class check(nodes.General, nodes.Element):
    """The place of an answer to a `formula`, or of `steps` to it, where something may be `given`.

    What is `asked` stands before the field, in HTML; `spoken` says it in words.
    """


class Check(Directive):
    """`{check} NAME`: a field for an answer to the formula of that name."""

    required_arguments = 1
    option_spec: ClassVar = {"given": directives.unchanged_required, "steps": directives.flag}

    def run(self) -> list[nodes.Node]:
        """The place, or an error where there is no such formula or nothing of the kind can be given."""
        (name,) = self.arguments
        given = self.options.get("given", "")
        place = self.state.document.settings.env.config.derivable_book
        book = book_at(place)
        if name not in book.formulas:
            raise self.error(f"there is no formula {name!r} to check")
        try:
            values = question(book, book.formulas[name], given or None).given
        except Refused as refusal:
            raise self.error(str(refusal)) from None
        symbol = book.formulas[name].symbol
        spoken = f"{spelled(symbol)} for {given}" if given else spelled(symbol)
        where = ", ".join(inline(f"{tex(letter)} = {tex(value)}") for letter, value in values.items())
        asked = f"Your answer{where and ' for '}{where}: {inline(f'{tex(symbol)} =')}"
        if "steps" in self.options:
            spoken, asked = f"steps to {spoken}", "Your steps, one a line:"
        return [check(book=place, formula=name, given=given, steps="steps" in self.options, spoken=spoken, asked=asked)]


def visit_html(writer: nodes.NodeVisitor, node: check) -> None:
    """The command, and what the script needs to put a field in its place."""
    script, config = "", writer.builder.app.config
    up = "../" * writer.builder.current_docname.count("/")
    if config.derivable_pyodide:
        script = f'<script type="module" src="{up}{FOLDER}/bench.js"></script>'
    data = "".join(f' data-{key}="{html.escape(node[key])}"' for key in ("book", "formula", "given"))
    if config.derivable_reading_page:  # where an answer that is refused leads
        data += f' data-reading="{up}{config.derivable_reading_page}.html"'
    writer.body.append(
        f'<div class="bench"{data}{" data-steps" if node["steps"] else ""}>'
        f"<p>Check your answer: <code>{html.escape(command_of(node))}</code></p>"
        f'<span class="asked" data-spoken="{html.escape(node["spoken"])}" hidden>{node["asked"]}</span>{script}</div>'
    )
    raise nodes.SkipNode


def visit_text(writer: nodes.NodeVisitor, node: check) -> None:
    """Everywhere else, the command."""
    writer.visit_paragraph(node)
    writer.visit_Text(nodes.Text(f"Check your answer: {command_of(node)}"))
    writer.depart_paragraph(node)
    raise nodes.SkipNode


def command_of(node: check) -> str:
    """The command that judges an answer."""
    given = f' --given "{node["given"]}"' if node["given"] else ""
    answer = "…; …; …" if node["steps"] else "…"
    return f'{book_at(node["book"]).command} check {node["formula"]} "{answer}"{given}'


def say(what: str) -> None:
    """Tell whoever builds, also in a quiet build; it is no reason to fail."""
    print(f"judge: {what}", file=sys.stderr)


def fetch(app: Sphinx) -> None:
    """Have Python for the browser in the cache, if npm is here to fetch it; the pages depend on whether it is."""
    app.config.derivable_pyodide = None
    if app.builder.format != "html":
        return
    archive = Path(app.srcdir) / CACHE / f"pyodide-{VERSION}.tgz"
    npm = shutil.which("npm")
    if not archive.exists() and npm:
        archive.parent.mkdir(exist_ok=True)
        command = [npm, "pack", f"pyodide@{VERSION}", "--pack-destination", str(archive.parent)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            say(f"npm could not fetch pyodide: {done.stderr.strip()}")
    if not archive.exists():
        say("exercises offer a command, not a field: pyodide is not here, and npm did not fetch it")
        return
    if base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode() != SHA512:
        raise RuntimeError(f"{archive} is not the pyodide {VERSION} that this book was made with: remove it")
    app.config.derivable_pyodide = archive


def copy(app: Sphinx, error: Exception | None) -> None:
    """Put Python, the packages and the scripts beside the pages."""
    if error or not app.config.derivable_pyodide:
        return
    target = Path(app.outdir) / FOLDER
    shutil.copytree(PAGE, target, dirs_exist_ok=True)
    with tarfile.open(app.config.derivable_pyodide) as archive:
        for name in PYODIDE:
            member = archive.extractfile(f"package/{name}")
            assert member is not None
            (target / name).write_bytes(member.read())
    with ZipFile(target / "packages.zip", "w", ZIP_DEFLATED) as packages:
        for name in (*PACKAGES, app.config.derivable_book.partition(".")[0]):
            add_package(packages, name)
    counted = sum((target / name).stat().st_size for name in FETCHED)
    (target / "size.js").write_text(f"export const BYTES = {counted};\n")


def add_package(packages: ZipFile, name: str) -> None:
    """Add the modules of an installed package, without its tests, and without the time at which it was installed."""
    spec = find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    root = Path(spec.origin).parent
    for path in sorted(root.rglob("*.py")):
        if "tests" not in path.relative_to(root).parts:
            inside = ZipInfo(Path(name, path.relative_to(root)).as_posix())
            packages.writestr(inside, path.read_bytes(), ZIP_DEFLATED)


def setup(app: Sphinx) -> None:
    """Register the directive; fetch before the pages are written, and copy after."""
    plain = (visit_text, None)
    app.add_node(check, html=(visit_html, None), latex=plain, text=plain, man=plain, texinfo=plain)
    app.add_config_value("derivable_pyodide", None, "")  # what `fetch` finds; no page depends on where it lies
    app.add_config_value("derivable_reading_page", "", "html", str)
    app.add_directive("check", Check)
    app.connect("builder-inited", fetch)
    app.connect("build-finished", copy)
