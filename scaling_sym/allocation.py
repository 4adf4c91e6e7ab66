"""From L(N, D) to L(C): how to split a budget between parameters and tokens, and the power law that results."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Derivative, Eq, Gt, Integral, Symbol, diff, exp, log, simplify, symbols

from derivable import Line, assert_, conclude, define, formula, powers, raised, solution

from .symbols import A, B, C, D, D_opt, E, K, L, N, N_opt, alpha, beta, k, kappa

c, rho, u = symbols("c rho u", real=True)
s = Symbol("s", real=True)
L_N, L_D = symbols("L_N L_D", positive=True)


@formula(L, (N, D, E, A, B, alpha, beta), claim=E + A / N**alpha + B / D**beta, source="Hoffmann et al. 2022, sec. 3.3")
def loss() -> Iterator[Line]:
    """Loss of a model with N parameters trained on D tokens: the separable law.

    >>> loss(N=70e9, D=1.4e12, E=1.69, A=406.4, B=410.7, alpha=0.34, beta=0.28)
    1.9366...
    """
    parameters, tokens = A * N**-alpha, B * D**-beta
    yield define("Too few parameters cost an excess that depends on them alone", L_N, parameters)
    yield assert_("It falls by α per cent for every per cent of N", Eq(Derivative(log(parameters), N), -alpha / N))
    yield define("Too few tokens cost an excess that depends on them alone", L_D, tokens)
    yield assert_("It falls by β per cent for every per cent of D", Eq(Derivative(log(tokens), D), -beta / D))
    yield assert_("The two shortages add, on top of what no model can predict", Eq(L - E, L_N + L_D))
    yield conclude("This is the separable loss", L, E + parameters + tokens)


@formula(C, (N, D, k), claim=6 * N * D, given={k: 6}, source="Kaplan et al. 2020, sec. 2.1")
def compute() -> Iterator[Line]:
    """Logical compute of training N parameters on D tokens.

    >>> compute(N=70e9, D=1.4e12)
    5.88e+23
    """
    total = Integral(k * N, (s, 0, D))
    yield assert_("Each token costs k for each parameter, and training passes D of them", Eq(C, total))
    yield conclude("The cost of a token never changes, so the sum is a product", C, total.doit())


SIX = {k: 6}
G = (alpha * A / (beta * B)) ** (1 / (alpha + beta))
HOFFMANN = "Hoffmann et al. 2022, sec. 3.3, eq. 4"


@formula(N_opt, (C, A, B, alpha, beta, k), claim=G * (C / 6) ** (beta / (alpha + beta)), given=SIX, source=HOFFMANN)
def optimal_parameters() -> Iterator[Line]:
    """Parameters that make the loss least for a given logical compute.

    >>> optimal_parameters(C=5.88e23, A=482.01, B=2085.43, alpha=0.3478, beta=0.3658)
    73016399355.9...
    """
    excess = (loss.expr - E).subs({N: exp(u), D: exp(c - u)})
    yield define("Write u for the logarithm of N", N, exp(u))
    yield define("and c for the logarithm of C/k", c, log(C / k))
    yield define("All of the budget C = kND is spent, so one variable is left", D, exp(c - u))
    yield assert_("Where the excess loss is least, its derivative vanishes", Eq(Derivative(excess, u), 0))
    yield assert_("It curves upward everywhere, so it is least at one point only", Gt(Derivative(excess, u, 2), 0))
    yield define("With one letter for the constants", rho, log(alpha * A / (beta * B)))
    balance = Eq(rho - alpha * u, -beta * (c - u))
    yield assert_("the marginal gains of parameters and tokens are equal where their logarithms are", balance)
    best = solution(balance, u)
    yield conclude("which is linear in u", u, best)
    split = powers(exp(best.expand()).subs({c: log(C / k), rho: log(alpha * A / (beta * B))}))
    yield conclude("Back from logarithms, the best N is a power of compute", N_opt, split)
    tokens = C / (k * N_opt)
    yield assert_(
        "There each term counts in inverse proportion to its exponent",
        Eq(alpha * A * N_opt**-alpha, beta * B * tokens**-beta),
    )


@formula(D_opt, (C, A, B, alpha, beta, k), claim=(C / 6) ** (alpha / (alpha + beta)) / G, given=SIX, source=HOFFMANN)
def optimal_tokens() -> Iterator[Line]:
    """Training tokens that make the loss least for a given logical compute.

    >>> optimal_tokens(C=5.88e23, A=482.01, B=2085.43, alpha=0.3478, beta=0.3658)
    1342164237958.5...
    """
    parameters = optimal_parameters.expr
    yield define("The best number of parameters is known", N_opt, parameters)
    yield assert_("and the budget is spent", Eq(k * N_opt * D_opt, C))
    yield conclude("so the best number of tokens follows", D_opt, simplify(C / (k * parameters)))


@formula(kappa, (alpha, beta), claim=alpha * beta / (alpha + beta), source="Lu 2026; Hoffmann et al. 2022")
def kappa_() -> Iterator[Line]:
    """Exponent of the compute-only law: by how many per cent the excess loss falls for each per cent of compute.

    >>> kappa(alpha=0.34, beta=0.28)
    0.1535...
    """
    parameters = A * raised(optimal_parameters.expr, -alpha)
    tokens = B * raised(optimal_tokens.expr, -beta)
    yield define("At the optimum, too few parameters cost", L_N, parameters)
    yield define("and too few tokens", L_D, tokens)
    falls = simplify(-C * diff(log(parameters), C))
    yield conclude("The first falls with compute at the rate", kappa, falls)
    yield assert_("which is the same at every scale", Eq(C * Derivative(log(parameters), C), -kappa))
    yield assert_("and the same for the second", Eq(C * Derivative(log(tokens), C), -kappa))
    excess = parameters + tokens
    yield assert_("so the excess loss is a power of compute alone", Eq(excess / excess.subs(C, k), (C / k) ** -kappa))


@formula(K, (A, B, alpha, beta, k), source="from Hoffmann et al. 2022, sec. 3.3")
def compute_coefficient() -> Iterator[Line]:
    """Coefficient of the compute-only law: the excess loss at one unit of compute, on the law's own line.

    >>> compute_coefficient(A=482.01, B=2085.43, alpha=0.3478, beta=0.3658)
    2708.49...
    """
    parameters = A * raised(optimal_parameters.expr, -alpha)
    excess = parameters + B * raised(optimal_tokens.expr, -beta)
    yield define("The exponent is known", kappa, kappa_.expr)
    yield assert_("The excess loss at the optimum is a power of compute", Eq(excess, K * C**-kappa))
    yield assert_("and α to β its terms stand in inverse proportion", Eq(excess, parameters * (1 + alpha / beta)))
    coefficient = parameters.subs(C, k) * (alpha + beta) / beta * k**kappa
    yield conclude("so its value at C = k gives the coefficient", K, coefficient)


@formula(L, (C, E, K, kappa), claim=E + K * C**-kappa, source="Lu 2026, introduction, with E explicit")
def compute_optimal_loss() -> Iterator[Line]:
    """Least loss that a given logical compute can buy: the compute-only law.

    >>> compute_optimal_loss(C=5.88e23, E=1.8172, K=2708.5, kappa=0.17829)
    1.97...
    """
    best = loss.expr.subs({N: optimal_parameters.expr, D: optimal_tokens.expr})
    law = E + compute_coefficient.expr * C**-kappa_.expr
    yield assert_("At the optimum the separable loss depends on compute alone", Eq(best, law))
    yield assert_("With K and κ for its two constants, the excess is", Eq(L - E, K * C**-kappa))
    yield conclude("so the loss is", L, E + K * C**-kappa)
