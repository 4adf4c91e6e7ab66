"""The benchmarks run, on little work, and say what is not as it was wanted; how fast anything is, no test judges."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import mutants, speed
from benchmarks.places import _changed, _program
from benchmarks.side_by_side import Ratio, side_by_side


def test_every_row_of_the_table():
    found = {(row.task, row.rival.partition(",")[0]): row for row in speed.rows((1000,), seconds=0.01)}
    tasks = {task for task, _ in found}
    assert len(tasks) == 5
    for task in tasks - {"`relative_excess_loss`, a scalar"}:
        assert {"naive lambdify", "by hand"} <= {rival for own, rival in found if own == task}
    assert all(0 < row.low <= row.median <= row.high for row in found.values())
    assert speed.memory(100_000) < 2


@pytest.mark.parametrize(
    ("rival", "task", "limit"),
    [
        ("naive lambdify", "`f`, 100,000 points", 0.75),
        ("naive lambdify", "`f`, 1,000 points", None),
        ("naive lambdify", "`f`, 1000 × 1000 grid", 0.75),
        ("by hand, NumPy, in pieces", "`f`, 1,000 points", 1.15),
        ("plain math by hand", "`f`, a scalar", 3.0),
        ("JAX jit", "`f`, 100,000 points", None),
    ],
)
def test_what_is_wanted(rival, task, limit):
    assert speed.wanted(Ratio(task, rival, 1, 1, 1)) == limit


def test_a_ratio_that_is_not_reached_is_said():
    assert Ratio("f", "r", 0.8, 0.7, 0.9).verdict(0.75) == "0.75, **not reached**"
    assert Ratio("f", "r", 0.7, 0.7, 0.9).verdict(0.75) == "0.75"
    assert Ratio("f", "r", 0.7, 0.7, 0.9).verdict(None) == ""


def test_ten_times_the_work_is_ten_times_as_slow(monkeypatch):
    now = 0.0

    def work(amount):
        nonlocal now
        now += amount

    monkeypatch.setattr("benchmarks.side_by_side.time.perf_counter", lambda: now)
    (ratio,) = side_by_side("work", lambda: work(0.01), {"less": lambda: work(0.001)}, seconds=0.1)
    assert ratio.median == pytest.approx(10)


ROOT = Path(__file__).parent.parent


def test_slips_are_made_wherever_it_is_decided_what_is_true():
    assert {"derivable/verify/witnesses.py", "derivable/identity.py"} <= set(mutants.files())
    tests = {test for several in (*mutants.NEAREST.values(), mutants.NEAR_WITNESSES) for test in several}
    assert all((ROOT / file).exists() for file in {*mutants.files(), *tests})


def test_a_reason_is_given_for_what_still_stands_there():
    for (file, old, new), why in mutants.reasons().items():
        lines = [line.strip() for line in (ROOT / file).read_text(encoding="utf-8").splitlines() if line.strip()]
        assert f"\n{old}\n" in "\n".join(["", *lines, ""]), f"{file} no longer holds {old!r}"
        assert file in mutants.files()
        assert old != new
        assert why


def test_a_slip_is_another_program():
    assert _program("x = 1 + 2") == _program("x = (1  + 2)")
    assert _program("x = 1 + 2") != _program("x = 1 - 2")
    assert _program("x = 1 + ") is None
    assert _program("x is 1") is None  # of which Python warns
    assert _changed("a\n  b\nc\n", "a\n  d\nc\n") == ("b", "d")
    assert _changed("@e\na\n", "a\n") == ("@e", "")


def test_the_report_counts_what_lives_on(monkeypatch):
    def tried(end, number):
        return mutants.Outcome("derivable/identity.py", number, f"old {number}", f"new {number}", end, "", "tree")

    monkeypatch.setattr(mutants, "reasons", lambda: {("derivable/identity.py", "old 2", "new 2"): "it cannot be seen"})
    told = "\n".join(mutants.report([tried("killed", 1), tried("alive", 2), tried("hung", 3), tried("alive", 4)], 9))
    assert "4 of 9, drawn by a fixed seed" in told
    assert "`make mutants SAMPLE=4`" in told
    assert "| all | 4 | 2 | 1 | 2 |" in told
    assert "Killed: 50.0%" in told
    assert "- `derivable/identity.py`: it cannot be seen\n\n  ```diff\n  - old 2\n  + new 2\n  ```" in told
    assert "- `derivable/identity.py`: no reason is known\n\n  ```diff\n  - old 4" in told


@pytest.mark.skipif(sys.platform != "linux", reason="slips are tried on Linux")
def test_a_mutant_is_alive_killed_or_hangs(tmp_path):
    for name, body in {"passes": "pass", "fails": "assert 0", "loops": "\n    while True:\n        pass"}.items():
        (tmp_path / f"test_{name}.py").write_text(f"def test_it(): {body}\n")
    code = f"""
import pytest, scaling_sym
from pathlib import Path
from benchmarks.mutants import ending, tested
for name in ("passes", "fails", "loops"):
    status, by, _ = tested(Path({str(tmp_path)!r}), [f"test_{{name}}.py"], 3)
    print(ending(status), by)
"""
    environment = os.environ | mutants.FIXED | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.splitlines() == ["alive ", "killed test_fails.py::test_it", "hung "], done.stderr
