"""Explorers: what a page ships gives what NumPy gives, and what the expression is to fifty digits.

The page's own script runs in Node, on the explorer as the page has it: at its presets, at random places within its
controls, and at the corners, where a rate is nothing or negative and a compute as large as can be typed.
"""

import json
import math
import random
import re
import shutil
import subprocess
from functools import cache

import mpmath
import numpy as np
import pytest

from derivable.explorer import SAMPLES, Explorer, filled, of, written
from derivable.formula import Formula, collected
from derivable.sphinx.explorers import columns, markup
from derivable.sphinx.mathematics import STATIC
from scaling_sym import explored, fits, kappa
from scaling_sym.explorers import EXPLORERS
from tests.conftest import precise
from tests.required import lacking

OWN = collected(explored)
SCRIPT = (STATIC / "explorers.js").read_text(encoding="utf-8")
RUN = """
const { model, filled } = globalThis.explorers;
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
const sent = (value) => Number.isFinite(value) ? value : String(value);
const told = asked.explorers.map(({ data, places }) => {
  const { follow, points } = model(data);
  return places.map((chosen) => {
    const known = follow(chosen);
    return {
      values: Object.keys(data.values).map((name) => sent(known[name])),
      curves: data.curves.map((curve) => points(curve, known).map((point) => point.map(sent))),
      said: data.said.map((part) => filled(part, known)).join(" "),
    };
  });
});
const calls = asked.calls.map(([name, code, values]) => sent(new Function(`${code}\\nreturn ${name};`)()(...values)));
console.log(JSON.stringify({ told, calls }));
"""
CORNERS = {
    "gamma": (0.0, -0.5),
    "rho": (0.0,),
    "omega_later": (0.0, -0.5),
    "t_turn": (0.0,),
    "t": (0.0,),
    "C": (1e30,),
}


@cache
def explorer(name) -> Explorer:
    return EXPLORERS[name]()


def node(explorers=(), calls=()):
    if not shutil.which("node"):
        lacking("node")
    asked = {
        "explorers": [{"data": one.shipped(), "places": places} for one, places in explorers],
        "calls": [[f.name, f.source("javascript"), values] for f, values in calls],
    }
    program = SCRIPT + RUN
    command = ["node", "--eval", program]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def places(one, count=12):
    """What a reader may set: the presets, corners, and random places."""
    default = {control.name: control.value for control in one.controls}
    yield from (default | dict(preset.values) for preset in one.presets)
    for control in one.controls:
        ends = (control.low, control.high, *CORNERS.get(control.name, ()))
        yield from (default | {control.name: end} for end in ends)
    generator = random.Random(7)
    for _ in range(count):
        yield {
            c.name: c.low * (c.high / c.low) ** generator.random() if c.log else generator.uniform(c.low, c.high)
            for c in one.controls
        }


def same(shipped, numpy, tolerance=1e-9):
    """Numbers of the page against those of NumPy, where infinite means not reached and not drawn."""
    shipped, numpy = np.array(shipped, dtype=float), np.array(numpy, dtype=float)
    finite = np.isfinite(numpy)
    np.testing.assert_array_equal(np.isfinite(shipped), finite)
    np.testing.assert_allclose(shipped[finite], numpy[finite], rtol=tolerance, atol=1e-300)


@pytest.mark.parametrize("name", EXPLORERS)
def test_what_is_shipped_gives_what_numpy_gives(name):
    one = explorer(name)
    everywhere = list(places(one))
    (told,) = node([(one, everywhere)])["told"]
    for chosen, page in zip(everywhere, told, strict=True):
        known = one.known(chosen)
        same(page["values"], [known[value] for value in one.values])
        assert page["said"] == one.sentence(known)
        for curve, shown in zip(one.curves, page["curves"], strict=True):
            x, y = curve.points(known)
            assert len(shown) == SAMPLES
            same([point[0] for point in shown], x)
            same([point[1] for point in shown], y)


@pytest.mark.parametrize("name", EXPLORERS)
def test_what_is_shipped_is_the_expression_to_fifty_digits(name):
    """Each formula where the explorer uses it, at both ends and in the middle of each curve."""
    one, calls = explorer(name), []
    for chosen in places(one, count=6):
        known = one.known(chosen)
        calls += [(use.formula, values) for use in one.values.values() if (values := arguments(use, known))]
        for curve in one.curves:
            along, _ = curve.points(known) if not curve.x else (np.array([curve.low, curve.high], dtype=float), None)
            for at in along[[0, len(along) // 2, -1]]:
                here = known | {curve.along: float(at)}
                calls += [
                    (use.formula, values) for use in (curve.y, curve.x) if use and (values := arguments(use, here))
                ]
    compared = 0
    for (formula, values), shipped in zip(calls, node(calls=calls)["calls"], strict=True):
        exact = mpmath.mpc(precise(formula, 50, **dict(zip((s.name for s in formula.args), values, strict=True))))
        if exact.imag:  # the logarithm of a negative number: no time and no rate reaches the target
            assert float(shipped) == math.inf, (formula, values)
        elif math.isfinite(float(exact.real)):
            assert float(shipped) == pytest.approx(float(exact.real), rel=1e-9, abs=1e-300), (formula, values)
        compared += bool(exact.imag) or math.isfinite(float(exact.real))
    assert compared > 0.95 * len(calls) > 50


def arguments(use, known):
    """The arguments of a formula, if all are known."""
    values = [float(known[one] if isinstance(one, str) else one) for one in use.arguments]
    return values if all(map(math.isfinite, values)) else []


@pytest.mark.parametrize("f", OWN.values(), ids=OWN)
def test_the_formulas_of_the_explorers_are_derived(f: Formula):
    assert f.derivation.check()
    assert f.check_units()


@pytest.mark.parametrize("name", EXPLORERS)
def test_an_explorer_is_whole(name):
    one = explorer(name)
    known = {c.name: c for c in one.controls}
    assert one.name == name
    assert len(one.presets) >= 4
    assert one.presets[0].values == {}
    for control in one.controls:
        assert control.low <= control.value <= control.high
        assert len(control.why) > 10
    for preset in one.presets:
        assert preset.why
        for letter, value in preset.values.items():
            assert known[letter].low <= value <= known[letter].high
    assert len(one.alt) > 100
    assert set(one.cursor) - {None} <= set(known)
    assert one.sentence(one.known())
    assert "nan" not in markup(one, "explorers.js")


@pytest.mark.parametrize("name", EXPLORERS)
def test_a_page_gets_the_code_of_its_own_formulas_and_no_other(name):
    one = explorer(name)
    page = markup(one, "explorers.js")
    data = json.loads(re.search(r'<script type="application/json">(.*?)</script>', page)[1])
    assert data["functions"] == {use.formula.name: use.formula.source("javascript") for use in one.applied}
    assert page == markup(EXPLORERS[name](), "explorers.js")
    assert page.count("<tr>") == 1 + (SAMPLES - 1) // 12 + 1
    assert page.count("<th>") == len(columns(one))


def test_what_rests_on_what_is_never_reached_is_never_reached():
    assert of(kappa, alpha="x").at({"x": math.inf, "beta": 0.3}) == math.inf
    assert filled("{x}", "never", {"x": math.inf}) == "never"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (0.05, "0.05"), (-1.5, "-1.5"), (123456.0, "123,000"), (999999.0, "1 × 10⁶"), (1e-9, "1 × 10⁻⁹")],
)
def test_numbers_are_written_as_in_prose(value, text):
    assert written(value) == text


def test_the_renderer_is_short():
    assert len(SCRIPT.splitlines()) < 300


def test_no_constant_of_a_source_is_typed_again():
    """What stands in `fits` is taken from there."""
    text = (STATIC.parents[2] / "scaling_sym" / "explorers.py").read_text(encoding="utf-8")
    constants = {str(value) for fit in fits.PUBLISHED for value in (fit.E, fit.A, fit.B, fit.alpha, fit.beta)}
    assert not {value for value in constants if len(value) > 3 and value in text}
