"""Scenarios: roots, quadrature and a search for the best length of a run."""

from __future__ import annotations

from sympy import Rational, log, oo

from derivable.verify import VALUE as F
from derivable.verify import At, Becomes, Knowledge, Number, Reals, Tends, affine, concave, convex, falls, rises

from .. import efficiency, progress, scenarios
from ..symbols import C_0, E_0, P_0, E_logical, F_peak, H, P, T, gamma, halving_time, kappa, rho, s, t, tau
from .bounds import GROWS, SHRINKS
from .progress import compute_multiple

KNOWN = Knowledge()
GROWS_IN_ALL, SHRINKS_IN_ALL = gamma + rho > 0, gamma + rho < 0
WORTH_WAITING = gamma * T > 1.5  # and so beyond 1/ln 2


@KNOWN.of(
    scenarios.run_excess_loss,
    falls(gamma, rho),
    convex(t, kappa, gamma, rho),
    falls(t, kappa, where=GROWS_IN_ALL),
    rises(t, kappa, where=SHRINKS_IN_ALL),
    At({t: 0}, 1),
    At({rho: -gamma}, 1),
    At({gamma: rho, rho: gamma}, F),
    At({t: 2 * t}, F**2),
    At({t: 1 / (kappa * (gamma + rho))}, Rational(1, 2), GROWS_IN_ALL),
)
def _run_excess_loss(do: Reals, t: Number, kappa: Number, gamma: Number, rho: Number) -> Number:
    """The compute doubled, first by efficiency and then by spending, and the excess that the law leaves."""
    return do.exp(-kappa * do.log(do.doubled(gamma * t) * do.doubled(rho * t)))


@KNOWN.of(
    scenarios.sustaining_rate,
    falls(kappa, halving_time),
    convex(kappa, halving_time),
    Tends(halving_time, oo, 0),
    Becomes(scenarios.run_excess_loss, {gamma: F, rho: 0, t: halving_time}, Rational(1, 2)),
)
def _sustaining_rate(do: Reals, kappa: Number, halving_time: Number) -> Number:
    """The rate at which half of the excess is left, by root finding in logarithms."""
    half = do.number(1) / 2
    return do.exp(do.root(lambda rate: do.power(half, kappa * halving_time * do.exp(rate)) - half, -40.0, 40.0))


@KNOWN.of(
    scenarios.cumulative_resource,
    rises(t, P_0, rho, tau),
    affine(P_0, tau),
    convex(rho),
    At({t: 0}, P_0 * tau),
    Tends(rho, 0, P_0 * (t + tau)),
    Becomes(progress.compute_multiple, {gamma: rho}, F / (P_0 * tau)),
)
def _cumulative_resource(do: Reals, t: Number, P_0: Number, rho: Number, tau: Number) -> Number:
    """The spending of each moment, by quadrature."""
    return P_0 * (tau + do.integral(lambda u: 2 ** (rho * u), do.number(0), t))


@KNOWN.of(
    scenarios.slowing_multiple,
    rises(t, gamma),
    falls(tau),
    convex(gamma, tau),
    rises(H, where=GROWS),
    falls(H, where=SHRINKS),
    convex(t, where=GROWS),
    concave(t, where=SHRINKS),
    At({t: 0}, 1),
    Tends(gamma, 0, 1 + t / tau),
    Tends(tau, oo, 1),
    Tends(H, oo, 1 + (2 ** (gamma * t) - 1) / (gamma * tau * log(2))),
    Tends(H, 0, 1 + t / tau),
    At({t: 3 * t, tau: 3 * tau, H: 3 * H, gamma: gamma / 3}, F),
    error=4.0,  # the exponential of the doublings amplifies the rounding of γH and of t/H apart, a sum adds its own
)
def _slowing_multiple(do: Reals, t: Number, gamma: Number, H: Number, tau: Number) -> Number:
    """What each moment adds at the efficiency of its time, which is the pace up to then added up, by quadrature."""
    doublings = gamma * H / do.log(do.number(2))
    return 1 + do.integral(lambda u: 2 ** (doublings * (1 - 2 ** (-u / H))), do.number(0), t) / tau


@KNOWN.of(
    scenarios.longest_run,
    falls(gamma),
    convex(gamma),
    Tends(gamma, oo, 0),
    At({gamma: 1 / log(2)}, 1),
    Becomes(progress.relative_excess_loss, {tau: F, kappa: 1, t: 1 / gamma}, Rational(1, 2)),
)
def _longest_run(do: Reals, gamma: Number) -> Number:
    """The length at which what is done by the end is most, by a search over its logarithm."""
    doubling = do.log(do.number(2)) * gamma
    return do.exp(do.minimum(lambda length: doubling * do.exp(length) - length, -40.0, 40.0))


@KNOWN.of(
    scenarios.best_start,
    rises(T, where=WORTH_WAITING),
    concave(T, where=WORTH_WAITING),
    At({T: 1 / (gamma * log(2))}, 0),
    At({T: T / (1 + gamma * T)}, 0),
    At({T: 2 * T}, F + 1 / gamma, WORTH_WAITING),
    At({T: 3 * T, gamma: gamma / 3}, 3 * F),
    Tends(gamma, oo, 0),
    Becomes(efficiency.logical_efficiency, {t: F, E_0: 1}, gamma * T * log(2), WORTH_WAITING),
)
def _best_start(do: Reals, T: Number, gamma: Number) -> Number:
    """The beginning from which the end comes soonest, by a search; one that is past is missed."""
    ends = do.minimum(lambda start: start + T / do.exp(start * gamma * do.log(do.number(2))), -1e5, 1e5)
    return ends if ends > 0 else do.number(0)


@KNOWN.of(
    scenarios.head_start,
    rises(s),
    falls(gamma),
    convex(gamma),
    At({s: 1}, 0),
    At({s: s**2}, 2 * F),
    At({s: 2}, 1 / gamma),
)
def _head_start(do: Reals, s: Number, gamma: Number) -> Number:
    """The time after which efficiency has multiplied by s, by root finding."""
    return do.root(lambda years: do.log(do.doubled(gamma * years)) - do.log(s), 0.0, 1e5)


@KNOWN.of(
    scenarios.head_start_accumulated,
    rises(s, tau),
    falls(gamma),
    At({s: 1}, 0),
    At({tau: 3 * tau, gamma: gamma / 3}, 3 * F),
    At({tau: 1 / (gamma * log(2))}, log(s) / (gamma * log(2))),
    Becomes(progress.compute_multiple, {t: F}, s),
)
def _head_start_accumulated(do: Reals, s: Number, gamma: Number, tau: Number) -> Number:
    """The time by which compute has multiplied by s, by quadrature within root finding."""
    return do.root(lambda years: compute_multiple(do, years, gamma, tau) - s, 0.0, 1e5)


@KNOWN.of(
    scenarios.added_compute,
    rises(t, C_0, gamma),
    falls(tau),
    affine(C_0),
    convex(tau, gamma),
    At({t: 0}, 0),
    Tends(gamma, 0, C_0 * t / tau),
    Becomes(progress.compute_multiple, {}, 1 + F / C_0),
)
def _added_compute(do: Reals, t: Number, C_0: Number, gamma: Number, tau: Number) -> Number:
    """What each moment does at the efficiency of its time, by quadrature."""
    return C_0 / tau * do.integral(lambda u: 2 ** (gamma * u), do.number(0), t)


@KNOWN.of(
    scenarios.model_flops_utilisation,
    rises(E_logical, P),
    falls(F_peak),
    affine(E_logical, P),
    convex(F_peak),
    At({F_peak: E_logical * P}, 1),
    At({P: 2 * P, F_peak: 2 * F_peak}, F),
)
def _model_flops_utilisation(do: Reals, E_logical: Number, P: Number, F_peak: Number) -> Number:
    """The part of a second in which the vendor's peak would do what the power does in it, by root finding."""
    return do.exp(do.root(lambda part: do.log(F_peak) + part - do.log(E_logical) - do.log(P), -1e3, 1e3))
