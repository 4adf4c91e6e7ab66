"""Tokens: how many a parameter asks for, when they run out, and what they are worth met again or put to better use."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Derivative, Eq, exp, integrate, symbols

from derivable import Line, assert_, conclude, define, formula, premise, raised

from . import premises
from .allocation import compute, loss, optimal_parameters, optimal_tokens
from .premises import L_D, L_N, worth
from .symbols import (
    A,
    B,
    C,
    D,
    D_eff,
    D_opt,
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
    p,
    q,
    zeta,
)

x = symbols("x", positive=True)


@formula(delta, (C, A, B, alpha, beta, k), source="Hoffmann et al. 2022, sec. 3.3, eq. 4")
def tokens_per_parameter() -> Iterator[Line]:
    """Tokens per parameter of the model that is best for a given logical compute.

    >>> tokens_per_parameter(C=1e18, A=482.01, B=2085.43, alpha=0.3478, beta=0.3658)
    25.69...
    """
    yield define("The best number of parameters is known", N_opt, optimal_parameters.expr)
    yield define("and the best number of tokens", D_opt, optimal_tokens.expr)
    yield assert_("Each parameter has δ of them", Eq(delta * N_opt, D_opt))
    power = (C / k) ** ((alpha - beta) / (alpha + beta))
    yield conclude("so δ is a power of compute", delta, power * (beta * B / (alpha * A)) ** (2 / (alpha + beta)))
    slope = (alpha - beta) / (alpha + beta)
    yield assert_(
        "that rises if α exceeds β, and falls if β exceeds α",
        Eq(C * Derivative(optimal_tokens.expr / optimal_parameters.expr, C), slope * delta),
    )


@formula(C, (D, A, B, alpha, beta, k), source="this book, from Hoffmann et al. 2022, sec. 3.3")
def data_limited_compute() -> Iterator[Line]:
    """Logical compute at which the optimum asks for D tokens: with no more data than that, more compute gains little.

    >>> data_limited_compute(D=4e14, A=482.01, B=2085.43, alpha=0.3478, beta=0.3658)
    7.013...e+28
    """
    yield define("The best number of tokens is known", D_opt, optimal_tokens.expr)
    yield assert_("All the tokens that there are is what the optimum asks for", Eq(D, D_opt))
    grown = raised(alpha * A / (beta * B), 1 / alpha)
    yield conclude("at one compute alone, a power of their number", C, k * grown * D ** ((alpha + beta) / alpha))
    shares = Eq(alpha * A * (C / (k * D)) ** -alpha, beta * B * D**-beta)
    yield assert_("There the shortage of tokens, which no size removes, is to that of parameters as α to β", shares)


@formula(
    D_eff, (U, epochs, R), source="Muennighoff et al. 2023, sec. 3", claim=U + U * R * (1 - exp(-(epochs - 1) / R))
)
def repeated_tokens() -> Iterator[Line]:
    """Fresh tokens that would be worth as much as U tokens met in so many epochs.

    >>> repeated_tokens(U=1e12, epochs=4.0, R=15.39)
    3725710606653...
    """
    yield premise(premises.FIRST_EPOCH)
    yield premise(premises.FADING_EPOCHS)
    gained = integrate(U * exp(-(x - 1) / R), (x, 1, epochs))
    yield conclude("Added up from the first epoch, the gains approach a bound", worth(epochs), U + gained)
    yield assert_("So many fresh tokens are worth as much", Eq(D_eff, worth(epochs)))
    yield conclude(
        "fewer than 1 + R times U, however many the epochs",
        D_eff,
        U * (1 + R * (1 - exp(-(epochs - 1) / R))),
    )


@formula(zeta, (p, q), source="this book; compare Ho et al. 2024")
def compute_equivalent() -> Iterator[Line]:
    """How many times as much compute is worth if a parameter is worth p and a token q of the reference's.

    >>> compute_equivalent(p=2.0, q=3.0)
    6.0
    """
    yield define("The shortage of parameters is known", L_N(N), A * N**-alpha)
    yield define("and that of tokens", L_D(D), B * D**-beta)
    yield premise(premises.BETTER_ALGORITHM)
    better = {A: A * p**-alpha, B: B * q**-beta}
    yield conclude("It is the same law with a smaller A and B", L, loss.expr.subs(better, simultaneous=True))
    more = {N: p * N, D: q * D}
    reference = Eq(L, loss.expr.subs(more, simultaneous=True))
    yield assert_("and the loss of the reference with p N parameters and q D tokens", reference)
    cost = Eq(compute.expr.subs(more, simultaneous=True), zeta * compute.expr)
    yield assert_("which would have taken ζ times the compute", cost)
    yield conclude("whatever the split", zeta, p * q)
    best = optimal_parameters.expr
    sized = Eq(p * best.subs(better, simultaneous=True), best.subs(C, zeta * C))
    yield assert_("So the best split, too, becomes that of ζ times the compute", sized)
