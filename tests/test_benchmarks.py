"""The benchmarks run, on little work, and say what is not as it was wanted; how fast anything is, no test judges."""

import shutil

import pytest

from benchmarks import speed
from benchmarks.side_by_side import Ratio, side_by_side


def test_every_row_of_the_table():
    found = {(row.task, row.rival.partition(",")[0]): row for row in speed.rows((1000,), seconds=0.01)}
    tasks = {task for task, _ in found}
    compiled = {task for task in tasks if "compiled()" in task}
    assert len(tasks - compiled) == 5
    assert len(compiled) == (2 if shutil.which("cc") else 0)
    for task in tasks - compiled - {"`relative_excess_loss`, a scalar"}:
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
        ("the limit, a C loop", "`relative_excess_loss.compiled()`, 100,000 points", 1.4),
        ("the limit, a C loop", "`relative_excess_loss.compiled()`, 1,000 points", None),
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
