"""Targets: what a given loss takes in compute, burden, time and doublings, and how fast efficiency must double."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Eq, LambertW, Piecewise, Rational, Symbol, exp, expand_log, log, symbols

from derivable import POSITIVE, Line, assert_, conclude, define, formula, generic, solution

from .efficiency import logical_efficiency, physical_burden
from .progress import compute_multiple, relative_excess_loss
from .symbols import E_0, P_T, C, E, E_logical, K, L, M, X, gamma, h, kappa, n, t, tau

r, w, epsilon = symbols("r w epsilon", positive=True)
y = Symbol("y", real=True)


@formula(C, (L, E, K, kappa), claim=(K / (L - E)) ** (1 / kappa), source="Lu 2026, the law turned around")
def required_compute() -> Iterator[Line]:
    """Logical compute that a target loss takes.

    >>> required_compute(L=1.9, E=1.8172, K=2708.5, kappa=0.17829)
    2.1000...e+25
    """
    law = Eq(L - E, K * C**-kappa)
    yield assert_("The target's excess loss lies on the compute-only law", law)
    inverse = solution(law.subs(L - E, epsilon), C)
    yield conclude("which one step inverts", C, inverse.subs(epsilon, L - E))


@formula(P_T, (L, E, K, kappa, E_logical), claim=(K / (L - E)) ** (1 / kappa) / E_logical, source="Lu 2026")
def required_burden() -> Iterator[Line]:
    """Physical burden that a target loss takes.

    >>> required_burden(L=1.9, E=1.8172, K=2708.5, kappa=0.17829, E_logical=4e11)
    52500...
    """
    yield define("The target takes the compute", C, required_compute.expr)
    yield assert_("and every unit of resource realises E_logical of it", Eq(P_T * E_logical, C))
    yield conclude("so the burden is", P_T, physical_burden.expr)


@formula(M, (X, kappa), claim=X ** (-1 / kappa), source="Lu 2026")
def required_multiple() -> Iterator[Line]:
    """By how much compute must multiply for the excess loss to fall to the fraction X.

    >>> required_multiple(X=0.5, kappa=0.25)
    16.0
    """
    fraction = Eq(X, M**-kappa)
    yield assert_("Multiplying compute by M leaves this fraction of the excess loss", fraction)
    yield conclude("so the multiple is", M, solution(fraction, M))


@formula(h, (kappa,), claim=1 / kappa, source="Lu 2026")
def doublings_per_halving() -> Iterator[Line]:
    """How many doublings of logical compute halve the excess loss.

    >>> doublings_per_halving(kappa=0.05)
    20.0
    """
    halving = Eq((2**h) ** -kappa, Rational(1, 2))
    yield assert_("After h doublings of compute, half the excess loss is left", halving)
    yield conclude("whatever the scale", h, solution(halving, h))


@formula(t, (X, kappa, gamma, tau), source="Lu 2026, X(t) turned around")
def time_to_target() -> Iterator[Line]:
    """Time until the excess loss has fallen to the fraction X; inf if it never does.

    >>> time_to_target(X=0.5, kappa=0.05, gamma=1.0)
    19.4712...
    """
    yield define("The target needs the compute multiple", M, required_multiple.expr)
    reached = Eq(M, compute_multiple.expr)
    yield assert_("At the time sought, so much has accumulated", reached)
    equation, nonzero = generic(reached.subs(2 ** (gamma * t), w), gamma)
    power = expand_log(solution(equation, w)).subs(nonzero, gamma)
    yield conclude("The time stands in one power of two alone, here w, so that", w, power)
    yield assert_("which is to say", Eq(2 ** (gamma * t), w))
    yield conclude("and its logarithm gives the time", t, log(power) / (gamma * log(2)))


@formula(n, (X, kappa, gamma, tau), source="Lu 2026, its question of how many doublings")
def doublings_to_target() -> Iterator[Line]:
    """Efficiency doublings that have passed when the excess loss reaches the fraction X; inf if it never does.

    >>> doublings_to_target(X=0.5, kappa=0.05, gamma=1.0)
    19.4712...
    """
    yield define("The target is reached at the time", t, time_to_target.expr)
    yield assert_("By then efficiency has doubled n times", Eq(logical_efficiency.expr, E_0 * 2**n))
    yield conclude("at γ doublings a year", n, gamma * time_to_target.expr)


@formula(gamma, (X, kappa, t, tau), source="this book, from X(t)", domains={t: POSITIVE}, where=(r,))
def required_doubling_rate() -> Iterator[Line]:
    """Efficiency doublings per year needed to bring the excess loss down to the fraction X by time t.

    >>> required_doubling_rate(X=0.5, kappa=0.05, t=10.0)
    2.0507...
    """
    growth_needed = (required_multiple.expr - 1) * tau / t
    yield define("Write r for the growth needed, over that without doublings", r, growth_needed)
    yield define("and y for the growth of efficiency, in e-foldings", gamma, y / (t * log(2)))
    yield assert_("The target X is met at the time t", Eq(X, relative_excess_loss.expr))
    growth = Eq((exp(y) - 1) / y, r)
    yield assert_("which is an equation for y alone", growth)
    principal = solution(growth, y)
    lower = principal.replace(LambertW, lambda z: LambertW(z, -1))
    root = Piecewise((lower, r > 1), (principal, r < 1), (0, True))
    yield conclude("Lambert's W solves it, on the branch where y is not always 0", y, root)
