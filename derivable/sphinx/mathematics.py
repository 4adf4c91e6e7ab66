"""Mathematics set when the book is built: MathML, which browsers draw by themselves, in a font that the book serves.

No script stands between a reader and an equation. What cannot be set stops the build. Each equation carries its TeX,
which is what copying it gives; a wide one scrolls in a box of its own, beside its number.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from docutils import nodes
from math_core import LatexError, LatexToMathML
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError
from sphinx.util.math import get_node_equation_number

STATIC = Path(__file__).parent / "static"
TALL = {"mfrac", "mroot", "mtable", "munder", "mover", "munderover"}
SCRIPT = 0.7  # of an exponent, against its base
PHONE = 9.0  # em that every screen has beside a number
ROW_SPACE = re.compile(r"\\\\\[[^]]*\]")  # \\[4pt], which math-core would print
SPLIT = re.compile(r"\\(begin|end)\{split\}")  # which it calls aligned

CONVERTER = LatexToMathML(annotation=True, fancy_error=False)


def mathml(tex: str, display: bool = False) -> ElementTree.Element:
    r"""The MathML of a formula in TeX, which it keeps as an annotation; a ValueError where there is none.

    >>> ElementTree.tostring(mathml("x^2"), encoding="unicode").partition("<annotation")[0]
    '<math><semantics><msup><mi>x</mi><mn>2</mn></msup>'
    >>> mathml(r"\frac{1}{")
    Traceback (most recent call last):
    ...
    ValueError: no MathML for \frac{1}{: ...
    """
    source = SPLIT.sub(r"\\\1{aligned}", ROW_SPACE.sub(r"\\\\", tex.strip()))
    try:
        converted = CONVERTER.convert_with_local_state(source, displaystyle=display)
        math = ElementTree.fromstring(
            converted.replace("&ApplyFunction;", "\N{FUNCTION APPLICATION}")
        )  # no entity of XML
    except (LatexError, ElementTree.ParseError) as error:
        raise ValueError(f"no MathML for {tex.strip()}: {error}") from None
    shown, annotation = math[0]
    annotation.text = tex.strip()
    loosen(shown)
    return math


def inline(tex: str) -> str:
    """The markup of a formula within a line."""
    return f'<span class="math">{ElementTree.tostring(mathml(tex), encoding="unicode")}</span>'


def loosen(shown: ElementTree.Element) -> None:
    """Let no bracket stretch around what is not tall: browsers leave gaps beside a stretched one."""
    for row in shown.iter("mrow"):
        if not any(part.tag in TALL for part in row.iter()):
            for bracket in row.findall("mo"):
                if bracket.text in ("(", ")", "[", "]"):
                    bracket.set("stretchy", "false")


def width(part: ElementTree.Element) -> float:
    """About how wide a part of a formula is, in em."""
    children = [width(child) for child in part]
    if part.tag == "mspace":
        return float(part.get("width", "0em").removesuffix("em"))
    if part.tag == "mfrac":
        return max(children)
    if part.tag in ("msub", "msup", "msubsup"):
        return children[0] + SCRIPT * max(children[1:])
    if part.tag in ("munder", "mover", "munderover"):
        return max(children[0], SCRIPT * max(children[1:]))
    if part.tag == "mtable":
        rows = [[width(cell) for cell in row] for row in part]
        return sum(max(row[i] for row in rows if i < len(row)) for i in range(max(map(len, rows))))
    own = 0.5 * len((part.text or "").strip())
    return sum(children) + own + (0.5 if part.tag == "mo" and part.text in tuple("=<>≤≥≈∝→+−") else 0)


def markup(tex: str, display: bool, where: nodes.Element) -> tuple[str, float]:
    """The MathML as text, and its width; the place is named where there is none."""
    try:
        math = mathml(tex, display)
    except ValueError as error:
        raise ExtensionError(f"{where.source}:{where.line}: {error}") from None
    return ElementTree.tostring(math, encoding="unicode"), width(math[0][0])


def visit_math(writer: nodes.NodeVisitor, node: nodes.math) -> None:
    """A formula within a line."""
    writer.body.append(f'<span class="math">{markup(node.astext(), False, node)[0]}</span>')
    raise nodes.SkipNode


def visit_display(writer: nodes.NodeVisitor, node: nodes.math_block) -> None:
    """A displayed equation in a box that scrolls, which takes focus if it may have to, and what stands beside it."""
    equation, wide = markup(node.astext(), True, node)
    focus = ' tabindex="0" role="group" aria-label="Equation"' if wide > PHONE else ""
    writer.body.append(writer.starttag(node, "div", CLASS="math"))
    writer.body.append(f'<div class="equation"{focus}>{equation}</div>')
    if node.get("number"):
        writer.body.append(f'<span class="eqno">({get_node_equation_number(writer, node)})')
        writer.add_permalink_ref(node, "Link to this equation")
        if address := node.get("verified"):
            writer.body.append(f'<a class="verified" href="{address}">how verified</a>')
        writer.body.append("</span>")
    writer.body.append("</div>\n")
    raise nodes.SkipNode


def serve(_: Sphinx, config: Config) -> None:
    """Put the font, the rules and the script beside the pages."""
    config.html_static_path.append(str(STATIC))


def setup(app: Sphinx) -> None:
    """Register the way to set mathematics, by the name `mathml`; `html_math_renderer` asks for it."""
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_display, None))
    app.add_css_file("mathematics.css")
    app.add_js_file("mathematics.js", loading_method="defer")
    app.connect("config-inited", serve)
