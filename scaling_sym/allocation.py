"""From L(N, D) to L(C): how to split a budget between parameters and tokens, and the power law that results."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Derivative, Eq, Ge, Gt, Symbol, exp, integrate, log, simplify, symbols

from derivable import Line, assert_, conclude, define, formula, powers, premise, raised, solution

from . import premises
from .premises import L_D, L_N, c
from .symbols import A, B, C, D, D_opt, E, K, L, N, N_opt, alpha, beta, k, kappa

rho, u, v = symbols("rho u v", real=True)  # logarithms, in which the balance is linear
s, w, x = symbols("s w x", positive=True)
scale = Symbol("lambda", positive=True)


@formula(L, (N, D, E, A, B, alpha, beta), claim=E + A / N**alpha + B / D**beta, source="Hoffmann et al. 2022, sec. 3.3")
def loss() -> Iterator[Line]:
    """Loss of a model with N parameters trained on D tokens: the separable law.

    >>> loss(N=70e9, D=1.4e12, E=1.69, A=406.4, B=410.7, alpha=0.34, beta=0.28)
    1.9366...
    """
    yield premise(premises.ADDITIVE)
    yield premise(premises.ELASTIC_IN_N)
    yield assert_("so ln L_N + α ln N is the same for all N", Eq(Derivative(log(L_N(N)) + alpha * log(N), N), 0))
    yield premise(premises.SIZE_OF_A)
    falls = integrate(alpha / s, (s, 1, N))
    yield conclude("Added up from N = 1, the falls make L_N a power of N", L_N(N), powers(A * exp(-falls)))
    yield premise(premises.ELASTIC_IN_D)
    yield assert_("so ln L_D + β ln D is the same for all D", Eq(Derivative(log(L_D(D)) + beta * log(D), D), 0))
    yield premise(premises.SIZE_OF_B)
    falls = integrate(beta / s, (s, 1, D))
    yield conclude("and L_D is likewise a power of D", L_D(D), powers(B * exp(-falls)))
    yield conclude("Together they are the separable loss L", L, solution(premises.ADDITIVE.relation, L))


@formula(C, (N, D, k), claim=6 * N * D, given={k: 6}, source="Kaplan et al. 2020, sec. 2.1")
def compute() -> Iterator[Line]:
    """Logical compute of training N parameters on D tokens.

    >>> compute(N=70e9, D=1.4e12)
    5.88e+23
    """
    yield premise(premises.COST_OF_A_TOKEN)
    yield premise(premises.EACH_TOKEN_ONCE)
    cost = solution(premises.COST_OF_A_TOKEN.relation, c)
    yield conclude("The cost c of a token is known", c, cost)
    yield conclude("and never changes, so that the compute is a product", C, cost * D)
    yield assert_("in which each parameter and token together cost the compute k", Eq(C / (N * D), k))


SIX = {k: 6}
G = (alpha * A / (beta * B)) ** (1 / (alpha + beta))
HOFFMANN = "Hoffmann et al. 2022, sec. 3.3, eq. 4"


@formula(N_opt, (C, A, B, alpha, beta, k), claim=G * (C / 6) ** (beta / (alpha + beta)), given=SIX, source=HOFFMANN)
def optimal_parameters() -> Iterator[Line]:
    """Parameters that make the loss least for a given logical compute.

    >>> optimal_parameters(C=5.88e23, A=482.01, B=2085.43, alpha=0.3478, beta=0.3658)
    73016399355.9...
    """
    yield premise(premises.BUDGET)
    tokens = solution(premises.BUDGET.relation, D)
    yield conclude("Once N is chosen, the number of tokens follows", D, tokens)
    excess = loss.expr.subs(D, tokens) - E
    gained = N * Derivative(excess, N)
    gains = beta * B * D**-beta - alpha * A * N**-alpha
    yield assert_("A larger model loses by its fewer tokens, and gains by its parameters", Eq(gained, gains))
    upward = Gt(N * Derivative(gained, N), 0)
    yield assert_("Along ln N the excess curves upward, so it is least where the two are equal", upward)
    equal = Eq(alpha * A * N_opt**-alpha, beta * B * (C / (k * N_opt)) ** -beta)
    yield assert_("At the best number of parameters each shortage counts in inverse proportion to its exponent", equal)
    balance = Eq(log(alpha * A / (beta * B)) - alpha * u, -beta * (log(C / k) - u))
    best = solution(balance.xreplace({log(alpha * A / (beta * B)): rho, log(C / k): v}), u)
    split = powers(exp(best.expand()).subs({v: log(C / k), rho: log(alpha * A / (beta * B))}))
    yield conclude("In logarithms that is linear, so the best number of parameters is a power of compute", N_opt, split)


@formula(D_opt, (C, A, B, alpha, beta, k), claim=(C / 6) ** (alpha / (alpha + beta)) / G, given=SIX, source=HOFFMANN)
def optimal_tokens() -> Iterator[Line]:
    """Training tokens that make the loss least for a given logical compute.

    >>> optimal_tokens(C=5.88e23, A=482.01, B=2085.43, alpha=0.3478, beta=0.3658)
    1342164237958.5...
    """
    parameters = optimal_parameters.expr
    yield define("The best number of parameters is known", N_opt, optimal_parameters)
    yield premise(premises.BUDGET.at({N: N_opt, D: D_opt}))
    balance = Eq(alpha * A * N_opt**-alpha, beta * B * D_opt**-beta)
    yield assert_("With the best number of tokens, what either shortage still gives is the same", balance)
    yield conclude("so this number of tokens follows from the budget", D_opt, simplify(C / (k * parameters)))
    exchanged = parameters.subs({A: B, B: A, alpha: beta, beta: alpha}, simultaneous=True)
    yield assert_(
        "Parameters and tokens play the same part: with their letters exchanged, one is the other", Eq(D_opt, exchanged)
    )


@formula(kappa, (alpha, beta), claim=alpha * beta / (alpha + beta), source="Lu 2026; Hoffmann et al. 2022")
def kappa_() -> Iterator[Line]:
    """Exponent of the compute-only law: by how many per cent the excess loss falls for each per cent of compute.

    >>> kappa(alpha=0.34, beta=0.28)
    0.1535...
    """
    excess, whole = loss.expr - E, compute.expr
    wider = {N: scale**beta * N, D: scale**alpha * D}
    shrunk = Eq(excess.subs(wider, simultaneous=True), scale ** (-alpha * beta) * excess)
    yield assert_("Let N grow by λ to the β and D by λ to the α: both shortages shrink alike", shrunk)
    grown = Eq(whole.subs(wider, simultaneous=True), scale ** (alpha + beta) * whole)
    yield assert_("and the compute grows by a power of λ as well, whatever the split", grown)
    falls = Eq((scale ** (alpha + beta)) ** -kappa, scale ** (-alpha * beta))
    yield assert_(
        "So one budget's least excess becomes that of the other, and κ is the power of compute by which it falls", falls
    )
    yield conclude("and κ is what makes the two agree", kappa, solution(falls, kappa))
    least = A * raised(optimal_parameters.expr, -alpha) + B * raised(optimal_tokens.expr, -beta)
    yield assert_(
        "The excess at the optimum found before falls with compute by the same κ",
        Eq(least / least.subs(C, k), (C / k) ** -kappa),
    )


@formula(K, (A, B, alpha, beta, k), source="from Hoffmann et al. 2022, sec. 3.3")
def compute_coefficient() -> Iterator[Line]:
    """Coefficient of the compute-only law: the excess loss at one unit of compute, on the law's own line.

    >>> compute_coefficient(A=482.01, B=2085.43, alpha=0.3478, beta=0.3658)
    2708.49...
    """
    parameters = A * raised(optimal_parameters.expr, -alpha)
    excess = parameters + B * raised(optimal_tokens.expr, -beta)
    yield define("The exponent κ is known", kappa, kappa_)
    alike = Eq(alpha * w, beta * (1 - w))
    yield assert_("Weigh the shortages by w and 1 - w, such that N and D enter alike", alike)
    yield conclude("One weight w does that", w, solution(alike, w))
    yield assert_("and then w times α is κ", Eq(alpha * w, kappa))
    short, few = A * N**-alpha, B * D**-beta
    mean = (short / w) ** w * (few / (1 - w)) ** (1 - w)
    yield assert_("Of 1 and x, no weighted sum lies below the weighted product", Ge(w + (1 - w) * x, x ** (1 - w)))
    yield assert_(
        "That of the two shortages depends on N and D through the compute alone, and K is its coefficient",
        Eq(mean, K * (k * N * D) ** -kappa),
    )
    yield assert_("and at the optimum the sum comes down to it, with the same K", Eq(excess, K * C**-kappa))
    coefficient = parameters.subs(C, k) * (alpha + beta) / beta * k**kappa
    yield conclude(
        "There the shortages are as β to α, and their sum where C/k is 1, times k to the κ, is the coefficient",
        K,
        coefficient,
    )


@formula(L, (C, E, K, kappa), claim=E + K * C**-kappa, source="Lu 2026, introduction, with E explicit")
def compute_optimal_loss() -> Iterator[Line]:
    """Least loss that a given logical compute can buy: the compute-only law.

    >>> compute_optimal_loss(C=5.88e23, E=1.8172, K=2708.5, kappa=0.17829)
    1.97...
    """
    yield define("Take the best number of parameters", N, optimal_parameters)
    yield define("and the best number of tokens", D, optimal_tokens)
    yield premise(premises.OPTIMAL_SPLIT)
    yield define("The exponent κ is known", kappa, kappa_)
    yield define("and so is the coefficient K", K, compute_coefficient)
    yield assert_("The least loss L is what the separable law gives for the best N and D", Eq(L, loss.expr))
    yield conclude("so the loss depends on compute alone", L, E + K * C**-kappa)
