"""What logical compute hides: the physical burden behind it, and an efficiency that keeps doubling."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Eq, Symbol, exp, integrate

from derivable import Line, assert_, conclude, formula, powers, premise, solution

from . import premises
from .premises import efficiency, g, then
from .symbols import E_0, P_T, C, E_logical, gamma, t

part = Symbol("C_1", positive=True)


@formula(E_logical, (t, E_0, gamma), claim=E_0 * 2 ** (gamma * t), source="Lu 2026; Lu 2025 writes γ")
def logical_efficiency() -> Iterator[Line]:
    """Logical efficiency at time t, when it doubles γ times a year.

    >>> logical_efficiency(t=2.0, E_0=1e11, gamma=1.0)
    400000000000.0
    """
    yield premise(premises.STEADY_GROWTH)
    yield premise(premises.INITIAL_EFFICIENCY)
    grown = E_0 * exp(integrate(g, (then, 0, t)))
    yield conclude("An efficiency that grows so is an exponential", efficiency(t), grown)
    yield premise(premises.DOUBLINGS)
    rate = solution(premises.DOUBLINGS.relation, g)
    yield conclude("which makes the rate g", g, rate)
    yield assert_("The efficiency of the time t is E_logical", Eq(E_logical, efficiency(t)))
    yield conclude("and that efficiency is a power of two", E_logical, powers(grown.subs(g, rate)))


@formula(P_T, (C, E_logical), claim=C / E_logical, source="Lu 2026")
def physical_burden() -> Iterator[Line]:
    """Physical resource, say energy, that a run of given logical compute takes.

    >>> physical_burden(C=5.88e23, E_logical=4e11)
    1470000000000.0
    """
    yield premise(premises.ONE_EFFICIENCY)
    burden = solution(premises.ONE_EFFICIENCY.relation, P_T)
    yield conclude("so the burden is", P_T, burden)
    parts = burden.subs(C, part) + burden.subs(C, C - part)
    yield assert_("The two parts of a run, of which one has the compute C_1, have burdens that add up", Eq(parts, P_T))
    yield assert_("and twice the efficiency halves the burden", Eq(burden.subs(E_logical, 2 * E_logical), P_T / 2))
