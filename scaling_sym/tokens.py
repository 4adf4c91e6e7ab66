"""Tokens: how many a parameter asks for, when they run out, and what they are worth met again or put to better use."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Derivative, Eq, Le, exp, integrate

from derivable import Line, assert_, conclude, define, formula, premise

from . import premises
from .allocation import compute, compute_coefficient, kappa_, loss, optimal_parameters, optimal_tokens
from .premises import reference, then, worth
from .symbols import (
    A,
    B,
    C,
    D,
    D_eff,
    D_opt,
    K,
    L,
    N,
    N_opt,
    R,
    U,
    alpha,
    beta,
    delta,
    epochs,
    k,
    kappa,
    p,
    q,
    zeta,
)


@formula(delta, (C, A, B, alpha, beta, k), source="from Hoffmann et al. 2022, sec. 3.3, eq. 4")
def tokens_per_parameter() -> Iterator[Line]:
    """Tokens per parameter of the model that is best for a given logical compute.

    >>> tokens_per_parameter(C=1e18, A=482.01, B=2085.43, alpha=0.3478, beta=0.3658)
    25.69...
    """
    yield define("The best number of parameters is known", N_opt, optimal_parameters)
    yield define("and so is the best number of tokens", D_opt, optimal_tokens)
    yield assert_("For each parameter there are δ of these tokens", Eq(delta * N_opt, D_opt))
    power = (C / k) ** ((alpha - beta) / (alpha + beta))
    ratio = power * (beta * B / (alpha * A)) ** (2 / (alpha + beta))
    yield conclude("so δ is a power of compute", delta, ratio)
    slope = C * Derivative(optimal_tokens.expr / optimal_parameters.expr, C)
    yield assert_(
        "With more compute δ rises if α exceeds β, and falls if β exceeds α",
        Eq(slope, (alpha - beta) / (alpha + beta) * delta),
    )


@formula(C, (D, A, B, alpha, beta, k), source="this book, from Hoffmann et al. 2022, sec. 3.3")
def data_limited_compute() -> Iterator[Line]:
    """Logical compute at which the optimum asks for D tokens: with no more data than that, more compute gains little.

    >>> data_limited_compute(D=3e14, A=482.01, B=2085.43, alpha=0.3478, beta=0.3658)
    3.88...e+28
    """
    yield define("The best number of tokens is known", D_opt, optimal_tokens)
    yield assert_("Let the D tokens that there are be what the optimum asks for at the compute C", Eq(D_opt, D))
    size = (alpha * A * D**beta / (beta * B)) ** (1 / alpha)
    yield conclude("which is so at one compute alone", C, k * size * D)
    shares = Eq(beta * B * D**-beta, alpha * A * (C / (k * D)) ** -alpha)
    yield assert_("There the shortage of tokens, which no compute removes, is to that of parameters as α to β", shares)


@formula(
    D_eff,
    (U, epochs, R),
    claim=U + U * R * (1 - exp(-(epochs - 1) / R)),
    source="Muennighoff et al. 2023, sec. 3, eq. 5",
)
def repeated_tokens() -> Iterator[Line]:
    """Fresh tokens that would be worth as much as U tokens met in so many epochs.

    >>> repeated_tokens(U=1e12, epochs=4.0, R=15.39)
    3725710606653...
    """
    yield premise(premises.FIRST_EPOCH)
    yield premise(premises.FADING_EPOCHS)
    gained = integrate(U * exp(-(then - 1) / R), (then, 1, epochs))
    yield conclude("Added up from the first, the epochs give what the tokens are worth", worth(epochs), U + gained)
    yield assert_("D_eff is the number of fresh tokens that are worth as much", Eq(D_eff, worth(epochs)))
    fresh = U * (1 + R * (1 - exp(-(epochs - 1) / R)))
    yield conclude("so D_eff is a multiple of the U tokens that are there", D_eff, fresh)
    yield assert_("and D_eff is at most 1 + R times U, however many the epochs", Le(D_eff - U * (1 + R), 0))


@formula(zeta, (p, q), source="this book; compare Ho et al. 2024")
def compute_equivalent() -> Iterator[Line]:
    """How many times as much compute is worth if a parameter is worth p and a token q of the reference's.

    >>> compute_equivalent(p=2.0, q=3.0)
    6.0
    """
    yield define("Let the reference have the separable law as its loss L_ref", reference(N, D), loss)
    yield premise(premises.BETTER_ALGORITHM)
    better = {A: A * p**-alpha, B: B * q**-beta}
    smaller = loss.expr.subs(better, simultaneous=True)
    yield conclude("so the loss L follows the same law, with A and B made smaller by powers of p and q", L, smaller)
    yield define("The exponent κ is the same", kappa, kappa_)
    yield define("The coefficient of the reference is K", K, compute_coefficient)
    least = compute_coefficient.expr.subs(better, simultaneous=True) * C**-kappa
    yield assert_(
        "With the smaller A and B the least excess is what the reference reaches with ζ times the compute",
        Eq(least, K * (zeta * C) ** -kappa),
    )
    yield conclude("so compute is worth ζ times as much, whatever the exponents", zeta, p * q)
    best = optimal_parameters.expr
    sized = Eq(p * best.subs(better, simultaneous=True), best.subs(C, zeta * C))
    yield assert_("The best size, each parameter counted p times, is that of the reference for ζ C", sized)
    whole = Eq(compute.expr.subs({N: p * N, D: q * D}, simultaneous=True), zeta * compute.expr)
    yield assert_("and at any other split, too, the reference would take ζ times the compute, k N D", whole)
