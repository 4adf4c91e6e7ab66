"""How accurate the numbers are: every formula against ball arithmetic at the exact double inputs.

Run `python -m benchmarks.accuracy` for the table; every number follows from a fixed seed. `benchmarks.inputs` draws
the points, `benchmarks.oracle` knows the exact values and says what an error is.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from sympy import lambdify

import scaling_sym
from benchmarks.inputs import DOMAINS, SEED, exact_points, points
from benchmarks.oracle import Error, exact, judge
from derivable.formula import Formula

__all__ = [
    "DOMAINS",
    "OURS",
    "SEED",
    "Error",
    "Row",
    "by_array",
    "by_array_of_first",
    "by_broadcasting",
    "by_naive_lambdify",
    "by_scalar",
    "errors",
    "exact",
    "exact_errors",
    "exact_points",
    "judge",
    "points",
    "rows",
]


def by_scalar(formula: Formula, inputs: list[tuple[float, ...]]) -> list[float]:
    """One call with floats for each point."""
    return [formula(*point) for point in inputs]


def by_array(formula: Formula, inputs: list[tuple[float, ...]]) -> list[float]:
    """One call with arrays for all points."""
    return [float(v) for v in formula(*map(np.array, zip(*inputs, strict=True)))]


def by_array_of_first(formula: Formula, inputs: list[tuple[float, ...]]) -> list[float]:
    """One call for each point, with an array for the first argument and floats for the others."""
    return [float(formula(np.full(9, point[0]), *point[1:])[4]) for point in inputs]


def by_broadcasting(formula: Formula, inputs: list[tuple[float, ...]]) -> list[float]:
    """One call with every argument along an axis of its own."""
    axes, places = zip(*(np.unique(column, return_inverse=True) for column in zip(*inputs, strict=True)), strict=True)
    return [float(v) for v in formula(*np.ix_(*axes))[places]]


def by_naive_lambdify(formula: Formula, inputs: list[tuple[float, ...]]) -> list[float]:
    """What `sympy.lambdify` alone makes of the expression."""
    function = lambdify(formula.args, formula.expr, modules=["scipy", "numpy"])
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        columns = map(np.array, zip(*inputs, strict=True))
        return [float(np.real(v)) for v in np.broadcast_to(function(*columns), len(inputs))]


OURS = (by_scalar, by_array, by_array_of_first)


def errors(formula: Formula, domain: str, count: int, ways: Any = OURS, seed: int = SEED) -> list[list[Error]]:
    """For each way to compute them, the errors at the points of a domain."""
    return _errors(formula, points(formula, domain, count, seed), ways)


def exact_errors(formula: Formula, ways: Any = (*OURS, by_broadcasting)) -> list[list[Error]]:
    """For each way to compute them, the errors where the products of the inputs are exact."""
    return _errors(formula, exact_points(formula), ways)


def _errors(formula: Formula, inputs: list[tuple[float, ...]], ways: Any) -> list[list[Error]]:
    values = [way(formula, inputs) for way in ways]
    judged = [judge(formula, point, list(row)) for point, *row in zip(inputs, *values, strict=True)]
    return [[row[place] for row in judged] for place in range(len(ways))]


@dataclass(frozen=True)
class Row:
    """A line of the table: errors in ulp, of the numbers that are given (ours: the worst of scalars and arrays).

    The last two are the worst where the products of the inputs are exact; NaN for formulas without such points.
    """

    formula: str
    domain: str
    points: int
    ours_worst: float
    ours_percentile: float
    ours_normalised: float
    naive_worst: float
    naive_percentile: float
    naive_not_finite: int
    exact_ours: float
    exact_naive: float


def rows(count: int = 400, seed: int = SEED) -> Iterator[Row]:
    """The accuracy of every formula on either domain, ours and that of naive `lambdify`."""
    for formula in scaling_sym.formulas.values():
        *ours, naive = exact_errors(formula, (*OURS, by_broadcasting, by_naive_lambdify))
        exact_ours = max((e.ulps for way in ours for e in way), default=math.nan)
        exact_naive = max((e.ulps for e in naive), default=math.nan)
        for domain in DOMAINS:
            *ours, naive = errors(formula, domain, count, (*OURS, by_naive_lambdify), seed)
            worst = [max(e.ulps for e in at) for at in zip(*ours, strict=True)]
            broken = [e for e in naive if not math.isfinite(e.ulps)]
            sound = [e.ulps for e in naive if math.isfinite(e.ulps)]
            yield Row(
                formula.name,
                domain,
                len(naive),
                max(worst),
                _percentile(worst),
                max(e.normalised for way in ours for e in way),
                max(sound),
                _percentile(sound),
                len(broken),
                exact_ours,
                exact_naive,
            )


def _percentile(values: list[float]) -> float:
    return sorted(values)[math.ceil(0.99 * len(values)) - 1]


def main() -> None:
    """Print the table."""
    head = f"{'':30}{'ours, ulp':>22}{'normalised':>12}{'naive lambdify, ulp':>24}{'no number':>11}"
    print(f"{head}{'exact products, ulp':>24}")
    head = f"{'formula':24}{'domain':6}{'99 %':>11}{'worst':>11}{'worst':>12}{'99 %':>12}{'worst':>12}{'of points':>11}"
    print(f"{head}{'ours':>12}{'naive':>12}")
    for row in rows():
        ours = f"{row.ours_percentile:11.3g}{row.ours_worst:11.3g}{row.ours_normalised:12.2f}"
        exact = "" if math.isnan(row.exact_ours) else f"{row.exact_ours:12.2f}{row.exact_naive:12.3g}"
        share = f"{row.naive_not_finite / row.points:11.1%}"
        print(f"{row.formula:24}{row.domain:6}{ours}{row.naive_percentile:12.3g}{row.naive_worst:12.3g}{share}{exact}")


if __name__ == "__main__":
    main()
