"""Off the optimum: slopes by differentiation of the least loss, other sizes by root finding on the separable law."""

from __future__ import annotations

from sympy import Rational, log, oo

from derivable.reals.reals import NeverReached
from derivable.verify import VALUE as F
from derivable.verify import At, Knowledge, Number, Reals, Route, Tends, affine, concave, convex, falls, rises

from .. import off_optimum
from ..symbols import C, E, K, L, alpha, beta, k, k_s, kappa, u, v
from .bounds import LOGARITHMS

KNOWN = Knowledge()


def _law(do: Reals, E: Number, K: Number, kappa: Number) -> Route:
    """The loss on the compute-only law, as a function of ln C."""
    return lambda c: E + K * do.exp(-kappa * c)


def _excess(do: Reals, budget: Number, alpha: Number, beta: Number) -> Route:
    """The excess loss along a budget ND as a function of ln N, with both terms of size 1."""
    whole = do.log(budget)
    return lambda n: do.exp(-alpha * n) + do.exp(-beta * (whole - n))


@KNOWN.of(
    off_optimum.apparent_exponent,
    falls(C, E),
    rises(K),
    convex(E),
    concave(K),
    Tends(E, 0, kappa),
    Tends(C, oo, 0),
    At({E: K * C**-kappa}, kappa / 2),
    At({E: 3 * E, K: 3 * K}, F),
)
def _apparent_exponent(do: Reals, C: Number, E: Number, K: Number, kappa: Number) -> Number:
    """The slope of the loss over ln C, by differentiation, in units of the loss."""
    law, c = _law(do, E, K, kappa), do.log(C)
    return -do.slope(law, c) / law(c)


@KNOWN.of(
    off_optimum.marginal_compute,
    falls(L),
    convex(L, E),
    convex(K, where=kappa < 1),
    rises(E, K),
    Tends(L, oo, 0),
    At({L: E + K}, 1 / (kappa * K)),
    At({kappa: 1}, K / (L - E) ** 2),
)
def _marginal_compute(do: Reals, L: Number, E: Number, K: Number, kappa: Number) -> Number:
    """One over the slope of the law, at the compute that is found as a root."""
    c = do.root(lambda c: do.log(K) - kappa * c - do.log(L - E), *LOGARITHMS)
    return do.exp(c) / -do.slope(_law(do, E, K, kappa), c)


@KNOWN.of(
    off_optimum.smallest_size,
    rises(alpha, beta),
    At({alpha: beta}, Rational(1, 2) ** (1 / beta)),
    At({alpha: 1}, beta / (1 + beta)),
    Tends(beta, oo, 1),
    error=4.0,  # the power 1/α amplifies the rounding of ln(1 + α/β)
)
def _smallest_size(do: Reals, alpha: Number, beta: Number) -> Number:
    """Where the shortage of parameters alone is that of both at an optimum, which minimisation finds."""
    excess = _excess(do, do.number(1), alpha, beta)
    best = do.minimum(excess, *LOGARITHMS)
    least = excess(best)
    return do.exp(do.root(lambda x: -alpha * (best + x) - do.log(least), *LOGARITHMS))


ENOUGH = log(1 + alpha / beta) > -alpha * log(u)  # that is u > u_min: exact powers would take minutes to compare


@KNOWN.of(
    off_optimum.overtraining_overhead,
    falls(u, where=(u < 1) & ENOUGH),
    convex(u, where=(u < 1) & ENOUGH),
    At({u: 1}, 1),
    rises(u, where=u > 1),
    At({alpha: 1, beta: 1, u: 1 + u}, (1 + u) ** 2 / (1 + 2 * u)),
    Tends(alpha, 0, u * (1 + beta * log(u)) ** (-1 / beta), 1 + beta * log(u) > 0),
    error=4.0,  # likewise of 1/β
)
def _overtraining_overhead(do: Reals, u: Number, alpha: Number, beta: Number) -> Number:
    """The budget at which a model of that size has the loss sought, by root finding, over the least."""
    best = do.minimum(_excess(do, do.number(1), alpha, beta), *LOGARITHMS)
    size = best + do.log(u)
    short = _excess(do, do.number(1), alpha, beta)(best) - do.exp(-alpha * size)
    if short < 0:
        raise NeverReached
    return do.exp(do.root(lambda c: -beta * (c - size) - do.log(short), *LOGARITHMS))


@KNOWN.of(
    off_optimum.budget_overhead,
    falls(v, where=v < 1),
    rises(v, where=v > 1),
    convex(v, where=v < 1),
    At({v: 1}, 1),
    At({alpha: beta}, (v**beta + v**-beta) / 2),
    At({v: 1 / v, alpha: beta, beta: alpha}, F),
    Tends(v, oo, oo),
)
def _budget_overhead(do: Reals, v: Number, alpha: Number, beta: Number) -> Number:
    """The excess of that size over the least, which minimisation finds."""
    excess = _excess(do, do.number(1), alpha, beta)
    best = do.minimum(excess, *LOGARITHMS)
    return excess(best + do.log(v)) / excess(best)


@KNOWN.of(
    off_optimum.justifying_tokens,
    falls(u, where=(u < 1) & ENOUGH),
    affine(k, where=ENOUGH),
    falls(k_s, where=(u < 1) & ENOUGH),
    At({u: 1}, 0),
    At({k: 3 * k, k_s: 3 * k_s}, F, ENOUGH),
    At({alpha: 1, beta: 1, u: 1 + u}, -2 * k / k_s * u * (1 + u) / (1 + 2 * u) ** 2),
    error=6.0,
)
def _justifying_tokens(do: Reals, u: Number, alpha: Number, beta: Number, k_s: Number, k: Number) -> Number:
    """What a little more size takes in training, by the slopes of both shortages, over what a token served costs."""
    excess = _excess(do, do.number(1), alpha, beta)
    best = do.minimum(excess, *LOGARITHMS)
    size = best + do.log(u)
    short = excess(best) - do.exp(-alpha * size)
    if short < 0:
        raise NeverReached
    tokens = do.root(lambda d: -beta * d - do.log(short), *LOGARITHMS)
    traded = do.slope(lambda n: do.exp(-alpha * n), size) / do.slope(lambda d: do.exp(-beta * d), tokens)
    return k / k_s * do.exp(tokens + best) * (traded - 1)
