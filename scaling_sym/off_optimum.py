"""Off the optimum: what the law says of a measured slope, of the next hundredth, and of a model of another size."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Derivative, Eq, Ge, Interval, Limit, Symbol, oo

from derivable import Letter, Line, assert_, conclude, define, formula, premise, raised, solution

from . import premises
from .allocation import compute_optimal_loss, loss, optimal_parameters
from .premises import law, overhead, served, whole
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
    phi,
    sigma,
    theta,
    u,
    u_min,
    v,
)

short = Symbol("short", positive=True)


@formula(sigma, (C, E, K, kappa), source="this book, from the compute-only law; compare Kaplan et al. 2020, sec. 6")
def apparent_exponent() -> Iterator[Line]:
    """Exponent of the whole loss, floor included, where it is taken for a power of compute: the tangent at C.

    >>> apparent_exponent(C=1e20, E=1.8172, K=2708.5, kappa=0.17829)
    0.05139...
    """
    yield define("With the best split, compute buys the loss", law(C), compute_optimal_loss)
    excess = law(C) - E
    falls = Eq(C * Derivative(excess, C), -kappa * excess)
    yield assert_("Its excess falls by κ per cent for each per cent of compute", falls)
    yield premise(premises.APPARENT_EXPONENT)
    apparent = solution(premises.APPARENT_EXPONENT.relation.subs(law(C), compute_optimal_loss.expr).doit(), sigma)
    yield conclude("but its floor does not fall, so the exponent seen is smaller than κ", sigma, apparent)
    yield assert_("for σ is κ times the share of the excess in the loss", Eq(sigma, kappa * excess / law(C)))


@formula(mu, (L, E, K, kappa), source="this book, from the compute-only law")
def marginal_compute() -> Iterator[Line]:
    """Further compute over the fall of the loss that it brings, where both are small: a hundredth of it for 0.01 nat.

    >>> marginal_compute(L=1.974, E=1.8172, K=2708.5, kappa=0.17829)
    2.0908...e+25
    """
    yield define("With the best split, compute buys the loss", law(C), compute_optimal_loss)
    yield assert_("The loss to be improved on is what the compute C has bought", Eq(L, law(C)))
    power = K * C**-kappa
    yield conclude("which tells that compute", C, solution(Eq(short, power), C).subs(short, L - E))
    yield premise(premises.MARGINAL_COMPUTE)
    slope = -compute_optimal_loss.expr.diff(C).subs(power, L - E)
    yield conclude("so μ is one over the slope of the law", mu, 1 / slope)
    yield assert_("A per cent of the excess loss takes 1/κ per cent of the compute", Eq(mu * (L - E), C / kappa))


def _an_optimum() -> Iterator[Line]:
    """Some optimum of some law, told by its size and its tokens instead of C and B."""
    yield premise(premises.BUDGET.at({N: N_opt, D: D_opt}))
    yield conclude("N* parameters and D* tokens take the compute C", C, k * N_opt * D_opt)
    best = Eq(N_opt, optimal_parameters.expr)
    yield assert_("Let B be such that for this compute N* is the best number of parameters", best)
    at_best = solution(Eq(alpha * A * N_opt**-alpha, beta * B * D_opt**-beta), B)
    yield conclude("That is so if B makes the shortages of parameters and of tokens as β to α", B, at_best)


def _another_size(times: Letter) -> Iterator[Line]:
    """A model whose size is a multiple of the best."""
    yield from _an_optimum()
    yield assert_(f"Another model has N parameters, {times} times as many", Eq(times, N / N_opt))
    yield conclude("so their number N is", N, times * N_opt)


@formula(u_min, (alpha, beta), source="this book, from Hoffmann et al. 2022, sec. 3.3")
def smallest_size() -> Iterator[Line]:
    """Size, over the size optimal for a loss, below which no amount of data reaches that loss.

    >>> smallest_size(alpha=0.3478, beta=0.3658)
    0.1464...
    """
    yield from _an_optimum()
    alone, both = A * N**-alpha, A * N_opt**-alpha + B * D_opt**-beta
    yield assert_("With data without end, only parameters are short", Eq(Limit(loss.expr - E, D, oo), alone))
    same = Eq(alone.subs(N, u_min * N_opt), both)
    yield assert_("At the smallest size, that shortage is as large as both together at the best size", same)
    yield conclude(
        "so the smallest size, in units of the best, depends on the exponents alone",
        u_min,
        raised(1 + alpha / beta, -1 / alpha),
    )


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
    yield from _another_size(u)
    same = Eq(loss.expr, loss.expr.subs({N: N_opt, D: D_opt}))
    yield assert_("Trained on D tokens, it is to reach the same loss", same)
    times = 1 + beta / alpha * (1 - u**-alpha)
    left = Eq(B * D**-beta, times * B * D_opt**-beta)
    yield assert_("What is then left to its D tokens is a multiple of the best model's shortage of tokens", left)
    yield conclude("which tells the number of tokens", D, D_opt * times ** (-1 / beta))
    yield assert_("Its compute is θ times that of the best", Eq(theta * C, k * N * D))
    yield conclude("In θ the loss drops out: u and the exponents are left", theta, u * times ** (-1 / beta))
    yield assert_("and no θ is below 1: nothing is cheaper than the best size", Ge(theta, 1))


@formula(epsilon, (v, alpha, beta), source="this book, from Hoffmann et al. 2022, sec. 3.3")
def budget_overhead() -> Iterator[Line]:
    """Excess loss, over the least for the same compute, of a model v times the size optimal for that compute.

    >>> budget_overhead(v=2.0, alpha=0.3478, beta=0.3658)
    1.0308...
    """
    yield from _another_size(v)
    yield premise(premises.BUDGET)
    yield conclude("which leaves this number of tokens to the same budget", D, solution(premises.BUDGET.relation, D))
    compared = Eq(epsilon * (A * N_opt**-alpha + B * D_opt**-beta), A * N**-alpha + B * D**-beta)
    yield assert_("Its excess loss is ε times the least", compared)
    weighed = (beta * v**-alpha + alpha * v**beta) / (alpha + beta)
    yield conclude("In ε one shortage has grown and one has shrunk, and the budget drops out", epsilon, weighed)
    yield assert_("and no ε is below 1: nothing is better than the best size", Ge(epsilon, 1))


@formula(
    phi,
    (u, alpha, beta, k_s, k),
    source="this book; compare Sardana et al. 2024",
    domains={u: Interval.Lopen(0, 1)},
)
def justifying_tokens() -> Iterator[Line]:
    """Tokens served, for each token of the optimum, that make a size the cheapest in all; inf if it is too small.

    >>> justifying_tokens(u=0.24, alpha=0.3478, beta=0.3658, k_s=2.0)
    265.86...
    """
    yield define(
        "A model u times the best size for its loss takes θ times the least compute", overhead(u), overtraining_overhead
    )
    yield assert_("Let its parameters N be u times the best", Eq(N / N_opt, u))
    yield conclude("so their number N is", N, u * N_opt)
    least = k * N_opt * D_opt
    yield assert_("and its training take the compute C, θ times the least", Eq(C / least, overhead(u)))
    yield conclude("so this compute is", C, overhead(u) * least)
    yield assert_("It then serves Q tokens, φ for each token of the best", Eq(served / D_opt, phi))
    yield conclude("so the number Q is", served, phi * D_opt)
    yield premise(premises.COST_OF_USE)
    in_all = overhead(u) * least + k_s * u * N_opt * phi * D_opt
    yield conclude("so the cost C_all of this loss depends on the size u and on φ", whole, in_all)
    even = Eq(Derivative(overhead(u) * least, u), -k_s * N_opt * phi * D_opt)
    yield assert_("The size is the cheapest for φ where a little more saves in training what it costs in use", even)
    times = 1 + beta / alpha * (1 - u**-alpha)
    saved = (1 + beta / alpha) * (u**-alpha - 1) * times ** (-1 / beta - 1)
    yield conclude("which tells φ", phi, k / k_s * saved)
