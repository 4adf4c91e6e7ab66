"""What logical compute hides: the physical burden behind it, and an efficiency that keeps doubling."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Eq, Symbol, exp

from derivable import Line, assert_, conclude, formula, generic, powers, solution

from .symbols import E_0, P_T, C, E_logical, gamma, t

g = Symbol("g", real=True)


@formula(E_logical, (t, E_0, gamma), claim=E_0 * 2 ** (gamma * t), source="Lu 2026; Lu 2025 writes γ")
def logical_efficiency() -> Iterator[Line]:
    """Logical efficiency at time t, when it doubles γ times a year.

    >>> logical_efficiency(t=2.0, E_0=1e11, gamma=1.0)
    400000000000.0
    """
    yield assert_("Efficiency grows at a steady relative rate g", Eq(E_logical, E_0 * exp(g * t)))
    doubling = Eq(exp(g / gamma), 2)
    yield assert_("and doubles within 1/γ years", doubling)
    equation, nonzero = generic(doubling, gamma)
    rate = solution(equation, g).subs(nonzero, gamma)
    yield conclude("which fixes the rate", g, rate)
    yield conclude("so efficiency is a power of two", E_logical, powers(E_0 * exp(rate * t)))


@formula(P_T, (C, E_logical), claim=C / E_logical, source="Lu 2026")
def physical_burden() -> Iterator[Line]:
    """Physical resource, say energy, that a run of given logical compute takes.

    >>> physical_burden(C=5.88e23, E_logical=4e11)
    1470000000000.0
    """
    realised = Eq(P_T * E_logical, C)
    yield assert_("Each unit of resource realises E_logical units of logical compute", realised)
    yield conclude("so the burden is", P_T, solution(realised, P_T))
