"""Type checkers see the formulas: a user's file passes them strictly, and a wrong one fails line by line."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import scaling_sym
from derivable.stubs import stub
from tests.typing import user

ROOT = Path(__file__).parent.parent
FILES = ROOT / "tests" / "typing"
MYPY = [sys.executable, "-m", "mypy", "--strict", "--config-file", str(ROOT / "pyproject.toml")]
PYRIGHT = [sys.executable, "-m", "basedpyright", "--level", "error", "--pythonpath", sys.executable]
CHECKERS = [pytest.param(MYPY, id="mypy"), pytest.param(PYRIGHT, id="pyright")]


def checked(checker, name):
    """The lines of a file at which a checker finds errors, and all that it says."""
    done = subprocess.run([*checker, str(FILES / name)], cwd=ROOT, capture_output=True, text=True)
    return {int(line) for line in re.findall(rf"{name}:(\d+):.*error", done.stdout)}, done


@pytest.mark.parametrize("checker", CHECKERS)
def test_a_user_s_file_passes(checker):
    lines, done = checked(checker, "user.py")
    assert done.returncode == 0, done.stdout + done.stderr
    assert not lines


@pytest.mark.parametrize("checker", CHECKERS)
def test_each_wrong_line_is_seen(checker):
    text = (FILES / "wrong.py").read_text()
    wrong = {number for number, line in enumerate(text.splitlines(), start=1) if line.endswith("# wrong")}
    lines, done = checked(checker, "wrong.py")
    assert lines == wrong, done.stdout + done.stderr


def test_the_user_s_file_runs():
    *computed, known = user.numbers()
    assert computed == [scaling_sym.kappa(0.34, 0.28), *computed[1:3], computed[2]]
    assert 0 < known < 1
    assert user.arrays([0.0, 1.0]) == 2
    assert user.read(scaling_sym.kappa).startswith("kappa, alpha*beta/(alpha + beta), 5 steps, holds in each")
    assert user.judged() == "right, True, holds"


def test_the_stored_stub_is_what_make_stubs_writes():
    stored = (Path(scaling_sym.__file__).parent / "catalog.pyi").read_text(encoding="utf-8")
    assert stored == stub(scaling_sym.BOOK), "run make stubs"


@pytest.mark.parametrize("package", ["derivable", "scaling_sym"])
def test_both_packages_say_that_they_are_typed(package):
    assert (ROOT / package / "py.typed").exists()
    shipped = re.search(
        rf"(?ms)^\[tool.setuptools.package-data\].*?^{package} = \[(.*?)\]", (ROOT / "pyproject.toml").read_text()
    )
    assert "py.typed" in shipped[1]
