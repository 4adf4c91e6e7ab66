"""LaTeX in the order mathematicians write: L - E, not -E + L; k N D, not D N k; ln 2, not ln(2)."""

from __future__ import annotations

from typing import Any

from sympy import Add, Expr, Mul, Symbol, fraction
from sympy.core.alphabets import greeks
from sympy.printing.latex import LatexPrinter
from sympy.printing.precedence import PRECEDENCE

from .letters import Letter, set_name


class _Tex(LatexPrinter):
    def _print_Symbol(self, expr: Symbol, style: str = "plain") -> str:
        if style == "plain" and expr.name.isidentifier() and expr not in self._settings["symbol_names"]:
            return set_name(expr.name)
        return str(super()._print_Symbol(expr, style))

    def _hprint_Function(self, func: str) -> str:
        return set_name(func) if "_" in func else str(super()._hprint_Function(func))

    def _print_Add(self, expr: Add, order: Any = None) -> str:
        terms = sorted(expr.args, key=lambda term: (term.could_extract_minus_sign(), term.count_ops()))
        return str(super()._print_Add(Add(*terms, evaluate=False), order="none"))

    def _print_Mul(self, expr: Expr) -> str:
        if not expr.is_Mul:  # SymPy sends 1/x here, a power, to be set as a fraction
            return str(super()._print_Mul(expr))
        return str(super()._print_Mul(Mul(*sorted(expr.args, key=_place_in_product), evaluate=False)))

    def _print_Pow(self, expr: Expr) -> str:
        if fraction(expr.exp, exact=True)[1].is_Integer:
            return str(super()._print_Pow(expr))
        base = self.parenthesize(expr.base, PRECEDENCE["Pow"])
        return rf"{base}^{{{self._on_one_line(expr.exp)}}}"

    def _print_ExpBase(self, expr: Expr, exp: str | None = None) -> str:
        power = rf"e^{{{self._on_one_line(expr.exp)}}}"
        return power if exp is None else rf"\left({power}\right)^{{{exp}}}"

    def _on_one_line(self, exponent: Expr) -> str:
        """A fraction as a/b, since exponents are small already."""
        above, below = fraction(exponent, exact=True)
        if below == 1:
            return str(self._print(exponent))
        if above.could_extract_minus_sign() and not above.is_Add:
            return "- " + self._on_one_line(-exponent)
        dividend = self.parenthesize(above, PRECEDENCE["Mul"], strict=True)
        return f"{dividend} / {self.parenthesize(below, PRECEDENCE['Pow'])}"

    def _print_log(self, expr: Expr, exp: str | None = None) -> str:
        (argument,) = expr.args
        if argument.is_Integer and exp is None:
            return rf"\ln {argument}"
        return str(super()._print_log(expr, exp))

    def _print_LambertW(self, expr: Expr, exp: str | None = None) -> str:
        argument, branch = expr.args if len(expr.args) == 2 else (*expr.args, 0)
        return rf"W_{{{branch}}}\left({self._print(argument)}\right)"


def _place_in_product(factor: Expr) -> tuple[int, bool, bool, int]:
    """Numbers, letters (Greek and small ones first), constants, powers, and sums last."""
    if factor.is_Pow and factor.exp == -1:
        return _place_in_product(factor.base)
    if factor.is_Symbol:
        return 1, factor.name[0].isupper(), factor.name not in greeks, factor.rank if isinstance(factor, Letter) else -1
    kind = (0 if factor.is_Rational else 2) if factor.is_number else 4 if factor.is_Add else 3
    return kind, False, False, 0


def tex(expr: Any) -> str:
    """LaTeX of an expression, in the book's spelling."""
    return str(_Tex({"ln_notation": True, "order": "none"}).doprint(expr))


def unit_tex(unit: Expr) -> str:
    """LaTeX of a unit, on one line."""
    names = {s: s.tex if isinstance(s, Letter) else rf"\mathrm{{{s}}}" for s in unit.free_symbols}
    settings = {"symbol_names": names, "order": "none", "mul_symbol": "dot", "fold_short_frac": True}
    return str(_Tex(settings).doprint(unit))
