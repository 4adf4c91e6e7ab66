"""A formula as code for pasting: whole in itself, readable, and free of cancellation.

NumPy, mpmath, C and JavaScript get the stable form, with the small functions that it needs in front; SymPy and LaTeX
get the formula as it is derived. An argument keeps its name, unless the code needs that name for something else: then
underscores follow it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sympy import Eq, Expr, LambertW, Pow, Symbol, cse, srepr, sstr
from sympy.codegen.cfunctions import exp2, expm1
from sympy.printing.c import C99CodePrinter
from sympy.printing.jscode import JavascriptCodePrinter
from sympy.printing.numpy import NumPyPrinter
from sympy.printing.pycode import MpmathPrinter

from ..latex import tex
from ..letters import Letter
from .helpers import HELPERS
from .special import growth, log_exprel_inverse, log_growth, power_minus_one, ratio_power
from .stable import stable

_OWN = {function.__name__: function.__name__ for function in (growth, log_growth, log_exprel_inverse)}
_PYTHON = "def {name}({arguments}):\n{body}    return {result}\n"
_PYTHON_LINE = "    {name} = {value}\n"


@dataclass(frozen=True)
class Language:
    """How a language writes functions: its SymPy printer, and templates for a function and a line of its body.

    `reserved` are the words that its printer does not know to be reserved.
    """

    printer: Callable[[], Any]
    function: str
    line: str
    head: str = ""
    argument: str = "{}"
    reserved: str = ""


class _Javascript(JavascriptCodePrinter):  # type: ignore[misc]
    def _print_expm1(self, expr: Expr) -> str:
        return f"Math.expm1({self._print(expr.args[0])})"

    def _print_log1p(self, expr: Expr) -> str:
        return f"Math.log1p({self._print(expr.args[0])})"


class _Numpy(NumPyPrinter):  # type: ignore[misc]
    def _print_Max(self, expr: Expr) -> str:
        return f"numpy.maximum({', '.join(map(self._print, expr.args))})"


class _Mpmath(MpmathPrinter):  # type: ignore[misc]
    def _print_LambertW(self, expr: Expr) -> str:
        return f"mpmath.lambertw({', '.join(map(self._print, expr.args))}).real"


LANGUAGES = {
    "numpy": Language(
        lambda: _Numpy({"user_functions": _OWN, "fully_qualified_modules": True}),
        _PYTHON,
        _PYTHON_LINE,
        "import numpy\n\n\n",
    ),
    "mpmath": Language(
        lambda: _Mpmath({"user_functions": _OWN, "fully_qualified_modules": True}),
        _PYTHON,
        _PYTHON_LINE,
        "import mpmath\n\n\n",
    ),
    "c": Language(
        lambda: C99CodePrinter({"user_functions": _OWN}),
        "double {name}({arguments})\n{{\n{body}    return {result};\n}}\n",
        "    const double {name} = {value};\n",
        "#include <math.h>\n\n",
        "double {}",
    ),
    "javascript": Language(
        lambda: _Javascript({"user_functions": _OWN}),
        "function {name}({arguments}) {{\n{body}    return {result};\n}}\n",
        "    const {name} = {value};\n",
        reserved="arguments await case catch const debugger default delete do enum eval export extends function "
        "implements instanceof interface let new null package private protected public static super switch this throw "
        "typeof var void",
    ),
}


def source_in(language: str, name: str, symbol: Symbol, args: tuple[Letter, ...], expr: Expr) -> str:
    """The formula in a language: "numpy", "c", "javascript", "mpmath", "sympy" or "latex"."""
    if language == "latex":
        return tex(Eq(symbol, expr, evaluate=False))
    if language == "sympy":
        spelling = _spelling(args, expr, sstr, ("Symbol",))
        letters = "".join(f"{spelling[s]} = {srepr(s.plain)}\n" for s in args)
        return f"from sympy import *\n\n{letters}{name} = {sstr(expr.xreplace(spelling))}\n"
    if language not in LANGUAGES:
        raise ValueError(f"no code in {language!r}: choose from {', '.join([*LANGUAGES, 'sympy', 'latex'])}")
    own = LANGUAGES[language]
    form = _plain(expr, language)
    printer = own.printer()
    spelling = _spelling(args, form, printer.doprint, {*printer.reserved_words, *own.reserved.split()})
    repeated, (result,) = cse([form.xreplace(spelling)])
    body = "".join(own.line.format(name=s, value=printer.doprint(part)) for s, part in repeated)
    helpers = [HELPERS[language][f] for f in _OWN if any(e.func.__name__ == f for e in form.atoms(*_FUNCTIONS))]
    arguments = ", ".join(own.argument.format(spelling[s]) for s in args)
    function = own.function.format(name=name, arguments=arguments, body=body, result=printer.doprint(result))
    return own.head + "".join(helpers) + function


_FUNCTIONS = (growth, log_growth, log_exprel_inverse)


def _plain(expr: Expr, language: str) -> Expr:
    """The stable form, in functions that the language has or that are short enough to be written in front."""
    form = stable(expr).rewrite(power_minus_one, expm1).rewrite([ratio_power, exp2], Pow)
    if language == "mpmath":
        form = form.rewrite(log_exprel_inverse, LambertW)
    return form


def _spelling(
    args: tuple[Letter, ...], form: Expr, doprint: Callable[[Expr], str], reserved: Collection[str]
) -> Mapping[Symbol, Symbol]:
    """Each argument under a name that the code does not need itself, as is seen where no argument has its name."""
    nameless = form.xreplace({s: Symbol(f"_{place}", **s.assumptions0) for place, s in enumerate(args)})
    taken = {*reserved, *re.findall(r"\b[^\W\d]\w*", doprint(nameless))}
    spelling = {}
    for s in args:
        name = s.name
        while name in taken:
            name += "_"
        taken.add(name)
        spelling[s] = s if name == s.name else Symbol(name, **s.assumptions0)
    return spelling
