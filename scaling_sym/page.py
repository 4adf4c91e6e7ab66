"""What the chapters of the book share: how figures look, how prose writes numbers, and symbolic = numeric.

It needs what `scaling-sym[book]` installs, and nothing else imports it.
"""

from __future__ import annotations

import hashlib
import platform
import re
import subprocess
import sys
from collections.abc import Sequence
from io import StringIO
from itertools import product
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from cycler import cycler
from IPython.core.interactiveshell import InteractiveShell
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib_inline.backend_inline import set_matplotlib_formats

from derivable.formula import Formula

from .allocation import kappa_
from .fits import Fit, besiroglu2024
from .intervals import Interval
from .progress import relative_excess_loss

STATIC = Path("..", "_static")
SVG: dict[str, Any] = {
    "metadata": {"Date": None, "Creator": None},
    "facecolor": "white",
    "bbox_inches": "tight",
}
COORDINATES = re.compile(r'( (?:d|x|y|width|height|viewBox)="|translate\(|rotate\()([^")]+)')
LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
HASHED_NAME = re.compile(r"\b[mp][0-9a-f]{10}\b")  # of a marker or a clip path
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
SHADES = ("#1b2a49", "#2a6f97", "#2a9d8f", "#c98a1b", "#c1442d")


STYLE: dict[Any, Any] = {
    "figure.figsize": (7.2, 4.2),
    "font.size": 11,
    "axes.prop_cycle": cycler(color=SHADES),
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#dddddd",
    "grid.linewidth": 0.6,
    "lines.linewidth": 2,
    "legend.frameon": False,
}


def use_style() -> None:
    """SVG figures, the same on every run, in colours that differ in brightness too."""
    set_matplotlib_formats("svg")  # type: ignore[no-untyped-call]
    display = InteractiveShell.instance().display_formatter
    assert display
    display.formatters["image/svg+xml"].for_type(Figure, drawn)
    mpl.rcParams.update(STYLE)


def cover(axes: Axes) -> None:
    """What the book says, in one picture: excess loss over years, at four rates of efficiency."""
    years = np.linspace(0, 12, 400)
    paces = {
        0: "a stack that never improves",
        0.5: "0.5 a year",
        1: "one doubling of efficiency a year",
        2: "2 a year",
    }
    for (pace, words), shade in zip(paces.items(), (*SHADES[:3], SHADES[4]), strict=True):
        left = relative_excess_loss(years, kappa_(**besiroglu2024.exponents), pace)
        axes.plot(years, left, color=shade)
        seen = left > 2**-2.8
        end = years[seen][-1], left[seen][-1]
        axes.annotate(words, end, (8, 5), textcoords="offset points", va="center", color=shade)
    axes.set(yscale="log", xlim=(0, 12), ylim=(2**-3.05, 1), xlabel="years", ylabel="excess loss left")
    axes.set_yticks([1, 0.5, 0.25, 0.125], ["1", "1/2", "1/4", "1/8"])
    axes.minorticks_off()


def drawn(figure: Figure) -> str:
    """A figure as SVG, the same wherever it is drawn from the same mathematics.

    A processor decides the last bits of a coordinate, so coordinates are rounded to a
    hundredth of a pixel. One that layout puts on the very edge between two hundredths
    falls to the same side always: Matplotlib has snapped it to a millionth before.
    Names, which Matplotlib hashes from all bits and a random number, are counted.
    """
    file = StringIO()
    figure.savefig(file, format="svg", **SVG)
    svg = COORDINATES.sub(
        lambda part: part[1] + LONG_NUMBER.sub(_hundredths, part[2]),
        file.getvalue(),
    )
    names = list(dict.fromkeys(HASHED_NAME.findall(svg)))
    own = hashlib.sha256(HASHED_NAME.sub("", svg).encode()).hexdigest()[:8]
    return HASHED_NAME.sub(lambda name: f"{name[0][0]}{own}-{names.index(name[0])}", svg)


def _hundredths(number: re.Match[str]) -> str:
    return f"{float(number[0]):z.2f}".rstrip("0").rstrip(".")


def save(figure: Figure, name: str) -> None:
    """Keep a figure for the README, in the form in which the page shows it; a chapter that was downloaded has none."""
    path, svg = STATIC / f"{name}.svg", drawn(figure)
    if not STATIC.is_dir():
        return
    if not path.exists() or path.read_text(encoding="utf-8") != svg:
        path.write_text(svg, encoding="utf-8")


def number(value: float, digits: int = 2) -> str:
    """A number as prose has it: 0.16, 49, 5,800, 1.8 × 10²⁵."""
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    if -4 <= int(exponent) < 6:
        return f"{float(f'{mantissa}e{exponent}'):,.{max(digits - 1 - int(exponent), 0)}f}"
    return f"{mantissa} × 10{str(int(exponent)).translate(SUPERSCRIPTS)}"


def sure(interval: Interval, digits: int = 2) -> str:
    """A median and its interval as prose has them: 49 [38, 59]."""
    median, low, high = (number(value, digits) for value in (interval.median, interval.low, interval.high))
    return f"{median} [{low}, {high}]"


def shade_data(axes: Axes, fit: Fit, letter: str) -> None:
    """Mark on the x axis where the data lie from which a fit was made: outside, its law is a guess."""
    low, high = fit.box.ranges[letter]
    axes.axvspan(low, high, color="k", alpha=0.07, linewidth=0, zorder=0)
    axes.annotate(
        "data",
        ((low * high) ** 0.5, 0.985),
        xycoords=axes.get_xaxis_transform(),
        ha="center",
        va="top",
        alpha=0.6,
        fontsize=9,
    )


def agree(formula: Formula, tolerance: float = 1e-12, **grid: Sequence[float]) -> str:
    """Assert that the numbers of a formula are those of its symbols, evaluated to 30 digits, on the whole grid."""
    axes = [grid[str(s)] for s in formula.args]
    points = [dict(zip(formula.args, values, strict=True)) for values in product(*axes)]
    columns: dict[str, Any] = {str(s): np.array([p[s] for p in points]) for s in formula.args}
    symbolic = np.array([float(formula.expr.evalf(30, subs=point)) for point in points])
    np.testing.assert_allclose(formula(**columns), symbolic, rtol=tolerance, atol=0)
    return f"{formula.name}: symbolic = numeric at {len(points)} points"


def processor() -> str:
    """The processor's model, by its maker's name where the system tells it."""
    if sys.platform == "darwin":
        asked = ["sysctl", "-n", "machdep.cpu.brand_string"]
        return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    listed = Path("/proc/cpuinfo").read_text().splitlines() if sys.platform == "linux" else []
    named = (line.partition(": ")[2] for line in listed if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def vector_code() -> str:
    """The widest vectors that NumPy has code for and this processor has, by NumPy's name for them."""
    extensions = np.show_config(mode="dicts")["SIMD Extensions"]
    return str([*extensions["baseline"], *extensions.get("found", [])][-1])


def measured_on() -> str:
    """On what, in a sentence."""
    return f"Measured on {processor()}, with NumPy {np.__version__} and its vector code for {vector_code()}."
