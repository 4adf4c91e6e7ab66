"""Printing an expression as a Python function, and compiling it over a namespace of functions.

Arguments keep their names, which begin with a letter. All other names begin with an underscore, so that no argument is
taken for one of them; save x0, x1, ... for repeated subexpressions, where SymPy leaves out what an argument is called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sympy import Expr, Max, Piecewise, Symbol, cse
from sympy.codegen.cfunctions import exp2
from sympy.codegen.numpy_nodes import logaddexp
from sympy.printing.pycode import PythonCodePrinter

from .special import SPECIAL

_OWN = {function.__name__: f"_{function.__name__}" for function in (*SPECIAL, exp2, logaddexp)}


class Printer(PythonCodePrinter):
    """Functions behind an underscore, and every constant as the nearest float."""

    def __init__(self) -> None:
        super().__init__({"fully_qualified_modules": False, "user_functions": _OWN})

    def doprint(self, expr: Expr) -> str:
        """The expression as Python code."""
        return str(super().doprint(expr.replace(_is_irrational, lambda e: e.evalf(17))))

    def _module_format(self, name: str, register: bool = True) -> str:
        return f"_{super()._module_format(name, register)}"

    def _print_Max(self, expr: Max) -> str:
        return f"_Max({', '.join(map(self._print, expr.args))})"

    def _print_Piecewise(self, expr: Piecewise) -> str:
        """For a choice between two expressions."""
        (value, condition), (otherwise, _) = expr.args
        return f"_where({self._print(condition)}, {self._print(value)}, {self._print(otherwise)})"


def _is_irrational(expr: Expr) -> bool:
    return bool(expr.is_number and not expr.is_Rational and not expr.is_Float)


def source(name: str, args: Sequence[Symbol], expr: Expr) -> str:
    """A Python function of the arguments, each repeated subexpression computed once."""
    printer = Printer()
    repeated, (result,) = cse([expr])
    lines = [f"def {name}({', '.join(map(str, args))}):"]
    lines += [f"    {symbol} = {printer.doprint(part)}" for symbol, part in repeated]
    lines += [f"    return {printer.doprint(result)}", ""]
    return "\n".join(lines)


def compiled(name: str, text: str, namespace: Mapping[str, Any]) -> Callable[..., Any]:
    """The function that the text defines, with its other names taken from the namespace, behind an underscore."""
    scope = {f"_{known}": value for known, value in namespace.items()}
    exec(compile(text, f"<{name}>", "exec"), scope)
    function: Callable[..., Any] = scope[name]
    return function
