"""Real numbers to many digits, by mpmath."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any

import mpmath

from .reals import Function, Reals, Undecided, Undefined

_LARGEST = 20_000  # in bits: the exponential of a number beyond is left alone


@lru_cache(maxsize=4096)  # it takes mpmath milliseconds, and one point is asked many questions
def _ei(context: Any, x: Any, precision: int) -> Any:
    return context.re(context.ei(x))


class Digits(Reals):
    """Numbers of so many decimal digits, and some in guard; quadrature is tanh-sinh, derivatives are differences."""

    def __init__(self, digits: int) -> None:
        self.context = mpmath.mp.clone()
        self.context.dps = digits

    def number(self, exact: Any) -> Any:
        """An exact rational, or a float, rounded."""
        return self.context.mpf(exact.p) / exact.q if hasattr(exact, "p") else self.context.mpf(exact)

    def exp(self, x: Any) -> Any:
        """The exponential of x."""
        if self.context.mag(x) > _LARGEST:
            raise Undefined("an exponential is too large")
        return self.context.exp(x)

    def log(self, x: Any) -> Any:
        """The natural logarithm of x > 0."""
        if not x > 0:
            raise Undefined("a logarithm has no positive argument")
        return self.context.ln(x)

    def power(self, base: Any, exponent: Any) -> Any:
        """A real power."""
        if base > 0:
            return self.exp(exponent * self.log(base))
        if base == 0 and exponent > 0:
            return base
        raise Undefined("a power has no positive base")

    def lambertw(self, x: Any, branch: int) -> Any:
        """The real w with w e^w = x, on one of the two real branches."""
        if x < -self.context.exp(-1) or (branch == -1 and x >= 0):
            raise Undefined("Lambert's W is not real")
        return self.context.re(self.context.lambertw(x, branch))

    def ei(self, x: Any) -> Any:
        """The exponential integral of x."""
        if x == 0:
            raise Undefined("the exponential integral has no value at 0")
        return _ei(self.context, x, self.context.prec)

    def integral(self, f: Function, a: Any, b: Any) -> Any:
        """The integral from a to b; Undecided if quadrature, whose error is absolute, does not settle at this scale."""
        scale = (abs(f(a)) + abs(f(b))) * abs(b - a)
        if not scale:
            return scale
        part, error = self.context.quad(lambda s: f(s) / scale, [a, b], error=True, maxdegree=10)
        if not error <= abs(part) * self.context.eps * 2**20:
            raise Undecided("quadrature does not settle")
        return part * scale

    def slope(self, f: Function, x: Any) -> Any:
        """The derivative at x, from differences at twice the precision."""
        return self.context.diff(f, x)

    def curved(self, f: Function, x: Any) -> None:
        """Raise Undecided unless f is larger on either side of x."""
        aside = (abs(x) + 1) * self.context.mpf(2) ** -20
        if not f(x - aside) > f(x) < f(x + aside):
            raise Undecided("the stationary point is not a minimum")

    def precision(self, bits: int) -> AbstractContextManager[Any]:
        """A context in which numbers are rounded to so many bits."""
        return self.context.workprec(bits)  # type: ignore[no-any-return]

    def middle(self, x: Any) -> Any:
        """The number itself."""
        return +x

    def around(self, f: Function, x: Any) -> Any:
        """The approximation itself: nothing is certified."""
        return x

    def doubled(self, times: Any) -> Any:
        """2 to a real number of doublings: whole ones, then half a doubling, a quarter, … by square roots."""
        whole = int(self.context.floor(times))
        power, rest, root = self.context.ldexp(1, whole), times - whole, self.context.mpf(2)
        for bit in range(1, self.context.prec + 10):
            root = self.context.sqrt(root)
            part = self.context.ldexp(1, -bit)
            if rest >= part:
                power, rest = power * root, rest - part
        return power
