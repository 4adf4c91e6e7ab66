"""Work is limited by counting it, not by a clock."""

import sys
import threading

import pytest
from sympy import Symbol

from derivable.judge.budget import Spent, within


def work(calls):
    for _ in range(calls):
        one()
    return calls


def one():
    return 1


def test_what_is_within_the_budget_is_done():
    assert within(102, lambda: work(100)) == 100


def test_what_is_beyond_it_is_not():
    assert within(101, lambda: work(100)) is None
    assert within(50, lambda: work(10**9)) is None
    assert sys.getprofile() is None


def test_an_inner_budget_does_not_end_the_outer_one():
    assert within(1000, lambda: (within(10, lambda: work(100)), work(100))) == (None, 100)
    reached = []
    assert within(100, lambda: reached.append(within(10**6, lambda: work(10**6)))) is None
    assert not reached, "the outer budget is spent, and not the inner one"


def test_errors_come_through():
    with pytest.raises(ZeroDivisionError):
        within(100, lambda: 1 / 0)
    with pytest.raises(Spent):
        within(100, lambda: (_ for _ in ()).throw(Spent()))


def test_each_thread_has_its_own():
    counted = []
    threads = [threading.Thread(target=lambda: counted.append(within(1002, lambda: work(1000)))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted == [1000] * 4


def test_what_sympy_deduces_is_whole_or_not_there():
    """Broken off wherever it may be, a deduction leaves nothing half told: the answer is the same afterwards."""
    for calls in range(1, 60):
        x = Symbol("x", positive=True)
        y = (x + 1) ** (x / 2) * x
        within(calls, lambda y=y: y.is_nonnegative)
        assert y.is_positive
        assert y.is_real
