"""Every letter of the book, once: its unit, meaning, domain and typical range, and its name in the paper.

`LETTERS` holds them in reading order; the notation page of the book is printed from it.
"""

from __future__ import annotations

from sympy import Interval, oo

from derivable import NONNEGATIVE, ONE, POSITIVE, REALS, Letter, base_units

token, FLOP, joule, year, nat = BASE_UNITS = base_units("token FLOP joule year nat")
LOSS = nat / token

alpha = Letter("alpha", ONE, "exponent of the parameter term", POSITIVE, (0.1, 0.9))
beta = Letter(
    "beta",
    ONE,
    "exponent of the token term",
    POSITIVE,
    (0.1, 0.9),
    source=r"$\beta$ (the paper's other $\beta$ is $\gamma$)",
)
kappa = Letter("kappa", ONE, "exponent of the compute-only law", POSITIVE, (0.03, 0.5))

N = Letter("N", ONE, "parameters of the model", POSITIVE, (1e6, 1e13))
D = Letter("D", token, "training tokens", POSITIVE, (1e8, 1e14))
k = Letter(
    "k",
    FLOP / token,
    "compute per parameter per token, 6 in practice",
    POSITIVE,
    (1, 12),
    source=r"hidden in $C \propto ND$",
    default=6.0,
)
C = Letter("C", FLOP, "logical compute", POSITIVE, (1e17, 1e27), source=r"$C$, $C_\mathrm{logical}$")
E = Letter("E", LOSS, "irreducible loss", POSITIVE, (0.5, 3))
L = Letter("L", LOSS, "loss", Interval.open(E, oo), (0.01, 2))
A = Letter("A", LOSS, "size of the parameter term at N = 1", POSITIVE, (50, 2000))
B = Letter("B", LOSS * token**beta, "size of the token term at D = 1 token", POSITIVE, (50, 5000))
sigma = Letter(
    "sigma",
    ONE,
    "apparent exponent: by how many per cent the whole loss falls for each per cent of compute",
    POSITIVE,
    (0.01, 0.3),
)
mu = Letter("mu", FLOP / LOSS, "compute per nat of a small further fall of the loss", POSITIVE, (1e18, 1e30))
K = Letter("K", LOSS * FLOP**kappa, "coefficient of the compute-only law", POSITIVE, (10, 5000))

t = Letter("t", year, "time since the end of the initial period", NONNEGATIVE, (0.1, 30))
gamma = Letter("gamma", 1 / year, "efficiency doublings per year", REALS, (-0.5, 3), source=r"$\beta$")
tau = Letter(
    "tau",
    year,
    "length of the initial period",
    POSITIVE,
    (0.3, 3),
    source="hidden: the initial year",
    default=1.0,
)
E_0 = Letter("E_0", FLOP / joule, "logical efficiency at t = 0", POSITIVE, (1e9, 1e12))
E_logical = Letter(
    "E_logical",
    FLOP / joule,
    "logical efficiency: logical compute per unit of physical resource",
    POSITIVE,
    (1e9, 1e13),
    tex=r"E_{\mathrm{logical}}",
)
P_0 = Letter("P_0", joule / year, "physical resource spent per year", POSITIVE, (1e12, 1e16))
P_T = Letter("P_T", joule, "physical burden of a run", POSITIVE, (1e6, 1e16))
C_0 = Letter("C_0", FLOP, "logical compute of the initial period, E_0 P_0 τ", POSITIVE, (1e20, 1e26))
M = Letter("M", ONE, "compute multiple C(t)/C_0", POSITIVE, (1, 1e6), source="the bracket")
X = Letter("X", ONE, "relative excess loss (L(C) - E)/(L(C_0) - E)", Interval(0, 1), (0.05, 0.98))
n = Letter("n", ONE, "efficiency doublings passed by the time t", REALS, (-20, 60), source="how many doublings")
h = Letter(
    "h",
    ONE,
    "doublings of logical compute per halving of the excess loss",
    POSITIVE,
    (1, 40),
    source=r"$1/\kappa$",
)

# Optimal values.
N_opt = Letter("N_opt", ONE, "compute-optimal parameters", POSITIVE, (1e6, 1e13), r"N^{*}", r"$N^*$")
D_opt = Letter("D_opt", token, "compute-optimal tokens", POSITIVE, (1e8, 1e14), r"D^{*}", r"$D^*$")

# Off the optimum.
u = Letter("u", ONE, "size of a model over the size optimal for its loss", POSITIVE, (0.2, 5))
u_min = Letter(
    "u_min",
    ONE,
    "smallest size that reaches a loss at all, over the size optimal for it",
    POSITIVE,
    (1e-3, 0.5),
    tex=r"u_{\min}",
)
v = Letter("v", ONE, "size of a model over the size optimal for its compute", POSITIVE, (0.1, 10))
theta = Letter("theta", ONE, "compute over the least for the same loss", POSITIVE, (1, 10))
epsilon = Letter("epsilon", ONE, "excess loss over the least for the same compute", POSITIVE, (1, 2))
k_s = Letter(
    "k_s",
    FLOP / token,
    "cost per parameter of a token served: 2, times what a FLOP of serving costs over one of training",
    POSITIVE,
    (0.5, 8),
)
omega = Letter(
    "omega", ONE, "tokens served over the tokens of the optimum, for which a size is the cheapest", REALS, (-1, 1000)
)

# Tokens, and what they are worth.
delta = Letter("delta", token, "tokens per parameter at the optimum", POSITIVE, (1, 1000))
U = Letter("U", token, "tokens that differ from each other", POSITIVE, (1e8, 1e14))
epochs = Letter(
    "epochs",
    ONE,
    "how often each token is met",
    Interval(1, oo),
    (1.5, 100),
    tex=r"\mathrm{epochs}",
)
R = Letter("R", ONE, "epochs after which the gain of a further one has fallen by a factor of e", POSITIVE, (3, 50))
D_eff = Letter(
    "D_eff", token, "tokens, all different, that would be worth as much", POSITIVE, (1e8, 1e14), r"D_{\mathrm{eff}}"
)
p = Letter("p", ONE, "parameters of the reference that a parameter is worth", POSITIVE, (0.2, 5))
q = Letter("q", ONE, "tokens of the reference that a token is worth", POSITIVE, (0.2, 5))
zeta = Letter("zeta", ONE, "how many times the compute of the reference compute is worth", POSITIVE, (0.1, 20))

LETTERS: tuple[Letter, ...] = tuple(value for value in dict(vars()).values() if isinstance(value, Letter))
