"""The kinds of writing that are read and refused: each row of `answers/*.json` gets its verdict, as the page says."""

import pytest

from scaling_sym import check
from tests.accepted import PAGE, ROWS, Row, page


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.formula}-{row.answer[:30]}")
def test_the_verdict(row: Row) -> None:
    judgement = row.judged()
    assert judgement.answer == row.verdict, str(judgement)
    assert row.said in str(judgement)


def test_what_is_read_is_shown() -> None:
    judgements = [row.judged() for row in ROWS[::10] if row.verdict != "not comparable"]
    assert all(judgement.read_as for judgement in judgements)
    assert check("cumulative_compute", "C_0 + C_0/τ t", "γ = 0").read_as == (r"C_{0} + \frac{C_{0}}{\tau} t",)
    assert check("compute_optimal_loss", "E + KC^-κ").read_as == (r"E + K C^{-\kappa}",)


def test_the_table_is_large_and_every_refusal_is_in_words() -> None:
    verdicts = [row.verdict for row in ROWS]
    assert len({(row.formula, row.answer, row.given) for row in ROWS}) == len(ROWS) >= 300
    assert verdicts.count("wrong") >= 40
    assert all(row.said for row in ROWS if row.verdict == "not comparable")


def test_the_page_says_what_happens() -> None:
    assert page() == PAGE.read_text(encoding="utf-8")
