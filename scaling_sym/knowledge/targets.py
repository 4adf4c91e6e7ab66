"""Targets: every one an inverse, found as a root."""

from __future__ import annotations

from sympy import Rational, oo

from derivable.verify import VALUE as F
from derivable.verify import At, Becomes, Knowledge, Number, Reals, Tends, concave, convex, falls, rises

from .. import allocation, efficiency, progress, targets
from ..symbols import E_0, C, E, E_logical, K, L, X, gamma, kappa, t, tau
from .bounds import GROWS, LOGARITHMS
from .progress import compute_multiple

KNOWN = Knowledge()

_YEARS = (0.0, 1e5)
_DOUBLINGS_PER_YEAR = (-1e3, 1e4)
NEEDED = X ** (-1 / kappa)
TAKES_OVER_ONE_FLOP = L - E < K
TAKES_MORE = (
    falls(L),
    falls(kappa, where=TAKES_OVER_ONE_FLOP),
    convex(L, E),
    convex(K, where=kappa < 1),
    convex(kappa, where=TAKES_OVER_ONE_FLOP),
    rises(E, K),
    Tends(L, oo, 0),
)


@KNOWN.of(
    targets.required_compute,
    *TAKES_MORE,
    At({L: E + K}, 1),
    At({kappa: 1}, K / (L - E)),
    Becomes(allocation.compute_optimal_loss, {C: F}, L),
)
def _required_compute(do: Reals, L: Number, E: Number, K: Number, kappa: Number) -> Number:
    """The compute at which the law K C^-κ gives the excess loss sought."""
    return do.exp(do.root(lambda c: do.log(K) - kappa * c - do.log(L - E), *LOGARITHMS))


@KNOWN.of(
    targets.required_burden,
    *TAKES_MORE,
    falls(E_logical),
    convex(E_logical),
    At({L: E + K}, 1 / E_logical),
    At({E_logical: 2 * E_logical}, F / 2),
    Becomes(allocation.compute_optimal_loss, {C: F * E_logical}, L),
)
def _required_burden(do: Reals, L: Number, E: Number, K: Number, kappa: Number, E_logical: Number) -> Number:
    """The burden at which the compute realised gives the excess loss sought."""
    realised = do.log(E_logical)
    return do.exp(do.root(lambda p: do.log(K) - kappa * (p + realised) - do.log(L - E), *LOGARITHMS))


@KNOWN.of(
    targets.required_multiple,
    falls(X, kappa),
    convex(X, kappa),
    At({X: 1}, 1),
    At({kappa: 1}, 1 / X),
    Tends(X, 0, oo),
    At({X: X**2}, F**2),
    Becomes(allocation.compute_optimal_loss, {C: F, K: 1, E: 1}, 1 + X),
)
def _required_multiple(do: Reals, X: Number, kappa: Number) -> Number:
    """The multiple that leaves the fraction X of the excess loss."""
    return do.exp(do.root(lambda m: -kappa * m - do.log(X), *LOGARITHMS))


@KNOWN.of(
    targets.doublings_per_halving,
    falls(kappa),
    convex(kappa),
    At({kappa: 1}, 1),
    Tends(kappa, oo, 0),
    Tends(kappa, 0, oo),
    Becomes(targets.required_multiple, {X: Rational(1, 2)}, 2**F),
)
def _doublings_per_halving(do: Reals, kappa: Number) -> Number:
    """The number of doublings after which half the excess loss is left."""
    return do.root(lambda h: do.power(do.power(do.number(2), h), -kappa) - do.number(1) / 2, 0.0, 1e4)


def _misses(do: Reals, X: Number, t: Number, kappa: Number, gamma: Number, tau: Number) -> Number:
    """By how much the excess loss at time t is above the target, in logarithms."""
    return -kappa * do.log(compute_multiple(do, t, gamma, tau)) - do.log(X)


@KNOWN.of(
    targets.time_to_target,
    falls(X, kappa, gamma, where=GROWS),
    rises(tau, where=GROWS),
    concave(tau, where=GROWS),
    At({X: 1}, 0),
    Tends(gamma, 0, (NEEDED - 1) * tau),
    Becomes(progress.relative_excess_loss, {t: F}, X, GROWS),
    At({tau: 3 * tau, gamma: gamma / 3}, 3 * F, GROWS),
)
def _time_to_target(do: Reals, X: Number, kappa: Number, gamma: Number, tau: Number) -> Number:
    """The time at which the accumulated compute meets the target, by quadrature within root finding."""
    return do.root(lambda t: _misses(do, X, t, kappa, gamma, tau), *_YEARS)


@KNOWN.of(
    targets.doublings_to_target,
    falls(X, kappa, where=GROWS),
    rises(tau, gamma, where=GROWS),
    concave(tau, gamma, where=GROWS),
    At({X: 1}, 0),
    Tends(gamma, 0, 0),
    Becomes(progress.relative_excess_loss, {t: F / gamma}, X, GROWS),
    Becomes(efficiency.logical_efficiency, {t: F / gamma, E_0: 1}, 2**F, GROWS),
    At({tau: 3 * tau, gamma: gamma / 3}, F, GROWS),
)
def _doublings_to_target(do: Reals, X: Number, kappa: Number, gamma: Number, tau: Number) -> Number:
    """γ times that time."""
    return gamma * _time_to_target(do, X, kappa, gamma, tau)


@KNOWN.of(
    targets.required_doubling_rate,
    falls(X, kappa, t),
    rises(tau),
    Tends(t, (NEEDED - 1) * tau, 0),
    At({t: 3 * t, tau: 3 * tau}, F / 3),
    Becomes(progress.relative_excess_loss, {gamma: F}, X),
    error=8.0,
)
def _required_doubling_rate(do: Reals, X: Number, kappa: Number, t: Number, tau: Number) -> Number:
    """The rate at which the accumulated compute meets the target in time, by quadrature within root finding."""
    return do.root(lambda gamma: _misses(do, X, t, kappa, gamma, tau), *_DOUBLINGS_PER_YEAR)
