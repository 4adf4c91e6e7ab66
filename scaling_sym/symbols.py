"""Every symbol of the book, once: its SymPy symbol, unit, meaning, domain, and name in the paper.

A unit is a product of powers of the base units below, and an exponent may itself be a symbol: B is measured in
loss · token^β. `QUANTITIES` maps each symbol to its entry; the notation page of the book is printed from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Expr, Integer, Interval, Set, Symbol, latex, oo, sympify
from sympy import symbols as _symbols

token, FLOP, joule, year, nat = _symbols("token FLOP joule year nat", positive=True)
BASE_UNITS = (token, FLOP, joule, year, nat)
ONE = Integer(1)
LOSS = nat / token

REALS = Interval(-oo, oo)
POSITIVE = Interval.open(0, oo)
NONNEGATIVE = Interval(0, oo)


@dataclass(frozen=True)
class Quantity:
    """What is known of one symbol.

    `domain` is the set its value must lie in, and `typical` the range that random checks draw from (for the loss L,
    whose domain begins at E, the range of L - E). `paper` is its name in Lu (2026), or says how it stands there.
    """

    symbol: Symbol
    tex: str
    unit: Expr
    meaning: str
    domain: Set
    typical: tuple[float, float]
    paper: str

    @property
    def name(self) -> str:
        """The name in code: that of the argument and of the symbol."""
        return str(self.symbol.name)


QUANTITIES: dict[Symbol, Quantity] = {}


def _quantity(
    name: str,
    unit: Any,
    meaning: str,
    domain: Set,
    typical: tuple[float, float],
    paper: str | None = None,
    tex: str | None = None,
) -> Symbol:
    """Enter a symbol; its SymPy assumptions follow from its domain."""
    if domain.start == -oo:
        symbol = Symbol(name, real=True)
    elif domain == NONNEGATIVE:
        symbol = Symbol(name, nonnegative=True)
    else:
        symbol = Symbol(name, positive=True)
    spelling = tex or latex(symbol)
    QUANTITIES[symbol] = Quantity(
        symbol, spelling, sympify(unit), meaning, domain, typical, paper if paper is not None else f"${spelling}$"
    )
    return symbol


alpha = _quantity("alpha", ONE, "exponent of the parameter term", POSITIVE, (0.1, 0.9))
beta = _quantity(
    "beta", ONE, "exponent of the token term", POSITIVE, (0.1, 0.9), r"$\beta$ (the paper's other $\beta$ is $\gamma$)"
)
kappa = _quantity("kappa", ONE, "exponent of the compute-only law", POSITIVE, (0.03, 0.5))

N = _quantity("N", ONE, "parameters of the model", POSITIVE, (1e6, 1e13))
D = _quantity("D", token, "training tokens", POSITIVE, (1e8, 1e14))
k = _quantity(
    "k", FLOP / token, "compute per parameter per token, 6 in practice", POSITIVE, (1, 12), r"hidden in $C \propto ND$"
)
C = _quantity("C", FLOP, "logical compute", POSITIVE, (1e17, 1e27), r"$C$, $C_\mathrm{logical}$")
E = _quantity("E", LOSS, "irreducible loss", POSITIVE, (0.5, 3))
L = _quantity("L", LOSS, "loss", Interval.open(E, oo), (0.01, 2))
A = _quantity("A", LOSS, "size of the parameter term at N = 1", POSITIVE, (50, 2000))
B = _quantity("B", LOSS * token**beta, "size of the token term at D = 1 token", POSITIVE, (50, 5000))
K = _quantity("K", LOSS * FLOP**kappa, "coefficient of the compute-only law", POSITIVE, (10, 5000))

t = _quantity("t", year, "time since the end of the initial period", NONNEGATIVE, (0.1, 30))
gamma = _quantity("gamma", 1 / year, "efficiency doublings per year", REALS, (-0.5, 3), r"$\beta$")
tau = _quantity("tau", year, "length of the initial period", POSITIVE, (0.3, 3), "hidden: the initial year")
E_0 = _quantity("E_0", FLOP / joule, "logical efficiency at t = 0", POSITIVE, (1e9, 1e12))
E_logical = _quantity(
    "E_logical",
    FLOP / joule,
    "logical efficiency: logical compute per unit of physical resource",
    POSITIVE,
    (1e9, 1e13),
    tex=r"E_{\mathrm{logical}}",
)
P_0 = _quantity("P_0", joule / year, "physical resource spent per year", POSITIVE, (1e12, 1e16))
P_T = _quantity("P_T", joule, "physical burden of a run", POSITIVE, (1e6, 1e16))
C_0 = _quantity("C_0", FLOP, "logical compute of the initial period, E_0 P_0 τ", POSITIVE, (1e20, 1e26))
M = _quantity("M", ONE, "compute multiple C(t)/C_0", POSITIVE, (1, 1e6), "the bracket")
X = _quantity("X", ONE, "relative excess loss (L(C) - E)/(L(C_0) - E)", Interval(0, 1), (0.05, 0.98))
n = _quantity("n", ONE, "efficiency doublings passed by the time t", REALS, (-20, 60), "how many doublings")
h = _quantity("h", ONE, "doublings of logical compute per halving of the excess loss", POSITIVE, (1, 40), r"$1/\kappa$")

# Optimal values and the auxiliary letters of the derivations.
N_opt = _quantity("N_opt", ONE, "compute-optimal parameters", POSITIVE, (1e6, 1e13), r"$N^*$", r"N^{*}")
D_opt = _quantity("D_opt", token, "compute-optimal tokens", POSITIVE, (1e8, 1e14), r"$D^*$", r"D^{*}")


def unit_of(symbol: Symbol) -> Expr:
    """The unit of a symbol; a letter that only serves a derivation has none."""
    entry = QUANTITIES.get(symbol)
    return entry.unit if entry else ONE
