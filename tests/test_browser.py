"""A real browser answers an exercise, right and wrong, with every other host out of reach."""

import functools
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from sympy import Piecewise

from derivable.judge.judge import judge
from derivable.latex import tex
from scaling_sym import BOOK
from tests.required import lacking

ROOT = Path(__file__).parent.parent
CONF = """
import sys
sys.path.insert(0, {root!r})
extensions = ["myst_parser", "derivable.sphinx"]
derivable_book = "scaling_sym.book:BOOK"
master_doc = "index"
"""
INDEX = "# Index\n\n```{toctree}\nchapters/exercise\nplain\n```\n"
EXERCISE = """# Exercise

What is κ?

```{check} kappa
```

For α = β?

```{check} kappa
:given: β = α
```

Derive it.

```{check} kappa
:steps:
```
"""
PATIENCE = 300_000
ASKED_AT_ONCE = {"bench.js", "typeset.js", "bench.css"}

needed = {name: shutil.which(name) for name in ("npm", "chromium")}


def build(folder: Path, exercise: str = EXERCISE, **environment: str) -> str:
    """Build a small book of three pages and return what the build says."""
    (folder / "chapters").mkdir(parents=True)
    (folder / "conf.py").write_text(CONF.format(root=str(ROOT)))
    (folder / "index.md").write_text(INDEX)
    (folder / "plain.md").write_text("# Plain\n\nNothing to answer.\n")
    (folder / "chapters" / "exercise.md").write_text(exercise)
    command = [sys.executable, "-m", "sphinx", "-W", "-n", "-b", "html", str(folder), str(folder / "html")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if missing := [name for name, path in needed.items() if not path]:
        lacking(*missing)
    folder = tmp_path_factory.mktemp("book")
    cache = ROOT / ".pyodide"
    if cache.exists():
        shutil.copytree(cache, folder / ".pyodide")
    build(folder)
    handler = functools.partial(Quiet, directory=str(folder / "html"))
    with ThreadingHTTPServer(("localhost", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def page(book: str) -> Iterator[object]:
    """A page that can reach the book alone; what else it asks for is in `page.strangers`, all of it in `page.asked`."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=needed["chromium"], args=["--no-sandbox"])
        context = browser.new_context(base_url=book)
        page = context.new_page()
        page.asked, page.strangers, page.errors = [], [], []
        context.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.errors.append(str(error)))

        def route(route: object) -> None:
            if route.request.url.startswith(book):
                route.continue_()
            else:
                page.strangers.append(route.request.url)
                route.abort()

        context.route("**/*", route)
        yield page
        assert page.strangers == []
        assert page.errors == []
        browser.close()


def asked_of_bench(page: object) -> set[str]:
    return {url.rsplit("/", 1)[1] for url in page.asked if "/_bench/" in url}


def test_answers_in_the_browser(page: object) -> None:
    page.goto("/chapters/exercise.html")
    general, special, steps = page.locator(".bench").all()
    special.locator("input").wait_for()
    special.locator("input").focus()
    assert asked_of_bench(page) == ASKED_AT_ONCE
    assert special.locator("label math").count() == 2
    assert "for" in special.locator("label").inner_text()
    assert special.locator("button").get_attribute("aria-label") == "Check: κ for β = α"
    cases = [(general, None, answer) for answer in ("ab/(a+b)", r"\frac{\alpha+\beta}{\alpha\beta}", "a + x")]
    cases += [(special, "β = α", answer) for answer in ("a/2", "a", "a + b")]
    cases += [(steps, None, f"1/κ = 1/α + 1/β\n{last}") for last in ("κ = αβ/(α + β)", "κ = (α + β)/2", "κ = x")]
    for bench, given, answer in cases:
        said = judge(BOOK, "kappa", answer, given)
        bench.locator("[name=answer]").fill(answer)
        bench.get_by_role("button", name="Check").press("Enter")
        if answer == "ab/(a+b)":
            assert "Loading" in bench.locator("output").inner_text()
            assert bench.get_by_role("progressbar", name="Loading the judge").is_visible()
        verdict = bench.locator(f"output.{['right', 'wrong', 'incomparable'][said.exit_code]}")
        verdict.wait_for(timeout=PATIENCE)
        assert verdict.locator("p").last.inner_text() == str(said)
        assert verdict.locator(".read math").count() == len(said.read_as)
        assert verdict.locator(".hints + button").count() == bool(said.hints)
        assert bench.get_by_role("button", name="Check").evaluate("button => button === document.activeElement")
        assert not bench.get_by_role("progressbar").is_visible()
    assert {judge(BOOK, "kappa", answer, given).exit_code for _, given, answer in cases} == {0, 1, 2}
    assert asked_of_bench(page) > ASKED_AT_ONCE | {"pyodide.asm.wasm", "packages.zip"}
    special.locator("input").press_sequentially("+")
    assert special.locator("output").inner_text() == "", "a verdict stands beside another answer"


@pytest.mark.parametrize("code", [0, 1, 2])
def test_an_answer_that_is_not_read_leads_to_the_page_of_what_is(page: object, code: int) -> None:
    said = {"code": code, "text": "Said: so it is.", "read": [], "hints": []}
    worker = f"onmessage = ({{ data }}) => postMessage({{ question: data.question, ...{json.dumps(said)} }});"
    page.route("**/worker.js", lambda route: route.fulfill(body=worker, content_type="text/javascript"))
    page.goto("/chapters/exercise.html")
    bench = page.locator(".bench").first
    bench.evaluate("bench => { bench.dataset.reading = '../read.html'; }")
    bench.locator("input").fill("a + b")
    bench.locator("input").press("Enter")
    bench.locator("output p").wait_for()
    ways = bench.get_by_role("link", name="How answers may be written")
    assert [link.get_attribute("href") for link in ways.all()] == ["../read.html"] * (code == 2)


def test_hints_come_one_at_a_time_and_by_keyboard(page: object) -> None:
    said = {"code": 1, "text": "Wrong: it is not.", "read": [], "hints": ["First.", "Second."]}
    worker = f"onmessage = ({{ data }}) => postMessage({{ question: data.question, ...{json.dumps(said)} }});"
    page.route("**/worker.js", lambda route: route.fulfill(body=worker, content_type="text/javascript"))
    page.goto("/chapters/exercise.html")
    bench = page.locator(".bench").first
    bench.locator("input").fill("a + b")
    bench.locator("input").press("Enter")
    more, told = bench.locator(".hints + button"), bench.locator(".hints li")
    more.wait_for()
    for count in range(3):
        assert told.all_inner_texts() == said["hints"][:count]
        assert more.get_attribute("aria-disabled") == ("true" if count == 2 else None)
        more.press("Enter")
    assert told.all_inner_texts() == said["hints"]
    assert more.evaluate("button => button === document.activeElement")


def test_the_bar_counts_to_the_end(page: object) -> None:
    page.goto("/chapters/exercise.html")
    page.locator("input").first.wait_for()
    page.evaluate("""new Promise((done) => {
        const { Worker } = self;
        self.seen = [];
        self.Worker = function (...made) {
            const worker = new Worker(...made);
            worker.addEventListener("message", ({ data }) => self.seen.push(data));
            return worker;
        };
        done();
    })""")
    page.locator("input").first.press_sequentially("a")  # nothing is asked yet, and the judge is on its way
    page.wait_for_function("self.seen.some((data) => data.ready)", timeout=PATIENCE)
    shares = page.evaluate("self.seen.filter((data) => 'loaded' in data).map((data) => data.loaded)")
    assert shares == sorted(shares)
    assert len(shares) > 20
    assert shares[0] < 0.1
    assert shares[-2] == 1, "the sizes of the files are not what was counted"


def test_an_empty_answer_is_said_to_be_none(page: object) -> None:
    page.goto("/chapters/exercise.html")
    bench = page.locator(".bench").first
    bench.locator("button").click()
    assert bench.locator("output").inner_text() == "Write an answer first."
    assert asked_of_bench(page) == ASKED_AT_ONCE


@pytest.mark.parametrize("what", ["worker.js", "pyodide.asm.mjs", "pyodide.asm.wasm", "packages.zip"])
def test_what_breaks_off_can_be_tried_again(page: object, what: str) -> None:
    page.route(f"**/{what}", lambda route: route.abort())
    page.goto("/chapters/exercise.html")
    bench = page.locator(".bench").first
    bench.locator("input").fill("a + b")
    bench.locator("button").click()
    again = bench.get_by_role("button", name="Try again")
    again.wait_for()
    assert "python -m scaling_sym check kappa" in bench.locator("output").inner_text()
    if what == "packages.zip":
        page.unroute(f"**/{what}")
        again.click()
        bench.locator("output.wrong").wait_for(timeout=PATIENCE)
    page.errors.clear()  # what the browser itself says of it


def test_silence_ends_and_can_be_tried_again(page: object) -> None:
    page.route("**/packages.zip", lambda route: None)  # it is never answered
    page.clock.install()
    page.goto("/chapters/exercise.html")
    bench = page.locator(".bench").first
    bench.locator("input").fill("a + b")
    bench.locator("button").click()
    page.wait_for_function("document.querySelector('output').textContent.includes('Loading')")
    page.clock.run_for(61_000)
    bench.get_by_role("button", name="Try again").wait_for()
    assert "60 seconds" in bench.locator("output").inner_text()


def test_what_was_read_is_set_as_mathematics(page: object) -> None:
    """What the letters and forms of the book look like in the judge's TeX; anything else is shown as it stands."""
    page.goto("/chapters/exercise.html")
    page.locator("input").first.wait_for()
    texts = [tex(f.expr) for f in BOOK.formulas.values() if not f.expr.has(Piecewise)]
    texts += [letter.tex for letter in BOOK.letters]
    typeset = "async (tex) => (await import('/_bench/typeset.js')).typeset(tex).outerHTML"
    whole = '<math displaystyle="true">{}</math>'.format
    set_ = {text: page.evaluate(typeset, text) for text in texts}
    assert [text for text, html in set_.items() if not html.startswith("<math")] == []
    assert set_[r"\frac{\alpha \beta}{\alpha + \beta}"] == whole(
        "<mfrac><mrow><mi>α</mi><mi>β</mi></mrow><mrow><mi>α</mi><mo>+</mo><mi>β</mi></mrow></mfrac>"
    )
    squared = page.evaluate(typeset, "x_{0}^{2}")
    assert squared == whole("<msubsup><mi>x</mi><mn>0</mn><mn>2</mn></msubsup>")
    assert page.evaluate(typeset, r"\begin{cases} x < y") == r"<code>\begin{cases} x &lt; y</code>"


def test_a_page_without_exercises_loads_nothing(page: object) -> None:
    page.goto("/plain.html")
    assert asked_of_bench(page) == set()


def test_the_exercise_reads_well_where_the_judge_cannot_run(page: object) -> None:
    page.add_init_script("delete window.Worker")
    page.goto("/chapters/exercise.html")
    assert "python -m scaling_sym check kappa" in page.locator(".bench").first.inner_text()
    assert '--given "β = α"' in page.locator(".bench").nth(1).inner_text()
    assert 'check kappa "…; …; …"' in page.locator(".bench").last.inner_text()
    assert page.locator(".bench input").count() == 0


def test_without_npm_the_exercise_offers_the_command(tmp_path: Path) -> None:
    said = build(tmp_path / "book", PATH="")
    assert "exercises offer a command" in said
    text = (tmp_path / "book" / "html" / "chapters" / "exercise.html").read_text()
    assert "python -m scaling_sym check kappa" in text
    assert "bench.js" not in text
    assert not (tmp_path / "book" / "html" / "_bench").exists()


@pytest.mark.parametrize(
    ("wrong", "why"), [("kapa\n", "no formula 'kapa'"), ("kappa\n:given: w = 1\n", "w is unknown")]
)
def test_an_exercise_that_cannot_be_judged_stops_the_build(tmp_path: Path, wrong: str, why: str) -> None:
    with pytest.raises(AssertionError, match=why):
        build(tmp_path / "book", f"# Exercise\n\n```{{check}} {wrong}```\n", PATH="")
