"""The seven witnesses, cheapest first for an expression that is wrong.

Each judges a formula, or a formula in whose place another expression was put, and refutes before it proves: a point
that contradicts is sought first. The numeric ones compare with the independent route and never with a closed form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import islice, pairwise, starmap
from time import perf_counter
from types import MappingProxyType
from typing import Any

from sympy import Eq

from ..formula import Formula
from ..letters import unit_of
from ..reals.reals import Undecided, Undefined
from ..reals.walk import value
from .comparison import apart, refuted, relative_error, shown, units_in_last_place
from .evidence import BITS, DIGITS, Evidence
from .finding import Finding, found
from .kinds import Shape
from .points import numbers, points

Witness = Callable[[Any, Evidence], Finding]

AGREED_DIGITS = 50
ENCLOSED_TO = 1e-30
BOX_TO = 1e-3
_ENOUGH = 8


def steps(formula: Formula, evidence: Evidence) -> Finding:
    """Every step of the derivation, checked on its own."""
    asserted = [step for step in formula.derivation if step.can_fail]
    for step in sorted(asserted, key=lambda step: not step.equation.has(formula.symbol)):
        point = refuted(formula.derivation.put_back(step.equation))
        if point:
            return Finding("fails", f"in step {step.number}: {step.sentence}", 1, None, point)
    return found(formula.derivation.check())


def claim(formula: Formula, evidence: Evidence) -> Finding:
    """The derived form against the paper's, where the paper states one."""
    if formula.claim is None:
        return Finding("not applicable", "the paper states no form")
    for stated in formula.claim.relations(formula.expr):
        if point := refuted(stated):
            return Finding("fails", "to equal the paper's form", 1, None, point)
    return found(formula.check_claim())


def units(formula: Formula, evidence: Evidence) -> Finding:
    """A change of units multiplies the formula by its own unit."""
    rescaled = {s: s * unit_of(s) for s in formula.args}
    unit = formula.derivation.put_in(formula.unit)
    scaled = formula.expr.xreplace(rescaled)
    point = refuted(Eq(scaled, unit * formula.expr, evaluate=False))
    return Finding("fails", "to be homogeneous", 1, None, point) if point else found(formula.check_units())


def limits_and_shape(formula: Formula, evidence: Evidence) -> Finding:
    """Known limits, special cases, symmetries, monotonicity, convexity, and inverses that compose to the identity.

    Each is tested often enough in the typical ranges of the letters, and as often again far out in their domains. A
    shape, which may fail in a corner of the domain only, is tested far out at every point that is tried.
    """
    count, truths = 0, evidence.known.truths
    for far in (False, True):
        agreed = dict.fromkeys(truths, 0)
        for here, there in islice(pairwise(points(formula, evidence.seed, far)), 40 * _ENOUGH):
            for truth in truths:
                if agreed[truth] < _ENOUGH or (far and isinstance(truth, Shape)):
                    judgement = truth.judge(formula, formula.expr, here, there, far)
                    if judgement is False:
                        return Finding("fails", f"to be as known: {truth}", count + 1, None, shown(here))
                    agreed[truth] += judgement is True
                    count += judgement is True
        if untested := [str(truth) for truth, times in agreed.items() if times < _ENOUGH]:
            return Finding("undecided", f"because too few points could test: {untested[0]}", count)
    return Finding("holds", f"in each of {len(truths)} things known", count)


def many_digits(formula: Formula, evidence: Evidence) -> Finding:
    """The closed form against the independent route, to 50 digits."""
    worst = 0.0
    for point, expected in zip(evidence.points, evidence.digits, strict=True):
        try:
            given = value(formula.expr, numbers(point, DIGITS), DIGITS)
        except (Undefined, ZeroDivisionError) as reason:
            if expected is None:
                continue
            return Finding("fails", f"because {reason}", len(evidence.points), None, shown(point))
        error = relative_error(given, expected)
        worst = max(worst, error)
        if not error <= 10.0**-AGREED_DIGITS:
            return Finding("fails", "at a point", len(evidence.points), error, shown(point))
    return Finding("holds", f"to {AGREED_DIGITS} digits", len(evidence.points), worst)


def rigorous(formula: Formula, evidence: Evidence) -> Finding:
    """Balls proved to hold the closed form and the route's value: narrow ones at every point, wide ones on boxes."""
    try:
        balls = evidence.ball_arithmetic
    except ImportError:
        return Finding("undecided", "because python-flint is not installed")
    worst, boxes, count = 0.0, 0, len(evidence.points)
    with balls.precision(BITS):
        for point, expected in zip(evidence.points, evidence.balls, strict=True):
            try:
                error = apart(formula.expr, numbers(point, balls), expected, balls)
            except (Undefined, ZeroDivisionError) as reason:
                return Finding("fails", f"because {reason}", count, None, shown(point))
            if not error <= ENCLOSED_TO:
                return Finding("undecided", f"because the balls are wider than {ENCLOSED_TO}", 0, error, shown(point))
            worst = max(worst, error)
        for box, expected in evidence.boxes:
            try:
                boxes += apart(formula.expr, box, expected, balls) <= BOX_TO
            except Undecided:
                continue
            except (Undefined, ZeroDivisionError) as reason:
                return Finding("fails", f"because {reason}", count, None, {str(s): x.str(6) for s, x in box.items()})
    everywhere = f", and to {BOX_TO} everywhere on {boxes} boxes" if boxes else ""
    return Finding("holds", f"enclosed to {ENCLOSED_TO}" + everywhere, count, worst)


def floats(formula: Any, evidence: Evidence) -> Finding:
    """The numeric function, on scalars and on arrays, against the route's value, within the stated error."""
    from numpy import array

    try:
        scales = [1 + moved for moved in evidence.sensitivity]
    except ImportError:
        return Finding("undecided", "because python-flint is not installed")
    stated, count, worst = evidence.known.error, len(evidence.points), 0.0
    columns = [[float(point[s]) for point in evidence.points] for s in formula.args]
    ways: dict[str, Callable[[], Any]] = {
        "": lambda: starmap(formula, zip(*columns, strict=True)),
        " on arrays": lambda: formula(*map(array, columns)),
    }
    for way, values in ways.items():
        try:
            given = [float(v) for v in values()]
        except Exception as problem:  # whatever the code made from a wrong expression does, it gives no number
            return Finding("fails", f"to give a number{way}: {type(problem).__name__}: {problem}", count)
        for point, v, expected, scale in zip(evidence.points, given, evidence.digits, scales, strict=True):
            error = units_in_last_place(v, expected) / scale
            worst = max(worst, error)
            if not error <= stated:
                said = f"to stay within its stated error{way}"
                return Finding("fails", said, count, error, shown(point), stated)
    return Finding("holds", "within its stated error", count, worst, stated=stated)


WITNESSES: Mapping[str, Witness] = MappingProxyType(
    {
        "steps": steps,
        "claim": claim,
        "units": units,
        "limits and shape": limits_and_shape,
        "50 digits": many_digits,
        "rigorous": rigorous,
        "floats": floats,
    }
)


def heard(name: str, formula: Formula, evidence: Evidence) -> Finding:
    """What one witness says of a formula, with its name and the time it took; if it breaks down, it decides nothing."""
    start = perf_counter()
    try:
        finding = WITNESSES[name](formula, evidence)
    except Undecided as reason:
        finding = Finding("undecided", f"because {reason}")
    except Exception as problem:
        finding = Finding("undecided", f"because of {type(problem).__name__}: {problem}")
    return replace(finding, formula=formula.name, witness=name, seconds=perf_counter() - start)
