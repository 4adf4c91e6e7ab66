"""Where accuracy is measured: random inputs of every formula on two domains, and the corner cases of each argument."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping

from sympy import Symbol

from derivable import POSITIVE
from derivable.formula import Formula
from derivable.letters import within
from scaling_sym.symbols import E, L, X, gamma, rho, t, tau

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
