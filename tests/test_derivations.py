"""Derivations as students make them: the verdict, the first line that fails, and what is said of it."""

import json
from collections import Counter
from pathlib import Path

import pytest

from derivable.judge.question import Question, others
from derivable.judge.steps import Argument, Reading
from scaling_sym import BOOK, Judgement, formulas
from tests.test_check import judged

ROWS = json.loads((Path(__file__).parent / "derivations.json").read_text(encoding="utf-8"))


def said_of(row: dict) -> Judgement:
    given = [row["given"]] if "given" in row else []
    return judged(row["formula"], "\n".join(row["lines"]), *given)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['formula']}: {'; '.join(row['lines'])}"[:70])
def test_derivation(row: dict) -> None:
    judgement = said_of(row)
    assert judgement.answer == row["verdict"], str(judgement)
    assert row.get("said", "") in str(judgement)
    assert row.get("step") in (None, judgement.step), str(judgement)


def test_the_table_is_large_and_of_every_kind() -> None:
    verdicts = Counter(row["verdict"] for row in ROWS)
    assert verdicts["right"] >= 40
    assert verdicts["wrong"] >= 25
    assert len({row["kind"] for row in ROWS}) >= 10
    assert len({(row["formula"], *row["lines"]) for row in ROWS}) == len(ROWS)
    assert {row["formula"] for row in ROWS} == set(formulas)


OFF_THE_OPTIMUM = ("loss", "compute")
ELSEWHERE = {"run_excess_loss", "head_start", "head_start_accumulated", "slowing_multiple"}
OF_ACCUMULATION = {"compute_multiple", "relative_excess_loss", "time_to_target", "required_doubling_rate"}
IN_OTHER_WORLDS = {"sustaining_rate": OF_ACCUMULATION, "slowing_multiple": {"compute_multiple", "required_multiple"}}


@pytest.mark.parametrize("name", formulas)
def test_the_books_formulas_hold_together(name: str) -> None:
    """Wherever a derivation is followed, all of them are true, but for those of other scenarios."""
    formula = formulas[name]
    world = Argument(Question(BOOK, formula), Reading(tuple(others(BOOK, formula))), []).whole
    apart = {relation.name for relation in world.apart()}
    assert name in OFF_THE_OPTIMUM or apart <= ELSEWHERE | IN_OTHER_WORLDS.get(name, set())
    for other in formulas.values():
        if other.name not in apart and other.name != "best_start":  # where the run is the longest, it starts at once
            assert not world.differ(other.symbol, other.expr).differs, other.name
