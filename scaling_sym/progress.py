"""Progress in time: how logical compute accumulates while efficiency doubles, and how the excess loss falls."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Derivative, Eq, Integral, Limit, expand_power_base, log

from derivable import Line, assert_, conclude, define, formula, integral, premise, solution

from . import premises
from .allocation import compute_optimal_loss
from .efficiency import logical_efficiency
from .premises import efficiency, then
from .symbols import C_0, P_0, C, E, M, X, gamma, kappa, t, tau

BRACKET = 1 + (2 ** (gamma * t) - 1) / (gamma * log(2))
YEAR = {tau: 1}


@formula(C, (t, C_0, gamma, tau), claim=C_0 * BRACKET, given=YEAR, source="Lu 2026; Lu 2025 with “1 yr” written")
def cumulative_compute() -> Iterator[Line]:
    """Logical compute accumulated by time t, at a constant physical resource and an efficiency that doubles.

    >>> cumulative_compute(t=3.0, C_0=1e24, gamma=1.0)
    1.10988...e+25
    """
    initial = premises.INITIAL_PERIOD.relation
    yield premise(premises.INITIAL_PERIOD)
    yield conclude("so the resource spent per year is", P_0, solution(initial, P_0))
    yield define("Efficiency doubles γ times a year", efficiency(t), logical_efficiency)
    yield premise(premises.ACCUMULATION)
    rate = (P_0 * logical_efficiency.expr.subs(t, then)).subs(P_0, solution(initial, P_0))
    added = Eq(C, C_0 + Integral(rate, (then, 0, t)))
    yield assert_("With both put in, the compute of a year is C_0/τ, times what efficiency has grown by", added)
    total = C_0 * (1 + integral(rate, then, t, gamma) / C_0)
    yield conclude("The integral of a power of two is elementary, which gives the compute", C, total)
    growth = Eq(Derivative(total, t), C_0 / tau * 2 ** (gamma * t))
    yield assert_("It grows by what a year is worth at the efficiency of its time", growth)
    steady = C_0 * (1 + t / tau)
    yield assert_("Without doublings, compute grows in proportion to time", Eq(Limit(total, gamma, 0, "+-"), steady))


@formula(M, (t, gamma, tau), claim=BRACKET, given=YEAR, source="Lu 2026, the bracket of X(t)")
def compute_multiple() -> Iterator[Line]:
    """How many times the compute of the initial period has been accumulated by time t.

    >>> compute_multiple(t=3.0, gamma=1.0)
    11.0988...
    """
    yield define("The compute accumulated by the time t is known", C, cumulative_compute)
    yield assert_("In units of the initial compute, it is M", Eq(M * C_0, C))
    multiple = cumulative_compute.expr / C_0
    yield conclude("so C_0 drops out of the multiple", M, multiple)
    growth = Eq(Derivative(multiple, t), 2 ** (gamma * t) / tau)
    yield assert_("It rises at all times, by what efficiency has grown to", growth)


@formula(X, (t, kappa, gamma, tau), claim=BRACKET**-kappa, given=YEAR, source="Lu 2026, the relative excess loss")
def relative_excess_loss() -> Iterator[Line]:
    """Excess loss at time t, relative to that at the end of the initial period.

    >>> relative_excess_loss(t=20.0, kappa=0.05, gamma=1.0)
    0.4909...
    """
    excess = compute_optimal_loss.expr - E
    ratio = excess.subs(C, M * C_0) / excess.subs(C, C_0)
    yield define("By then compute has multiplied by M", M, compute_multiple)
    yield assert_("for M times the initial compute has accumulated", Eq(M * C_0, cumulative_compute.expr))
    compared = Eq(X * excess.subs(C, C_0), excess.subs(C, M * C_0))
    yield assert_("X is the excess loss that this leaves, as a fraction of that of the initial compute", compared)
    yield conclude("In the fraction X, all of E, K and C_0 cancel", X, expand_power_base(ratio))
