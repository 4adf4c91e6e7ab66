"""The map of the book: every arrow has an end, every claim a premise, and no status is typed."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from derivable.argument import ancestors, argument
from scaling_sym import premises
from scaling_sym.book import BOOK

PACKAGE = Path(premises.__file__).parent
NODES = argument(BOOK)
CLAIMS = [key for key in NODES if key.startswith("claim-")]


def test_all_formulas_claims_and_premises_are_in_it():
    things = [node.thing for node in NODES.values()]
    assert [thing for thing in things if thing in BOOK.statements] == list(BOOK.statements)
    assert {formula.name for formula in BOOK.formulas.values()} <= {thing.name for thing in things}
    used = {thing.name for thing in things if isinstance(thing, premises.Premise)}
    stated = {value.name for value in vars(premises).values() if isinstance(value, premises.Premise)}
    assert used == stated


def test_no_arrow_points_to_nothing():
    assert {base for node in NODES.values() for base in node.rests_on} <= set(NODES)


@pytest.mark.parametrize("claim", CLAIMS)
def test_each_claim_reaches_a_premise(claim):
    assert any(key.startswith("premise-") for key in ancestors(NODES, claim))


@pytest.mark.parametrize("formula", BOOK.formulas.values(), ids=BOOK.formulas)
def test_the_map_and_the_formula_name_the_same_premises(formula):
    met = [NODES[key].thing for key in ancestors(NODES, f"formula-{formula.name.replace('_', '-')}")]
    assert {p.name for p in met if isinstance(p, premises.Premise)} == {p.name for p in formula.premises}


def test_what_is_no_longer_a_premise_leaves_the_status(tmp_path):
    shutil.copytree(PACKAGE, tmp_path / "scaling_sym", ignore=shutil.ignore_patterns("__pycache__"))
    for module, dropped in (
        ("premises", r"^ACCUMULATION = Premise\(.*?^\)$"),
        ("progress", r"^    yield premise\(premises.ACCUMULATION\)$"),
        ("scenarios", r"^    yield premise\(premises.ACCUMULATION\)$"),
    ):
        source = tmp_path / "scaling_sym" / f"{module}.py"
        text, times = re.subn(dropped, "", source.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
        assert times == 1
        source.write_text(text, encoding="utf-8")
    told = "from derivable.argument import argument; from scaling_sym.book import BOOK; nodes = argument(BOOK)\n"
    told += "print(nodes['claim-d'].status, sorted(nodes))"
    said = {}
    for root in (PACKAGE.parent, tmp_path):
        command = [sys.executable, "-X", "utf8", "-c", told]
        environment = os.environ | {"PYTHONPATH": f"{root}{os.pathsep}{PACKAGE.parent}"}
        done = subprocess.run(
            command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", check=True
        )
        said[root] = done.stdout
    assert "“accumulation”" in said[PACKAGE.parent]
    assert "premise-accumulation" in said[PACKAGE.parent]
    assert "accumulation" not in said[tmp_path]
    assert "“steady growth”" in said[tmp_path]
