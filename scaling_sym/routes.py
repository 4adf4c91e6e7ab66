"""The independent routes: each formula's value from its premises, without the closed form that it judges.

A route is written once, for any kind of real number: sums become quadrature, optima constrained minimisation, inverses
root finding. What is known of the unknown is only between which bounds it lies, in logarithms where it spans decades.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from .reals import Number, Reals

Route = Callable[..., Number]

_LOGARITHMS = (-2000.0, 4000.0)
_YEARS = (0.0, 1e5)
_DOUBLINGS_PER_YEAR = (-1e3, 1e4)


# The separable loss, and the best use of a budget


def _shortage(do: Reals, scale: Number, size: Number, exponent: Number) -> Number:
    """What is left of a shortage that starts at `scale` and falls by `exponent` per cent for each per cent of size."""
    return scale - do.integral(lambda u: exponent * scale * do.exp(-exponent * u), do.number(0), do.log(size))


def loss(do: Reals, N: Number, D: Number, E: Number, A: Number, B: Number, alpha: Number, beta: Number) -> Number:
    """Two shortages, each from its marginal law by quadrature, on top of E."""
    return E + _shortage(do, A, N, alpha) + _shortage(do, B, D, beta)


def compute(do: Reals, N: Number, D: Number, k: Number) -> Number:
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


def optimal_parameters(do: Reals, C: Number, A: Number, B: Number, alpha: Number, beta: Number, k: Number) -> Number:
    """The N at which the loss is least on the budget, by minimisation."""
    return do.exp(do.minimum(_excess(do, C / k, A, B, alpha, beta), *_LOGARITHMS))


def optimal_tokens(do: Reals, C: Number, A: Number, B: Number, alpha: Number, beta: Number, k: Number) -> Number:
    """The D at which the loss is least on the budget, by minimisation over D."""
    return do.exp(do.minimum(_excess(do, C / k, B, A, beta, alpha), *_LOGARITHMS))


def kappa(do: Reals, alpha: Number, beta: Number) -> Number:
    """How the least excess loss falls between two budgets a million apart, for some A and B."""
    few, many, A, B = (do.number(x) for x in (1e18, 1e24, 400, 900))
    fall = _least(do, few, A, B, alpha, beta) / _least(do, many, A, B, alpha, beta)
    return do.log(fall) / do.log(many / few)


def compute_coefficient(do: Reals, A: Number, B: Number, alpha: Number, beta: Number, k: Number) -> Number:
    """The least excess loss at one unit of compute, by minimisation."""
    return _least(do, 1 / k, A, B, alpha, beta)


def compute_optimal_loss(do: Reals, C: Number, E: Number, K: Number, kappa: Number) -> Number:
    """The least loss of a separable law that has this κ, and this K once both its terms are scaled."""
    alpha, beta, one = 3 * kappa, 3 * kappa / 2, do.number(1)
    scale = K / _least(do, one, one, one, alpha, beta)
    return E + _least(do, C, scale, scale, alpha, beta)


# Time


def logical_efficiency(do: Reals, t: Number, E_0: Number, gamma: Number) -> Number:
    """E_0, doubled γt times: whole doublings, then parts of one by square roots."""
    return E_0 * do.doubled(gamma * t)


def physical_burden(do: Reals, C: Number, E_logical: Number) -> Number:
    """The burden at which efficiency realises the compute, by root finding."""
    return do.exp(do.root(lambda p: do.exp(p) * E_logical - C, -2000.0, 200.0))


def cumulative_compute(do: Reals, t: Number, C_0: Number, gamma: Number, tau: Number) -> Number:
    """C_0, and what the resource C_0/τ per year realises as efficiency doubles, by quadrature."""
    return C_0 + do.integral(lambda s: C_0 / tau * 2 ** (gamma * s), do.number(0), t)


def compute_multiple(do: Reals, t: Number, gamma: Number, tau: Number) -> Number:
    """What has accumulated in units of the initial compute, by quadrature."""
    return cumulative_compute(do, t, do.number(1), gamma, tau)


def relative_excess_loss(do: Reals, t: Number, kappa: Number, gamma: Number, tau: Number) -> Number:
    """The excess loss of the accumulated compute over that of the initial compute."""
    return do.exp(-kappa * do.log(compute_multiple(do, t, gamma, tau)))


# Targets: every one an inverse, found as a root


def required_compute(do: Reals, L: Number, E: Number, K: Number, kappa: Number) -> Number:
    """The compute at which the law K C^-κ gives the excess loss sought."""
    return do.exp(do.root(lambda c: do.log(K) - kappa * c - do.log(L - E), *_LOGARITHMS))


def required_burden(do: Reals, L: Number, E: Number, K: Number, kappa: Number, E_logical: Number) -> Number:
    """The burden at which the compute realised gives the excess loss sought."""
    realised = do.log(E_logical)
    return do.exp(do.root(lambda p: do.log(K) - kappa * (p + realised) - do.log(L - E), *_LOGARITHMS))


def required_multiple(do: Reals, X: Number, kappa: Number) -> Number:
    """The multiple that leaves the fraction X of the excess loss."""
    return do.exp(do.root(lambda m: -kappa * m - do.log(X), *_LOGARITHMS))


def doublings_per_halving(do: Reals, kappa: Number) -> Number:
    """The number of doublings after which half the excess loss is left."""
    return do.root(lambda h: do.power(do.power(do.number(2), h), -kappa) - do.number(1) / 2, 0.0, 1e4)


def _misses(do: Reals, X: Number, t: Number, kappa: Number, gamma: Number, tau: Number) -> Number:
    """By how much the excess loss at time t is above the target, in logarithms."""
    return -kappa * do.log(compute_multiple(do, t, gamma, tau)) - do.log(X)


def time_to_target(do: Reals, X: Number, kappa: Number, gamma: Number, tau: Number) -> Number:
    """The time at which the accumulated compute meets the target, by quadrature within root finding."""
    return do.root(lambda t: _misses(do, X, t, kappa, gamma, tau), *_YEARS)


def doublings_to_target(do: Reals, X: Number, kappa: Number, gamma: Number, tau: Number) -> Number:
    """γ times that time."""
    return gamma * time_to_target(do, X, kappa, gamma, tau)


def required_doubling_rate(do: Reals, X: Number, kappa: Number, t: Number, tau: Number) -> Number:
    """The rate at which the accumulated compute meets the target in time, by quadrature within root finding."""
    return do.root(lambda gamma: _misses(do, X, t, kappa, gamma, tau), *_DOUBLINGS_PER_YEAR)


ROUTES: Mapping[str, Route] = MappingProxyType(
    {
        route.__name__: route
        for route in (
            loss,
            compute,
            optimal_parameters,
            optimal_tokens,
            kappa,
            compute_coefficient,
            compute_optimal_loss,
            logical_efficiency,
            physical_burden,
            cumulative_compute,
            compute_multiple,
            relative_excess_loss,
            required_compute,
            required_burden,
            required_multiple,
            doublings_per_halving,
            time_to_target,
            doublings_to_target,
            required_doubling_rate,
        )
    }
)
