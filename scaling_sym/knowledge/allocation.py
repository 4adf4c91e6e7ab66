"""The separable loss and the best use of a budget: quadrature of marginal laws, minimisation on the budget."""

from __future__ import annotations

from sympy import oo, sqrt

from derivable.verify import VALUE as F
from derivable.verify import At, Becomes, Knowledge, Number, Reals, Route, Tends, affine, concave, convex, falls, rises

from .. import allocation, targets
from ..symbols import A, B, C, D, E, K, L, N, alpha, beta, k, kappa
from .bounds import LOGARITHMS

KNOWN = Knowledge()


def _shortage(do: Reals, scale: Number, size: Number, exponent: Number) -> Number:
    """What is left of a shortage that starts at `scale` and falls by `exponent` per cent for each per cent of size."""
    return scale - do.integral(lambda u: exponent * scale * do.exp(-exponent * u), do.number(0), do.log(size))


@KNOWN.of(
    allocation.loss,
    falls(N, D),
    falls(alpha, where=N > 1),
    falls(beta, where=D > 1),
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


@KNOWN.of(
    allocation.compute,
    rises(N, D, k),
    affine(N, D, k),
    At({N: 1, D: 1}, k),
    At({N: D, D: N}, F),
)
def _compute(do: Reals, N: Number, D: Number, k: Number) -> Number:
    """The cost kN of a token, summed over the tokens."""
    return do.integral(lambda _: k * N, do.number(0), D)


def excess_along(do: Reals, budget: Number, A: Number, B: Number, alpha: Number, beta: Number) -> Route:
    """The excess loss along a budget ND, as a function of ln N."""
    whole = do.log(budget)
    return lambda u: A * do.exp(-alpha * u) + B * do.exp(-beta * (whole - u))


def least_excess(do: Reals, budget: Number, A: Number, B: Number, alpha: Number, beta: Number) -> Number:
    """The least excess loss that a budget ND can buy."""
    excess = excess_along(do, budget, A, B, alpha, beta)
    return excess(do.minimum(excess, *LOGARITHMS))


@KNOWN.of(
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
    return do.exp(do.minimum(excess_along(do, C / k, A, B, alpha, beta), *LOGARITHMS))


@KNOWN.of(
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
    return do.exp(do.minimum(excess_along(do, C / k, B, A, beta, alpha), *LOGARITHMS))


@KNOWN.of(
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
    fall = least_excess(do, few, A, B, alpha, beta) / least_excess(do, many, A, B, alpha, beta)
    return do.log(fall) / do.log(many / few)


@KNOWN.of(
    allocation.compute_coefficient,
    rises(A, B, k),
    concave(A, B),
    concave(k, where=alpha * beta < alpha + beta),
    At({alpha: beta}, 2 * sqrt(A * B) * k ** (beta / 2)),
    At({A: B, B: A, alpha: beta, beta: alpha}, F),
    At({A: 3 * A, B: 3 * B}, 3 * F),
    At({A: beta, B: alpha, k: 1}, alpha + beta),
)
def _compute_coefficient(do: Reals, A: Number, B: Number, alpha: Number, beta: Number, k: Number) -> Number:
    """The least excess loss at one unit of compute, by minimisation."""
    return least_excess(do, 1 / k, A, B, alpha, beta)


@KNOWN.of(
    allocation.compute_optimal_loss,
    falls(C),
    falls(kappa, where=C > 1),
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
    scale = K / least_excess(do, one, one, one, alpha, beta)
    return E + least_excess(do, C, scale, scale, alpha, beta)
