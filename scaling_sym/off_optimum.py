"""Off the optimum: what the law says of a measured slope, of the next hundredth, and of a model of another size."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Derivative, Eq, Ge, Limit, oo, symbols

from derivable import Line, assert_, conclude, define, formula, premise, raised, solution

from . import premises
from .allocation import compute_optimal_loss, loss, optimal_parameters
from .premises import law, served, whole
from .symbols import (
    A,
    B,
    C,
    D,
    D_opt,
    E,
    K,
    L,
    N,
    N_opt,
    alpha,
    beta,
    epsilon,
    k,
    k_s,
    kappa,
    mu,
    omega,
    sigma,
    theta,
    u,
    u_min,
    v,
)

q, short = symbols("q short", positive=True)


@formula(sigma, (C, E, K, kappa), source="this book, from the compute-only law; compare Kaplan et al. 2020, sec. 6")
def apparent_exponent() -> Iterator[Line]:
    """Exponent of the whole loss, floor included, where it is taken for a power of compute: the tangent at C.

    >>> apparent_exponent(C=1e20, E=1.8172, K=2708.5, kappa=0.17829)
    0.05139...
    """
    on_law = compute_optimal_loss.expr
    yield define("With the best split, compute buys the loss", law(C), on_law)
    excess = law(C) - E
    yield assert_("Its excess falls by κ per cent for each per cent", Eq(C * Derivative(excess, C), -kappa * excess))
    yield premise(premises.APPARENT_EXPONENT)
    apparent = solution(premises.APPARENT_EXPONENT.relation.subs(law(C), on_law).doit(), sigma)
    yield conclude("and the floor does not fall at all, so that less than κ is seen", sigma, apparent)
    yield assert_("which is κ times the share of the excess in the loss", Eq(sigma, kappa * excess / law(C)))


@formula(mu, (L, E, K, kappa), source="this book, from the compute-only law")
def marginal_compute() -> Iterator[Line]:
    """Further compute over the fall of the loss that it brings, where both are small: a hundredth of it for 0.01 nat.

    >>> marginal_compute(L=1.974, E=1.8172, K=2708.5, kappa=0.17829)
    2.0908...e+25
    """
    on_law = compute_optimal_loss.expr
    yield define("With the best split, compute buys the loss", law(C), on_law)
    yield assert_("This is the loss to be improved on", Eq(L, law(C)))
    power = K * C**-kappa
    yield conclude("so the compute was", C, solution(Eq(short, power), C).subs(short, L - E))
    yield premise(premises.MARGINAL_COMPUTE)
    slope = -on_law.diff(C).subs(power, L - E)
    yield conclude("The law's slope, turned around, is what a small fall takes", mu, 1 / slope)
    yield assert_("A per cent of the excess takes 1/κ per cent of the compute", Eq(mu * (L - E), C / kappa))


def _an_optimum() -> Iterator[Line]:
    """Some optimum of some law, told by its size, its tokens and a unit q of shortage instead of A, B and C."""
    yield premise(premises.BUDGET.at({N: N_opt, D: D_opt}))
    yield conclude("Take the model that is best for some budget", C, k * N_opt * D_opt)
    yield define("and let q be such that its shortage of parameters is β q", A, beta * q * N_opt**alpha)
    yield conclude("Then its shortage of tokens is α q", B, alpha * q * D_opt**beta)
    yield assert_("or another size would be the best", Eq(N_opt, optimal_parameters.expr))


@formula(u_min, (alpha, beta), source="this book, from Hoffmann et al. 2022, sec. 3.3")
def smallest_size() -> Iterator[Line]:
    """Size, over the size optimal for a loss, below which no amount of data reaches that loss.

    >>> smallest_size(alpha=0.3478, beta=0.3658)
    0.1464...
    """
    yield from _an_optimum()
    alone, both = A * N**-alpha, A * N_opt**-alpha + B * D_opt**-beta
    yield assert_("With data without end, parameters alone are short", Eq(Limit(loss.expr - E, D, oo), alone))
    same = Eq(alone.subs(N, u_min * N_opt), both)
    yield assert_("The smallest model is then as short of them as the best is of both", same)
    yield conclude("so its size depends on the exponents alone", u_min, raised(1 + alpha / beta, -1 / alpha))


@formula(
    theta,
    (u, alpha, beta),
    claim=u * (1 + beta / alpha * (1 - u**-alpha)) ** (-1 / beta),
    source="Kaplan et al. 2020, eq. B.16, with α for its α_N and β for its α_S",
)
def overtraining_overhead() -> Iterator[Line]:
    """Compute, over the least for the same loss, of a model u times the size optimal for that loss; inf if too small.

    >>> overtraining_overhead(u=0.24, alpha=0.3478, beta=0.3658)
    5.226...
    """
    yield from _an_optimum()
    yield define("A model of another size", N, u * N_opt)
    left = A * N_opt**-alpha + B * D_opt**-beta - A * N**-alpha
    yield assert_(
        "reaches the same loss if its tokens make up for what its parameters miss", Eq(D, (B / left) ** (1 / beta))
    )
    times = 1 + beta / alpha * (1 - u**-alpha)
    yield assert_("The shortage left to them is so many times that at the best", Eq(left, times * B * D_opt**-beta))
    yield conclude("which tells their number", D, D_opt * times ** (-1 / beta))
    yield assert_("Its compute is compared with that of the best", Eq(theta * C, k * N * D))
    yield conclude("In the ratio the loss drops out, and the exponents are left", theta, u * times ** (-1 / beta))
    yield assert_("Nothing is cheaper than the best size", Ge(theta, 1))


@formula(epsilon, (v, alpha, beta), source="this book, from Hoffmann et al. 2022, sec. 3.3")
def budget_overhead() -> Iterator[Line]:
    """Excess loss, over the least for the same compute, of a model v times the size optimal for that compute.

    >>> budget_overhead(v=2.0, alpha=0.3478, beta=0.3658)
    1.0308...
    """
    yield from _an_optimum()
    yield define("A model of another size", N, v * N_opt)
    yield premise(premises.BUDGET)
    yield conclude("leaves so many tokens to the same budget", D, solution(premises.BUDGET.relation, D))
    compared = Eq(epsilon * (A * N_opt**-alpha + B * D_opt**-beta), A * N**-alpha + B * D**-beta)
    yield assert_("Its excess is compared with the least", compared)
    weighed = (beta * v**-alpha + alpha * v**beta) / (alpha + beta)
    yield conclude("One shortage grows and one shrinks, and the budget drops out", epsilon, weighed)
    yield assert_("Nothing is better than the best size", Ge(epsilon, 1))


@formula(omega, (u, alpha, beta, k_s, k), source="this book; compare Sardana et al. 2024")
def justifying_tokens() -> Iterator[Line]:
    """Tokens served, over D*, for which a size is the cheapest in all; inf if it is too small, negative if too large.

    >>> justifying_tokens(u=0.24, alpha=0.3478, beta=0.3658, k_s=2.0)
    265.86...
    """
    trained = overtraining_overhead.expr * k * N_opt * D_opt
    yield define("A loss is reached by a model of another size", N, u * N_opt)
    yield define("which then serves ω tokens for each one of the optimum", served, omega * D_opt)
    yield premise(premises.COST_OF_USE)
    yield conclude("All in all that costs", whole, C + k_s * (u * N_opt) * (omega * D_opt))
    even = Eq(Derivative(trained, u), -Derivative(k_s * (u * N_opt) * (omega * D_opt), u))
    yield assert_(
        "Of all that reach this loss it is the cheapest, if a little more size saves as much as it costs", even
    )
    left = 1 + beta / alpha * (1 - u**-alpha)
    saved = (alpha + beta) / alpha * (u**-alpha - 1) * left ** (-1 / beta - 1)
    yield conclude("Use then saves what training takes more", omega, k / k_s * saved)
