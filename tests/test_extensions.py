"""The book's own Sphinx extensions, where no other test looks."""

from derivable.sphinx.ledger import badge


def ledger(answer, escaped=()):
    return {"findings": [{"formula": "kappa", "answer": answer}], "trials": [{"escaped": list(escaped)}]}


def test_badge_is_green_only_if_all_is_verified():
    green = badge(ledger("holds"))
    assert "1 of 1 verified" in green
    assert "#2a7d4f" in green
    for wrong in (ledger("fails"), ledger("undecided"), ledger("holds", ["a mutant"])):
        assert "#2a7d4f" not in badge(wrong)
    assert "0 of 1" in badge(ledger("undecided"))
