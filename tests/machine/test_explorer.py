"""An explorer of the tiny book: its page, its still figure, and what is refused."""

import re

import pytest

from derivable.explorer import Axis, Control, Curve, Explorer, Mark, Preset, of
from derivable.sphinx.explorers import drawing, line, percent
from tests.amdahl import ceiling, n, p, speedup
from tests.machine.test_shown import built


def amdahl():
    return Explorer(
        name="amdahl",
        title="How fast?",
        alt="Speedup over processors",
        controls=(
            Control(p, 0.1, 0.9, 0.5, "half of the work"),
            Control(n, 1.0, 1000.0, 10.0, "as many as fingers", log=True),
        ),
        presets=(Preset("Half", {}, "The default."), Preset("Most", {"p": 0.9}, "All but a tenth.")),
        values={"fast": of(speedup), "most": of(ceiling)},
        x=Axis("processors", 1.0, 1000.0, {1.0: "1", 1000.0: "1000"}, log=True),
        y=Axis("speedup", 1.0, 11.0, {1.0: "1", 11.0: "11"}),
        curves=(
            Curve("yours", "n", 1.0, 1000.0, of(speedup), log=True),
            Curve("nine tenths", "n", 1.0, 1000.0, of(speedup, p=0.9), log=True, stroke="dashed"),
        ),
        marks=(Mark("ceiling", "cursor", y="most"), Mark("", "here", "n", "fast")),
        said=(("{n} processors are {fast} times as fast, and none more than {most} times.", ""),),
        readout="{n}: {fast}",
        cursor=("n", None),
    )


EXPLORERS = {"amdahl": amdahl}
PLACE = 'derivable_explorers = "tests.machine.test_explorer:EXPLORERS"\n'
PAGE = "# Amdahl\n\n```{explorer} amdahl\n```\n"


def test_its_page_holds_the_still_figure_and_loads_the_script_later(tmp_path):
    html = built(tmp_path, PLACE, PAGE)
    assert "10 processors are 1.82 times as fast, and none more than 2 times." in html
    assert html.count('class="curve') == 2
    assert '<script src="_static/explorers.js' not in html
    assert "IntersectionObserver" in html
    assert (tmp_path / "html" / "_static" / "explorers.js").exists()
    assert re.findall(r'type="text" id="amdahl-(\w)" value="([^"]*)"', html) == [("p", "0.5"), ("n", "10")]


def test_the_figure_is_drawn_to_scale():
    one = amdahl()
    picture = drawing(one, one.known())
    yours, tenths = (
        re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path)
        for path in re.findall(r'class="curve[^"]*" d="([^"]*)"', picture)
    )
    (first, second), last = yours[:2], tenths[-1]
    assert first == ("0.0", "1000.0")
    assert float(second[0]) == pytest.approx(1000 / 120, abs=0.1)
    assert float(last[0]) == 1000
    assert float(last[1]) == pytest.approx(1000 * (1 - (speedup(0.9, 1000.0) - 1) / 10), abs=0.1)
    assert 'd="M333.3 918.2h.1"' in picture
    assert f'y="{percent(0.9)}" dx="0.5em" dy="-0.4em">ceiling' in picture


def test_a_curve_is_interrupted_where_it_has_no_value():
    never, high = float("inf"), 1e9
    assert line([0.0, 1.0, 2.0, 3.0, 4.0], [0.0, high, -never, 3.0, 4.0]) == "M0.0 0.0L1.0 9000.0M3.0 3.0L4.0 4.0"


def test_what_is_no_explorer_is_an_error(tmp_path):
    with pytest.raises(AssertionError, match="there is no explorer 'slowdown': there are amdahl"):
        built(tmp_path, PLACE, "# Amdahl\n\n```{explorer} slowdown\n```\n")
