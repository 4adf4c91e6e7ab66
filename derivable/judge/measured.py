"""A number that is known to some digits, as measurements are: never taken apart into primes, roots or fractions.

SymPy works out powers of rational numbers: 2708.5^(1/0.17829) would be the root of degree 17829 of a number with
sixty thousand digits. A measured number is a number by its value alone, as π is; so its powers stay as they are
written until they are compared by their digits.
"""

from __future__ import annotations

from typing import Any

from sympy import Expr, NumberSymbol, Rational


class Measured(NumberSymbol):  # type: ignore[misc]
    """A rational number that SymPy keeps as it is.

    >>> from sympy import log
    >>> m = Measured(Rational("0.17829"))
    >>> m ** (1 / m), m.is_positive, log(m) < 0
    (0.17829**(1/0.17829), True, True)
    """

    __slots__ = ("number",)

    is_real = True
    is_irrational = None
    is_number = True
    is_zero = False

    def __new__(cls, number: Rational) -> Measured:
        """The number, which must not be zero."""
        self: Measured = super().__new__(cls)
        self.number = number
        return self

    def __getnewargs__(self) -> tuple[Any, ...]:
        return (self.number,)

    def _hashable_content(self) -> tuple[Any, ...]:
        return (self.number,)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Measured) and self.number == other.number

    __hash__ = NumberSymbol.__hash__

    def _eval_is_positive(self) -> bool:
        return bool(self.number > 0)

    def _eval_is_negative(self) -> bool:
        return bool(self.number < 0)

    def _as_mpf_val(self, prec: int) -> Any:
        return self.number._as_mpf_val(prec)

    def _sympystr(self, printer: Any) -> str:
        return str(self.number.n(15).num) if self.number.q != 1 else str(self.number)


def measured(expr: Expr) -> Expr:
    """The expression with its numbers measured, but for the small ones that say how things are multiplied."""
    large = {number: Measured(number) for number in expr.atoms(Rational) if _is_large(number)}
    return expr.xreplace(large)


def _is_large(number: Rational) -> bool:
    return bool(max(abs(number.p), number.q) > _SMALL)


_SMALL = 16
