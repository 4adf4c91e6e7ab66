"""The book's own Sphinx extensions, where no other test looks; and that the same pages come of the same text."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

from derivable.sphinx.judge import add_package
from derivable.sphinx.ledger import badge

ROOT = Path(__file__).parent.parent
ADDRESS = "https://book.example/laws"
PAGE = """# Amdahl

A page of formulas.

```{formula} speedup
```

```{formula} ceiling
```

```{formula} shared_part
```

It is {formula}`speedup`.

```{check} speedup
```

```{argument}
```

```{claims}
```

## All

```{formulas}
```
"""


def build(folder: Path, seed: int) -> dict[str, bytes]:
    """A small book in the frame of this one, at an address; its files by their names."""
    folder.mkdir()
    for part in ("_ext", "_static", "_templates"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    own = {key: value for key, value in config["sphinx"]["config"].items() if not key.startswith("derivable_ledger")}
    own |= {"derivable_book": "tests.amdahl:BOOK", "derivable_letters_page": "", "html_baseurl": ADDRESS}
    config["sphinx"]["config"] = own
    (folder / "references.bib").touch()
    (folder / "_config.yml").write_text(yaml.safe_dump(config))
    (folder / "_toc.yml").write_text("format: jb-book\nroot: intro\nchapters:\n  - file: chapters/amdahl\n")
    (folder / "intro.md").write_text("# Laws\n\nA book.\n")
    (folder / "chapters").mkdir()
    (folder / "chapters" / "amdahl.md").write_text(PAGE)
    run = [sys.executable, "-c", "from jupyter_book.cli.main import main; main()"]
    command = [*run, "build", str(folder), "-W", "-n", "--keep-going", "--quiet"]
    clean = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(seed), "PATH": ""}  # no npm, so no judge
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **clean})
    assert done.returncode == 0, done.stderr
    html = folder / "_build" / "html"
    return {str(path.relative_to(html)): path.read_bytes() for path in sorted(html.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """The same book, twice: in other folders, at other times, with other hash seeds."""
    place = tmp_path_factory.mktemp("books")
    return [build(place / name, seed) for seed, name in enumerate(("one", "another"), start=1)]


def test_two_builds_give_the_same_bytes(built):
    one, other = built
    assert one.keys() == other.keys() > {"intro.html", "chapters/amdahl.html", "404.html", "card.png", "searchindex.js"}
    assert [name for name in one if one[name] != other[name]] == []


def test_pages_hold_no_time_and_no_place_of_their_making(built):
    told = re.compile(rb"/(?:home|root|tmp|usr|Users|private)/|\d\d:\d\d:\d\d|20\d\d-\d\d-\d\d")
    read = {name: text for name, text in built[0].items() if name.endswith((".html", ".js", ".css", ".inv"))}
    assert len(read) > 10
    assert {name: found for name, text in read.items() if (found := told.findall(text))} == {}


def test_a_page_says_its_address_and_its_picture_where_the_book_has_one(built):
    for name, text in built[0].items():
        if name.endswith(".html") and name not in ("index.html", "404.html"):
            assert f'<link rel="canonical" href="{ADDRESS}/{name}">'.encode() in text
            assert f'<meta property="og:image" content="{ADDRESS}/card.png">'.encode() in text
    assert f'<base href="{ADDRESS}/">'.encode() in built[0]["404.html"]


def test_the_search_knows_the_words_of_each_formula_and_its_place(built):
    found = re.findall(r'<li data-words="([^"]*)"><a href="([^"]*)">', built[0]["search.html"].decode())
    assert found[0] == (
        "speedup s how many times as fast n processors are",
        "chapters/amdahl.html#formula-speedup",
    )
    assert len(found) == 3


def test_what_the_judge_needs_is_packed_without_times(tmp_path):
    with ZipFile(tmp_path / "packages.zip", "w") as packages:
        add_package(packages, "derivable")
        assert "derivable/judge/judge.py" in packages.namelist()
        assert {file.date_time for file in packages.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def ledger(answer, escaped=()):
    return {"findings": [{"formula": "kappa", "answer": answer}], "trials": [{"escaped": list(escaped)}]}


def test_badge_is_green_only_if_all_is_verified():
    green = badge(ledger("holds"))
    assert "1 of 1 verified" in green
    assert "#2a7d4f" in green
    for wrong in (ledger("fails"), ledger("undecided"), ledger("holds", ["a mutant"])):
        assert "#2a7d4f" not in badge(wrong)
    assert "0 of 1" in badge(ledger("undecided"))
