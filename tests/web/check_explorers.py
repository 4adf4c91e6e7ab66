"""Every explorer of the built book, played in a real browser: by keys, by typing, by pointing, and without a script.

`make test-web` runs these on what `make book` built; `BUILT` names another folder.
"""

import json
import re
from functools import cache

import pytest
from axe_playwright_python.sync_playwright import Axe

from derivable.sphinx.explorers import typed
from scaling_sym.explorers import EXPLORERS
from tests.web.conftest import BOOK, PAGES

WIDTHS = (320, 390, 1280)
HOME = {
    name: page
    for page in PAGES
    for name in re.findall(r'<figure class="explorer" id="explorer-(\w+)"', (BOOK / page).read_text(encoding="utf-8"))
}


@cache
def declared(name):
    return EXPLORERS[name]()


class Played:
    """An explorer on its page, once its script has come."""

    def __init__(self, page, name):
        self.page, self.one = page, declared(name)
        self.figure = page.locator(f"#explorer-{name}")
        self.figure.scroll_into_view_if_needed()
        self.figure.locator(".presets").wait_for()

    @property
    def said(self):
        return self.figure.locator(".said").inner_text()

    def rows(self, letter):
        number = [control.name for control in self.one.controls].index(letter)
        row = self.figure.locator(".control").nth(number)
        return row.locator('[type="text"]'), row.locator('[type="range"]')

    @property
    def moving(self):
        """All that a control may move."""
        shapes = "paths => paths.map((path) => path.getAttribute('d')).join()"
        return self.figure.locator("path").evaluate_all(shapes) + self.said

    def is_at(self, chosen):
        """Whether it says what Python says of these values."""
        default = {control.name: control.value for control in self.one.controls}
        return self.said == self.one.sentence(self.one.known(default | chosen))


@pytest.fixture(params=EXPLORERS)
def played(request, open_page):
    return Played(open_page(HOME[request.param]), request.param)


def test_every_explorer_stands_on_one_page():
    assert set(HOME) == set(EXPLORERS)


def test_the_script_is_loaded_when_the_figure_comes_into_view(open_page):
    page = open_page(HOME["race"])
    script = page.locator('script[src$="explorers.js"]')
    assert script.count() == 0
    page.locator("#explorer-race").scroll_into_view_if_needed()
    page.locator("#explorer-race .presets").wait_for()
    assert script.count() == 1


def test_the_figure_is_the_one_that_was_drawn_when_the_book_was_built(played):
    still = (BOOK / HOME[played.one.name]).read_text(encoding="utf-8").split(f'id="explorer-{played.one.name}"')[1]
    drawn = re.findall(r'<path class="(?:curve|mark)[^"]*" d="([^"]*)"', still.split("</figure>")[0])
    shapes = played.figure.locator("path").evaluate_all("paths => paths.map((path) => path.getAttribute('d'))")
    numbers = [[float(n) for n in re.findall(r"-?\d+\.?\d*", path)] for path in (*drawn, *shapes)]
    for before, after in zip(numbers[: len(drawn)], numbers[len(drawn) :], strict=True):
        assert before == pytest.approx(after, abs=0.11)


def test_each_slider_moves_the_figure_by_keyboard(played):
    for control in played.one.controls:
        field, slider = played.rows(control.name)
        before = played.moving
        slider.press("ArrowLeft" if control.value == control.high else "ArrowRight")
        assert float(field.input_value()) != control.value
        assert played.moving != before, control.name
        played.figure.get_by_role("button", name=played.one.presets[0].label, exact=True).press("Enter")
        assert field.input_value() == typed(control.value)
        assert played.is_at({})


def test_a_typed_number_is_taken_or_objected_to(played):
    control = played.one.controls[0]
    field, _ = played.rows(control.name)
    wrong = played.figure.locator(".wrong")
    for bad in ("", "many", str(control.high * 2 + 1)):
        field.fill(bad)
        field.press("Enter")
        assert "must be a number between" in wrong.inner_text()
        assert field.get_attribute("aria-invalid") == "true"
        assert played.is_at({})
    value = float(typed(control.low + 0.9 * (control.high - control.low)))
    field.fill(str(value))
    field.press("Enter")
    assert not wrong.is_visible()
    assert field.get_attribute("aria-invalid") == "false"
    assert played.is_at({control.name: value})


def test_presets_set_what_they_say_and_the_address_keeps_it(played):
    for preset in played.one.presets:
        button = played.figure.get_by_role("button", name=preset.label, exact=True)
        button.press("Enter")
        assert button.get_attribute("aria-pressed") == "true"
        assert played.figure.locator(".because").inner_text() == preset.why
        assert played.is_at(dict(preset.values))
    address = played.page.url
    assert f"{played.one.name}=" in address
    played.page.goto(f"{address}#explorer-{played.one.name}", wait_until="networkidle")
    again = Played(played.page, played.one.name)
    assert again.is_at(dict(again.one.presets[-1].values))
    again.figure.get_by_role("button", name=again.one.presets[0].label, exact=True).press("Enter")
    assert "?" not in played.page.url
    assert played.page.url.endswith(f"#explorer-{again.one.name}")


def test_pointing_reads_out_and_pressing_moves_there(played):
    frame, readout = played.figure.locator(".frame"), played.figure.locator(".readout")
    box = frame.bounding_box()
    place = (box["x"] + 0.3 * box["width"], box["y"] + 0.6 * box["height"])
    played.page.mouse.move(*place)
    assert readout.is_visible()
    assert len(readout.text_content()) > 5
    assert played.is_at({})
    played.page.mouse.click(*place)
    assert not played.is_at({})
    played.page.mouse.move(0, 0)
    assert not readout.is_visible()


def test_the_numbers_of_the_curves_are_a_table_and_a_file(played):
    figure = played.figure
    figure.get_by_role("button", name=played.one.presets[1].label, exact=True).press("Enter")
    figure.locator(".values summary").press("Enter")
    rows = figure.locator("tbody tr")
    with played.page.expect_download() as saving:
        figure.get_by_role("button", name="CSV").press("Enter")
    head, *lines = saving.value.path().read_text(encoding="utf-8").splitlines()
    assert saving.value.suggested_filename == f"{played.one.name}.csv"
    titles = figure.locator("thead th").all_inner_texts()
    assert head == ",".join(f'"{title}"' for title in titles)
    known = played.one.known({c.name: c.value for c in played.one.controls} | dict(played.one.presets[1].values))
    x, y = played.one.curves[0].points(known)
    assert [float(value) for value in lines[60].split(",")[:2]] == pytest.approx([x[60], y[60]])
    assert rows.count() * len(titles) == figure.locator("tbody td").count() > 20


def test_the_sentence_is_read_out_when_a_slider_rests(played):
    _, slider = played.rows(played.one.controls[0].name)
    played.figure.locator(".said").evaluate("""box => {
        window.heard = [];
        new MutationObserver(() => heard.push(box.ariaLive)).observe(box, { childList: true });
    }""")
    slider.evaluate("slider => { slider.value = 300; slider.dispatchEvent(new Event('input', { bubbles: true })); }")
    played.page.wait_for_timeout(100)
    assert played.page.evaluate("heard") == ["off"]
    slider.evaluate("slider => slider.dispatchEvent(new Event('change', { bubbles: true }))")
    assert played.page.evaluate("heard") == ["off", "polite"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("which", EXPLORERS)
def test_an_explorer_is_for_everyone(open_page, which, width, theme):
    played = Played(open_page(HOME[which], width, theme), which)
    played.figure.locator(".values summary").press("Enter")
    field, _ = played.rows(played.one.controls[0].name)
    field.fill("nonsense")
    field.press("Enter")
    violations = Axe().run(played.page, f"#explorer-{which}").response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in violations] == []
    assert played.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    sizes = "texts => texts.map((text) => parseFloat(getComputedStyle(text).fontSize))"
    assert min(played.figure.locator("text, small, label, td").evaluate_all(sizes)) >= 11
    inside = """texts => texts.filter((text) => text.checkVisibility() && text.textContent).map((text) => {
        const box = text.getBoundingClientRect(), page = text.closest("figure").getBoundingClientRect();
        return box.left >= page.left && box.right <= page.right ? "" : text.textContent; }).filter(Boolean)"""
    assert played.figure.locator("text").evaluate_all(inside) == []


@pytest.mark.parametrize("which", EXPLORERS)
def test_without_a_script_the_figure_stands_still(browser, which):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((BOOK / HOME[which]).as_uri())
    figure, one = page.locator(f"#explorer-{which}"), declared(which)
    assert figure.locator(".curve").count() == len(one.curves)
    assert figure.locator(".said").inner_text() == one.sentence(one.known())
    assert figure.locator('[type="range"], .presets, .csv').filter(visible=True).count() == 0
    values = [field.input_value() for field in figure.locator('[type="text"]').all()]
    assert values == [typed(control.value) for control in one.controls]
    context.close()


@pytest.mark.parametrize("which", EXPLORERS)
def test_paper_has_the_figure_as_it_was_left(open_page, which):
    played = Played(open_page(HOME[which]), which)
    played.figure.get_by_role("button", name=played.one.presets[1].label, exact=True).press("Enter")
    played.page.emulate_media(media="print")
    assert played.figure.locator("button, [type='range'], details").filter(visible=True).count() == 0
    assert played.figure.locator(".frame").is_visible()
    assert played.is_at(dict(played.one.presets[1].values))


def test_a_frame_is_enough(open_page):
    """Each move of a slider is drawn once, however many events come within a frame."""
    played = Played(open_page(HOME["race"]), "race")
    _, slider = played.rows("gamma")
    drawn = slider.evaluate("""async (slider) => {
        let drawn = 0;
        const path = slider.closest("figure").querySelector(".curve:nth-of-type(3)");
        new MutationObserver((seen) => { drawn += seen.length; }).observe(path, { attributes: true });
        for (let i = 0; i < 50; i += 1) {
            slider.value = 300 + i;
            slider.dispatchEvent(new Event("input", { bubbles: true }));
        }
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        return drawn;
    }""")
    assert json.dumps(drawn) == "1"
