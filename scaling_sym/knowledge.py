"""What is known of each formula beforehand: how its value is found without its closed form, and what is true of it.

A route starts from the premises: sums become quadrature, optima constrained minimisation, inverses root finding. What
is known of the unknown is only between which bounds it lies, in logarithms where it spans decades. In truths, `F`
stands for the formula's own value; some hold only `where` a condition does.
"""

from __future__ import annotations

from sympy import Rational, log, oo, sqrt

from derivable.verify import VALUE as F
from derivable.verify import At, Becomes, Knowledge, Number, Reals, Route, Tends, affine, concave, convex, falls, rises

from . import allocation, efficiency, progress, targets
from .symbols import C_0, E_0, A, B, C, D, E, E_logical, K, L, N, X, alpha, beta, gamma, k, kappa, t, tau

KNOWLEDGE = Knowledge()

_LOGARITHMS = (-2000.0, 4000.0)
_YEARS = (0.0, 1e5)
_DOUBLINGS_PER_YEAR = (-1e3, 1e4)


GROWS, SHRINKS = gamma > 0, gamma < 0
NEEDED = X ** (-1 / kappa)

ACCUMULATES = (
    rises(t, gamma),
    falls(tau),
    convex(gamma, tau),
    convex(t, where=GROWS),
    concave(t, where=SHRINKS),
    At({t: 3 * t, tau: 3 * tau, gamma: gamma / 3}, F),
)
TAKES_MORE = (falls(L, kappa), convex(L, E, K, kappa), rises(E, K), Tends(L, oo, 0))


# The separable loss, and the best use of a budget


def _shortage(do: Reals, scale: Number, size: Number, exponent: Number) -> Number:
    """What is left of a shortage that starts at `scale` and falls by `exponent` per cent for each per cent of size."""
    return scale - do.integral(lambda u: exponent * scale * do.exp(-exponent * u), do.number(0), do.log(size))


@KNOWLEDGE.of(
    allocation.loss,
    falls(N, D, alpha, beta),
    convex(N, D, alpha, beta),
    rises(E, A, B),
    affine(E, A, B),
    Tends(N, oo, E + B * D**-beta),
    Tends(D, oo, E + A * N**-alpha),
    At({N: 1, D: 1}, E + A + B),
    At({N: D, D: N, A: B, B: A, alpha: beta, beta: alpha}, F),
)
def _loss(do: Reals, N: Number, D: Number, E: Number, A: Number, B: Number, alpha: Number, beta: Number) -> Number:
    """Two shortages, each from its marginal law by quadrature, on top of E."""
    return E + _shortage(do, A, N, alpha) + _shortage(do, B, D, beta)


@KNOWLEDGE.of(
    allocation.compute,
    rises(N, D, k),
    affine(N, D, k),
    At({N: 1, D: 1}, k),
    At({N: D, D: N}, F),
)
def _compute(do: Reals, N: Number, D: Number, k: Number) -> Number:
    """The cost kN of a token, summed over the tokens."""
    return do.integral(lambda _: k * N, do.number(0), D)


def _excess(do: Reals, budget: Number, A: Number, B: Number, alpha: Number, beta: Number) -> Route:
    """The excess loss along a budget ND, as a function of ln N."""
    whole = do.log(budget)
    return lambda u: A * do.exp(-alpha * u) + B * do.exp(-beta * (whole - u))


def _least(do: Reals, budget: Number, A: Number, B: Number, alpha: Number, beta: Number) -> Number:
    """The least excess loss that a budget ND can buy."""
    excess = _excess(do, budget, A, B, alpha, beta)
    return excess(do.minimum(excess, *_LOGARITHMS))


@KNOWLEDGE.of(
    allocation.optimal_parameters,
    rises(C, A),
    falls(B, k),
    concave(C),
    At({alpha: beta}, sqrt(C / k) * (A / B) ** (1 / (2 * beta))),
    At({C: k, A: beta, B: alpha}, 1),
    At({C: 3 * C, k: 3 * k}, F),
    Becomes(allocation.compute, {N: F, D: allocation.optimal_tokens}, C),
)
def _optimal_parameters(do: Reals, C: Number, A: Number, B: Number, alpha: Number, beta: Number, k: Number) -> Number:
    """The N at which the loss is least on the budget, by minimisation."""
    return do.exp(do.minimum(_excess(do, C / k, A, B, alpha, beta), *_LOGARITHMS))


@KNOWLEDGE.of(
    allocation.optimal_tokens,
    rises(C, B),
    falls(A, k),
    concave(C),
    At({alpha: beta}, sqrt(C / k) * (B / A) ** (1 / (2 * beta))),
    At({C: k, A: beta, B: alpha}, 1),
    At({C: 3 * C, k: 3 * k}, F),
    Becomes(allocation.compute, {N: allocation.optimal_parameters, D: F}, C),
)
def _optimal_tokens(do: Reals, C: Number, A: Number, B: Number, alpha: Number, beta: Number, k: Number) -> Number:
    """The D at which the loss is least on the budget, by minimisation over D."""
    return do.exp(do.minimum(_excess(do, C / k, B, A, beta, alpha), *_LOGARITHMS))


@KNOWLEDGE.of(
    allocation.kappa_,
    rises(alpha, beta),
    concave(alpha, beta),
    Tends(beta, oo, alpha),
    Tends(alpha, oo, beta),
    At({alpha: beta}, beta / 2),
    At({alpha: beta, beta: alpha}, F),
    At({alpha: 3 * alpha, beta: 3 * beta}, 3 * F),
)
def _kappa(do: Reals, alpha: Number, beta: Number) -> Number:
    """How the least excess loss falls between two budgets a million apart, for some A and B."""
    few, many, A, B = (do.number(x) for x in (1e18, 1e24, 400, 900))
    fall = _least(do, few, A, B, alpha, beta) / _least(do, many, A, B, alpha, beta)
    return do.log(fall) / do.log(many / few)


@KNOWLEDGE.of(
    allocation.compute_coefficient,
    rises(A, B, k),
    concave(A, B, k),
    At({alpha: beta}, 2 * sqrt(A * B) * k ** (beta / 2)),
    At({A: B, B: A, alpha: beta, beta: alpha}, F),
    At({A: 3 * A, B: 3 * B}, 3 * F),
    At({A: beta, B: alpha, k: 1}, alpha + beta),
)
def _compute_coefficient(do: Reals, A: Number, B: Number, alpha: Number, beta: Number, k: Number) -> Number:
    """The least excess loss at one unit of compute, by minimisation."""
    return _least(do, 1 / k, A, B, alpha, beta)


@KNOWLEDGE.of(
    allocation.compute_optimal_loss,
    falls(C, kappa),
    convex(C, kappa),
    rises(E, K),
    affine(E, K),
    Tends(C, oo, E),
    At({C: 1}, E + K),
    Becomes(targets.required_compute, {L: F}, C),
)
def _compute_optimal_loss(do: Reals, C: Number, E: Number, K: Number, kappa: Number) -> Number:
    """The least loss of a separable law that has this κ, and this K once both its terms are scaled."""
    alpha, beta, one = 3 * kappa, 3 * kappa / 2, do.number(1)
    scale = K / _least(do, one, one, one, alpha, beta)
    return E + _least(do, C, scale, scale, alpha, beta)


# Time


@KNOWLEDGE.of(
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


@KNOWLEDGE.of(
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


@KNOWLEDGE.of(
    progress.cumulative_compute,
    *ACCUMULATES,
    rises(C_0),
    affine(C_0),
    At({t: 0}, C_0),
    Tends(gamma, 0, C_0 * (1 + t / tau)),
    Tends(tau, oo, C_0),
    Tends(t, oo, C_0 * (1 - 1 / (gamma * tau * log(2))), SHRINKS),
)
def _cumulative_compute(do: Reals, t: Number, C_0: Number, gamma: Number, tau: Number) -> Number:
    """C_0, and what the resource C_0/τ per year realises as efficiency doubles, by quadrature."""
    return C_0 + do.integral(lambda s: C_0 / tau * 2 ** (gamma * s), do.number(0), t)


@KNOWLEDGE.of(
    progress.compute_multiple,
    *ACCUMULATES,
    At({t: 0}, 1),
    Tends(gamma, 0, 1 + t / tau),
    Tends(tau, oo, 1),
    Tends(t, oo, 1 - 1 / (gamma * tau * log(2)), SHRINKS),
)
def _compute_multiple(do: Reals, t: Number, gamma: Number, tau: Number) -> Number:
    """What has accumulated in units of the initial compute, by quadrature."""
    return _cumulative_compute(do, t, do.number(1), gamma, tau)


@KNOWLEDGE.of(
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
    return do.exp(-kappa * do.log(_compute_multiple(do, t, gamma, tau)))


# Targets: every one an inverse, found as a root


@KNOWLEDGE.of(
    targets.required_compute,
    *TAKES_MORE,
    At({L: E + K}, 1),
    At({kappa: 1}, K / (L - E)),
    Becomes(allocation.compute_optimal_loss, {C: F}, L),
)
def _required_compute(do: Reals, L: Number, E: Number, K: Number, kappa: Number) -> Number:
    """The compute at which the law K C^-κ gives the excess loss sought."""
    return do.exp(do.root(lambda c: do.log(K) - kappa * c - do.log(L - E), *_LOGARITHMS))


@KNOWLEDGE.of(
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
    return do.exp(do.root(lambda p: do.log(K) - kappa * (p + realised) - do.log(L - E), *_LOGARITHMS))


@KNOWLEDGE.of(
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
    return do.exp(do.root(lambda m: -kappa * m - do.log(X), *_LOGARITHMS))


@KNOWLEDGE.of(
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
    return -kappa * do.log(_compute_multiple(do, t, gamma, tau)) - do.log(X)


@KNOWLEDGE.of(
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


@KNOWLEDGE.of(
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


@KNOWLEDGE.of(
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
