"""Tokens: the optimum by minimisation, the budget that asks for given data by root finding, epochs by quadrature."""

from __future__ import annotations

from sympy import oo

from derivable.verify import VALUE as F
from derivable.verify import At, Becomes, Knowledge, Number, Reals, Tends, affine, concave, convex, falls, rises

from .. import allocation, tokens
from ..symbols import A, B, C, D, R, U, alpha, beta, epochs, k, p, q
from .allocation import excess_along, least_excess
from .bounds import LOGARITHMS

KNOWN = Knowledge()


@KNOWN.of(
    tokens.tokens_per_parameter,
    rises(B),
    falls(A),
    convex(A),
    rises(C, where=alpha > beta),
    falls(C, where=alpha < beta),
    At({alpha: beta}, (B / A) ** (1 / beta)),
    At({C: 3 * C, k: 3 * k}, F),
    At({A: B, B: A, alpha: beta, beta: alpha}, 1 / F),
    At({C: k}, (beta * B / (alpha * A)) ** (2 / (alpha + beta))),
)
def _tokens_per_parameter(do: Reals, C: Number, A: Number, B: Number, alpha: Number, beta: Number, k: Number) -> Number:
    """The budget's tokens over its parameters, at the least excess loss."""
    size = do.minimum(excess_along(do, C / k, A, B, alpha, beta), *LOGARITHMS)
    return do.exp(do.log(C / k) - 2 * size)


@KNOWN.of(
    tokens.data_limited_compute,
    rises(D, A, k),
    falls(B),
    convex(D, B),
    affine(k),
    At({alpha: beta}, k * D**2 * (A / B) ** (1 / beta)),
    At({D: 1, A: beta, B: alpha}, k),
    Becomes(allocation.optimal_tokens, {C: F}, D),
    error=4.0,  # the power (α + β)/α amplifies the rounding of its exponent
)
def _data_limited_compute(do: Reals, D: Number, A: Number, B: Number, alpha: Number, beta: Number, k: Number) -> Number:
    """The size at which a little more of it gains as much as a little more of the data, as a root."""
    tokens = do.log(D)
    size = do.root(
        lambda n: do.log(alpha * A) - alpha * n - do.log(beta * B) + beta * tokens,
        *LOGARITHMS,
    )
    return k * D * do.exp(size)


@KNOWN.of(
    tokens.repeated_tokens,
    rises(U, epochs, R),
    affine(U),
    concave(epochs, R),
    At({epochs: 1}, U),
    Tends(epochs, oo, U * (1 + R)),
    Tends(R, oo, U * epochs),
    At({U: 3 * U}, 3 * F),
)
def _repeated_tokens(do: Reals, U: Number, epochs: Number, R: Number) -> Number:
    """One epoch, and the fading gains of the others by quadrature."""
    return U + do.integral(lambda x: U * do.exp(-x / R), do.number(0), epochs - 1)


@KNOWN.of(
    tokens.compute_equivalent,
    rises(p, q),
    affine(p, q),
    At({p: 1, q: 1}, 1),
    At({p: q, q: p}, F),
    At({p: 1}, q),
    At({p: 2 * p}, 2 * F),
)
def _compute_equivalent(do: Reals, p: Number, q: Number) -> Number:
    """By how much the budget of the reference must grow for the least excess to fall as far, by minimisation."""
    A, B, alpha, beta, budget = (do.number(x) for x in (400, 900, 0.25, 0.5, 1e20))
    better = least_excess(do, budget, A * do.power(p, -alpha), B * do.power(q, -beta), alpha, beta)
    return do.exp(
        do.root(lambda c: do.log(least_excess(do, budget * do.exp(c), A, B, alpha, beta)) - do.log(better), -50.0, 50.0)
    )
