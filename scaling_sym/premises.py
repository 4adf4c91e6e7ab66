"""What the book takes for granted, once: everything else is derived from it.

A premise is an empirical law, a definition, or an assumption of the model. `breaks` says what is known to break it.
"""

from __future__ import annotations

from functools import partial

from sympy import Derivative, Equality, Function, Integral, Symbol, exp, log, symbols

from derivable import Premise

from .symbols import (
    C_0,
    E_0,
    MFU,
    P_0,
    P_T,
    A,
    B,
    C,
    D,
    E,
    E_logical,
    F_peak,
    H,
    L,
    N,
    R,
    S,
    U,
    alpha,
    beta,
    epochs,
    gamma,
    k,
    k_s,
    mu,
    p,
    q,
    rho,
    sigma,
    t,
    t_start,
    tau,
)

Eq = partial(Equality, evaluate=False)  # whether it might hold of itself, SymPy would ask at every import
L_N, L_D = (Function(name, positive=True) for name in ("L_N", "L_D"))
law = Function("L", positive=True)
efficiency = Function("E_logical", positive=True)
c = Symbol("c", positive=True)
then = Symbol("t_1", real=True)
g = Symbol("g", real=True)
duration = Symbol("ell", positive=True)
throughput = Symbol("F", positive=True)
worth = Function("D_eff", positive=True)
reference = Function("L_ref", positive=True)
overhead = Function("theta", positive=True)
served, whole = symbols("Q C_all", positive=True)

ADDITIVE = Premise(
    "additive shortages",
    "empirical law",
    "The loss exceeds what no model can predict by two shortages that add, one of parameters and one of tokens",
    Eq(L - E, L_N(N) + L_D(D)),
    source="Hoffmann et al. 2022, sec. 3.3",
    breaks="a change of data, of architecture or of the training schedule along the way",
)
ELASTIC_IN_N = Premise(
    "constant elasticity in parameters",
    "empirical law",
    "The shortage of parameters falls by α per cent for each per cent of N",
    Eq(N * Derivative(L_N(N), N), -alpha * L_N(N)),
    source="Hoffmann et al. 2022, sec. 3.3",
    breaks="sizes far outside of those measured",
)
ELASTIC_IN_D = Premise(
    "constant elasticity in tokens",
    "empirical law",
    "The shortage of tokens falls by β per cent for each per cent of D",
    Eq(D * Derivative(L_D(D), D), -beta * L_D(D)),
    source="Hoffmann et al. 2022, sec. 3.3",
    breaks="tokens that are met again, and numbers of them far outside of those measured",
)
SIZE_OF_A = Premise(
    "A",
    "definition",
    "A is the shortage of parameters at N = 1",
    Eq(L_N(1), A),
    source="Hoffmann et al. 2022, sec. 3.3",
)
SIZE_OF_B = Premise(
    "B",
    "definition",
    "B is the shortage of tokens at D = 1 token",
    Eq(L_D(1), B),
    source="Hoffmann et al. 2022, sec. 3.3",
)
COST_OF_A_TOKEN = Premise(
    "cost of a token",
    "assumption",
    "A token costs c: k operations for each parameter, in practice 2 on the way forward and 4 on the way back",
    Eq(c, k * N),
    source="Kaplan et al. 2020, sec. 2.1",
    breaks="long contexts, sparse models, and activations that are computed twice",
)
EACH_TOKEN_ONCE = Premise(
    "each token once",
    "assumption",
    "The compute of training goes into meeting each of D tokens once",
    Eq(C, c * D),
    source="Hoffmann et al. 2022, sec. 3.3",
    breaks="data that run out",
)
BUDGET = Premise(
    "budget",
    "assumption",
    "All of the budget C is spent",
    Eq(k * N * D, C),
    source="Hoffmann et al. 2022, sec. 3.3",
)
OPTIMAL_SPLIT = Premise(
    "optimal split",
    "assumption",
    "At every budget a little more spent on parameters gains as much as a little more spent on tokens",
    Eq(alpha * A * N**-alpha, beta * B * D**-beta),
    source="Hoffmann et al. 2022, sec. 3.3",
    breaks="models made small for cheap use, and data that run out",
)
APPARENT_EXPONENT = Premise(
    "apparent exponent",
    "definition",
    "Who takes the whole loss for a power of compute reads off σ, by how many per cent it falls for each per cent of C",
    Eq(C * Derivative(law(C), C), -sigma * law(C)),
    source="Kaplan et al. 2020, sec. 6, where the loss has no floor",
)
MARGINAL_COMPUTE = Premise(
    "marginal compute",
    "definition",
    "μ is the further compute over the fall of the loss that it brings, where both are small",
    Eq(-mu * Derivative(law(C), C), 1),
    source="this book",
)
COST_OF_USE = Premise(
    "cost of use",
    "assumption",
    "All in all C_all is paid: the training, and k_s operations for each parameter and each of Q tokens served",
    Eq(whole, C + k_s * N * served),
    source="Sardana et al. 2024",
    breaks="long contexts, and hardware that serves at another price than k_s was reckoned with",
)
FIRST_EPOCH = Premise(
    "first epoch",
    "definition",
    "U tokens that are met once are worth U",
    Eq(worth(1), U),
    source="Muennighoff et al. 2023, sec. 3",
)
FADING_EPOCHS = Premise(
    "fading epochs",
    "empirical law",
    "Met again they are worth less each time: what a further epoch adds to D_eff fades by a factor of e every R epochs",
    Eq(Derivative(worth(epochs), epochs), U * exp(-(epochs - 1) / R)),
    source="Muennighoff et al. 2023, sec. 3",
    breaks="many epochs, after which a large model gets worse, and data of another kind",
)
BETTER_ALGORITHM = Premise(
    "better algorithm",
    "assumption",
    "To an algorithm a parameter is worth p and a token q of a reference’s: its loss L is what that has for so many",
    Eq(L, reference(p * N, q * D)),
    source="Ho et al. 2024",
    breaks="an algorithm that changes an exponent, or that helps large models more than small ones",
)
ONE_EFFICIENCY = Premise(
    "one efficiency",
    "assumption",
    "During the run, each unit of resource realises E_logical units of logical compute",
    Eq(P_T * E_logical, C),
    source="Lu 2026, sec. 3",
    breaks="an efficiency that changes during the run",
)
STEADY_GROWTH = Premise(
    "steady growth",
    "assumption",
    "Efficiency grows at a steady relative rate g",
    Eq(Derivative(efficiency(t), t), g * efficiency(t)),
    source="Lu 2026, sec. 4",
    breaks="layers of the stack that saturate",
)
INITIAL_EFFICIENCY = Premise(
    "initial efficiency",
    "definition",
    "It begins at E_0",
    Eq(efficiency(0), E_0),
    source="Lu 2026, sec. 4",
)
DOUBLINGS = Premise(
    "doublings a year",
    "definition",
    "γ counts doublings a year, where g counts factors of e",
    Eq(g, gamma * log(2)),
    source="Lu 2025",
)
SLOWING_DOUBLINGS = Premise(
    "slowing doublings",
    "assumption",
    "Efficiency begins with γ doublings a year, and its pace halves every H years",
    Eq(Derivative(efficiency(t), t), gamma * 2 ** (-t / H) * log(2) * efficiency(t)),
    source="this book",
    breaks="a new source of doublings",
)
ACCUMULATION = Premise(
    "accumulation",
    "assumption",
    "From then on the resource of each year meets the efficiency of its time, and all compute since the start adds up",
    Eq(C, C_0 + Integral(P_0 * efficiency(then), (then, 0, t))),
    source="Lu 2026, sec. 4",
    breaks="spending that grows, and runs of a fixed length, which see the efficiency of their own time alone",
)
INITIAL_PERIOD = Premise(
    "initial period",
    "assumption",
    "In the initial period of length τ, the resource P_0 of each year meets the efficiency E_0, and C_0 is accumulated",
    Eq(C_0, E_0 * P_0 * tau),
    source="Lu 2026, sec. 4, where τ is one year",
    breaks="a history of more than one efficiency",
)
RUN_OF_ITS_TIME = Premise(
    "run of its time",
    "assumption",
    "The compute of a run of fixed length τ is what spending that doubles ρ times a year does at its time’s efficiency",
    Eq(C, P_0 * 2 ** (rho * t) * tau * efficiency(t)),
    source="this book",
    breaks="runs that grow longer",
)
GROWING_SPENDING = Premise(
    "growing spending",
    "assumption",
    "The initial period spends P_0 a year; from then on spending doubles ρ times a year, and all the resource counts",
    Eq(S, P_0 * tau + Integral(P_0 * 2 ** (rho * then), (then, 0, t))),
    source="this book",
    breaks="a cap on power or money",
)
FIXED_EFFICIENCY = Premise(
    "fixed efficiency",
    "assumption",
    "A run keeps to its end the efficiency that it began with, and its compute is what P_0 a year does at that one",
    Eq(C, P_0 * duration * efficiency(t_start)),
    source="Sevilla et al. 2022",
    breaks="hardware and software that are exchanged during the run",
)
UTILISATION = Premise(
    "utilisation",
    "definition",
    "Utilisation is the logical compute of a second over what the vendor states",
    Eq(MFU, throughput / F_peak),
    source="Lu 2026, sec. 3",
)
