"""What the chapters share: how figures look, and the cell that asserts symbolic = numeric."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from cycler import cycler
from derivable.formula import Formula
from matplotlib.figure import Figure
from matplotlib_inline.backend_inline import set_matplotlib_formats

sys.path.append(
    str(Path(__file__).parent.parent)
)  # pages show what benchmarks/ measures

HERE = Path(__file__).parent
STATIC = HERE.parent / "_static"
SVG: dict[str, Any] = {
    "metadata": {"Date": None, "Creator": None},
    "facecolor": "white",
    "bbox_inches": "tight",
}
SHADES = ("#1b2a49", "#2a6f97", "#2a9d8f", "#c98a1b", "#c1442d")


def use_style() -> None:
    """SVG figures, the same on every run, in colours that differ in brightness too."""
    set_matplotlib_formats("svg", **SVG)
    mpl.rcParams.update(
        {
            "figure.figsize": (7.2, 4.2),
            "font.size": 11,
            "svg.hashsalt": "scaling laws",
            "axes.prop_cycle": cycler(color=SHADES),
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.grid": True,
            "grid.color": "#dddddd",
            "grid.linewidth": 0.6,
            "lines.linewidth": 2,
            "legend.frameon": False,
        }
    )


def save(figure: Figure, name: str) -> None:
    """Keep a figure for the README, in the form in which the page shows it."""
    figure.savefig(STATIC / f"{name}.svg", **SVG)


def agree(
    formula: Formula, tolerance: float = 1e-12, **grid: Sequence[float]
) -> str:
    """Assert that the numbers of a formula are those of its symbols, evaluated to 30 digits, on the whole grid."""
    axes = [grid[str(s)] for s in formula.args]
    points = [
        dict(zip(formula.args, values, strict=True)) for values in product(*axes)
    ]
    columns: dict[str, Any] = {
        str(s): np.array([p[s] for p in points]) for s in formula.args
    }
    symbolic = np.array(
        [float(formula.expr.evalf(30, subs=point)) for point in points]
    )
    np.testing.assert_allclose(formula(**columns), symbolic, rtol=tolerance, atol=0)
    return f"{formula.name}: symbolic = numeric at {len(points)} points"
