"""The kinds of writing that are read and refused: each row of `answers/*.json` gets its verdict."""

import json
from pathlib import Path

import pytest

from scaling_sym import check

TABLES = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(Path(__file__).parent.glob("answers/*.json"))]
ROWS = [row for table in TABLES for row in table["rows"]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['formula']}-{row['answer'][:30]}")
def test_the_verdict(row: dict[str, str]) -> None:
    judgement = check(row["formula"], row["answer"], row.get("given"))
    assert judgement.answer == row["verdict"], str(judgement)
    assert row.get("said", "") in str(judgement)


def test_what_is_read_is_shown() -> None:
    judgements = [check(row["formula"], row["answer"]) for row in ROWS[::10] if row["verdict"] != "not comparable"]
    assert all(judgement.read_as for judgement in judgements)
    assert check("cumulative_compute", "C_0 + C_0/τ t", "γ = 0").read_as == r"C_{0} + \frac{C_{0}}{\tau} t"
    assert check("compute_optimal_loss", "E + KC^-κ").read_as == r"E + K C^{-\kappa}"


def test_the_table_is_large_and_every_refusal_is_in_words() -> None:
    verdicts = [row["verdict"] for row in ROWS]
    assert len({(row["formula"], row["answer"], row.get("given")) for row in ROWS}) == len(ROWS) >= 300
    assert verdicts.count("wrong") >= 40
    assert all(row.get("said") for row in ROWS if row["verdict"] == "not comparable")
