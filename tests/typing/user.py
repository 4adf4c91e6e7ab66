# pyright: strict
"""What a user writes: type checkers must see every argument of it, and it must run."""

from collections.abc import Sequence
from typing import assert_type

import numpy as np

import scaling_sym as ss


def numbers() -> list[float]:
    by_position = ss.kappa(0.34, 0.28)
    by_keyword = ss.kappa(beta=0.28, alpha=0.34)
    assert_type(by_position, float)
    years = ss.time_to_target(0.5, kappa=by_keyword, gamma=1.0)  # tau has a default
    compute = ss.compute(70e9, 1.4e12)  # and so has k
    return [by_position, years, compute, ss.compute(N=70e9, D=1.4e12, k=6), ss.kappa(**ss.fits.hoffmann2022.exponents)]


def arrays(rates: Sequence[float]) -> int:
    years = ss.time_to_target(X=0.5, kappa=0.05, gamma=np.array(rates))
    return len(years)


def read(formula: ss.Formula) -> str:
    steps = [step.sentence for step in formula.derivation]
    checked: ss.Verdict = formula.derivation.check()
    return f"{formula.name}, {formula.expr}, {len(steps)} steps, {checked}, {formula.source('c')}"


def judged() -> str:
    judgement: ss.Judgement = ss.judge("kappa", "a/2", given="b = a")
    same: ss.Verdict = ss.decide(ss.kappa.equation.subs(ss.symbols.kappa, ss.kappa.expr))
    return f"{judgement.answer}, {bool(ss.verify(ss.kappa))}, {same.answer}"
