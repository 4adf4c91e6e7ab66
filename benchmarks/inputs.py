"""Where accuracy is measured: random inputs of every formula on two domains, and the corner cases of each argument."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from itertools import product

from sympy import Symbol

from derivable.formula import Formula
from scaling_sym.symbols import E, L, X, gamma, t, tau

SEED = 20260330

# Ranges of the inputs; a symbol that is not listed keeps the typical range of its entry in `symbols`.
CORE = {"t": (1e-3, 100), "kappa": (0.02, 0.6), "alpha": (0.05, 2), "beta": (0.05, 2), "C": (1e15, 1e30)}
WIDE = CORE | {"t": (1e-3, 1e4), "kappa": (0.003, 1), "tau": (0.01, 100), "excess": (1e-8, 2)}
DOMAINS: Mapping[str, Mapping[str, tuple[float, float]]] = {"core": CORE, "wide": WIDE}
# Inputs whose products and quotients are doubles, up to the range of doubles: only what the formula itself does rounds.
_EIGHTHS = (1, 2, 3, 4, 5, 7, 8, 9, 11, 12, 13, 15, 17, 21, 29, 40, 83, 801, 4095)
_YEARS = (2, 3, 4, 5, 7, 10, 16, 20, 25, 30, 37, 50, 64, 75, 100, 128, 200, 300, 500, 511, 700, 900, 1000, 1020, 2040)
EXACT: Mapping[str, tuple[float, ...]] = {
    "t": (*(eighth / 8 for eighth in _EIGHTHS), *map(float, _YEARS)),
    "gamma": (0.5, 1.0, 2.0),
    "tau": (1.0,),
    "kappa": (1.0, 0.5, 0.25, 0.0625),  # and where nothing is divided by it:
    "-kappa": (1.0, 0.95, 0.3, 0.05),
    "X": (0.75, 0.625, *(0.5**k for k in (1, 2, 3, 8, 20, 40))),
}
MOST_DOUBLINGS = 1020
LOWEST_X = {"core": 1e-2, "wide": 1e-8}


def points(formula: Formula, domain: str, count: int, seed: int = SEED) -> list[tuple[float, ...]]:
    """Random inputs and every corner case of each argument, all inside the formula's domain."""
    generator = random.Random(f"{formula.name} {domain} {seed}")
    drawn = [_draw(formula, domain, generator) for _ in range(count)]
    for symbol in formula.args:
        for edge in _edges(symbol, domain):
            for _ in range(max(2, count // 200)):
                drawn.append(_fitted(_draw(formula, domain, generator) | {symbol: edge}))
    if formula.symbol == gamma:  # no rate at all holds X at 1 while time passes
        drawn = [point for point in drawn if point[X] < 1]
    return [tuple(point[s] for s in formula.args) for point in drawn]


def exact_points(formula: Formula) -> list[tuple[float, ...]]:
    """Every combination of inputs whose products are exact; none, where time and loss are not among them."""
    if not {t, X} & set(formula.args):
        return []
    values = [EXACT.get(s.name, (1.0, s.typical[1])) for s in formula.args]
    if X not in formula.args:
        values = [EXACT.get(f"-{s.name}", of_s) for s, of_s in zip(formula.args, values, strict=True)]
    drawn = (dict(zip(formula.args, point, strict=True)) for point in product(*values))
    return [tuple(point.values()) for point in drawn if point.get(gamma, 0) * point.get(t, 0) <= MOST_DOUBLINGS]


def _draw(formula: Formula, domain: str, generator: random.Random) -> dict[Symbol, float]:
    point = {s: _one(s, domain, generator) for s in formula.args}
    if domain == "wide" and {gamma, t} <= set(point):  # spread γt itself over its whole range
        point[gamma] = math.copysign(10 ** generator.uniform(-12, 4) / point[t], point[gamma])
    return _fitted(point)


def _one(symbol: Symbol, domain: str, generator: random.Random) -> float:
    if symbol == gamma:
        return generator.choice((-1, 1, 1)) * 10 ** generator.uniform(-12, math.log10(5))
    if symbol == X:
        near_one = 1 - 10 ** generator.uniform(-16, -1)
        return generator.choice((near_one, LOWEST_X[domain] ** generator.random(), generator.uniform(0.01, 1)))
    if symbol == L:  # here the excess over E, which `_fitted` adds
        return math.exp(generator.uniform(*map(math.log, DOMAINS[domain].get("excess", (1e-3, 2)))))
    low, high = DOMAINS[domain].get(symbol.name, symbol.typical)
    return math.exp(generator.uniform(math.log(low), math.log(high)))


def _edges(symbol: Symbol, domain: str) -> tuple[float, ...]:
    if symbol == gamma:
        return (0.0, 1e-12, -1e-12, 1.0, 5.0, -5.0, 1e-300, -1e-300)
    if symbol == X:
        return (1.0, 1 - 2.0**-53, 0.5, LOWEST_X[domain])
    if symbol == L:
        return ()
    return DOMAINS[domain].get(symbol.name, symbol.typical) + ((1.0,) if symbol in (t, tau) else ())


def _fitted(point: dict[Symbol, float]) -> dict[Symbol, float]:
    """With L counted from E, and |γ| t at most 10⁴."""
    if L in point and point[L] <= point[E]:
        point[L] += point[E]
    if {gamma, t} <= set(point) and abs(point[gamma]) * point[t] > 1e4:
        point[gamma] = math.copysign(1e4 / point[t], point[gamma])
    return point
