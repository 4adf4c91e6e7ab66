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

LETTERS: tuple[Letter, ...] = tuple(value for value in dict(vars()).values() if isinstance(value, Letter))
