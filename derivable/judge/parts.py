r"""A piece of a formula, as SymPy has it and as it is set: what was read can be shown as it was understood.

SymPy orders and simplifies what it is given, so that the LaTeX of a piece is put together beside it, from the same
parts in the order in which they were written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sympy import Expr, Integer, Rational, Symbol, true

from ..letters import GREEK, Letter
from . import building
from .tokens import PRIME

Kind = Literal["atom", "bracket", "product", "sum"]


@dataclass(frozen=True)
class Part:
    """A piece: its expression and its LaTeX; of a bracket also what stands `inside`, of a run of letters the `run`."""

    expr: Expr
    tex: str
    kind: Kind = "atom"
    inside: str = ""
    run: tuple[Symbol, ...] = ()

    @property
    def alone(self) -> str:
        """Its LaTeX where it needs no brackets, as above a fraction's line."""
        return self.inside or self.tex

    @property
    def factor(self) -> str:
        """Its LaTeX as a factor."""
        return rf"\left({self.tex}\right)" if self.kind == "sum" else self.tex

    @property
    def base(self) -> str:
        """Its LaTeX under an exponent."""
        if self.kind in ("sum", "product") or self.tex.startswith((r"\frac", "-", r"\ln", r"\log", r"\exp")):
            return rf"\left({self.tex}\right)"
        return f"{{{self.tex}}}" if "^" in self.tex and self.kind == "atom" else self.tex


def number(text: str) -> Part:
    """A number as it was written."""
    digits, _, ten = text.lower().partition("e")
    above, _, below = digits.partition("/")
    tex = rf"\frac{{{above}}}{{{below}}}" if below else digits
    return Part(Rational(text), rf"{tex} \cdot 10^{{{int(ten)}}}" if ten else tex)


def letters(symbols: Sequence[Symbol]) -> Part:
    """A letter, or several in a row."""
    tex = " ".join(map(tex_of, symbols))
    kind: Kind = "atom" if len(symbols) == 1 else "product"
    return Part(building.product(symbols), tex, kind, run=tuple(symbols))


def tex_of(symbol: Symbol) -> str:
    r"""How a letter is set: as the book says, or by its name.

    >>> tex_of(Symbol("lambda")), tex_of(Symbol("L_N")), tex_of(Symbol("excess"))
    ('\\lambda', 'L_{N}', '\\mathrm{excess}')
    """
    if isinstance(symbol, Letter):
        return str(symbol.tex)
    name, _, index = str(symbol.name).replace(PRIME, "").partition("_")
    if name.startswith("Delta") and name != "Delta":
        return rf"\Delta {tex_of(Symbol(symbol.name.removeprefix('Delta')))}"
    set_name: str = f"\\{name}" if name in _GREEK else name if len(name) == 1 else rf"\mathrm{{{name}}}"
    primes = "'" * int(symbol.name.count(PRIME))
    if index == "infty":
        index = r"\infty"
    elif len(index) > 1:
        index = rf"\mathrm{{{index}}}"
    return set_name + primes + (f"_{{{index}}}" if index else "")


_GREEK = {*GREEK.values(), *(name.capitalize() for name in GREEK.values()), "ell"}


def bracket(inside: Part, left: str = "(", right: str = ")") -> Part:
    """What stands in brackets, which are set as round ones unless they are square."""
    return Part(inside.expr, rf"\left{left}{inside.tex}\right{right}", "bracket", inside.tex)


def total(terms: Sequence[Part]) -> Part:
    """The sum, whose terms carry their signs."""
    if len(terms) == 1:
        return terms[0]
    first, *rest = (term.tex for term in terms)
    tex = first + "".join(f" - {one[1:]}" if one.startswith("-") else f" + {one}" for one in rest)
    return Part(building.total([term.expr for term in terms]), tex, "sum")


def raised(base: Part, exponent: Part) -> Part:
    """The power; of a run of letters, the last alone is raised."""
    *before, last = base.run or (None,)
    if before:
        power = raised(letters([last]), exponent)
        return Part(building.product([*before, power.expr]), f"{letters(before).tex} {power.tex}", "product")
    return Part(building.power(base.expr, exponent.expr), f"{base.base}^{{{exponent.alone}}}")


def root(of: Part, degree: Part | None = None) -> Part:
    """A root, square unless its degree is given."""
    exponent = building.quotient(Integer(1), degree.expr if degree else Integer(2))
    index = f"[{degree.tex}]" if degree else ""
    return Part(building.power(of.expr, exponent), rf"\sqrt{index}{{{of.alone}}}")


def size(of: Part) -> Part:
    """The absolute value, of what is real."""
    negative = building.product([Integer(-1), of.expr])
    expr = building.piecewise([(of.expr, of.expr >= 0), (negative, true)])
    return Part(expr, rf"\left|{of.tex}\right|")


def fraction(above: Part, below: Part) -> Part:
    """A fraction with a line."""
    return Part(building.quotient(above.expr, below.expr), rf"\frac{{{above.alone}}}{{{below.alone}}}")


def applied(expr: Expr, tex: str, arguments: Sequence[Part]) -> Part:
    """A function of its arguments, whose expression is known."""
    inside = ", ".join(argument.alone for argument in arguments)
    plain = len(arguments) == 1 and arguments[0].kind == "atom"
    return Part(expr, rf"{tex} {inside}" if plain else rf"{tex}\left({inside}\right)")


class Product:
    """A product that is being read: factors and divisors, and what has been set so far."""

    def __init__(self, sign: int, first: Part) -> None:
        self.sign = sign
        self.factors, self.divisors = [first.expr], [Integer(1)]
        self.single: Part | None = first
        self.tex = first.tex
        self.last = first

    def times(self, factor: Part) -> None:
        """Multiply by a factor."""
        self._join()
        digit, negative = factor.tex[:1].isdigit(), factor.tex.startswith("-")
        numbers = self.tex[-1:].isdigit() and factor.tex.startswith(r"\frac")
        sign = r" \cdot " if digit or negative or numbers else " "
        self.tex += sign + (rf"\left({factor.tex}\right)" if negative else factor.factor)
        self.factors.append(factor.expr)
        self.last = factor

    def over(self, divisor: Part) -> None:
        """Divide by a divisor."""
        above = self.single.alone if self.single else self.tex
        self.tex = rf"\frac{{{above}}}{{{divisor.alone}}}"
        self.single = None
        self.divisors.append(divisor.expr)
        self.last = divisor

    def _join(self) -> None:
        if self.single:
            self.tex = self.single.factor
            self.single = None

    def part(self) -> Part:
        """The product as a piece."""
        expr = building.quotient(building.product([Integer(self.sign), *self.factors]), building.product(self.divisors))
        if self.single and self.sign > 0:
            return self.single
        self._join()
        return Part(expr, f"-{self.tex}" if self.sign < 0 else self.tex, "product")
