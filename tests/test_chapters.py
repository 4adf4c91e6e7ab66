"""The stored chapters: executed, deterministic, complete. Their outputs are compared by nbval in the same run."""

import json
import re
from pathlib import Path

import pytest
import yaml

import scaling_sym

ROOT = Path(__file__).parent.parent
CHAPTERS = sorted((ROOT / "chapters").glob("*.ipynb"))
DERIVING = {"allocation", "efficiency", "progress", "targets"}


def cells(path, kind):
    return [cell for cell in json.loads(path.read_text())["cells"] if cell["cell_type"] == kind]


def source(path):
    return "\n".join("".join(cell["source"]) for cell in json.loads(path.read_text())["cells"])


def test_every_chapter_is_in_the_table_of_contents():
    listed = {entry["file"] for entry in yaml.safe_load((ROOT / "_toc.yml").read_text())["chapters"]}
    assert {f"chapters/{path.stem}" for path in CHAPTERS} | {"references"} == listed


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_every_cell_was_executed(path):
    """A cell that never ran has no output to compare, and would pass unseen."""
    for cell in cells(path, "code"):
        assert "".join(cell["source"]).strip()
        assert cell["execution_count"], "".join(cell["source"])


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_stored_outputs_hold_nothing_of_the_machine(path):
    text = path.read_text()
    assert not re.search(r"/(home|root|tmp|work|Users)/", text)
    assert "<dc:date>" not in text
    for cell in cells(path, "code"):
        assert "execution" not in cell["metadata"], "timestamps change at every run"
        assert not any(output["output_type"] == "error" for output in cell["outputs"])


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_figures_are_drawn_in_svg_with_caption_and_alternative_text(path):
    figures = 0
    for cell in cells(path, "code"):
        drawn = [output for output in cell["outputs"] if "image/svg+xml" in output.get("data", {})]
        assert not any("image/png" in output.get("data", {}) and output not in drawn for output in cell["outputs"])
        if drawn:
            figures += 1
            shown = cell["metadata"]["mystnb"]
            assert len(shown["figure"]["caption"]) > 60
            assert len(shown["image"]["alt"]) > 40
    assert figures or path.stem not in DERIVING


def test_each_formula_is_shown_once_in_the_book():
    displayed = [
        "".join(cell["source"]).strip().splitlines()[-1].removeprefix("ss.")
        for path in CHAPTERS
        for cell in cells(path, "code")
        if any(f"$$ ({name})" in json.dumps(cell["outputs"]) for name in scaling_sym.formulas)
    ]
    assert sorted(displayed) == sorted(scaling_sym.formulas)


@pytest.mark.parametrize("path", [p for p in CHAPTERS if p.stem in DERIVING], ids=lambda path: path.stem)
def test_deriving_chapters_derive_assert_and_set_exercises(path):
    text = source(path)
    own = [f for f in scaling_sym.formulas.values() if f.lines.__module__.endswith(path.stem)]
    assert ".derivation" in text
    for formula in own:
        assert f"book.agree(ss.{formula.name}," in text, f"{formula.name} is not asserted"
    assert "assert_allclose" in text
    assert text.count("{exercise}") >= 5
    assert text.count("```{check}") == text.count("ss.check(") >= 5
    assert text.count("{solution}") == text.count("{exercise}")
    assert text.index("After this chapter you can") < text.index("## ")
