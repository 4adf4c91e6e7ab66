"""Phases: efficiency and spending that grow at one pace for some years, and then at another."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from typing import Any, NamedTuple

from derivable.numerics.layers import origins

from .progress import compute_multiple


class Phase(NamedTuple):
    """So many years of γ doublings of efficiency and ρ doublings of spending a year; the last may have no end."""

    years: float
    gamma: float
    rho: float = 0.0


def phased_multiple(t: Any, phases: Iterable[Phase], tau: float = 1.0) -> Any:
    """How many times the compute of the initial period has been accumulated by time t, over phases.

    At the start of each phase the clock is set anew: what has accumulated is the initial compute of that phase, and
    its age, the time in which it would be accumulated at the pace of that day, is the phase's τ.

    Parameters
    ----------
    t : float, list, or array that NumPy, pandas or xarray takes, in year, t ≥ 0
        Time since the end of the initial period; after the last phase nothing is added.
    phases : iterable of Phase
        In order of time.
    tau : float, in year, tau > 0, by default 1
        Length of the initial period.

    Returns
    -------
    float or array
        The compute multiple M(t).

    Raises
    ------
    ValueError
        If a time or a rate lies outside its domain, or a time carries a unit or an error.

    Examples
    --------
    >>> phased_multiple(3.0, [Phase(3.0, 1.0)]) == compute_multiple(3.0, 1.0)
    True
    >>> steps = [Phase(5.0, gamma=1.0, rho=1.0), Phase(inf, gamma=0.5)]
    >>> phased_multiple([0.0, 5.0, 10.0], steps).round(1).tolist()
    [1.0, 738.9, 14498.3]

    """
    import numpy as np

    if {"pint", "astropy", "uncertainties"} & origins(type(t)):
        raise ValueError(f"phased_multiple: t = {t} carries a unit or an error: pass plain numbers of years")
    compute_multiple(t, 0.0, tau)  # refuses what no formula takes
    t = t if hasattr(t, "dtype") else np.asarray(t, dtype=float)
    begin, multiple, age = 0.0, np.ones_like(t, dtype=float), tau
    for years, gamma, rho in phases:
        if not years > 0:
            raise ValueError(f"a phase of {years!r} years: more than 0 are wanted")
        pace, spent = gamma + rho, np.clip(np.subtract(t, begin), 0.0, years)
        multiple = multiple * compute_multiple(spent, pace, age)
        begin += years
        if begin < inf:
            age = age * compute_multiple(years, pace, age) * 2.0 ** (-pace * years)
    return multiple if multiple.ndim else float(multiple)
