"""Scenarios: runs of their own time, spending that grows, the longest sensible run, and what a head start is worth."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import (
    Derivative,
    Eq,
    Gt,
    Integer,
    Integral,
    Limit,
    Lt,
    Max,
    Rational,
    Symbol,
    exp,
    factor,
    factor_terms,
    integrate,
    log,
    powsimp,
    symbols,
)

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
    H,
    M,
    P,
    S,
    T,
    X,
    gamma,
    halving_time,
    kappa,
    n,
    omega,
    rho,
    s,
    t,
    t_start,
    tau,
)

waited = Symbol("t_0", real=True)
left, left_before = symbols("w w_1", positive=True)
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
    yield define("Efficiency doubles γ times a year", efficiency(t), logical_efficiency)
    yield premise(premises.RUN_OF_ITS_TIME)
    run = premises.RUN_OF_ITS_TIME.relation.rhs.subs(efficiency(t), logical_efficiency.expr)
    realised = powsimp(run.subs(P_0, solution(initial, P_0)))
    yield conclude("Both kinds of doubling multiply the compute of a run", C, realised)
    excess = compute_optimal_loss.expr - E
    yield assert_("X is its excess loss, as a fraction of that of C_0", Eq(X, excess / excess.subs(C, C_0)))
    fraction = raised(realised / C_0, -kappa)
    yield conclude("so only the sum of γ and ρ matters to X", X, fraction)


@formula(omega, (kappa, halving_time), source="this book")
def sustaining_rate() -> Iterator[Line]:
    """Doublings of logical compute a year, of efficiency and spending together, that halve the excess in a given time.

    >>> sustaining_rate(kappa=0.178, halving_time=5.0)
    1.1235...
    """
    left = run_excess_loss.expr.subs({gamma: omega - rho, t: halving_time})
    halved = Eq(left, Rational(1, 2))
    yield assert_("A halving time after today half of the excess is left, where ω is the sum of γ and ρ", halved)
    yield conclude("so the rate ω is", omega, solution(halved, omega))
    later = run_excess_loss.expr.subs({gamma: omega - rho, t: t + halving_time})
    now = run_excess_loss.expr.subs(gamma, omega - rho)
    yield assert_("At this ω, in each halving time the excess halves again", Eq(later, now / 2))


@formula(S, (t, P_0, rho, tau), source="this book")
def cumulative_resource() -> Iterator[Line]:
    """Physical resource spent from the start to the time t, when spending doubles ρ times a year.

    >>> cumulative_resource(t=3.0, P_0=1e14, rho=1.0)
    1109886528622274...
    """
    yield premise(premises.GROWING_SPENDING)
    grown = Eq(rho * log(2) * (S - P_0 * tau), P_0 * 2 ** (rho * t) - P_0)
    yield assert_("Spending grows by ρ ln 2 times the resource that it adds", grown)
    spent = P_0 * tau * (1 + integral(2 ** (rho * then), then, t, rho) / tau)
    yield conclude("which gives the resource", S, spent)
    yield assert_("It grows by the spending of the time", Eq(Derivative(spent, t), P_0 * 2 ** (rho * t)))
    steady = P_0 * (t + tau)
    yield assert_("Spending that does not grow adds up in proportion to time", Eq(Limit(spent, rho, 0, "+-"), steady))


@formula(M, (t, gamma, H, tau), source="this book")
def slowing_multiple() -> Iterator[Line]:
    """How many times the compute of the initial period has been accumulated, if the pace of doublings dies away.

    >>> slowing_multiple(t=3.0, gamma=1.0, H=5.0)
    9.3553...
    """
    initial = premises.INITIAL_PERIOD.relation
    yield premise(premises.INITIAL_PERIOD)
    yield conclude("so the resource spent per year is", P_0, solution(initial, P_0))
    yield premise(premises.SLOWING_DOUBLINGS)
    yield premise(premises.INITIAL_EFFICIENCY)
    passed = factor_terms(integrate(gamma * 2 ** (-then / H), (then, 0, t)))
    yield assert_("By the time t, n doublings have passed", Eq(efficiency(t), E_0 * 2**n))
    yield conclude("and n is the pace added up", n, passed)
    yield conclude("so efficiency is", efficiency(t), E_0 * exp(passed * log(2)))
    yield premise(premises.ACCUMULATION)
    yield assert_("In units of the initial compute, the compute C is M", Eq(M * C_0, C))
    rate = solution(initial, P_0) * E_0 * exp(passed.subs(t, then) * log(2))
    yield conclude("With P_0 and the efficiency put in, the compute C is", C, C_0 + Integral(rate, (then, 0, t)))
    yield define("Let w be what is left of the pace by then", left, 2 ** (-t / H))
    pace = exp(gamma * H * (1 - left)) / left
    faded = H / (tau * log(2)) * Integral(pace.subs(left, left_before), (left_before, left, 1))
    yield assert_("Counted by what is left of the pace, from w to 1, the same adds up to M", Eq(M, 1 + faded))
    inner = integrate(pace, left)
    total = 1 + H / (tau * log(2)) * factor(inner.subs(left, 1) - inner.subs(left, 2 ** (-t / H)))
    yield conclude("which gives the multiple M, by the exponential integral Ei", M, total)
    yield assert_(
        "At all times it rises by what efficiency has grown to in n doublings, over τ",
        Eq(Derivative(total, t), 2**n / tau),
    )


@formula(T, (gamma,), source="Sevilla et al. 2022", domains=GROWING)
def longest_run() -> Iterator[Line]:
    """Length of a run that does the most by a given day, if its efficiency is that of the day on which it begins.

    >>> longest_run(gamma=1.0)
    1.4426...
    """
    yield define("Efficiency doubles γ times a year", efficiency(t), logical_efficiency)
    yield premise(premises.FIXED_EFFICIENCY.at({duration: T}))
    yield assert_("A run of the length T that begins at t_start ends at the time t", Eq(t_start + T, t))
    yield conclude("so the time t_start is T before the time t", t_start, t - T)
    a_year = P_0 * logical_efficiency.expr.subs(t, t - T)
    yield conclude("By then the run has done the compute C", C, T * a_year)
    balance = Eq(a_year, -T * Derivative(a_year, T))
    yield assert_("which is most at the length T where a little more time gains what it costs in efficiency", balance)
    bends = Lt(Derivative(log(T * a_year), T, 2), 0)
    yield assert_("and at no other length T, for the slope of ln C over T falls", bends)
    yield conclude("so the longest sensible run has the length T", T, solution(balance.doit(), T))


@formula(t_start, (T, gamma), source="this book", domains=GROWING)
def best_start() -> Iterator[Line]:
    """When to begin a run that would last T if begun now, so that it ends soonest: 0 if there is nothing to wait for.

    >>> best_start(T=4.0, gamma=1.0)
    1.4712...
    """
    yield define("Efficiency doubles γ times a year", efficiency(t), logical_efficiency)
    yield premise(premises.FIXED_EFFICIENCY.at({duration: T, t_start: Integer(0)}))
    done = P_0 * T * E_0
    yield conclude("What takes the time T if begun now is the compute C", C, done)
    yield premise(premises.FIXED_EFFICIENCY)
    begun = premises.FIXED_EFFICIENCY.relation.rhs.subs(efficiency(t_start), logical_efficiency.expr.subs(t, t_start))
    later = solution(Eq(done, begun), duration)
    yield conclude("so if begun at t_start it takes the time ℓ", duration, later)
    bends = Gt(Derivative(later, t_start, 2), 0)
    yield assert_("Drawn over t_start, that time curves upward", bends)
    balance = Eq(-Derivative(later, t_start).subs(t_start, waited), 1)
    yield assert_("so waiting pays up to one time t_0, at which the run gets shorter as fast as time goes by", balance)
    longest = Eq(later.subs(t_start, waited), longest_run.expr)
    yield assert_("A run that begins at t_0 has the longest sensible length", longest)
    yield conclude(
        "so by t_0 efficiency has multiplied by T over that length", waited, log(T / longest_run.expr, 2) / gamma
    )
    yield assert_("The time t_start is t_0, or now if t_0 is past", Eq(t_start, Max(0, waited)))
    yield conclude("so the time to begin is", t_start, log(Max(1, gamma * T * log(2))) / (gamma * log(2)))


@formula(t, (s, gamma), source="this book", domains=GROWING)
def head_start() -> Iterator[Line]:
    """What a stack that is s times as efficient is worth in years, for runs that see the efficiency of their own time.

    >>> head_start(s=4.0, gamma=1.0)
    2.0
    """
    grown = Eq(logical_efficiency.expr, s * E_0)
    yield assert_("After t years the slower stack is where the other was", grown)
    yield conclude("which takes the time t", t, solution(grown, t))


@formula(t, (s, gamma, tau), source="this book", domains=GROWING)
def head_start_accumulated() -> Iterator[Line]:
    """What a stack that is s times as efficient is worth in years at the start, where all compute adds up.

    >>> head_start_accumulated(s=4.0, gamma=1.0)
    1.6226...
    """
    yield define("By the time t, compute has multiplied by M", M, compute_multiple)
    yield assert_("and when M is s, this is what the faster stack had at the start", Eq(M, s))
    yield conclude("which takes the time t", t, solution(Eq(compute_multiple.expr, s), t))


@formula(C_added, (t, C_0, gamma, tau), claim=C_0 * (BRACKET - 1), given=YEAR, source="Lu 2026, sec. 4")
def added_compute() -> Iterator[Line]:
    """Logical compute that the time t adds to that of the initial period.

    >>> added_compute(t=3.0, C_0=1e24, gamma=1.0)
    1.00988...e+25
    """
    yield define("The compute accumulated by the time t is known", C, cumulative_compute)
    yield assert_("This compute is C_0, that of the initial period, and what was added", Eq(C, C_0 + C_added))
    yield conclude("so the added compute is", C_added, factor(cumulative_compute.expr - C_0))


@formula(MFU, (E_logical, P, F_peak), claim=E_logical * P / F_peak, source="Lu 2026, sec. 3")
def model_flops_utilisation() -> Iterator[Line]:
    """Model FLOP utilisation: logical compute per second, over the peak that the vendor states.

    >>> model_flops_utilisation(E_logical=6e11, P=1e7, F_peak=1.5e19)
    0.4
    """
    yield premise(premises.ONE_EFFICIENCY)
    yield assert_("The power P stays the same for the time ℓ: it is the burden of each second", Eq(P, P_T / duration))
    yield conclude("so the burden P_T is", P_T, P * duration)
    yield conclude("and the compute C is", C, premises.ONE_EFFICIENCY.relation.lhs.subs(P_T, P * duration))
    yield assert_("F is the compute of each second", Eq(throughput, C / duration))
    second = E_logical * P
    yield conclude("The time drops out of F, and efficiency times power is left", throughput, second)
    yield premise(premises.UTILISATION)
    yield conclude("so utilisation is", MFU, premises.UTILISATION.relation.rhs.subs(throughput, second))
