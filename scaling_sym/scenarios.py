"""Scenarios: runs of their own time, spending that grows, the longest sensible run, and what a head start is worth."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Derivative, Eq, Gt, Limit, Lt, Max, Rational, Symbol, factor, log, powsimp

from derivable import POSITIVE, Line, assert_, conclude, define, formula, integral, premise, raised, solution

from . import premises
from .allocation import compute_optimal_loss
from .efficiency import logical_efficiency
from .premises import duration, efficiency, then, throughput
from .progress import BRACKET, YEAR, compute_multiple, cumulative_compute
from .symbols import (
    C_0,
    E_0,
    MFU,
    P_0,
    P_T,
    C,
    C_added,
    E,
    E_logical,
    F_peak,
    M,
    P,
    S,
    T,
    X,
    gamma,
    halving_time,
    kappa,
    omega,
    rho,
    s,
    t,
    t_start,
    tau,
)

waited = Symbol("t_0", real=True)
GROWING = {gamma: POSITIVE}


@formula(X, (t, kappa, gamma, rho), source="this book")
def run_excess_loss() -> Iterator[Line]:
    """Excess loss of a run of fixed length at time t, relative to one of today, when spending grows too.

    >>> run_excess_loss(t=10.0, kappa=0.178, gamma=1.0, rho=0.0)
    0.2911...
    """
    initial = premises.INITIAL_PERIOD.relation
    yield premise(premises.INITIAL_PERIOD)
    yield conclude("so the resource spent per year is", P_0, solution(initial, P_0))
    yield define("Efficiency doubles γ times a year", efficiency(t), logical_efficiency.expr)
    yield premise(premises.RUN_OF_ITS_TIME)
    run = premises.RUN_OF_ITS_TIME.relation.rhs.subs(efficiency(t), logical_efficiency.expr)
    realised = powsimp(run.subs(P_0, solution(initial, P_0)))
    yield conclude("Both kinds of doubling multiply the compute of a run", C, realised)
    excess = compute_optimal_loss.expr - E
    yield assert_("Its excess loss is compared with that of C_0", Eq(X, excess / excess.subs(C, C_0)))
    fraction = raised(realised / C_0, -kappa)
    yield conclude("so that only the sum of γ and ρ matters", X, fraction)


@formula(omega, (kappa, halving_time), source="this book")
def sustaining_rate() -> Iterator[Line]:
    """Doublings of logical compute a year, of efficiency and spending together, that halve the excess in a given time.

    >>> sustaining_rate(kappa=0.178, halving_time=5.0)
    1.1235...
    """
    left = run_excess_loss.expr.subs({gamma: omega - rho, t: halving_time})
    halved = Eq(left, Rational(1, 2))
    yield assert_("A halving time after today half of the excess is left, where ω is the sum of γ and ρ", halved)
    yield conclude("so the rate needed is", omega, solution(halved, omega))
    later = run_excess_loss.expr.subs({gamma: omega - rho, t: t + halving_time})
    now = run_excess_loss.expr.subs(gamma, omega - rho)
    yield assert_("and it halves the excess again and again", Eq(later, now / 2))


@formula(S, (t, P_0, rho, tau), source="this book")
def cumulative_resource() -> Iterator[Line]:
    """Physical resource spent from the start to the time t, when spending doubles ρ times a year.

    >>> cumulative_resource(t=3.0, P_0=1e14, rho=1.0)
    1109886528622274...
    """
    yield premise(premises.GROWING_SPENDING)
    spent = P_0 * tau * (1 + integral(2 ** (rho * then), then, t, rho) / tau)
    yield conclude("The integral of a power of two is elementary", S, spent)
    yield assert_("It grows by the spending of the time", Eq(Derivative(spent, t), P_0 * 2 ** (rho * t)))
    steady = P_0 * (t + tau)
    yield assert_("Spending that does not grow adds up in proportion to time", Eq(Limit(spent, rho, 0, "+-"), steady))


@formula(T, (gamma,), source="Sevilla et al. 2022", domains=GROWING)
def longest_run() -> Iterator[Line]:
    """Length of a run that does the most by a given day, if its efficiency is that of the day on which it begins.

    >>> longest_run(gamma=1.0)
    1.4426...
    """
    yield define("Efficiency doubles γ times a year", efficiency(t), logical_efficiency.expr)
    yield premise(premises.FIXED_EFFICIENCY)
    yield define("A run of the length T", duration, T)
    yield define("that ends at t began at", t_start, t - T)
    a_year = P_0 * logical_efficiency.expr.subs(t, t - T)
    yield conclude("so by then it has done", C, T * a_year)
    balance = Eq(a_year, -T * Derivative(a_year, T))
    yield assert_("Begun earlier it gains time, and loses as much in the efficiency of all its time", balance)
    yield assert_("and at no other T, for ln C bends down", Lt(Derivative(log(T * a_year), T, 2), 0))
    yield conclude("which the longest sensible run meets", T, solution(balance.doit(), T))


@formula(t_start, (T, gamma), source="this book", domains=GROWING)
def best_start() -> Iterator[Line]:
    """When to begin a run that would last T if begun now, so that it ends soonest: 0 if there is nothing to wait for.

    >>> best_start(T=4.0, gamma=1.0)
    1.4712...
    """
    yield define("Efficiency doubles γ times a year", efficiency(t), logical_efficiency.expr)
    yield premise(premises.FIXED_EFFICIENCY)
    yield define("Begun now, what is to be done takes T", C, P_0 * T * E_0)
    begun = premises.FIXED_EFFICIENCY.relation.rhs.subs(efficiency(t_start), logical_efficiency.expr.subs(t, t_start))
    yield conclude("so begun later it takes", duration, solution(Eq(P_0 * T * E_0, begun), duration))
    later = solution(Eq(P_0 * T * E_0, begun), duration).subs(t_start, t)
    yield assert_("which is convex in the time of the beginning", Gt(Derivative(later, t, 2), 0))
    balance = Eq(-Derivative(later, t).subs(t, waited), 1)
    yield assert_("so waiting pays up to one time t_0, when the run gets shorter as fast as time goes by", balance)
    yield assert_("and has become the longest sensible run", Eq(later.subs(t, waited), longest_run.expr))
    yield conclude("in as many doublings as that is shorter", waited, log(T / longest_run.expr, 2) / gamma)
    yield assert_("If that time is past, the best is to begin now", Eq(t_start, Max(0, waited)))
    yield conclude("so the time to begin is", t_start, log(Max(1, gamma * T * log(2))) / (gamma * log(2)))


@formula(t, (s, gamma), source="this book", domains=GROWING)
def head_start() -> Iterator[Line]:
    """What a stack that is s times as efficient is worth in years, for runs that see the efficiency of their own time.

    >>> head_start(s=4.0, gamma=1.0)
    2.0
    """
    grown = Eq(logical_efficiency.expr, s * E_0)
    yield assert_("After t years the slower stack is where the other was", grown)
    yield conclude("which takes the time", t, solution(grown, t))


@formula(t, (s, gamma, tau), source="this book", domains=GROWING)
def head_start_accumulated() -> Iterator[Line]:
    """What a stack that is s times as efficient is worth in years at the start, where all compute adds up.

    >>> head_start_accumulated(s=4.0, gamma=1.0)
    1.6226...
    """
    yield define("By the time t, compute has multiplied by", M, compute_multiple.expr)
    yield assert_("and has become what the faster stack had at the start", Eq(M, s))
    yield conclude("which takes the time", t, solution(Eq(compute_multiple.expr, s), t))


@formula(C_added, (t, C_0, gamma, tau), claim=C_0 * (BRACKET - 1), given=YEAR, source="Lu 2026, sec. 4")
def added_compute() -> Iterator[Line]:
    """Logical compute that the time t adds to that of the initial period.

    >>> added_compute(t=3.0, C_0=1e24, gamma=1.0)
    1.00988...e+25
    """
    total = cumulative_compute.expr
    yield define("By the time t there is the compute", C, total)
    yield assert_("which is that of the initial period and what was added", Eq(C, C_0 + C_added))
    yield conclude("so what was added is", C_added, factor(total - C_0))


@formula(MFU, (E_logical, P, F_peak), claim=E_logical * P / F_peak, source="Lu 2026, sec. 3")
def model_flops_utilisation() -> Iterator[Line]:
    """Model FLOP utilisation: logical compute per second, over the peak that the vendor states.

    >>> model_flops_utilisation(E_logical=6e11, P=1e7, F_peak=1.5e19)
    0.4
    """
    yield premise(premises.UTILISATION)
    yield premise(premises.ONE_EFFICIENCY)
    yield define("A power that stays the same for the time ℓ is the resource", P_T, P * duration)
    yield define("and what is done in a second adds up to", C, throughput * duration)
    second = solution(Eq(P * duration * E_logical, throughput * duration), throughput)
    yield conclude("so a second does", throughput, second)
    yield conclude("and the time drops out", MFU, premises.UTILISATION.relation.rhs.subs(throughput, second))
