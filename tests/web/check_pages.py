"""Every page of the built book in a real browser: what it asks for, weighs, shows, and lets a reader do.

`make test-web` runs these on what `make book` built; `BUILT` names another folder.
"""

import gzip
import json
import posixpath
import re
from functools import cache
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import matplotlib.image as mpimg
import pytest
from axe_playwright_python.sync_playwright import Axe
from fontTools.ttLib import TTFont

from derivable.argument import ancestors, argument
from derivable.sphinx.mathematics import STATIC
from scaling_sym import BOOK as FORMULAS
from tests.web.conftest import BOOK, PAGES

WIDTHS = (320, 390, 1280)
LIGHT_ENOUGH = 250_000  # bytes of a first view, compressed
CHAPTER = "chapters/allocation.html"
RAW = re.compile(r"\\[a-zA-Z(\[]|\$\$|\[\d+pt\]|&amp;|&[a-z]+;|merror|\{eq\}|\{numref\}")
SILENT = {"script", "style", "annotation", "pre", "code", "textarea"}
VOID = {"meta", "link", "input", "br", "img", "hr", "wbr", "col"}


# What scrolls sideways, and no key can reach.
OUT_OF_REACH = """[...document.querySelectorAll("main *")].filter((box) =>
    box.scrollWidth > box.clientWidth + 1 && ["auto", "scroll"].includes(getComputedStyle(box).overflowX)
    && box.tabIndex < 0 && box.checkVisibility()).map((box) => box.outerHTML.slice(0, 120))"""
# Formulas that have a colour of their own, or too little contrast with the ground behind them; axe leaves out what
# stands before the shades of a box that scrolls, and needs a second for each hundred formulas.
PALE_FORMULAS = """(() => {
    const dot = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const light = (colour) => {
        dot.clearRect(0, 0, 1, 1);
        dot.fillStyle = colour;
        dot.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...dot.getImageData(0, 0, 1, 1).data].map((v) => v / 255)
            .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    };
    const ground = (box) => {
        const own = getComputedStyle(box).backgroundColor;
        return own === "rgba(0, 0, 0, 0)" ? ground(box.parentElement) : own;
    };
    return [...document.querySelectorAll("math")].filter((formula) => {
        const { color } = getComputedStyle(formula.parentElement);
        const pair = [light(color), light(ground(formula))];
        return Math.max(...pair) / Math.min(...pair) < 4.5
            || [formula, ...formula.querySelectorAll("*")].some((part) => getComputedStyle(part).color !== color);
    }).map((formula) => formula.textContent);
})()"""


def violations(page):
    """What axe finds on a page, outside of formulas."""
    found = Axe().run(page, context={"exclude": [["math > semantics"]]}).response["violations"]
    return [(violation["id"], [node["target"] for node in violation["nodes"]]) for violation in found]


class Shown(HTMLParser):
    """The text that a page shows, of its mathematics alone too, and its ids."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.mathematics: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.h1 = 0
        self.metas: list[dict[str, str | None]] = []

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.h1 += tag == "h1"
        self.ids += [named["id"]] if named.get("id") else []
        self.links += [named[key] for key in ("href", "src") if named.get(key)]
        if tag == "meta":
            self.metas.append(named)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if not SILENT.intersection(self.open):
            self.text.append(data)
            if "math" in self.open:
                self.mathematics.append(data)


@cache
def shown(name):
    page = Shown()
    page.feed((BOOK / name).read_text(encoding="utf-8"))
    return page


def test_nothing_is_printed_raw(name):
    text = "".join(shown(name).text)
    assert RAW.findall(text) == []
    assert "MathJax" not in (BOOK / name).read_text(encoding="utf-8")


def test_the_font_has_every_character_of_its_mathematics(name):
    drawn = set(TTFont(STATIC / "stix-two-math.woff2").getBestCmap()) | {0x2061, 0x2062, 0x2063, 0x0A}
    assert {c for c in "".join(shown(name).mathematics) if ord(c) not in drawn} == set()


def test_a_page_has_one_title_and_no_id_twice(name):
    page = shown(name)
    assert page.h1 == 1
    assert sorted(page.ids) == sorted(set(page.ids))
    named = [meta.get("name") for meta in page.metas]
    assert named.count("viewport") == 1
    assert named.count("description") == 1


def test_every_link_leads_somewhere(name):
    dead = []
    for link in shown(name).links:
        url = urlsplit(link)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(url.path))) if url.path else name
        if url.scheme or url.netloc:
            continue
        if not (BOOK / target).is_file() or (url.fragment and unquote(url.fragment) not in shown(target).ids):
            dead.append(link)
    assert dead == []


def test_the_cover_leads_to_the_pdf_once_it_is_there():
    leads = [link for link in shown("intro.html").links if link.endswith(".pdf")]
    assert leads == [path.name for path in BOOK.glob("*.pdf")]
    for name in leads:
        pdf = (BOOK / name).read_bytes()
        assert pdf.count(b"/Type /Page\n") > 50
        assert b"/Subtype /Image" not in pdf  # figures are drawn, not copied as dots
        assert b"STIXTwoMath" in pdf


def test_the_card_is_of_the_size_that_others_show():
    assert mpimg.imread(BOOK / "card.png").shape[:2] == (630, 1200)


@pytest.mark.parametrize("address", ["nowhere.html", "chapters/nowhere.html", "no/such/folder/"])
def test_an_address_that_is_none_leads_back(served, browser, address):
    page = browser.new_page()
    assert page.goto(f"{served}/{address}").status == 404
    assert page.locator(".bar").evaluate("bar => getComputedStyle(bar).position") == "sticky"  # its look is found
    page.get_by_role("link", name="first page").click()
    assert page.url == f"{served}/intro.html"
    page.close()


def test_no_two_pages_have_one_title():
    titles = [re.search("<title>(.*?)</title>", (BOOK / name).read_text(encoding="utf-8"), re.S)[1] for name in PAGES]
    assert len(set(titles)) == len(titles) > 5


def test_nothing_is_shipped_that_no_page_asks_for():
    texts = "".join(p.read_text(encoding="utf-8") for kind in ("html", "css") for p in BOOK.rglob(f"*.{kind}"))
    assert [p.name for p in (BOOK / "_static").rglob("*") if p.is_file() and p.name not in texts] == []


def test_the_first_view_is_light(opened):
    packed = (".woff2", ".png")
    weights = {r.url: len(r.body() if r.url.endswith(packed) else gzip.compress(r.body(), 9)) for r in opened.got}
    assert 0 < sum(weights.values()) < LIGHT_ENOUGH, weights


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_is_for_everyone(opened, width, theme):
    opened.set_viewport_size({"width": width, "height": 900})
    opened.emulate_media(color_scheme=theme)
    opened.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    assert violations(opened) == []
    assert opened.evaluate(PALE_FORMULAS) == []
    assert opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert opened.evaluate(OUT_OF_REACH) == []


def test_a_page_reads_without_a_server(browser, name):
    if name == "404.html":
        pytest.skip("only a server shows it")
    page = browser.new_page()
    errors = []
    page.on("requestfailed", lambda request: errors.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((BOOK / name).as_uri())
    assert page.locator("h1").first.is_visible()
    page.close()
    assert [error for error in errors if "/_bench/" not in error] == []  # a module does not start from a file


def test_figures_follow_the_page(open_page):
    colours = set()
    for theme in ("light", "dark"):
        page = open_page(CHAPTER, theme=theme)
        figure = page.locator(".drawn svg").first
        assert len(figure.get_attribute("aria-label")) > 40
        colours.add(figure.locator("use").first.evaluate("mark => getComputedStyle(mark).stroke"))
    assert len(colours) == 2


def test_the_reader_chooses_light_or_dark_and_it_stays(open_page):
    page = open_page(CHAPTER, theme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(ground)
    page.get_by_role("button", name="Show the page dark").press("Enter")
    dark = page.evaluate(ground)
    assert dark != before
    page.reload()
    assert page.evaluate(ground) == dark


def test_copying_an_equation_gives_its_tex(open_page):
    page = open_page(CHAPTER)
    copied = """() => {
        const range = document.createRange();
        range.selectNodeContents(document.querySelector("#equation-kappa mfrac"));
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        const event = new ClipboardEvent("copy", { clipboardData: new DataTransfer(), bubbles: true });
        document.querySelector("#equation-kappa math").dispatchEvent(event);
        return event.clipboardData.getData("text/plain");
    }"""
    assert page.evaluate(copied) == f"$${FORMULAS.formulas['kappa'].source('latex')}$$"


def test_the_number_of_a_wide_equation_keeps_its_place(open_page):
    page = open_page(CHAPTER, 320)
    box, number = "#equation-optimal-parameters .equation", "#equation-optimal-parameters .eqno"
    before = page.locator(number).bounding_box()
    page.locator(box).evaluate("box => { box.scrollLeft = 1000; }")
    assert page.locator(box).evaluate("box => box.scrollLeft") > 0
    assert page.locator(number).bounding_box() == before


def test_every_derivation_that_is_shown_has_its_form(open_page):
    page = open_page(CHAPTER)
    assert page.locator("ol:not(.derivation) > li > div.math").count() == 0
    kinds = {line.line.role for name in ("optimal_parameters", "kappa") for line in FORMULAS.formulas[name].derivation}
    for kind in kinds:
        assert page.locator(f"ol.derivation > li.{kind}").count() > 0
    wide, narrow = (open_page(CHAPTER, width).locator("ol.derivation > li").first for width in (1280, 390))
    for line, beside in ((wide, True), (narrow, False)):
        sentence, equation = line.locator(".said").bounding_box(), line.locator("div.math").bounding_box()
        assert (equation["x"] >= sentence["x"] + sentence["width"]) == beside
        assert (equation["y"] >= sentence["y"] + sentence["height"]) != beside


def test_a_card_computes_what_python_does(open_page, name):
    page = open_page(name)
    for card in page.locator("details.card").all():
        card.locator("> summary").press("Enter")
        formula = FORMULAS.formulas[card.locator(".letters").get_attribute("data-formula")]
        fields = card.locator(".letters input")
        fields.first.wait_for()
        values = [float(field.input_value()) for field in fields.all()]
        told = card.locator(".result output").inner_text().replace(" × 10^", "e")
        assert float(told) == pytest.approx(formula(*values), rel=1e-5)
        fields.first.fill("-1")
        refused = not formula.domain(formula.args[0]).contains(-1)
        assert fields.first.get_attribute("aria-invalid") == str(bool(refused)).lower()
        assert ("must be" in card.locator(".result").inner_text()) == refused


def test_a_card_offers_its_code_by_keyboard(open_page):
    page = open_page(CHAPTER)
    card = page.locator("#equation-kappa ~ details.card").first
    card.locator("> summary").press("Enter")
    for language in ("latex", "sympy", "numpy", "javascript", "c"):
        card.locator(f'[data-language="{language}"] summary').press("Enter")
        shown = card.locator("pre").filter(visible=True)
        assert shown.count() == 1
        assert shown.inner_text().strip() == FORMULAS.formulas["kappa"].source(language).strip()


def test_a_letter_says_what_it_is_and_lights_up_where_it_stands(open_page):
    page = open_page(CHAPTER)
    lit, tip = page.locator(".lit"), page.locator("#tip")
    page.locator("#equation-kappa [data-letter=alpha]").first.hover()
    tip.wait_for()
    assert "exponent of the parameter term" in tip.inner_text()
    assert tip.get_by_role("link", name="In the table of letters").get_attribute("href").endswith("#letter-alpha")
    assert lit.count() == page.locator("[data-letter=alpha]").count() > 20
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    assert lit.count() == 0
    page.locator("#equation-kappa .its-letters").press("Enter")
    entries = tip.locator("[data-entry]")
    assert [entry.get_attribute("data-entry") for entry in entries.all()] == ["kappa", "alpha", "beta"]
    assert lit.count() == page.locator("[data-letter=kappa]").count()
    entries.nth(1).focus()
    assert lit.count() == page.locator("[data-letter=alpha]").count()
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert page.locator("#equation-kappa .its-letters").evaluate("button => button === document.activeElement")


def test_every_letter_leads_to_its_row(open_page):
    page = open_page("chapters/notation.html")
    for letter in FORMULAS.letters:
        assert letter.meaning in page.locator(f"tr#letter-{letter.name}").inner_text()


@pytest.mark.parametrize("how", ["hover", "focus"])
@pytest.mark.parametrize(("here", "where"), [(CHAPTER, "#"), ("formulas.html", "chapters/allocation.html#")])
def test_a_reference_opens_the_equation_that_it_cites(open_page, here, where, how):
    page = open_page(here)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    link = page.locator(f'a.reference[href="{where}equation-optimal-tokens"]').first
    link.hover() if how == "hover" else (page.keyboard.press("Tab"), link.focus())
    page.locator("#tip .equation").wait_for()
    tex = page.locator("#tip annotation").text_content()
    assert tex == FORMULAS.formulas["optimal_tokens"].source("latex")
    assert page.locator("#tip").get_by_role("link", name="Go there").get_attribute("href").endswith("optimal-tokens")


def with_opacity(page, compared):
    """The nodes of the map that are shown in full, or pale."""
    seen = """(nodes, compared) => nodes.filter((node) => getComputedStyle(node).display !== "none")
        .filter((node) => (getComputedStyle(node).opacity === "1") === (compared === "=="))
        .map((node) => node.querySelector("a").id.slice(3))"""
    return set(page.locator(".argument .node").evaluate_all(seen, compared))


@pytest.mark.parametrize("how", ["hover", "focus", "tap"])
def test_the_map_shows_what_one_formula_rests_on_alone(open_page, how):
    page = open_page("chapters/argument.html", 390 if how == "tap" else 1280)
    map_ = argument(FORMULAS)
    (key,) = [key for key, node in map_.items() if node.thing is FORMULAS.formulas["relative_excess_loss"]]
    its = set(ancestors(map_, key))
    assert with_opacity(page, "==") == set(map_)
    if how == "tap":
        page.locator(f'a[href="#only-{key}"]').click()
        page.mouse.move(0, 0)  # a finger points at nothing afterwards
        assert with_opacity(page, "<") == set()
    else:
        getattr(page.locator(f"#at-{key}"), how)()
        assert with_opacity(page, "<") == set(map_) - its
    assert with_opacity(page, "==") == its
    assert 5 < len(its) < len(map_) / 2
    if how == "tap":
        page.get_by_role("link", name="Show all again").click()
        assert with_opacity(page, "==") == set(map_)


def test_the_contents_open_by_keyboard_on_a_phone(open_page):
    page = open_page(CHAPTER, 390)
    contents = page.locator("#contents")
    assert not contents.is_visible()
    page.get_by_role("button", name="Contents").press("Enter")
    assert contents.is_visible()
    page.keyboard.press("Escape")
    assert not contents.is_visible()


def test_a_solution_opens_by_keyboard(open_page):
    page = open_page(CHAPTER)
    fold = page.locator("details.answer").first
    assert fold.get_attribute("open") is None
    fold.locator("summary").press("Enter")
    assert fold.get_attribute("open") is not None


def test_the_search_finds_words_and_shows_no_tex(open_page):
    page = open_page("search.html?q=halving")
    page.locator("#search-results li").first.wait_for()
    page.wait_for_load_state("networkidle")  # excerpts come later
    assert RAW.findall(page.locator("#search-results").inner_text()) == []
    assert "targets" in json.dumps([a.get_attribute("href") for a in page.locator("#search-results li a").all()])


SEARCHED = {
    "κ": "kappa",
    "kappa": "kappa",
    "halving": "doublings_per_halving",
    "optimal_tokens": "optimal_tokens",
    "required comp": "required_compute",
    "doubling rate": "required_doubling_rate",
}


@pytest.mark.parametrize("asked", SEARCHED)
def test_the_search_finds_formulas_by_letter_name_and_meaning(open_page, asked):
    page = open_page(f"search.html?q={asked}")
    found = page.locator("#formulas li a").filter(visible=True)
    assert SEARCHED[asked] in found.locator("code").all_inner_texts()
    assert found.count() < 8
    found.filter(has=page.get_by_text(SEARCHED[asked], exact=True)).click()
    section = page.locator(f"#formula-{SEARCHED[asked].replace('_', '-')}")
    assert section.evaluate("section => section.matches(':target')")
    assert section.locator("code").first.inner_text() == SEARCHED[asked]


def test_a_search_for_nothing_of_the_kind_shows_no_formulas(open_page):
    for asked in ("", "zebra"):
        assert not open_page(f"search.html?q={asked}").locator("#formulas").is_visible()


def test_paper_has_the_text_and_no_buttons(open_page):
    page = open_page(CHAPTER)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".bar, #contents, .here, .bench, .copy").filter(visible=True).count() == 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("h1").is_visible()
