"""What is known of each formula beforehand: limits, special cases, shape, symmetries, inverses.

`F` stands for the formula's own value. Some truths hold only `where` a condition does.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from sympy import Rational, Symbol, log, oo, sqrt

from ..allocation import compute, compute_optimal_loss, optimal_parameters, optimal_tokens
from ..efficiency import logical_efficiency
from ..progress import compute_multiple, relative_excess_loss
from ..symbols import C_0, E_0, A, B, C, D, E, E_logical, K, L, N, X, alpha, beta, gamma, k, kappa, t, tau
from ..targets import required_compute, required_multiple
from .kinds import VALUE as F
from .kinds import At, Becomes, Shape, Tends, Truth


def _shape(kind: str, *arguments: Symbol, where: object = True) -> Shape:
    """How the formula changes with each argument alone, where a condition holds."""
    return Shape(kind, arguments, where)


_KINDS = ("rises with", "falls with", "is convex in", "is concave in", "is affine in")
rises, falls, convex, concave, affine = (partial(_shape, kind) for kind in _KINDS)

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

TRUTHS: Mapping[str, tuple[Truth, ...]] = MappingProxyType(
    {
        "loss": (
            falls(N, D, alpha, beta),
            convex(N, D, alpha, beta),
            rises(E, A, B),
            affine(E, A, B),
            Tends(N, oo, E + B * D**-beta),
            Tends(D, oo, E + A * N**-alpha),
            At({N: 1, D: 1}, E + A + B),
            At({N: D, D: N, A: B, B: A, alpha: beta, beta: alpha}, F),
        ),
        "compute": (rises(N, D, k), affine(N, D, k), At({N: 1, D: 1}, k), At({N: D, D: N}, F)),
        "optimal_parameters": (
            rises(C, A),
            falls(B, k),
            concave(C),
            At({alpha: beta}, sqrt(C / k) * (A / B) ** (1 / (2 * beta))),
            At({C: k, A: beta, B: alpha}, 1),
            At({C: 3 * C, k: 3 * k}, F),
            Becomes(compute, {N: F, D: optimal_tokens}, C),
        ),
        "optimal_tokens": (
            rises(C, B),
            falls(A, k),
            concave(C),
            At({alpha: beta}, sqrt(C / k) * (B / A) ** (1 / (2 * beta))),
            At({C: k, A: beta, B: alpha}, 1),
            At({C: 3 * C, k: 3 * k}, F),
            Becomes(compute, {N: optimal_parameters, D: F}, C),
        ),
        "kappa": (
            rises(alpha, beta),
            concave(alpha, beta),
            Tends(beta, oo, alpha),
            Tends(alpha, oo, beta),
            At({alpha: beta}, beta / 2),
            At({alpha: beta, beta: alpha}, F),
            At({alpha: 3 * alpha, beta: 3 * beta}, 3 * F),
        ),
        "compute_coefficient": (
            rises(A, B, k),
            concave(A, B, k),
            At({alpha: beta}, 2 * sqrt(A * B) * k ** (beta / 2)),
            At({A: B, B: A, alpha: beta, beta: alpha}, F),
            At({A: 3 * A, B: 3 * B}, 3 * F),
            At({A: beta, B: alpha, k: 1}, alpha + beta),
        ),
        "compute_optimal_loss": (
            falls(C, kappa),
            convex(C, kappa),
            rises(E, K),
            affine(E, K),
            Tends(C, oo, E),
            At({C: 1}, E + K),
            Becomes(required_compute, {L: F}, C),
        ),
        "logical_efficiency": (
            rises(E_0, gamma),
            affine(E_0),
            convex(gamma, t),
            rises(t, where=GROWS),
            falls(t, where=SHRINKS),
            At({t: 0}, E_0),
            At({gamma: 0}, E_0),
            At({t: 1 / gamma}, 2 * E_0, GROWS),
            At({t: 2 * t}, F**2 / E_0),
        ),
        "physical_burden": (rises(C), affine(C), falls(E_logical), convex(E_logical), At({C: E_logical}, 1)),
        "cumulative_compute": (
            *ACCUMULATES,
            rises(C_0),
            affine(C_0),
            At({t: 0}, C_0),
            Tends(gamma, 0, C_0 * (1 + t / tau)),
            Tends(tau, oo, C_0),
            Tends(t, oo, C_0 * (1 - 1 / (gamma * tau * log(2))), SHRINKS),
        ),
        "compute_multiple": (
            *ACCUMULATES,
            At({t: 0}, 1),
            Tends(gamma, 0, 1 + t / tau),
            Tends(tau, oo, 1),
            Tends(t, oo, 1 - 1 / (gamma * tau * log(2)), SHRINKS),
        ),
        "relative_excess_loss": (
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
            Becomes(required_multiple, {X: F}, compute_multiple),
        ),
        "required_compute": (
            *TAKES_MORE,
            At({L: E + K}, 1),
            At({kappa: 1}, K / (L - E)),
            Becomes(compute_optimal_loss, {C: F}, L),
        ),
        "required_burden": (
            *TAKES_MORE,
            falls(E_logical),
            convex(E_logical),
            At({L: E + K}, 1 / E_logical),
            At({E_logical: 2 * E_logical}, F / 2),
            Becomes(compute_optimal_loss, {C: F * E_logical}, L),
        ),
        "required_multiple": (
            falls(X, kappa),
            convex(X, kappa),
            At({X: 1}, 1),
            At({kappa: 1}, 1 / X),
            Tends(X, 0, oo),
            At({X: X**2}, F**2),
            Becomes(compute_optimal_loss, {C: F, K: 1, E: 1}, 1 + X),
        ),
        "doublings_per_halving": (
            falls(kappa),
            convex(kappa),
            At({kappa: 1}, 1),
            Tends(kappa, oo, 0),
            Tends(kappa, 0, oo),
            Becomes(required_multiple, {X: Rational(1, 2)}, 2**F),
        ),
        "time_to_target": (
            falls(X, kappa, gamma, where=GROWS),
            rises(tau, where=GROWS),
            concave(tau, where=GROWS),
            At({X: 1}, 0),
            Tends(gamma, 0, (NEEDED - 1) * tau),
            Becomes(relative_excess_loss, {t: F}, X, GROWS),
            At({tau: 3 * tau, gamma: gamma / 3}, 3 * F, GROWS),
        ),
        "doublings_to_target": (
            falls(X, kappa, where=GROWS),
            rises(tau, gamma, where=GROWS),
            concave(tau, gamma, where=GROWS),
            At({X: 1}, 0),
            Tends(gamma, 0, 0),
            Becomes(relative_excess_loss, {t: F / gamma}, X, GROWS),
            Becomes(logical_efficiency, {t: F / gamma, E_0: 1}, 2**F, GROWS),
            At({tau: 3 * tau, gamma: gamma / 3}, F, GROWS),
        ),
        "required_doubling_rate": (
            falls(X, kappa, t),
            rises(tau),
            Tends(t, (NEEDED - 1) * tau, 0),
            At({t: 3 * t, tau: 3 * tau}, F / 3),
            Becomes(relative_excess_loss, {gamma: F}, X),
        ),
    }
)
