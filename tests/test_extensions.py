"""The book's own Sphinx extensions, where no other test looks."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "_ext"))

import ledger_badge


def ledger(answer, escaped=()):
    return {"findings": [{"formula": "kappa", "answer": answer}], "trials": [{"escaped": list(escaped)}]}


def test_badge_is_green_only_if_all_is_verified():
    green = ledger_badge.badge(ledger("holds"))
    assert "1 of 1 verified" in green
    assert "#2a7d4f" in green
    for wrong in (ledger("fails"), ledger("undecided"), ledger("holds", ["a mutant"])):
        assert "#2a7d4f" not in ledger_badge.badge(wrong)
    assert "0 of 1" in ledger_badge.badge(ledger("undecided"))
