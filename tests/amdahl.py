"""A tiny book, for the machine's own tests: Amdahl's law, and what it says turned around.

G. M. Amdahl, "Validity of the single processor approach to achieving large scale computing capabilities", 1967.
"""

import sys

from sympy import Eq, Interval, Le, Limit, oo

from derivable import (
    Book,
    Habits,
    Letter,
    Premise,
    Statement,
    assert_,
    base_units,
    collected,
    conclude,
    formula,
    premise,
    solution,
)
from derivable.verify import VALUE as F
from derivable.verify import At, Becomes, Knowledge, Tends, convex, falls, rises

(second,) = base_units("second")

p = Letter("p", 1, "part of the work that can be shared", Interval.open(0, 1), (0.1, 0.9))
n = Letter("n", 1, "processors that share it", Interval(1, oo), (1.5, 1000))
S = Letter("S", 1, "speedup", Interval(1, oo), (1.1, 9), source="the paper's graph")
m = Letter("m", 1, "processors, more than the speedup", Interval.open(S, oo), (0.5, 100))
S_max = Letter("S_max", 1, "speedup that no number of processors exceeds", Interval.open(1, oo), (1.1, 9), "S_{\\max}")
T_1 = Letter("T_1", second, "time that one processor takes", typical=(1, 100))
T = Letter("T", second, "time that n processors take", typical=(1, 100))


SHARING = Premise(
    "perfect sharing",
    "assumption",
    "What cannot be shared takes its time, and the rest an n-th of it",
    Eq(T, T_1 * (1 - p + p / n)),
    source="Amdahl 1967",
    breaks="processors that wait for each other",
)


@formula(S, (p, n), source="Amdahl 1967", claim=1 / (1 - p + p / n))
def speedup():
    """How many times as fast n processors are.

    >>> speedup(p=0.5, n=2.0)
    1.3333333333333333
    """
    yield premise(SHARING)
    time = solution(SHARING.relation, T)
    yield conclude("so the time is", T, time)
    yield assert_("The speedup is the one time over the other", Eq(S * T, T_1))
    faster = solution(Eq(S * time, T_1), S)
    yield conclude("so the time of one processor drops out of the speedup", S, faster)
    yield assert_("and the speedup is at most n", Le(S, n))


@formula(S_max, (p,), source="Amdahl 1967", claim=1 / (1 - p))
def ceiling():
    """The speedup that no number of processors exceeds.

    >>> ceiling(p=0.75)
    4.0
    """
    yield assert_("With ever more processors the speedup tends to it", Eq(S_max, Limit(speedup.expr, n, oo)))
    yield conclude("so the speedup is limited by what cannot be shared", S_max, Limit(speedup.expr, n, oo).doit())


@formula(p, (S, m), source="Amdahl 1967, turned around")
def shared_part():
    """What part of the work must be shared for m processors to be S times as fast.

    >>> shared_part(S=1.5, m=3.0)
    0.5
    """
    wanted = Eq(S, speedup.expr.subs(n, m))
    yield assert_("With this part shared, the speedup is the one sought", wanted)
    yield conclude("and one equation gives the part", p, solution(wanted, p))


KNOWLEDGE = Knowledge()


@KNOWLEDGE.of(speedup, rises(p, n), convex(p), At({n: 1}, 1), Tends(p, 0, 1))
def _speedup(do, p, n):
    """The work of one processor over that of n, piece by piece."""
    whole = do.integral(lambda _: do.number(1), do.number(0), do.number(1))
    return whole / (
        do.integral(lambda _: do.number(1), p, do.number(1)) + do.integral(lambda _: 1 / n, do.number(0), p)
    )


@KNOWLEDGE.of(ceiling, rises(p), convex(p), Tends(p, 0, 1))
def _ceiling(do, p):
    """What is left when the shared part takes no time, by root finding."""
    return do.root(lambda s: s * (1 - p) - 1, 0.0, 1e6)


@KNOWLEDGE.of(shared_part, rises(S), falls(m), Becomes(speedup, {p: F, n: m}, S), Tends(m, oo, 1 - 1 / S))
def _shared_part(do, S, m):
    """The part at which the speedup is met, by root finding."""
    return do.root(lambda p: S * (1 - p + p / m) - 1, 0.0, 1.0)


STATEMENTS = (
    Statement("1", "More processors help less and less.", "Amdahl 1967", (speedup, ceiling), "See {eq}`speedup`."),
    Statement("2", "Work can be shared.", "Amdahl 1967", (SHARING,), beyond="that it is worth while"),
)

BOOK = Book(
    "amdahl",
    "tests.amdahl:BOOK",
    collected(sys.modules[__name__]),
    (p, n, S, m, S_max, T_1, T),
    lambda: KNOWLEDGE,
    Habits(taken_as={n: (1,)}, special=({n: 2},)),
    STATEMENTS,
)
