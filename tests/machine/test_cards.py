"""The card under an equation, and the directive and the role that show and cite a formula."""

import re

import pytest

from derivable.letters import floor_of
from derivable.sphinx.cards import LANGUAGES, example
from tests.amdahl import BOOK
from tests.machine.test_shown import built, run

PAGE = """# Amdahl

By {formula}`ceiling`.

```{formula} speedup
```

```{formula} ceiling
```
"""


def test_a_formula_is_shown_and_cited_with_all_that_it_knows(tmp_path):
    html = built(tmp_path, page=PAGE)
    ceiling, speedup = BOOK.formulas["ceiling"], BOOK.formulas["speedup"]
    assert re.search(
        r'<math>.*?max.*?</math></span> <a class="reference internal" href="#equation-ceiling">\(2\)', html
    )
    cards = html.split('<details class="card">')[1:]
    for formula, card in zip((speedup, ceiling), cards, strict=True):
        assert formula.summary.splitlines()[0] in card
        assert formula.origin in card
        assert all(premise.name in card for premise in formula.premises)
        assert re.findall(r'<tr data-value="[^"]*" data-name="(\w+)"', card) == [s.name for s in formula.args]
        assert re.findall(r'data-language="(\w+)"', card) == list(LANGUAGES)
        assert "Witnesses" not in card
    assert 'data-low="0" data-low-open="1" data-high="1" data-high-open="1"' in cards[0]


def test_a_card_counts_the_witnesses(tmp_path):
    ledger = str(tmp_path / "verified.json")
    assert run("verify", "ceiling", "--json", ledger).returncode == 0
    html = built(tmp_path, f'derivable_ledger = {ledger!r}\nderivable_ledger_page = "index"\n', PAGE)
    assert re.findall(r'Witnesses:</em> <a href="index.html#(\w+)">([^<]*)<', html) == [
        ("speedup", "none yet"),
        ("ceiling", "7 of 7 hold"),
    ]


@pytest.mark.parametrize("formula", BOOK.formulas.values(), ids=str)
def test_a_card_begins_with_values_of_the_domain(formula):
    values = {letter: example(letter, formula) for letter in formula.args}
    for letter in formula.args:
        domain, floor = formula.domain(letter), floor_of(letter)
        assert values[letter] in (domain.subs(floor, values[floor]) if floor else domain)
    assert formula(**{letter.name: value for letter, value in values.items()}) > 0


@pytest.mark.parametrize("asked", ["```{formula} slowdown\n```", "By {formula}`slowdown`."])
def test_what_is_no_formula_is_an_error(tmp_path, asked):
    with pytest.raises(AssertionError, match="there is no formula 'slowdown'"):
        built(tmp_path, page=f"# Amdahl\n\n{asked}\n")
