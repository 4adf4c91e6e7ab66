"""Printing an expression as a Python function, and compiling it over a namespace of functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sympy import Expr, Mul, Pow, Symbol, cse, exp
from sympy.printing.pycode import PythonCodePrinter

from .special import exprel, log1prel, log_exprel_inverse

_OWN = {function.__name__: function.__name__ for function in (exprel, log1prel, log_exprel_inverse)}


class Printer(PythonCodePrinter):
    """Plain names for functions, and every constant as the nearest float."""

    def __init__(self) -> None:
        super().__init__({"fully_qualified_modules": False, "user_functions": _OWN})

    def doprint(self, expr: Expr) -> str:
        """The expression as Python code."""
        return str(super().doprint(expr.replace(_is_irrational, lambda e: e.evalf(17))))


class HalvingPrinter(Printer):
    """Multiplies by a large power in two halves, so that a product overflows only if its value does."""

    def _print_Mul(self, expr: Mul) -> str:
        for power in (*expr.atoms(exp), *expr.atoms(Pow)):
            if power in expr.args and not power.exp.is_number:
                half = self._print(power.func(*power.args[:-1], power.args[-1] / 2))
                return f"{half}*({self._print(expr / power)})*{half}"
        return str(super()._print_Mul(expr))


def _is_irrational(expr: Expr) -> bool:
    return bool(expr.is_number and not expr.is_Rational and not expr.is_Float)


def source(name: str, args: Sequence[Symbol], expr: Expr, printer: Printer) -> str:
    """A Python function of the arguments, each repeated subexpression computed once."""
    repeated, (result,) = cse([expr])
    lines = [f"def {name}({', '.join(map(str, args))}):"]
    lines += [f"    {symbol} = {printer.doprint(part)}" for symbol, part in repeated]
    lines += [f"    return {printer.doprint(result)}", ""]
    return "\n".join(lines)


def compiled(name: str, text: str, namespace: Mapping[str, Any]) -> Callable[..., Any]:
    """The function that the text defines, with its other names taken from the namespace."""
    scope = dict(namespace)
    exec(compile(text, f"<{name}>", "exec"), scope)
    function: Callable[..., Any] = scope[name]
    return function
