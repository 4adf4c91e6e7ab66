"""Targets: what a given loss takes in compute, burden, time and doublings, and how fast efficiency must double."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import (
    Derivative,
    Eq,
    Ge,
    Gt,
    LambertW,
    Le,
    Lt,
    Piecewise,
    Rational,
    exp,
    expand_log,
    expand_power_base,
    log,
    symbols,
)

from derivable import POSITIVE, Line, assert_, conclude, define, formula, generic, premise, solution

from . import premises
from .allocation import compute_optimal_loss
from .efficiency import logical_efficiency, physical_burden
from .progress import compute_multiple, relative_excess_loss
from .symbols import C_0, E_0, P_T, C, E, E_logical, K, L, M, X, gamma, h, kappa, n, t, tau

r, w, short = symbols("r w short", positive=True)
y, z = symbols("y z", real=True)


@formula(C, (L, E, K, kappa), claim=(L - E) ** (-1 / kappa), proportional=(L, E), source="Lu 2026, sec. 5")
def required_compute() -> Iterator[Line]:
    """Logical compute that a target loss takes.

    >>> required_compute(L=1.9, E=1.8172, K=2708.5, kappa=0.17829)
    2.1000...e+25
    """
    excess = compute_optimal_loss.expr - E
    law = Eq(L - E, excess)
    yield assert_("The target's excess loss lies on the compute-only law", law)
    falling = Lt(Derivative(excess, C), 0)
    yield assert_("which falls with compute, so that one compute alone meets the target", falling)
    inverse = solution(law.subs(L - E, short), C)
    yield conclude("The power turned around gives the compute", C, inverse.subs(short, L - E))


@formula(
    P_T,
    (L, E, K, kappa, E_logical),
    claim=(L - E) ** (-1 / kappa) / E_logical,
    proportional=(L, E, E_logical),
    source="Lu 2026, sec. 5",
)
def required_burden() -> Iterator[Line]:
    """Physical burden that a target loss takes.

    >>> required_burden(L=1.9, E=1.8172, K=2708.5, kappa=0.17829, E_logical=4e11)
    52500...
    """
    yield define("The target takes the compute C", C, required_compute)
    yield assert_("for which its excess loss lies on the law", Eq(L, compute_optimal_loss.expr))
    yield premise(premises.ONE_EFFICIENCY)
    yield conclude("so the burden is", P_T, physical_burden.expr)


@formula(M, (X, kappa), source="this book, from X(t)")
def required_multiple() -> Iterator[Line]:
    """By how much compute must multiply for the excess loss to fall to the fraction X.

    >>> required_multiple(X=0.5, kappa=0.25)
    16.0
    """
    excess = compute_optimal_loss.expr - E
    fraction = Eq(X, expand_power_base(excess.subs(C, C_0 * M) / excess.subs(C, C_0)))
    yield assert_("Multiplying compute by M leaves this fraction of the excess loss", fraction)
    yield assert_("which falls with M, so that one multiple alone leaves it", Lt(Derivative(M**-kappa, M), 0))
    yield conclude("so the multiple is", M, solution(fraction, M))


@formula(h, (kappa,), source="this book, from the compute-only law")
def doublings_per_halving() -> Iterator[Line]:
    """How many doublings of logical compute halve the excess loss.

    >>> doublings_per_halving(kappa=0.05)
    20.0
    """
    halving = Eq((2**h) ** -kappa, Rational(1, 2))
    yield assert_("After h doublings of compute, half the excess loss is left", halving)
    yield conclude("so the number h is", h, solution(halving, h))
    excess = compute_optimal_loss.expr - E
    yield assert_("whatever the compute that one begins with", Eq(excess.subs(C, 2**h * C), excess / 2))


@formula(t, (X, kappa, gamma, tau), source="Lu 2026, X(t) turned around")
def time_to_target() -> Iterator[Line]:
    """Time until the excess loss has fallen to the fraction X; inf if it never does.

    >>> time_to_target(X=0.5, kappa=0.05, gamma=1.0)
    19.4712...
    """
    yield define("The target needs the compute multiple M", M, required_multiple)
    yield assert_("which leaves the fraction X of the excess loss", Eq(X, M**-kappa))
    reached = Eq(M, compute_multiple.expr)
    yield assert_("At the time t, the multiple M has accumulated", reached)
    equation, nonzero = generic(reached.subs(2 ** (gamma * t), w), gamma)
    power = expand_log(solution(equation, w)).subs(nonzero, gamma)
    yield conclude("The time t enters only through one power of two; call it w", w, power)
    yield assert_("By the time t that power is w", Eq(2 ** (gamma * t), w))
    yield conclude(
        "and where w is positive, its logarithm gives the time; elsewhere none does", t, log(power) / (gamma * log(2))
    )


@formula(n, (X, kappa, gamma, tau), source="Lu 2026, its question of how many doublings")
def doublings_to_target() -> Iterator[Line]:
    """Efficiency doublings that have passed when the excess loss reaches the fraction X; inf if it never does.

    >>> doublings_to_target(X=0.5, kappa=0.05, gamma=1.0)
    19.4712...
    """
    yield define("The target is reached at the time t", t, time_to_target)
    yield assert_("By then efficiency has doubled n times", Eq(logical_efficiency.expr, E_0 * 2**n))
    yield conclude("which is, at γ doublings a year, the number n", n, gamma * time_to_target.expr)


@formula(gamma, (X, kappa, t, tau), source="this book, from X(t)", domains={t: POSITIVE}, where=(r,))
def required_doubling_rate() -> Iterator[Line]:
    """Efficiency doublings per year needed to bring the excess loss down to the fraction X by time t.

    >>> required_doubling_rate(X=0.5, kappa=0.05, t=10.0)
    2.0507...
    """
    yield define("The target needs the compute multiple M", M, required_multiple)
    accumulated = Eq((compute_multiple.expr - 1) * tau / t, (M - 1) * tau / t)
    yield assert_("It has accumulated by the time t, at the mean efficiency that the rate γ gives", accumulated)
    yield define("Write r for the mean efficiency needed, in units of E_0", r, accumulated.rhs)
    growth = Eq((exp(y) - 1) / y, r)
    yield assert_("With y for γ t ln 2, the growth in e-foldings, this is an equation between y and r", growth)
    yield assert_("whose left side rises with y, so that one y alone solves it", Gt(Derivative(growth.lhs, y), 0))
    shifted = -y - 1 / r
    branches = Eq(shifted * exp(shifted), -exp(-1 / r) / r)
    yield assert_("In another form it says that -y - 1/r is a value of Lambert's W", branches)
    yield define("which we call z", z, shifted)
    trivial = Ge((1 - 1 / r) * (r - 1), 0)
    yield assert_("At the root y = 0 the value of z is -1/r, which lies above -1 if and only if r > 1", trivial)
    yield assert_("and the z sought on the other side: each on a branch of its own", Le((z + 1) * (r - 1), 0))
    principal = solution(growth, y)
    lower = principal.replace(LambertW, lambda at: LambertW(at, -1))
    root = Piecewise((lower, r > 1), (principal, r < 1), (0, True))
    yield conclude("so Lambert's W gives y", y, root)
    yield conclude("and y gives the rate γ", gamma, y / (t * log(2)))
    yield assert_("with which the target X is met at the time t", Eq(X, relative_excess_loss.expr))
