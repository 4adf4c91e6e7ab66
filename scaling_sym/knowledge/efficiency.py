"""Efficiency: doublings one by one, and the burden as a root."""

from __future__ import annotations

from derivable.verify import VALUE as F
from derivable.verify import At, Knowledge, Number, Reals, affine, convex, falls, rises

from .. import efficiency
from ..symbols import E_0, C, E_logical, gamma, t
from .bounds import GROWS, SHRINKS

KNOWN = Knowledge()


@KNOWN.of(
    efficiency.logical_efficiency,
    rises(E_0, gamma),
    affine(E_0),
    convex(gamma, t),
    rises(t, where=GROWS),
    falls(t, where=SHRINKS),
    At({t: 0}, E_0),
    At({gamma: 0}, E_0),
    At({t: 1 / gamma}, 2 * E_0, GROWS),
    At({t: 2 * t}, F**2 / E_0),
)
def _logical_efficiency(do: Reals, t: Number, E_0: Number, gamma: Number) -> Number:
    """E_0, doubled γt times: whole doublings, then parts of one by square roots."""
    return E_0 * do.doubled(gamma * t)


@KNOWN.of(
    efficiency.physical_burden,
    rises(C),
    affine(C),
    falls(E_logical),
    convex(E_logical),
    At({C: E_logical}, 1),
)
def _physical_burden(do: Reals, C: Number, E_logical: Number) -> Number:
    """The burden at which efficiency realises the compute, by root finding."""
    return do.exp(do.root(lambda p: do.exp(p) * E_logical - C, -2000.0, 200.0))
