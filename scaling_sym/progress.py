"""Progress in time: how logical compute accumulates while efficiency doubles, and how the excess loss falls."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Eq, Integral, Limit, Symbol, expand_power_base, log

from derivable import Line, assert_, conclude, define, formula, integral, solution

from .allocation import compute_optimal_loss
from .efficiency import logical_efficiency
from .symbols import C_0, E_0, P_0, C, E, M, X, gamma, kappa, t, tau

s = Symbol("s", real=True)

BRACKET = 1 + (2 ** (gamma * t) - 1) / (gamma * log(2))
YEAR = {tau: 1}


@formula(C, (t, C_0, gamma, tau), claim=C_0 * BRACKET, given=YEAR, source="Lu 2026; Lu 2025 with “1 yr” written")
def cumulative_compute() -> Iterator[Line]:
    """Logical compute accumulated by time t, at a constant physical resource and an efficiency that doubles.

    >>> cumulative_compute(t=3.0, C_0=1e24, gamma=1.0)
    1.10988...e+25
    """
    initial = Eq(C_0, E_0 * P_0 * tau)
    yield assert_("The initial period of length τ passes at the efficiency E_0", initial)
    yield conclude("so the resource spent per year is", P_0, solution(initial, P_0))
    rate = P_0 * logical_efficiency.expr.subs(t, s)
    yield assert_("From then on the same resource meets a rising efficiency", Eq(C, C_0 + Integral(rate, (s, 0, t))))
    since = integral(rate.subs(P_0, solution(initial, P_0)), s, t, gamma)
    total = C_0 * (1 + since / C_0)
    yield conclude("The integral of a power of two is elementary", C, total)
    steady = C_0 * (1 + t / tau)
    yield assert_("Without doublings, compute grows in proportion to time", Eq(Limit(total, gamma, 0, "+-"), steady))


@formula(M, (t, gamma, tau), claim=BRACKET, given=YEAR, source="Lu 2026, the bracket of X(t)")
def compute_multiple() -> Iterator[Line]:
    """How many times the compute of the initial period has been accumulated by time t.

    >>> compute_multiple(t=3.0, gamma=1.0)
    11.0988...
    """
    yield assert_("In units of the initial compute, what has accumulated is M", Eq(M * C_0, cumulative_compute.expr))
    yield conclude("so C_0 drops out", M, cumulative_compute.expr / C_0)


@formula(X, (t, kappa, gamma, tau), claim=BRACKET**-kappa, given=YEAR, source="Lu 2026, the relative excess loss")
def relative_excess_loss() -> Iterator[Line]:
    """Excess loss at time t, relative to that at the end of the initial period.

    >>> relative_excess_loss(t=20.0, kappa=0.05, gamma=1.0)
    0.4909...
    """
    excess = compute_optimal_loss.expr - E
    ratio = excess.subs(C, M * C_0) / excess.subs(C, C_0)
    yield define("By then compute has multiplied by", M, compute_multiple.expr)
    yield assert_("The excess loss is compared with that of the initial compute", Eq(X, ratio))
    yield conclude("In the ratio, E, K and C_0 cancel", X, expand_power_base(ratio))
