"""The command line: what it shows, how it exits, and that it names a formula whose source is wrong."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "scaling_sym"


def run(*arguments: str, root: Path = PACKAGE.parent) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scaling_sym", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8")


def test_verify_one_with_json(tmp_path: Path) -> None:
    done = run("verify", "physical_burden", "--json", str(tmp_path / "ledger.json"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "rigorous" in done.stdout
    data = json.loads((tmp_path / "ledger.json").read_text(encoding="utf-8"))
    assert data["verified"] is True
    assert {"seed", "versions", "findings", "trials"} <= set(data)
    assert len(data["findings"]) == 7


def test_verify_with_mutants_shows_who_caught_them() -> None:
    done = run("verify", "doublings_per_halving", "--mutants")
    assert (done.returncode, done.stderr) == (0, "")
    assert "by two" in done.stdout


def test_list_and_show() -> None:
    assert "required_doubling_rate" in run("list").stdout
    shown = run("show", "kappa").stdout
    for part in ("alpha*beta/(alpha + beta)", "Derivation", "no unit", "alpha > 0, finite", "Source: Lu 2026"):
        assert part in shown


def test_why_a_formula_and_a_claim_hold() -> None:
    formula, claim, claims = (run("why", *name).stdout for name in (["relative_excess_loss"], ["d"], []))
    formula, claim = (" ".join(text.replace("│", "").split()) for text in (formula, claim))  # as one line
    told = ("empirical law: additive shortages.", "and numbers of them far outside of those measured.")
    assert all(part in text for part in told for text in (formula, claim))
    assert "assumption: one efficiency" not in formula + claim  # of which X(t) knows nothing
    status = "(d) Progress continued because efficiency did. (Lu 2026, sec. 4): derived in part from the empirical laws"
    assert claim.startswith(status)
    assert "Beyond the mathematics: that this is what happened." in claim
    assert [line[:4] for line in claims.splitlines()] == [f"({letter}) " for letter in "abcdefghi"]
    assert status in claims


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("verify", "kapa"), "There is no formula named 'kapa': did you mean kappa?"),
        (("show", "time_to_traget"), "did you mean time_to_target"),
        (("show", "xyzzy"), "`python -m scaling_sym list` shows all names"),
        (("verify", "compute", "--json", "no/such/folder.json"), "there is no folder no/such"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(arguments: tuple[str, ...], sentence: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("module", "right", "wrong", "name"),
    [
        ("allocation", "kappa, solution(falls, kappa))", "kappa, 2 * solution(falls, kappa))", "kappa"),
        ("allocation", " / beta * k**kappa", " / beta", "compute_coefficient"),
        ("progress", "gamma) / C_0)", "gamma) * log(2) / C_0)", "cumulative_compute"),
        ("progress", "expand_power_base(ratio))", "expand_power_base(1 / ratio))", "relative_excess_loss"),
        ("targets", "log(power) / (gamma * log(2))", "log(power) / gamma", "time_to_target"),
        ("targets", "LambertW(at, -1)", "LambertW(at)", "required_doubling_rate"),
    ],
)
def test_wrong_source_is_named(module: str, right: str, wrong: str, name: str, tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "scaling_sym", ignore=shutil.ignore_patterns("__pycache__"))
    source = tmp_path / "scaling_sym" / f"{module}.py"
    text = source.read_text(encoding="utf-8")
    assert text.count(right) == 1
    source.write_text(text.replace(right, wrong), encoding="utf-8")
    done = run("verify", name, root=tmp_path)
    assert done.returncode == 1
    assert f"Not verified: {name}: " in done.stderr
    assert "Traceback" not in done.stderr
