"""Letters that are known again in the mathematics of a page, and what the page holds to explain them."""

import re
from xml.etree import ElementTree

import pytest

from derivable.sphinx.letters import drawn, looks, marked
from derivable.sphinx.mathematics import mathml
from tests.machine.test_shown import built

PLACE = "tests.amdahl:BOOK"


@pytest.mark.parametrize(
    ("tex", "letters"),
    [
        ("S", ["S"]),
        (r"S = \frac{1}{1 - p + p/n}", ["S", "p", "p", "n"]),
        (r"S_{\max}", ["S_max"]),
        ("S_0 + n_{p}", []),
        ("S^{*} + S^{n}", ["S", "n"]),
        (r"S_{\max}^{2} + T_{1}", ["S_max", "S_max", "T_1"]),
        ("q + N", []),
    ],
)
def test_a_letter_is_known_by_how_it_is_drawn(tex, letters):
    formula = ElementTree.tostring(mathml(tex), encoding="unicode")
    assert re.findall(r'data-letter="(\w+)"', marked(formula, looks(PLACE))) == letters


def test_a_letter_of_several_parts():
    known = {**looks(PLACE), tuple(map(drawn, mathml(r"\Delta n")[0][0])): "D_n"}
    formula = ElementTree.tostring(mathml(r"p + \Delta n - n"), encoding="unicode")
    assert re.findall(r'data-letter="(\w+)"', marked(formula, known)) == ["p", "D_n", "D_n", "n"]


LETTERS = """# Letters

| letter | in code |
|---|---|
| $p$ | `p` |
| $n$ | `n` |

$$
S = 1 + p
$$

```{formula} speedup
```
"""


def test_a_page_explains_the_letters_that_it_uses(tmp_path):
    html = built(tmp_path, 'derivable_letters_page = "index"\n', LETTERS)
    told = html.partition('<template id="told-of-letters">')[2]
    assert re.findall(r'data-entry="(\w+)"', told) == ["p", "n", "S"]
    assert "part of the work that can be shared" in told
    assert re.search(r'data-entry="S".*Given by <a href="#equation-speedup">\(1\)</a>', told)
    assert re.search(r'data-entry="p".*?Used in <a href="#equation-speedup">\(1\)</a>', told)
    assert '<tr class="row-even" id="letter-p">' in html
    assert html.count('id="letter-p"') == 1
    assert 'href="#letter-p"' in told or 'href="index.html#letter-p"' in told


def test_a_page_without_letters_holds_nothing_of_them(tmp_path):
    assert "data-entry" not in built(tmp_path, page="# Plain\n\n$1 + 1$\n")
