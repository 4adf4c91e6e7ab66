"""Fifty changes of the source, one by one, in premises, definitions and the lines between: somebody notices each."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.edits import EDITS

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "scaling_sym"


@pytest.fixture(scope="module")
def noticed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Who speaks against each change, and last against none; one process, since loading SymPy takes longest."""
    folder = tmp_path_factory.mktemp("edited")
    shutil.copytree(PACKAGE, folder / "scaling_sym", ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-X", "utf8", "-m", "tests.edits", str(folder)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_there_are_ten_in_premises_ten_in_definitions_and_thirty_between_in_all_subjects() -> None:
    assert Counter(edit.kind for edit in EDITS) == {"premise": 10, "definition": 10, "line": 30}
    assert len(set(EDITS)) == 50
    assert {edit.file for edit in EDITS if edit.kind == "line"} == {
        "allocation.py",
        "efficiency.py",
        "progress.py",
        "targets.py",
    }


@pytest.mark.parametrize("number", range(len(EDITS)), ids=[f"{edit.file}: {edit.new}" for edit in EDITS])
def test_a_change_is_noticed(number: int, noticed: list[str]) -> None:
    assert noticed[number]
    assert (
        ": fails " in noticed[number] or "because of ValueError: " in noticed[number]
    )  # and no slip of the edit's own


def test_without_a_change_nobody_speaks_against_anything(noticed: list[str]) -> None:
    assert noticed[len(EDITS) :] == [""]


@pytest.mark.parametrize("edit", EDITS, ids=[f"{edit.file}: {edit.new}" for edit in EDITS])
def test_each_change_can_be_made(edit) -> None:
    assert edit.made_in((PACKAGE / edit.file).read_text(encoding="utf-8"))


def test_a_change_of_what_is_no_longer_there_fails_loudly() -> None:
    with pytest.raises(ValueError, match="0 times: the edit must be written anew"):
        replace(EDITS[0], old="what stood here once").made_in("something else")
