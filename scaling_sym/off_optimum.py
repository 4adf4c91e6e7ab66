"""Off the optimum: what the law says of a measured slope, of the next hundredth, and of a model of another size."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Derivative, Eq, Ge, Limit, expand, factor_terms, oo, symbols

from derivable import Line, assert_, conclude, define, formula, premise, raised, solution

from . import premises
from .allocation import compute_optimal_loss, loss, optimal_parameters, optimal_tokens
from .premises import law
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
    kappa,
    mu,
    sigma,
    theta,
    u,
    u_min,
    v,
)

short, few, rest = symbols("short few rest", positive=True)

BALANCE = Eq(alpha * A * N_opt**-alpha, beta * B * D_opt**-beta)
IN_BALANCE = solution(Eq(alpha * short, beta * few), few)


@formula(sigma, (C, E, K, kappa), source="this book, from the compute-only law; compare Kaplan et al. 2020, sec. 6")
def apparent_exponent() -> Iterator[Line]:
    """Exponent of the whole loss, floor included, where it is taken for a power of compute: the tangent at C.

    >>> apparent_exponent(C=1e20, E=1.8172, K=2708.5, kappa=0.17829)
    0.0514...
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
    2.1...e+25
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


@formula(u_min, (alpha, beta), source="this book, from Hoffmann et al. 2022, sec. 3.3")
def smallest_size() -> Iterator[Line]:
    """Size, over the size optimal for a loss, below which no amount of data reaches that loss.

    >>> smallest_size(alpha=0.3478, beta=0.3658)
    0.1462...
    """
    yield define("Take the best number of parameters", N_opt, optimal_parameters.expr)
    yield define("and the best number of tokens", D_opt, optimal_tokens.expr)
    yield assert_("There the shortages are as β to α", BALANCE)
    alone = Eq(Limit(loss.expr - E, D, oo), A * N**-alpha)
    yield assert_("With data without end, parameters alone are short", alone)
    same = Eq(A * (u_min * N_opt) ** -alpha, A * N_opt**-alpha + B * D_opt**-beta)
    yield assert_("The smallest model is then as short of them as the best is of both", same)
    shortage = expand((short + IN_BALANCE) / short)
    yield conclude("so its size depends on the exponents alone", u_min, raised(shortage, -1 / alpha))


@formula(
    theta,
    (u, alpha, beta),
    claim=u * (1 + beta / alpha * (1 - u**-alpha)) ** (-1 / beta),
    source="Kaplan et al. 2020, eq. B.16, with α for its α_N and β for its α_S",
)
def overtraining_overhead() -> Iterator[Line]:
    """Compute, over the least for the same loss, of a model u times the size optimal for that loss; inf if too small.

    >>> overtraining_overhead(u=0.24, alpha=0.3478, beta=0.3658)
    5.23...
    """
    yield define("Take the best number of parameters", N_opt, optimal_parameters.expr)
    yield define("and the best number of tokens", D_opt, optimal_tokens.expr)
    yield assert_("There the shortages are as β to α", BALANCE)
    yield define("A model of another size", N, u * N_opt)
    same = Eq(A * N**-alpha + B * D**-beta, A * N_opt**-alpha + B * D_opt**-beta)
    yield assert_("reaches the same loss if more tokens make up for it", same)
    left = solution(Eq(u**-alpha * short + IN_BALANCE * rest, short + IN_BALANCE), rest)
    left = 1 + factor_terms(expand(left) - 1)
    yield conclude("which tells their number", D, D_opt * left ** (-1 / beta))
    yield assert_("Its compute is compared with that of the best", Eq(theta * (k * N_opt * D_opt), k * N * D))
    yield conclude("In the ratio the loss drops out, and the exponents are left", theta, u * left ** (-1 / beta))
    yield assert_("Nothing is cheaper than the best size", Ge(theta, 1))


@formula(epsilon, (v, alpha, beta), source="this book, from Hoffmann et al. 2022, sec. 3.3")
def budget_overhead() -> Iterator[Line]:
    """Excess loss, over the least for the same compute, of a model v times the size optimal for that compute.

    >>> budget_overhead(v=2.0, alpha=0.3478, beta=0.3658)
    1.0308...
    """
    yield define("Take the best number of parameters", N_opt, optimal_parameters.expr)
    yield define("and the best number of tokens", D_opt, optimal_tokens.expr)
    yield assert_("There the shortages are as β to α", BALANCE)
    yield define("A model of another size", N, v * N_opt)
    yield premise(premises.BUDGET)
    yield conclude("leaves so many tokens to the same budget", D, solution(premises.BUDGET.relation, D))
    least = A * N_opt**-alpha + B * D_opt**-beta
    yield assert_("Its excess is compared with the least", Eq(epsilon * least, A * N**-alpha + B * D**-beta))
    other, best = (expand(beta / short * (a * short + b * IN_BALANCE)) for a, b in ((v**-alpha, v**beta), (1, 1)))
    yield conclude("One shortage grows and one shrinks, and the budget drops out", epsilon, other / best)
    yield assert_("Nothing is better than the best size", Ge(epsilon, 1))
