"""Real numbers as balls that are proved to hold the value, by python-flint (Arb).

A comparison of balls is true only where it holds for every number in them.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from flint import acb, arb, arb_series, ctx

from .reals import Function, Reals, Undecided, Undefined


class Balls(Reals):
    """Balls of so many bits; quadrature is rigorous, derivatives are exact, roots lie between two proved signs."""

    def __init__(self, bits: int) -> None:
        self.bits = bits

    def number(self, exact: Any) -> Any:
        """An exact rational, or a float, enclosed."""
        return arb(int(exact.p)) / int(exact.q) if hasattr(exact, "p") else arb(exact)

    def box(self, exact: Any, half_width: float) -> Any:
        """All numbers that differ from a rational by no more than a fraction of it."""
        return self.number(exact) * arb(1, half_width)

    def exp(self, x: Any) -> Any:
        """The exponential of a ball, or of a series."""
        return x.exp()

    def log(self, x: Any) -> Any:
        """The natural logarithm of a positive ball."""
        if x > 0:
            return x.log()
        raise Undefined("a logarithm has no positive argument") if x <= 0 else Undecided("a sign is not certain")

    def power(self, base: Any, exponent: Any) -> Any:
        """A real power."""
        if base > 0:
            return base**exponent
        if base == 0 and exponent > 0:
            return base
        raise Undefined("a power has no positive base") if base <= 0 else Undecided("a sign is not certain")

    def lambertw(self, x: Any, branch: int) -> Any:
        """The real w with w e^w = x, on one of the two real branches."""
        if x < -arb(-1).exp() or (branch == -1 and x >= 0):
            raise Undefined("Lambert's W is not real")
        w = x.lambertw(branch)
        if not w.is_finite():
            raise Undecided("Lambert's W is too close to where its branches meet")
        return w

    def ei(self, x: Any) -> Any:
        """The exponential integral of a ball that does not hold 0."""
        if x == 0:
            raise Undefined("the exponential integral has no value at 0")
        if not (x > 0 or x < 0):
            raise Undecided("a sign is not certain")
        return x.ei()

    def integral(self, f: Function, a: Any, b: Any) -> Any:
        """The integral from a to b, enclosed."""
        return acb.integral(lambda s, _: acb(f(s)), a, b).real

    def slope(self, f: Function, x: Any) -> Any:
        """The derivative at x, from the series of f."""
        return f(arb_series([x, 1], 2))[1]

    def curved(self, f: Function, x: Any) -> None:
        """Raise Undecided unless the second derivative is positive on all of x."""
        if not f(arb_series([x, 1], 3))[2] > 0:
            raise Undecided("the stationary point may not be a minimum")

    def precision(self, bits: int) -> AbstractContextManager[Any]:
        """A context in which numbers are rounded to so many bits."""
        return ctx.workprec(bits)

    def middle(self, x: Any) -> Any:
        """The midpoint."""
        return arb(x).mid()

    def around(self, f: Function, x: Any) -> Any:
        """A ball about x at the ends of which f has proved, opposite signs."""
        radius = (abs(x) + 1).mid() * arb(2) ** (20 - self.bits)
        while radius < (abs(x) + 1) / 4:
            left, right = f(x - radius), f(x + radius)
            if (left < 0 and right > 0) or (left > 0 and right < 0):
                return arb(x.mid(), radius.mid())
            radius = radius * 16
        raise Undecided("a root could not be enclosed")

    def doubled(self, times: Any) -> Any:
        """2 to a real number of doublings, by square roots; 1 - r ≤ 2^x ≤ 1 + r for what is left, |x| ≤ r ≤ 1."""
        whole = int(times.mid().floor().unique_fmpz())
        power, rest, root = arb(2) ** whole, times - whole, arb(2)
        for bit in range(1, self.bits):
            root, part = root.sqrt(), arb(2) ** -bit
            if rest.mid() >= part:
                power, rest = power * root, rest - part
        left = abs(rest).upper()
        if not left <= 1:
            raise Undecided("the number of doublings is too uncertain")
        return power * arb(1, left)
