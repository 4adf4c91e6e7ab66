"""How sure a number is that rests on a fit: its median and interval over the refits."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .allocation import compute_coefficient, kappa_
from .fits import Fit


@dataclass(frozen=True, eq=False)
class Interval:
    """A number's median and ends over the refits; `level` is the share of the refits between the ends."""

    median: Any
    low: Any
    high: Any
    level: float

    def __str__(self) -> str:
        return f"{self.median:.3g} [{self.low:.3g}, {self.high:.3g}]" if isinstance(self.median, float) else repr(self)


def interval(formula: Callable[..., Any], fit: Fit, *, level: float = 0.95, **others: Any) -> Interval:
    """What a formula gives over the refits of a fit: the median, and the ends of the middle part of them.

    Parameters
    ----------
    formula : Formula, or function of letters
        E, A, B, alpha, beta, kappa and K are taken from the refits, all of one refit together.
    fit : Fit
        A published fit that carries refits.
    level : float, by default 0.95
        The share of the refits between the ends.
    **others : floats or arrays
        The other arguments. Where a loss L is not above a refit's E, no compute reaches it, and that value is infinite.

    Returns
    -------
    Interval
        Floats, or arrays of the shape that the other arguments broadcast to.

    Raises
    ------
    TypeError
        If arguments are missing or unknown, or are carried by the fit.
    ValueError
        If the fit carries no refits, if the level does not lie between 0 and 1, or as the formula itself raises.

    Examples
    --------
    >>> from scaling_sym import fits, required_multiple
    >>> print(interval(required_multiple, fits.besiroglu2024, X=0.5))
    49 [37.9, 58.9]

    """
    import numpy as np

    if not 0 < level < 1:
        raise ValueError(f"level = {level!r} does not lie between 0 and 1")
    draws = dict(fit.sample.draws)
    exponents = {"alpha": draws["alpha"], "beta": draws["beta"]}
    draws["kappa"] = kappa_(**exponents)
    draws["K"] = compute_coefficient(A=draws["A"], B=draws["B"], **exponents)

    signature = inspect.signature(formula)
    carried = {name: draws[name] for name in signature.parameters if name in draws}
    given = {name: np.asarray(value)[..., np.newaxis] for name, value in others.items()}
    if both := carried.keys() & given.keys():
        raise TypeError(f"{', '.join(sorted(both))}: carried by the fit, and given as well")
    signature.bind(**carried, **given)

    unreachable = False
    if "L" in given and "E" in carried:
        unreachable = given["L"] <= carried["E"]
        given["L"] = np.where(unreachable, carried["E"] + 1, given["L"])
    values = np.where(unreachable, np.inf, formula(**carried, **given))
    ends = (0.5, (1 - level) / 2, (1 + level) / 2)
    # A value that was drawn, and nothing between two of them: between a number and infinity there is none.
    median, low, high = np.quantile(values, ends, axis=-1, method="inverted_cdf")
    if np.ndim(median) == 0:
        median, low, high = float(median), float(low), float(high)
    return Interval(median, low, high, level)
