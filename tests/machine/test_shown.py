"""The machine on the tiny book: its command line, and its page built by the Sphinx extension."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.amdahl import BOOK, speedup

ROOT = Path(__file__).parents[2]
COMMAND = "python -m derivable tests.amdahl:BOOK"


def run(*arguments, place="tests.amdahl:BOOK"):
    command = [sys.executable, "-m", "derivable", place, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")


def test_list_and_show():
    assert [line.split()[0] for line in run("list").stdout.splitlines()] == ["name", *BOOK.formulas]
    shown = run("show", "shared_part").stdout
    for part in (
        "p = m*(S - 1)/(S*(m - 1)), in no unit",
        "m > S, finite",
        "2. and one equation",
        "turned around",
        "def ",
    ):
        assert part in shown


@pytest.mark.parametrize(("answer", "code", "said"), [("1/(1-p)", 0, "Right"), ("1-p", 1, "Wrong"), ("q", 2, "Not")])
def test_check(answer, code, said):
    done = run("check", "ceiling", answer)
    assert (done.returncode, done.stderr) == (code, "")
    assert done.stdout.startswith(said)


def test_verify_all_and_write_the_ledger(tmp_path):
    done = run("verify", "--json", str(tmp_path / "ledger.json"))
    assert (done.returncode, done.stderr) == (0, "")
    findings = json.loads((tmp_path / "ledger.json").read_text())["findings"]
    assert [finding["formula"] for finding in findings[::7]] == list(BOOK.formulas)


def test_what_there_is_not_is_one_sentence():
    assert run("show", "speed").stderr == "There is no formula named 'speed': did you mean speedup?\n"
    assert run("show", "x").stderr == f"There is no formula named 'x': `{COMMAND} list` shows all names.\n"
    done = run("list", place="tests.amdahl:p")
    assert done.returncode == 1
    assert done.stderr.startswith("there is no book at 'tests.amdahl:p'")


def shown(formula):
    """The displayed equation of a formula, as a notebook puts it on a page."""
    return formula._repr_mimebundle_()["text/markdown"]


CONFIGURATION = """
extensions = ["myst_parser", "derivable.sphinx"]
myst_enable_extensions = ["dollarmath"]
derivable_book = "tests.amdahl:BOOK"
"""
PAGE = f"""
# Amdahl's law

{shown(speedup)}

$$
1 + 1 = 2
$$ (other)

```{{check}} speedup
:given: n = 2
```

```{{check}} ceiling
:steps:
```
"""


def built(folder, configuration="", page=PAGE):
    """The page of a book, built where there is no npm: exercises then offer the command."""
    source = folder / "source"
    source.mkdir()
    (source / "conf.py").write_text(CONFIGURATION + configuration)
    (source / "index.md").write_text(page)
    environment = os.environ | {"PATH": "", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", str(source), str(folder / "html")]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return (folder / "html" / "index.html").read_text()


def test_its_page(tmp_path):
    html = built(tmp_path)
    assert speedup.source("latex").removeprefix("S = ") in html
    assert f"{COMMAND} check speedup &quot;…&quot; --given &quot;n = 2&quot;" in html
    assert f"{COMMAND} check ceiling &quot;…; …; …&quot;" in html
    assert 'data-book="tests.amdahl:BOOK" data-formula="ceiling" data-given="" data-steps' in html
    assert "how verified" not in html
    assert "data-reading" not in html


def test_its_page_beside_the_ledger(tmp_path):
    ledger = str(tmp_path / "verified.json")
    assert run("verify", "ceiling", "--json", ledger).returncode == 0
    pages = 'derivable_ledger_page = "index"\nderivable_reading_page = "how/to-write"\n'
    html = built(tmp_path, f"derivable_ledger = {ledger!r}\n{pages}")
    assert html.count('data-reading="how/to-write.html"') == html.count('class="bench"') == 2
    assert html.count('<a class="verified" href="index.html#speedup">how verified</a>') == 1
    assert html.count("how verified") == 1  # the other equation is no formula of the book
    assert json.loads((tmp_path / "html" / "ledger.json").read_text())["verified"] is True
    assert "1 of 1 verified" in (tmp_path / "html" / "ledger.svg").read_text()


@pytest.mark.parametrize(
    ("asked", "said"), [("slowdown", "there is no formula"), ("speedup\n:given: n = 0", "outside its domain")]
)
def test_a_question_that_cannot_be_asked_is_an_error(tmp_path, asked, said):
    with pytest.raises(AssertionError, match=said):
        built(tmp_path, page=f"# Amdahl\n\n```{{check}} {asked}\n```\n")


def test_all_formulas_on_one_page(tmp_path):
    equations = "\n\n".join(map(shown, BOOK.formulas.values()))
    html = built(tmp_path, page=f"# Formulas\n\n{equations}\n\n```{{formulas}}\n```\n")
    for formula in BOOK.formulas.values():
        assert f'id="formula-{formula.name.replace("_", "-")}"' in html
        assert formula.summary.splitlines()[0] in html
        for premise in formula.premises:
            assert premise.name in html
        assert all(letter.meaning in html for letter in formula.args)
        assert f'<details name="{formula.name}-code" data-language="c">' in html
    assert html.count('<div class="highlight-c ') == 2 * len(BOOK.formulas), "here, and under each equation"


def test_a_formula_that_stands_on_no_page_is_an_error_there(tmp_path):
    with pytest.raises(AssertionError, match="equation not found"):
        built(tmp_path, page="# Formulas\n\n```{formulas}\n```\n")
