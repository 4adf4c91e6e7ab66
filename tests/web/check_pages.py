"""Every page of the built book in a real browser: what it asks for, weighs, shows, and lets a reader do.

`make test-web` runs these on what `make book` built; `BUILT` names another folder.
"""

import gzip
import json
import re
from html.parser import HTMLParser

import pytest
from axe_playwright_python.sync_playwright import Axe
from fontTools.ttLib import TTFont

from derivable.sphinx.mathematics import STATIC
from scaling_sym import BOOK as FORMULAS
from tests.web.conftest import BOOK, PAGES

WIDTHS = (320, 390, 1280)
LIGHT_ENOUGH = 250_000  # bytes of a first view, compressed
CHAPTER = "chapters/allocation.html"
RAW = re.compile(r"\\[a-zA-Z(\[]|\$\$|\[\d+pt\]|&amp;|&[a-z]+;|merror|\{eq\}|\{numref\}")
SILENT = {"script", "style", "annotation", "pre", "code", "textarea"}
VOID = {"meta", "link", "input", "br", "img", "hr", "wbr", "col"}


class Shown(HTMLParser):
    """The text that a page shows, of its mathematics alone too, and its ids."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.mathematics: list[str] = []
        self.ids: list[str] = []
        self.h1 = 0
        self.metas: list[dict[str, str | None]] = []

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.h1 += tag == "h1"
        self.ids += [named["id"]] if named.get("id") else []
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


def test_no_two_pages_have_one_title():
    titles = [re.search("<title>(.*?)</title>", (BOOK / name).read_text(encoding="utf-8"), re.S)[1] for name in PAGES]
    assert len(set(titles)) == len(titles) > 5


def test_nothing_is_shipped_that_no_page_asks_for():
    texts = "".join(p.read_text(encoding="utf-8") for kind in ("html", "css") for p in BOOK.rglob(f"*.{kind}"))
    assert [p.name for p in (BOOK / "_static").rglob("*") if p.is_file() and p.name not in texts] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_is_for_everyone(open_page, name, width, theme):
    page = open_page(name, width, theme)
    violations = Axe().run(page).response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    out_of_reach = """[...document.querySelectorAll("main *")].filter((box) =>
        box.scrollWidth > box.clientWidth + 1 && ["auto", "scroll"].includes(getComputedStyle(box).overflowX)
        && box.tabIndex < 0 && box.checkVisibility()).map((box) => box.outerHTML.slice(0, 120))"""
    assert page.evaluate(out_of_reach) == []


def test_the_first_view_is_light(open_page, name):
    got = open_page(name, 412).got
    packed = (".woff2", ".png")
    weights = {r.url: len(r.body() if r.url.endswith(packed) else gzip.compress(r.body(), 9)) for r in got}
    assert sum(weights.values()) < LIGHT_ENOUGH, weights


def test_a_page_reads_without_a_server(browser, name):
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
    page.wait_for_timeout(1500)  # excerpts come later
    assert RAW.findall(page.locator("#search-results").inner_text()) == []
    assert "targets" in json.dumps([a.get_attribute("href") for a in page.locator("#search-results li a").all()])


def test_paper_has_the_text_and_no_buttons(open_page):
    page = open_page(CHAPTER)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".bar, #contents, .here, .bench, .copy").filter(visible=True).count() == 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("h1").is_visible()
