"""How accurate the numbers are: every formula against ball arithmetic at the exact double inputs.

The reference is the derived expression itself, evaluated by Arb in balls that are narrowed until they settle the
answer; it shares no code with `scaling_sym.numeric`. An error is counted in units in the last place of the answer
(ulp), and *normalised* by what the inputs' own rounding does: error/(1 + the effect of changing each input by half
an ulp). Run `python -m benchmarks.accuracy` for the table; every number follows from a fixed seed.
"""

from __future__ import annotations

import math
import random
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import flint
import numpy as np
from sympy import Expr, Symbol, lambdify, limit

import scaling_sym
from scaling_sym.numeric import NumericFormula
from scaling_sym.symbols import QUANTITIES, E, L, X, gamma, t, tau

SEED = 20260330
LARGEST = 2.0**1023 * (2 - 2.0**-52)
BITS = (160, 640, 2560, 10240)  # precisions to try in turn

# Ranges of the inputs; a symbol that is not listed keeps the typical range of its entry in `symbols`.
CORE = {"t": (1e-3, 100), "kappa": (0.02, 0.6), "alpha": (0.05, 2), "beta": (0.05, 2), "C": (1e15, 1e30)}
WIDE = CORE | {"t": (1e-3, 1e4), "kappa": (0.003, 1), "tau": (0.01, 100), "excess": (1e-8, 2)}
DOMAINS: Mapping[str, Mapping[str, tuple[float, float]]] = {"core": CORE, "wide": WIDE}
LOWEST_X = {"core": 1e-2, "wide": 1e-8}


def points(formula: NumericFormula, domain: str, count: int, seed: int = SEED) -> list[tuple[float, ...]]:
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


def _draw(formula: NumericFormula, domain: str, generator: random.Random) -> dict[Symbol, float]:
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
    low, high = DOMAINS[domain].get(symbol.name, QUANTITIES[symbol].typical)
    return math.exp(generator.uniform(math.log(low), math.log(high)))


def _edges(symbol: Symbol, domain: str) -> tuple[float, ...]:
    if symbol == gamma:
        return (0.0, 1e-12, -1e-12, 1.0, 5.0, -5.0, 1e-300, -1e-300)
    if symbol == X:
        return (1.0, 1 - 2.0**-53, 0.5, LOWEST_X[domain])
    if symbol == L:
        return ()
    return DOMAINS[domain].get(symbol.name, QUANTITIES[symbol].typical) + ((1.0,) if symbol in (t, tau) else ())


def _fitted(point: dict[Symbol, float]) -> dict[Symbol, float]:
    """With L counted from E, and |γ| t at most 10⁴."""
    if L in point and point[L] <= point[E]:
        point[L] += point[E]
    if {gamma, t} <= set(point) and abs(point[gamma]) * point[t] > 1e4:
        point[gamma] = math.copysign(1e4 / point[t], point[gamma])
    return point


# --- the reference -----------------------------------------------------------------------------------------------


def _lambert_w(z: Any, branch: int = 0) -> Any:
    return flint.acb(z).lambertw(branch).real


ARB = {
    "exp": lambda z: flint.arb(z).exp(),
    "log": lambda z: flint.arb(z).log(),
    "LambertW": _lambert_w,
    "Float": flint.arb,
}


@cache
def _in_balls(name: str, at_zero: bool) -> Callable[..., Any]:
    """The derived expression over balls; at γ = 0 its limit, which SymPy takes."""
    formula = scaling_sym.formulas[name]
    expr: Expr = formula.expr
    if at_zero:
        expr = limit(expr, gamma, 0)
    return lambdify(formula.args, expr, modules=[ARB], cse=True)


def exact(formula: NumericFormula, point: tuple[Any, ...]) -> Any:
    """The value in a ball relatively narrower than 2^-100, or `inf` where the target is never reached."""
    at_zero = any(s == gamma and value == 0 for s, value in zip(formula.args, point, strict=True))
    function = _in_balls(formula.name, at_zero)
    for bits in BITS:
        with flint.ctx.workprec(bits):
            try:
                value = flint.arb(function(*map(flint.arb, point)))
            except ZeroDivisionError:
                continue
            if value.is_finite() and (value == 0 or value.rel_accuracy_bits() > 100):
                return value
    if formula.symbol in (t, scaling_sym.symbols.n):
        return math.inf  # the logarithm's argument is not positive
    if value.contains(0) and value.abs_upper() < 1e-600:
        return flint.arb(0)
    raise ArithmeticError(f"{formula.name}{point}: not settled, {value}")


def nearest(value: Any) -> float:
    """The double nearest to a ball."""
    if value == math.inf:
        return math.inf
    return float(value.mid())


def ulp(value: float) -> float:
    """The distance between doubles at the value; the largest finite one's where it overflows."""
    return math.ulp(min(abs(value), LARGEST))


@dataclass(frozen=True)
class Error:
    """The error of one number: in ulp, and normalised."""

    point: tuple[float, ...]
    value: float
    reference: float
    ulps: float
    normalised: float


def judge(formula: NumericFormula, point: tuple[float, ...], values: list[float]) -> list[Error]:
    """The error of each of several values at one point."""
    reference = exact(formula, point)
    rounded = nearest(reference)
    effect = None
    errors = []
    for value in values:
        ulps = _ulps(value, reference, rounded)
        if ulps > 0.5 and effect is None:
            effect = _effect(formula, point, reference, rounded)
        errors.append(Error(point, value, rounded, ulps, ulps / (1 + (effect or 0))))
    return errors


def _ulps(value: float, reference: Any, rounded: float) -> float:
    if value == rounded:
        if not math.isfinite(rounded):
            return 0.0
    elif not (math.isfinite(value) and math.isfinite(rounded)):
        return math.inf
    with flint.ctx.workprec(256):
        return float((abs(flint.arb(value) - reference) / flint.arb(ulp(rounded))).mid())


def _effect(formula: NumericFormula, point: tuple[float, ...], reference: Any, rounded: float) -> float:
    """What half an ulp in each input does to the value, in ulp, summed over the inputs."""
    total = 0.0
    for place, entry in enumerate(point):
        most = 0.0
        for sign in (-1, 1):
            with flint.ctx.workprec(256):
                changed = list(map(flint.arb, point))
                changed[place] += sign * flint.arb(math.ulp(entry)) / 2
            if any(s == gamma and v == 0 for s, v in zip(formula.args, point, strict=True)) and entry == 0:
                continue
            moved = exact(formula, tuple(changed))
            if moved == math.inf:
                return math.inf
            with flint.ctx.workprec(256):
                most = max(most, float((abs(moved - reference) / flint.arb(ulp(rounded))).mid()))
        total += most
    return total


# --- what is judged ----------------------------------------------------------------------------------------------


def by_scalar(formula: NumericFormula, inputs: list[tuple[float, ...]]) -> list[float]:
    """One call with floats for each point."""
    return [formula(*point) for point in inputs]


def by_array(formula: NumericFormula, inputs: list[tuple[float, ...]]) -> list[float]:
    """One call with arrays for all points."""
    return [float(v) for v in formula(*map(np.array, zip(*inputs, strict=True)))]


def by_array_of_first(formula: NumericFormula, inputs: list[tuple[float, ...]]) -> list[float]:
    """One call for each point, with an array for the first argument and floats for the others."""
    return [float(formula(np.full(9, point[0]), *point[1:])[4]) for point in inputs]


def by_naive_lambdify(formula: NumericFormula, inputs: list[tuple[float, ...]]) -> list[float]:
    """What `sympy.lambdify` alone makes of the expression."""
    function = lambdify(formula.args, formula.expr, modules=["scipy", "numpy"])
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        columns = map(np.array, zip(*inputs, strict=True))
        return [float(np.real(v)) for v in np.broadcast_to(function(*columns), len(inputs))]


OURS = (by_scalar, by_array, by_array_of_first)


def errors(formula: NumericFormula, domain: str, count: int, ways: Any = OURS, seed: int = SEED) -> list[list[Error]]:
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
    for formula in scaling_sym.formulas.values():
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
