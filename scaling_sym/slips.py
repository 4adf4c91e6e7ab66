"""Which known slip explains a wrong answer: the right formula is changed as people do, and compared with the answer.

And the other way about: the answer is changed, and compared with the right formula. Changes are compared by numbers, at
a few points; that is enough to name a slip, and no verdict depends on it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import mpmath
from sympy import Expr, Rational, Set, Symbol, expand, expand_log, expand_power_base, expand_power_exp, log

from .catalog import formulas
from .edits import Edit, edits
from .formula import Formula
from .judgement import Slip
from .patience import within
from .symbols import alpha, beta, gamma, k, kappa, tau
from .tokens import spelled
from .values import OutOfReach, Point, differ, shown, value

PATIENCE = 1.0
_POINTS = 5
_LARGEST_EDITED = 60
_ROUNDING = 0.02
_SPECIAL = ({gamma: 1}, {alpha: beta}, {kappa: 1}, {tau: 1}, {k: 6}, {k: 1})
_TAKEN_AS_ONE = (tau, k)


def explain(yours: Expr, formula: Formula) -> Slip | None:
    """The slip that leads from the formula to a wrong answer, if it is a known one.

    >>> explain(1 / kappa**2, formulas["doublings_per_halving"]) is None
    True
    >>> explain(kappa, formulas["doublings_per_halving"]).name
    'reciprocal'
    """
    domains = {s: formula.domain(s) for s in formula.args}
    trial = Trial(_points(domains, {}))
    return within(PATIENCE, lambda: next(_explanations(yours, formula, trial), None))


class Trial:
    """A few points at which two expressions are compared."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.points = points

    def equal(self, one: Expr, other: Expr) -> bool:
        """Whether the two agree at every point at which both have a value, and there are three such points."""
        agreed = 0
        for point in self.points:
            try:
                if differ(value(one, point), value(other, point)):
                    return False
            except OutOfReach:
                continue
            agreed += 1
        return agreed >= _POINTS - 2

    def constant(self, expr: Expr) -> mpmath.mpf | None:
        """The value of an expression that is the same at every point, and real."""
        try:
            first, *others = (value(expr, point) for point in self.points)
        except OutOfReach:
            return None
        return None if mpmath.im(first) or any(differ(first, other) for other in others) else first


def _points(domains: Mapping[Symbol, Set], fixed: Mapping[Symbol, Expr]) -> list[Point]:
    """Points between the small and the large, so that nothing is equal by accident."""
    generator = random.Random(3)
    found: list[Point] = []
    for _ in range(_POINTS):
        point: dict[Symbol, Expr] = {}
        for symbol in sorted(domains, key=lambda s: (s.name == "L", s.name)):
            start = point.get(domains[symbol].start, domains[symbol].start)
            low = start if start.is_finite else Rational(0)
            width = 1 if domains[symbol].end == 1 else 2
            point[symbol] = low + width * Rational(generator.randrange(100, 900), 1009)
        for symbol, meant in fixed.items():
            point[symbol] = Rational(point.get(meant, meant))
        found.append(point)
    return found


def _explanations(yours: Expr, formula: Formula, trial: Trial) -> Iterator[Slip]:
    right = formula.expr
    yield from _as_a_whole(yours, right, formula, trial)
    yield from _exchanged(yours, right, formula, trial)
    yield from _by_edit(yours, right, formula, trial)
    yield from _shifted(yours, right, trial)
    yield from _in_a_special_case(yours, right, formula)
    yield from _rounded(yours, right, trial)


def _as_a_whole(yours: Expr, right: Expr, formula: Formula, trial: Trial) -> Iterator[Slip]:
    for other in formulas.values():
        if other is not formula and set(other.args) <= set(formula.args) and trial.equal(yours, other.expr):
            yield Slip("another formula", f"It is {spelled(str(other.symbol))}, the formula {other.name}.")
    if trial.equal(yours * right, Rational(1)):
        yield Slip("reciprocal", "It is the reciprocal of what was asked for.")
    if trial.equal(-yours, right):
        yield Slip("sign", "Its sign is turned.")
    for symbol in formula.args:
        for number in (1, 6) if symbol in _TAKEN_AS_ONE and symbol not in yours.free_symbols else ():
            if trial.equal(yours, right.subs(symbol, number)):
                name = spelled(str(symbol))
                yield Slip(f"missing {symbol}", f"{name} is missing: it is right only for {name} = {number}.")
    factor = trial.constant(yours / right)
    if factor is not None:
        yield _constant(factor, right)


def _constant(factor: mpmath.mpf, right: Expr) -> Slip:
    ln2 = mpmath.log(2)
    if not differ(factor, ln2) or not differ(factor, 1 / ln2):
        if any(part.args[0] != 2 for part in right.atoms(log)):
            return Slip("base of a logarithm", "A factor of ln 2 is off: the logarithm to base 2 is ln x / ln 2.")
        return Slip("lost ln 2", "A factor of ln 2 is off.")
    if right == formulas["kappa"].expr and factor == 2:
        return Slip("twofold", "It is twice what was asked for: the harmonic mean of α and β is 2κ.")
    return Slip("constant factor", f"It is right up to a constant: yours is {shown(factor)} times what it should be.")


def _exchanged(yours: Expr, right: Expr, formula: Formula, trial: Trial) -> Iterator[Slip]:
    for one, other in combinations(formula.args, 2):
        swapped = {one: other, other: one}
        if trial.equal(yours, right.xreplace(swapped)):
            yield Slip("exchanged", f"{spelled(str(one))} and {spelled(str(other))} are exchanged.")
    upside_down = right.subs({s: 1 / s for s in formula.args}, simultaneous=True)
    for whole in (upside_down, 1 / upside_down):
        if trial.equal(yours, whole):
            yield Slip("reciprocals", "Its letters stand where their reciprocals should: it is 1/α that adds, say.")


def _by_edit(yours: Expr, right: Expr, formula: Formula, trial: Trial) -> Iterator[Slip]:
    for form in dict.fromkeys(_forms(right)):
        for edit in edits(form, formula.args):
            if trial.equal(edit.whole, yours):
                yield _told(edit.slip, yours=edit.after, should=edit.before)
    if yours.count_ops() <= _LARGEST_EDITED:
        for edit in edits(yours, formula.args):
            if trial.equal(edit.whole, right):
                yield _told(edit.slip, yours=edit.before, should=edit.after)


def _forms(expr: Expr) -> Iterator[Expr]:
    """The same formula as people write it: in one fraction, as the reciprocal of a sum, with powers taken apart."""
    yield expr
    yield 1 / expand(1 / expr)
    yield expand_power_base(expand_power_exp(expr), force=True)
    yield expr.replace(log, lambda x: expand_log(log(x), force=True))


def _told(slip: str, yours: Expr, should: Expr) -> Slip:
    if should in (0, 1):
        return Slip(slip.replace("missing", "extra"), f"{_text(yours)} is too much in it.")
    if yours in (0, 1):
        return Slip(slip, f"{_text(should)} is missing in it.")
    return Slip(slip, f"Look at the {slip}: {_text(yours)} stands where {_text(should)} should.")


def _text(expr: Expr) -> str:
    text = str(expr).replace("**", "^").replace("log(2)", "ln 2").replace("log(", "ln(")
    for name in sorted((str(s) for s in expr.free_symbols), key=len, reverse=True):
        text = text.replace(name, spelled(name))
    return text


def _shifted(yours: Expr, right: Expr, trial: Trial) -> Iterator[Slip]:
    shift = trial.constant(yours - right)
    if shift:
        yield Slip("constant term", f"It is right up to a constant: yours is {shown(shift)} more than it should be.")


def _in_a_special_case(yours: Expr, right: Expr, formula: Formula) -> Iterator[Slip]:
    domains = {s: formula.domain(s) for s in formula.args}
    for case in _SPECIAL:
        if set(case) <= set(formula.args) and Trial(_points(domains, case)).equal(yours, right):
            where = " and ".join(f"{spelled(str(s))} = {spelled(str(v))}" for s, v in case.items())
            yield Slip("special case", f"It is right only for {where}.")


def _rounded(yours: Expr, right: Expr, trial: Trial) -> Iterator[Slip]:
    try:
        ratios = [value(yours / right, point) for point in trial.points]
    except OutOfReach:
        return
    if yours.atoms(Rational) and all(abs(ratio - 1) < _ROUNDING for ratio in ratios):
        yield Slip("rounded", "A rounded number stands in it: write ln 2, not 0.693.")
