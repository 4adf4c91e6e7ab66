"""Formulas that the explorers draw and no chapter derives: each puts formulas of the book together."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Derivative, Eq, Expr, Integral, Symbol, log

from derivable import (
    NONNEGATIVE,
    ONE,
    REALS,
    Letter,
    Line,
    Premise,
    assert_,
    conclude,
    define,
    formula,
    integral,
    premise,
    solution,
)

from . import premises
from .allocation import compute_coefficient, compute_optimal_loss, kappa_, loss, optimal_parameters
from .efficiency import logical_efficiency
from .off_optimum import budget_overhead
from .premises import efficiency, then
from .symbols import (
    C_0,
    P_0,
    A,
    B,
    C,
    D,
    E,
    K,
    L,
    M,
    N,
    N_opt,
    X,
    alpha,
    beta,
    epsilon,
    gamma,
    k,
    kappa,
    rho,
    t,
    tau,
    v,
    year,
    zeta,
)

t_turn = Letter("t_turn", year, "time at which the pace changes", NONNEGATIVE, (0.1, 20), r"t_{\mathrm{turn}}")
omega_later = Letter("omega_later", 1 / year, "doublings per year from then on", REALS, (-0.5, 3), r"\omega^{\prime}")
embedding = Letter(
    "embedding",
    ONE,
    "what embeddings add to the parameters, over the cube root of the others",
    NONNEGATIVE,
    (1e4, 1e5),
    r"n_{\mathrm{emb}}",
)

CHANGED_PACE = Premise(
    "changed pace",
    "assumption",
    "What a year adds to C doubles γ + ρ times a year until t_turn, and omega_later times a year from then on",
    Eq(
        C,
        C_0
        + Integral(C_0 / tau * 2 ** ((gamma + rho) * then), (then, 0, t_turn))
        + Integral(C_0 / tau * 2 ** ((gamma + rho) * t_turn + omega_later * then), (then, 0, t - t_turn)),
    ),
    source="this book",
    breaks="a pace that changes little by little",
)


def _left(multiple: Expr) -> Iterator[Line]:
    """What a multiple of the initial compute leaves of the excess."""
    excess = compute_optimal_loss.expr - E
    compared = Eq(X * excess.subs(C, C_0), excess.subs(C, M * C_0))
    yield assert_("X is the excess loss that M leaves, as a fraction of that of the initial compute", compared)
    yield conclude("In the fraction X, all of E, K and C_0 cancel", X, multiple**-kappa)


@formula(M, (t, gamma, rho, tau), source="this book, from Lu 2026, the bracket of X(t)")
def growing_multiple() -> Iterator[Line]:
    """How many times the compute of the initial period has been accumulated by time t, when spending grows as well.

    >>> growing_multiple(t=3.0, gamma=0.5, rho=0.5)
    11.0988...
    """
    initial = premises.INITIAL_PERIOD.relation
    yield premise(premises.INITIAL_PERIOD)
    yield conclude("so the resource spent per year is", P_0, solution(initial, P_0))
    yield define("Efficiency doubles γ times a year", efficiency(t), logical_efficiency)
    yield premise(premises.ACCUMULATION.at({P_0: P_0 * 2 ** (rho * then)}))
    multiple = 1 + integral(2 ** ((gamma + rho) * then), then, t, gamma + rho) / tau
    yield conclude("Both kinds of doubling multiply what a year adds, which gives the compute", C, C_0 * multiple)
    yield assert_("In units of the initial compute, it is M", Eq(M * C_0, C))
    yield conclude("so C_0 drops out of the multiple", M, multiple)


@formula(X, (t, kappa, gamma, rho, tau), source="this book, from Lu 2026, the relative excess loss")
def growing_excess_loss() -> Iterator[Line]:
    """Excess loss at time t, relative to that at the end of the initial period, when spending grows as well.

    >>> growing_excess_loss(t=20.0, kappa=0.05, gamma=0.5, rho=0.5)
    0.4909...
    """
    yield define("By then compute has multiplied by M", M, growing_multiple)
    yield from _left(growing_multiple.expr)


@formula(X, (t, kappa, gamma, rho, t_turn, omega_later, tau), source="this book")
def turned_excess_loss() -> Iterator[Line]:
    """Excess loss at a time t after the pace has changed, relative to that at the end of the initial period.

    >>> turned_excess_loss(t=10.0, kappa=0.178, gamma=1.0, rho=0.0, t_turn=5.0, omega_later=1.0)
    0.2728...
    """
    yield premise(CHANGED_PACE)
    turned = growing_multiple.expr.subs(t, t_turn)
    added = 2 ** ((gamma + rho) * t_turn) * (2 ** (omega_later * (t - t_turn)) - 1) / (omega_later * tau * log(2))
    multiple = turned + added
    yield conclude("What was there, and what the new pace has added, are the compute", C, C_0 * multiple)
    yield assert_("In units of the initial compute, C is M", Eq(M * C_0, C))
    yield conclude("so C_0 drops out of the multiple", M, multiple)
    yield from _left(multiple)


@formula(L, (N, C, E, A, B, alpha, beta, k), source="Hoffmann et al. 2022, sec. 3.3")
def loss_on_budget() -> Iterator[Line]:
    """Loss of a model with N parameters that has the whole of a budget.

    >>> loss_on_budget(N=70e9, C=5.88e23, E=1.69, A=406.4, B=410.7, alpha=0.34, beta=0.28)
    1.9366...
    """
    yield premise(premises.BUDGET)
    tokens = solution(premises.BUDGET.relation, D)
    yield conclude("which leaves this number of tokens", D, tokens)
    yield conclude("and so the separable law gives the loss", L, loss.expr.subs(D, tokens))
    yield assert_("It is the loss L of N parameters and as many tokens", Eq(L, loss.expr))


@formula(v, (N, C, A, B, alpha, beta, k), source="this book")
def relative_size() -> Iterator[Line]:
    """Size of a model, over the size optimal for its compute.

    >>> relative_size(N=70e9, C=5.88e23, A=482.01, B=2085.43, alpha=0.3478, beta=0.3658)
    0.9586...
    """
    yield define("The best number of parameters is known", N_opt, optimal_parameters)
    yield assert_("N is v times as large", Eq(N, v * N_opt))
    yield conclude("so the ratio v is", v, N / optimal_parameters.expr)


@formula(N, (v, C, A, B, alpha, beta, k), source="this book")
def sized_parameters() -> Iterator[Line]:
    """Parameters of a model v times as large as is optimal for its compute.

    >>> sized_parameters(v=0.5, C=5.88e23, A=482.01, B=2085.43, alpha=0.3478, beta=0.3658)
    36508199677.9...
    """
    yield define("The best number of parameters is known", N_opt, optimal_parameters)
    yield assert_("N is v times as large", Eq(v, N / N_opt))
    yield conclude("so the number of parameters is", N, v * optimal_parameters.expr)


@formula(L, (v, C, E, A, B, alpha, beta, k), source="this book, from the budget overhead")
def sized_loss() -> Iterator[Line]:
    """Loss of a model v times as large as is optimal for its compute.

    >>> sized_loss(v=2.0, C=5.88e23, E=1.8172, A=482.01, B=2085.43, alpha=0.3478, beta=0.3658)
    1.9786...
    """
    yield define("The excess loss is ε times the least", epsilon, budget_overhead)
    yield define("The exponent κ is known", kappa, kappa_)
    yield define("and so is the coefficient K", K, compute_coefficient)
    least = compute_coefficient.expr * C**-kappa_.expr
    yield assert_("L exceeds the floor by ε times what the best size leaves", Eq(L - E, epsilon * K * C**-kappa))
    yield conclude("so the loss is", L, E + budget_overhead.expr * least)


@formula(zeta, (v, alpha, beta), source="this book, from the budget overhead")
def well_spent() -> Iterator[Line]:
    """Share of a budget that would have done, in a model of the best size, what all of it does in one v times as large.

    >>> well_spent(v=2.0, alpha=0.3478, beta=0.3658)
    0.8432...
    """
    yield define("The excess loss is ε times the least", epsilon, budget_overhead)
    yield define("The exponent κ is known", kappa, kappa_)
    worse = Eq(zeta**-kappa, epsilon)
    yield assert_("A share ζ of the budget, well spent, leaves the same excess", worse)
    yield conclude("so the share ζ is", zeta, budget_overhead.expr ** (-1 / kappa_.expr))


_counted = Symbol("N_counted", positive=True)


def _without_embeddings() -> tuple[Expr, Expr]:
    """All parameters of a model with N besides its embeddings, and the tokens for which that N is the best."""
    whole = N + embedding * N ** (ONE / 3)
    grows = (N * whole.diff(N)) / whole
    return whole, (beta * B / (alpha * A * whole**-alpha * grows)) ** (1 / beta)


EMBEDDINGS = Premise(
    "embeddings not counted",
    "empirical law",
    "A model with N parameters besides its embeddings has N_counted with them, and compute is counted without them",
    Eq(_counted, N + embedding * N ** (ONE / 3)),
    source="Pearce & Song 2024",
    breaks="other vocabularies, and models of another shape",
)


def _best_uncounted() -> Iterator[Line]:
    """The tokens for which N parameters besides the embeddings are the best."""
    whole, tokens = _without_embeddings()
    yield premise(EMBEDDINGS)
    yield conclude("so all of them are", _counted, whole)
    yield conclude("A little more of N and as much less of D gains nothing where D is", D, tokens)
    excess = A * whole**-alpha
    even = Eq(-N * Derivative(excess, N), beta * B * D**-beta)
    yield assert_("for there both shortages gain the same from a per cent of N or of D", even)


@formula(C, (N, A, B, alpha, beta, embedding, k), source="this book, after Pearce & Song 2024")
def uncounted_compute() -> Iterator[Line]:
    """Compute for which a model is the best that has N parameters besides its embeddings, these being not counted.

    >>> uncounted_compute(N=1e8, A=482.01, B=2085.43, alpha=0.3478, beta=0.3658, embedding=0.0)
    1.2...e+18
    """
    _, tokens = _without_embeddings()
    yield from _best_uncounted()
    yield conclude("which takes the compute", C, k * N * tokens)
    yield assert_("of N parameters and D tokens", Eq(C, k * N * D))


@formula(L, (N, E, A, B, alpha, beta, embedding), source="this book, after Pearce & Song 2024")
def uncounted_loss() -> Iterator[Line]:
    """Loss of that model on that compute.

    >>> uncounted_loss(N=1e8, E=1.8172, A=482.01, B=2085.43, alpha=0.3478, beta=0.3658, embedding=0.0)
    3.3...
    """
    whole, tokens = _without_embeddings()
    yield from _best_uncounted()
    yield conclude("All its parameters and the tokens D give the loss", L, E + A * whole**-alpha + B * tokens**-beta)
    yield assert_("by the separable law of L", Eq(L, E + A * whole**-alpha + B * D**-beta))
