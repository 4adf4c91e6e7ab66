"""What the routes need of real numbers: functions, integrals, roots and minima, whatever kind of number they use.

`Reals` finds a root the same way for all: roughly by secants that keep it between two signs, then finely by secants.
`digits` and `balls` say what a number is, how to integrate and differentiate, and what is left to certify.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

Number = Any
Function = Callable[[Number], Number]

_ROUGH_BITS = 64
_ROUGH_STEPS = 200
_HALVINGS = 4
_FINE_STEPS = 12


class Undefined(ArithmeticError):  # noqa: N818 (an answer, not an error)
    """The expression is not a real number there."""


class Undecided(ArithmeticError):  # noqa: N818 (an answer, not an error)
    """Whether the expression is a real number, or which one, could not be told."""


class NeverReached(ArithmeticError):  # noqa: N818 (an answer, not an error)
    """No argument gives the value sought: the target is out of reach."""


class Reals(ABC):
    """One kind of real number, with the operations that routes and expressions are made of."""

    @abstractmethod
    def number(self, exact: Any) -> Number:
        """An exact rational as a number of this kind."""

    @abstractmethod
    def exp(self, x: Number) -> Number:
        """The exponential of x."""

    @abstractmethod
    def log(self, x: Number) -> Number:
        """The natural logarithm of x > 0."""

    @abstractmethod
    def power(self, base: Number, exponent: Number) -> Number:
        """A real power."""

    @abstractmethod
    def lambertw(self, x: Number, branch: int) -> Number:
        """The real w with w e^w = x, on the principal branch 0 or the lower branch -1."""

    @abstractmethod
    def ei(self, x: Number) -> Number:
        """The exponential integral Ei of x ≠ 0: the integral of e^s/s from -∞ to x, about 0 in equal parts."""

    @abstractmethod
    def integral(self, f: Function, a: Number, b: Number) -> Number:
        """The integral of an analytic function from a to b, by quadrature."""

    @abstractmethod
    def slope(self, f: Function, x: Number) -> Number:
        """The derivative of f at x."""

    @abstractmethod
    def precision(self, bits: int) -> AbstractContextManager[Any]:
        """A context in which numbers are rounded to so many bits."""

    @abstractmethod
    def middle(self, x: Number) -> Number:
        """The number that stands for x when only its place matters."""

    @abstractmethod
    def around(self, f: Function, x: Number) -> Number:
        """The root of f, of which x is the approximation found."""

    @abstractmethod
    def doubled(self, times: Number) -> Number:
        """2 to a real number of doublings, from doublings, halvings and square roots alone."""

    @abstractmethod
    def curved(self, f: Function, x: Number) -> None:
        """Raise Undecided unless f curves upward at x, where its slope vanishes."""

    def root(self, f: Function, a: float, b: float) -> Number:
        """The one x between a and b where the monotonic function f vanishes; NeverReached if it has one sign."""
        with self.precision(_ROUGH_BITS):
            rough = self._between(f, *self._bracket(f, a, b))
        return self.around(f, self._finer(f, rough))

    def minimum(self, f: Function, a: float, b: float) -> Number:
        """The x between a and b where the convex function f is least."""
        least = self.root(lambda x: self.slope(f, x), a, b)
        self.curved(f, least)
        return least

    def _bracket(self, f: Function, a: float, b: float) -> tuple[Number, Number]:
        """Ends between which f changes sign, sought from 0 outward: far out, quadrature is slow."""
        reach = 1.0
        while True:
            low, high = (self.middle(self.number(min(max(end, -reach), reach))) for end in (a, b))
            if self.middle(f(low)) * self.middle(f(high)) <= 0:
                return low, high
            if reach >= max(abs(a), abs(b)):
                raise NeverReached
            reach *= 2

    def _between(self, f: Function, a: Number, b: Number) -> Number:
        """Some halvings, then the Illinois method: secants between two signs, an end that stays counting half."""
        at_a, at_b = self.middle(f(a)), self.middle(f(b))
        for done in range(_ROUGH_STEPS):
            if at_b == 0 or abs(b - a) <= abs(b) * 2.0**-50:
                break
            x = self.middle((a + b) / 2 if done < _HALVINGS else b - at_b * (b - a) / (at_b - at_a))
            at_x = self.middle(f(x))
            if at_x * at_b < 0:
                a, at_a = b, at_b
            elif done >= _HALVINGS:
                at_a = at_a / 2
            b, at_b = x, at_x
        return b

    def _finer(self, f: Function, x: Number) -> Number:
        """Secants from close by, until they no longer help."""
        before = self.middle(x + (abs(x) + 1) * 2.0**-40)
        at_before, last = self.middle(f(before)), abs(before) + 1
        for _ in range(_FINE_STEPS):
            at_x = self.middle(f(x))
            if at_x == at_before:
                break
            step = self.middle(at_x * (x - before) / (at_x - at_before))
            if step == 0 or abs(step) >= last:
                break
            before, at_before, x, last = x, at_x, self.middle(x - step), abs(step)
        return x
