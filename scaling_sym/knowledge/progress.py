"""Progress: what efficiency realises over time, by quadrature."""

from __future__ import annotations

from sympy import log, oo

from derivable.verify import VALUE as F
from derivable.verify import At, Becomes, Knowledge, Number, Reals, Tends, affine, concave, convex, falls, rises

from .. import progress, targets
from ..symbols import C_0, X, gamma, kappa, t, tau
from .bounds import GROWS, SHRINKS

KNOWN = Knowledge()

ACCUMULATES = (
    rises(t, gamma),
    falls(tau),
    convex(gamma, tau),
    convex(t, where=GROWS),
    concave(t, where=SHRINKS),
    At({t: 3 * t, tau: 3 * tau, gamma: gamma / 3}, F),
)


@KNOWN.of(
    progress.cumulative_compute,
    *ACCUMULATES,
    rises(C_0),
    affine(C_0),
    At({t: 0}, C_0),
    Tends(gamma, 0, C_0 * (1 + t / tau)),
    Tends(tau, oo, C_0),
    Tends(t, oo, C_0 * (1 - 1 / (gamma * tau * log(2))), SHRINKS),
)
def cumulative_compute(do: Reals, t: Number, C_0: Number, gamma: Number, tau: Number) -> Number:
    """C_0, and what the resource C_0/τ per year realises as efficiency doubles, by quadrature."""
    return C_0 + do.integral(lambda s: C_0 / tau * 2 ** (gamma * s), do.number(0), t)


@KNOWN.of(
    progress.compute_multiple,
    *ACCUMULATES,
    At({t: 0}, 1),
    Tends(gamma, 0, 1 + t / tau),
    Tends(tau, oo, 1),
    Tends(t, oo, 1 - 1 / (gamma * tau * log(2)), SHRINKS),
)
def compute_multiple(do: Reals, t: Number, gamma: Number, tau: Number) -> Number:
    """What has accumulated in units of the initial compute, by quadrature."""
    return cumulative_compute(do, t, do.number(1), gamma, tau)


@KNOWN.of(
    progress.relative_excess_loss,
    falls(t, kappa, gamma),
    rises(tau),
    convex(kappa),
    At({t: 0}, 1),
    At({kappa: 2 * kappa}, F**2),
    Tends(kappa, 0, 1),
    Tends(gamma, 0, (1 + t / tau) ** -kappa),
    Tends(tau, oo, 1),
    Tends(t, oo, 0, GROWS),
    At({t: 3 * t, tau: 3 * tau, gamma: gamma / 3}, F),
    Becomes(targets.required_multiple, {X: F}, progress.compute_multiple),
)
def _relative_excess_loss(do: Reals, t: Number, kappa: Number, gamma: Number, tau: Number) -> Number:
    """The excess loss of the accumulated compute over that of the initial compute."""
    return do.exp(-kappa * do.log(compute_multiple(do, t, gamma, tau)))
