"""The map of the tiny book: what rests on what, what holds of each, and how a page draws and lists it."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from derivable import Statement
from derivable.argument import ancestors, argument, status
from tests.amdahl import BOOK, SHARING, ceiling, speedup
from tests.machine.test_shown import built

PAGE = f"""
# The argument

```{{argument}}
```

```{{claims}}
```

{speedup._repr_mimebundle_()["text/markdown"]}
"""


def with_statements(*statements):
    return replace(BOOK, statements=statements)


def test_each_comes_after_all_that_it_rests_on():
    nodes = argument(BOOK)
    assert list(nodes) == [
        "premise-perfect-sharing",
        "formula-speedup",
        "formula-ceiling",
        "formula-shared-part",
        "claim-1",
        "claim-2",
    ]
    for place, node in enumerate(nodes.values()):
        assert set(node.rests_on) <= set(list(nodes)[:place])
    assert ancestors(nodes, "claim-1") == set(list(nodes)[:3]) | {"claim-1"}


def test_what_is_joined_by_way_of_another_is_joined_to_that_alone():
    assert argument(BOOK)["claim-1"].rests_on == ("formula-ceiling",)


def test_status_is_read_off_the_premises():
    assert str(status(speedup)) == "derived, if “perfect sharing” holds"
    assert status(BOOK.statements[1]).word == "assumed"
    law = replace(SHARING, kind="empirical law")
    assert str(status(Statement("3", "", "", (law,)))) == "empirical, by the empirical law “perfect sharing”"
    assert status(Statement("4", "", "", (replace(SHARING, kind="definition"),))).word == "by definition"
    assert status(Statement("5", "", "", (ceiling,), beyond="more")).word == "derived in part"


def test_a_claim_without_support_is_an_error():
    with pytest.raises(ValueError, match=r"the claim \(6\) rests on nothing"):
        argument(with_statements(Statement("6", "", "", ())))
    stranger = replace(BOOK, formulas={"speedup": speedup}, statements=(Statement("7", "", "", (ceiling,)),))
    with pytest.raises(ValueError, match="the formula ceiling, which is not in the book"):
        argument(stranger)


def test_its_page(tmp_path):
    html = built(tmp_path, page=PAGE)
    drawing = ElementTree.fromstring(re.search(r"<svg.*?</svg>", html, re.DOTALL)[0])
    links = [element.get("href") for element in drawing.iter() if element.tag.endswith("}a") or element.tag == "a"]
    assert {"#equation-speedup", "#claim-1", "#claim-2", "#entry-premise-perfect-sharing"} <= set(links)
    targets = re.findall(r' id="([^"]+)"', html)
    assert len(targets) == len(set(targets))
    assert {link[1:] for link in links if link.startswith("#")} <= set(targets)
    assert "It breaks with processors that wait for each other." in html
    assert "Beyond the mathematics: that it is worth while." in html


def test_two_builds_give_the_same_bytes(tmp_path):
    pages = []
    for number in ("1", "2"):
        (tmp_path / number).mkdir()
        pages.append(built(tmp_path / number, page=PAGE))
    assert pages[0] == pages[1]
