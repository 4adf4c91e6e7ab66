"""Mathematics set when a book is built: what the MathML says, what a page holds of it, and what stops the build."""

import re

import pytest
from fontTools.ttLib import TTFont

from derivable.sphinx.mathematics import STATIC, mathml, width
from tests.machine.test_shown import built


def brackets(tex):
    return [mark.get("stretchy") for mark in mathml(tex).iter("mo") if mark.text in ("(", ")")]


def test_a_formula_keeps_its_tex():
    tex = r"a < b \& c"
    assert mathml(tex)[0][1].text == tex


def test_a_bracket_stretches_only_around_what_is_tall():
    assert brackets(r"\left(a + b\right)") == ["false", "false"]
    assert brackets(r"\left(\frac{a}{b}\right)") == [None, None]
    assert brackets(r"\left(\frac{a}{b}\right)^{\left(a + b\right)}") == [None, None, "false", "false"]


def test_what_the_converter_prints_raw_is_taken_out():
    aligned = mathml(r"\begin{split} a &= b \\[4pt] c &= d \end{split}", display=True)
    assert "".join(aligned[0][0].itertext()) == "a=bc=d"
    assert mathml(r"\ln x")[0][0].find("mo").text == "\N{FUNCTION APPLICATION}"


@pytest.mark.parametrize(
    ("narrow", "wide"), [("x", "x + y"), ("x^{abc}", "xabc"), (r"\frac{ab}{c}", "abc"), ("a", "ab")]
)
def test_the_width_grows_with_what_is_written(narrow, wide):
    assert 0 < width(mathml(narrow)[0][0]) < width(mathml(wide)[0][0])


def test_a_page_needs_no_script_and_only_a_wide_equation_takes_focus(tmp_path):
    wide = " + ".join("abcdefghij")
    html = built(
        tmp_path, page=f"# Set\n\nIn a line $x$.\n\n$$\ny\n$$ (short)\n\n$$\n{wide}\n$$ (wide)\n\nBy {{eq}}`wide`.\n"
    )
    assert html.count("<math") == 3
    assert "MathJax" not in html.replace("window.MathJax", "")
    assert html.count('class="equation" tabindex="0"') == 1
    assert re.search(r'id="equation-wide">.*<span class="eqno">\(2\)', html, re.DOTALL)
    assert 'href="#equation-wide"' in html
    for name in ("mathematics.css", "mathematics.js", "stix-two-math.woff2", "stix-two-math.LICENSE.txt"):
        assert (tmp_path / "html" / "_static" / name).read_bytes() == (STATIC / name).read_bytes()


@pytest.mark.parametrize("wrong", [r"\frac{1}{", r"\unheardof x"])
def test_what_cannot_be_set_stops_the_build(tmp_path, wrong):
    with pytest.raises(AssertionError, match=r"index\.md.*no MathML for"):
        built(tmp_path, page=f"# Set\n\n$$\n{wrong}\n$$\n")


def test_the_font_draws_what_letters_become():
    """A single letter of a formula is drawn as an italic from another block."""
    drawn = set(TTFont(STATIC / "stix-two-math.woff2").getBestCmap())
    italics = {*range(0x1D434, 0x1D44E), *range(0x1D44E, 0x1D468), *range(0x1D6E2, 0x1D71C)} - {0x1D455, 0x1D6F3}
    assert italics | {ord(c) for c in "ℎ()[]+−=<>≤≥∞∂∫∑√·∗∝≈∈αβγδκτρλABCℓ"} <= drawn
