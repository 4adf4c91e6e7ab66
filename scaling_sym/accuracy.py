"""How accurate the numbers are: every formula against ball arithmetic at the exact double inputs.

The inputs are random, of two domains, and the corner cases of each argument; all follow from a fixed seed. Run
`python -m scaling_sym.accuracy` for the table.
"""

from __future__ import annotations

import math
import random
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from sympy import Symbol, lambdify

from derivable import POSITIVE
from derivable.formula import Formula
from derivable.letters import within
from derivable.verify.oracle import Error, judge

from .book import BOOK
from .symbols import E, L, X, gamma, rho, t, tau

SEED = 20260330

# Ranges of the inputs; a symbol that is not listed keeps the typical range of its entry in `symbols`.
CORE = {"t": (1e-3, 100), "kappa": (0.02, 0.6), "alpha": (0.05, 2), "beta": (0.05, 2), "C": (1e15, 1e30)}
WIDE = CORE | {"t": (1e-3, 1e4), "kappa": (0.003, 1), "tau": (0.01, 100), "excess": (1e-8, 2)}
DOMAINS: Mapping[str, Mapping[str, tuple[float, float]]] = {"core": CORE, "wide": WIDE}
RATES = (gamma, rho)
LOWEST_X = {"core": 1e-2, "wide": 1e-8}


def points(formula: Formula, domain: str, count: int, seed: int = SEED) -> list[tuple[float, ...]]:
    """Random inputs and every corner case of each argument, all inside the formula's domain."""
    generator = random.Random(f"{formula.name} {domain} {seed}")
    drawn = [_draw(formula, domain, generator) for _ in range(count)]
    for symbol in formula.args:
        for edge in _edges(formula, symbol, domain):
            for _ in range(max(2, count // 200)):
                drawn.append(_fitted(_draw(formula, domain, generator) | {symbol: edge}))
    if formula.symbol == gamma:  # no rate at all holds X at 1 while time passes
        drawn = [point for point in drawn if point[X] < 1]
    return [tuple(point[s] for s in formula.args) for point in drawn]


def _draw(formula: Formula, domain: str, generator: random.Random) -> dict[Symbol, float]:
    point = {s: _one(formula, s, domain, generator) for s in formula.args}
    for rate in RATES:
        if domain == "wide" and {rate, t} <= set(point):  # spread γt itself over its whole range
            point[rate] = math.copysign(10 ** generator.uniform(-12, 4) / point[t], point[rate])
        if rate in point and formula.domain(rate) == POSITIVE:
            point[rate] = abs(point[rate])
    return _fitted(point)


def _one(formula: Formula, symbol: Symbol, domain: str, generator: random.Random) -> float:
    if symbol in RATES:
        return generator.choice((-1, 1, 1)) * 10 ** generator.uniform(-12, math.log10(5))
    if symbol == X:
        near_one = 1 - 10 ** generator.uniform(-16, -1)
        return generator.choice((near_one, LOWEST_X[domain] ** generator.random(), generator.uniform(0.01, 1)))
    if symbol == L:  # here the excess over E, which `_fitted` adds
        return math.exp(generator.uniform(*map(math.log, DOMAINS[domain].get("excess", (1e-3, 2)))))
    low, high = _range(formula, symbol, domain)
    return math.exp(generator.uniform(math.log(low), math.log(high)))


def _range(formula: Formula, symbol: Symbol, domain: str) -> tuple[float, float]:
    """The range of an argument, as far as it lies in the formula's own domain."""
    return within(formula.domain(symbol), *DOMAINS[domain].get(symbol.name, symbol.typical))


def _edges(formula: Formula, symbol: Symbol, domain: str) -> tuple[float, ...]:
    if symbol in RATES:
        edges = (0.0, 1e-12, -1e-12, 1.0, 5.0, -5.0, 1e-300, -1e-300)
        return tuple(edge for edge in edges if edge > 0 or formula.domain(symbol) != POSITIVE)
    if symbol == X:
        return (1.0, 1 - 2.0**-53, 0.5, LOWEST_X[domain])
    if symbol == L:
        return ()
    return _range(formula, symbol, domain) + ((1.0,) if symbol in (t, tau) else ())


def _fitted(point: dict[Symbol, float]) -> dict[Symbol, float]:
    """With L counted from E, and |γ| t and |ρ| t at most 10⁴."""
    if L in point and point[L] <= point[E]:
        point[L] += point[E]
    for rate in RATES:
        if {rate, t} <= set(point) and abs(point[rate]) * point[t] > 1e4:
            point[rate] = math.copysign(1e4 / point[t], point[rate])
    return point


def by_scalar(formula: Formula, inputs: list[tuple[float, ...]]) -> list[float]:
    """One call with floats for each point."""
    return [formula(*point) for point in inputs]


def by_array(formula: Formula, inputs: list[tuple[float, ...]]) -> list[float]:
    """One call with arrays for all points."""
    return [float(v) for v in formula(*map(np.array, zip(*inputs, strict=True)))]


def by_array_of_first(formula: Formula, inputs: list[tuple[float, ...]]) -> list[float]:
    """One call for each point, with an array for the first argument and floats for the others."""
    return [float(formula(np.full(9, point[0]), *point[1:])[4]) for point in inputs]


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
    inputs = points(formula, domain, count, seed)
    values = [way(formula, inputs) for way in ways]
    judged = [judge(formula, point, list(row)) for point, *row in zip(inputs, *values, strict=True)]
    return [[row[place] for row in judged] for place in range(len(ways))]


@dataclass(frozen=True)
class Row:
    """A line of the table: errors in ulp, of the numbers that are given (ours: the worst of scalars and arrays)."""

    formula: str
    domain: str
    points: int
    ours_worst: float
    ours_percentile: float
    ours_normalised: float
    naive_worst: float
    naive_percentile: float
    naive_not_finite: int


def rows(count: int = 400, seed: int = SEED) -> Iterator[Row]:
    """The accuracy of every formula on either domain, ours and that of naive `lambdify`."""
    for formula in BOOK.formulas.values():
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
            )


def _percentile(values: list[float]) -> float:
    return sorted(values)[math.ceil(0.99 * len(values)) - 1]


def main() -> None:
    """Print the table."""
    print(f"{'':24}{'':6}{'ours, ulp':>22}{'normalised':>12}{'naive lambdify, ulp':>24}{'no number':>11}")
    print(f"{'formula':24}{'domain':6}{'99 %':>11}{'worst':>11}{'worst':>12}{'99 %':>12}{'worst':>12}{'of points':>11}")
    for row in rows():
        ours = f"{row.ours_percentile:11.3g}{row.ours_worst:11.3g}{row.ours_normalised:12.2f}"
        share = f"{row.naive_not_finite / row.points:11.1%}"
        print(f"{row.formula:24}{row.domain:6}{ours}{row.naive_percentile:12.3g}{row.naive_worst:12.3g}{share}")


if __name__ == "__main__":
    main()
