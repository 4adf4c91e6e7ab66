"""The stored chapters: executed, deterministic, complete. Their outputs are compared by nbval in the same run."""

import json
import re
from io import StringIO
from pathlib import Path

import nbformat
import numpy as np
import pytest
import yaml
from matplotlib.figure import Figure
from nbclient import NotebookClient

import scaling_sym
from scaling_sym import page as book

ROOT = Path(__file__).parent.parent
CHAPTERS = sorted((ROOT / "chapters").glob("*.ipynb"))
PRINTED = sorted((ROOT / "chapters").glob("*.md"))
DERIVING = {"allocation", "efficiency", "progress", "targets", "scenarios"}


def cells(path, kind):
    return [cell for cell in json.loads(path.read_text())["cells"] if cell["cell_type"] == kind]


def drawings(path):
    for cell in cells(path, "code"):
        for output in cell["outputs"]:
            if svg := "".join(output.get("data", {}).get("image/svg+xml", "")):
                yield svg


def source(path):
    return "\n".join("".join(cell["source"]) for cell in json.loads(path.read_text())["cells"])


def code(path):
    return "\n".join("".join(cell["source"]) for cell in cells(path, "code"))


def test_every_chapter_is_in_the_table_of_contents():
    parts = yaml.safe_load((ROOT / "_toc.yml").read_text())["parts"]
    listed = {entry["file"] for part in parts for entry in part["chapters"]}
    assert {f"chapters/{path.stem}" for path in CHAPTERS + PRINTED} | {"references", "formulas"} == listed


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_every_cell_was_executed(path):
    """A cell that never ran has no output to compare, and would pass unseen."""
    for cell in cells(path, "code"):
        assert "".join(cell["source"]).strip()
        assert cell["execution_count"], "".join(cell["source"])


INSTALL = '# pip install "scaling-sym[book]"'


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_the_first_cell_says_what_to_install(path):
    first, *_ = "".join(cells(path, "code")[0]["source"]).splitlines()
    assert first == INSTALL


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_no_file_is_needed_beside_a_chapter(path):
    """Save those that are installed with the package."""
    assert not re.search(r"Path\(|open\(|\.\./|sys\.path|import book\b|benchmarks", code(path))


SHORT = [p for p in CHAPTERS if p.stem not in ("accuracy", "verification")]  # these take minutes


@pytest.mark.parametrize("path", SHORT, ids=lambda path: path.stem)
def test_runs_alone_in_an_empty_folder(path, tmp_path, monkeypatch):
    """With what is installed, and nothing else of the repository."""
    installed, folder = tmp_path / "installed", tmp_path / "empty"
    installed.mkdir()
    folder.mkdir()
    for package in ("derivable", "scaling_sym"):
        (installed / package).symlink_to(ROOT / package)
    monkeypatch.setenv("PYTHONPATH", str(installed))
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(folder)}}).execute()
    assert not [*folder.iterdir()]


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


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_what_is_measured_says_on_what_and_is_not_compared_and_all_else_is(path):
    for cell in cells(path, "code"):
        text, tags = "".join(cell["source"]), set(cell["metadata"].get("tags", []))
        measured = "Measured on " in json.dumps(cell["outputs"])
        assert ("nbval-ignore-output" in tags) == measured, text
        assert not tags & {"nbval-skip", "raises-exception"}
        assert "NBVAL" not in text
        if measured and "speed.md" not in text:  # the last `make bench`, as it was printed
            assert "measured_on()" in text
            assert "assert " in text, "a bound that holds on every machine"


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_coordinates_are_rounded_and_names_counted(path):
    for svg in drawings(path):
        coordinates = re.sub(r"<!--.*?-->|scale\([^)]*\)", "", svg)
        assert not re.findall(r"\d\.\d{3,}", coordinates)
        assert not book.HASHED_NAME.findall(svg)


def test_the_figure_of_the_readme_is_the_one_on_the_page():
    assert (ROOT / "_static" / "progress.svg").read_text() in drawings(ROOT / "chapters" / "progress.ipynb")


def figure(moved):
    """Curves and markers in axes, all of it moved by a small factor."""
    drawing = Figure()
    axes = drawing.add_axes((0.1, 0.1, 0.8 * (1 + moved), 0.8))
    years = np.linspace(0, 20, 401)
    for rate in (0, 0.5, 1, 2, 3):
        axes.plot(years, scaling_sym.relative_excess_loss(years, 0.05, rate) * (1 + moved))
    axes.loglog(years[1:], scaling_sym.compute_multiple(years[1:], 1.0) * (1 + moved), ".")
    return drawing


def undrawn(drawing):
    file = StringIO()
    drawing.savefig(file, format="svg", **book.SVG)
    return book.COORDINATES.findall(file.getvalue())


def test_the_last_bits_do_not_show():
    assert undrawn(figure(1e-10)) != undrawn(figure(0))
    for moved in (2**-52, -(2**-52), 1e-10):
        assert book.drawn(figure(moved)) == book.drawn(figure(0))
    assert book.drawn(figure(1e-3)) != book.drawn(figure(0))


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


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.157, "0.16"), (49.2, "49"), (9.96, "10"), (5812, "5,800"), (1.84e25, "1.8 × 10²⁵"), (1e-9, "1.0 × 10⁻⁹")],
)
def test_numbers_in_prose(value, said):
    assert book.number(value) == said


def test_an_interval_in_prose():
    half = scaling_sym.interval(scaling_sym.required_multiple, scaling_sym.fits.besiroglu2024, X=0.5)
    assert book.sure(half) == "49 [38, 59]"
