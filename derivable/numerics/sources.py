"""A formula as code for pasting: whole in itself, readable, and free of cancellation.

All languages but SymPy and LaTeX, which get the formula as it is derived, get the stable form, with the small functions
that it needs in front. Integers count as floats. What is never reached is infinite, and what is known of nothing is not
a number, as in the formula itself; arguments are not checked. An argument keeps its name, unless the code needs that
name for something else: then underscores follow it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from textwrap import indent
from typing import Any

from sympy import (
    And,
    Eq,
    Expr,
    Gt,
    Lt,
    Max,
    Piecewise,
    Pow,
    Symbol,
    cse,
    log,
    numbered_symbols,
    oo,
    srepr,
    sstr,
)
from sympy import true as always
from sympy.codegen.cfunctions import exp2, expm1, log1p
from sympy.codegen.numpy_nodes import logaddexp
from sympy.printing.c import C99CodePrinter
from sympy.printing.jscode import JavascriptCodePrinter
from sympy.printing.numpy import NumPyPrinter
from sympy.printing.pycode import MpmathPrinter, PythonCodePrinter
from sympy.printing.rcode import RCodePrinter

from ..latex import tex
from ..letters import Letter
from .helpers import CHOOSE_IN_R, HELPERS
from .special import growth, log_exprel_inverse, log_growth, power_minus_one, ratio_power, slowed_growth, times_square
from .stable import careful, stable

_FUNCTIONS = (growth, log_growth, log_exprel_inverse, slowed_growth)
_OWN = {function.__name__: function.__name__ for function in _FUNCTIONS}
_MORE = (logaddexp, Max)  # which some languages have themselves
_FAR = 600  # from here on, e^z and what is made of it leave the range of doubles
_BLOCK = "    "


@dataclass(frozen=True)
class Language:
    """How a language writes functions: its SymPy printer, and templates for a function and the parts of its body.

    `entry` makes a float of an argument. In a language of arrays there are no branches: all cases stand in one
    expression. `reserved` are the words that its printer does not know to be reserved.
    """

    printer: Callable[[], Any]
    function: str
    line: str = "{name} = {value}\n"
    result: str = "return {value}\n"
    branch: str = ""
    head: str = ""
    argument: str = "{}"
    entry: str = ""
    reserved: str = ""


class _Larger:
    """Printers of languages where the greater of two numbers may not be the unknown one."""

    def _print_Max(self, expr: Expr) -> str:
        first, *others = map(self._print, expr.args)  # type: ignore[attr-defined]
        return str(reduce(lambda text, other: f"larger({text}, {other})", others, first))


class _C(_Larger, C99CodePrinter):  # type: ignore[misc]
    pass


class _Javascript(JavascriptCodePrinter):  # type: ignore[misc]
    def _print_expm1(self, expr: Expr) -> str:
        return f"Math.expm1({self._print(expr.args[0])})"

    def _print_log1p(self, expr: Expr) -> str:
        return f"Math.log1p({self._print(expr.args[0])})"

    def _print_Infinity(self, _: Expr) -> str:
        return "Infinity"


class _Numpy(NumPyPrinter):  # type: ignore[misc]
    def _print_And(self, expr: Expr) -> str:
        return " & ".join(map(self._print, expr.args))

    def _print_Max(self, expr: Expr) -> str:
        return f"numpy.maximum({', '.join(map(self._print, expr.args))})"

    def _print_Piecewise(self, expr: Expr) -> str:
        return _nested("numpy.where", self._print, expr)


class _Math(_Larger, PythonCodePrinter):  # type: ignore[misc]
    def _print_Infinity(self, _: Expr) -> str:
        return "math.inf"


class _Mpmath(_Larger, MpmathPrinter):  # type: ignore[misc]
    def _print_LambertW(self, expr: Expr) -> str:
        return f"mpmath.lambertw({', '.join(map(self._print, expr.args))}).real"


class _R(RCodePrinter):  # type: ignore[misc]
    def _print_Max(self, expr: Expr) -> str:
        return f"pmax({', '.join(map(self._print, expr.args))})"

    def _print_Piecewise(self, expr: Expr) -> str:
        return _nested("choose", self._print, expr)


class _Julia(RCodePrinter):  # type: ignore[misc]
    """Julia writes numbers, powers and functions as R does."""

    def _print_And(self, expr: Expr) -> str:
        return " && ".join(map(self._print, expr.args))


def _nested(choose: str, doprint: Callable[[Expr], str], pieces: Expr) -> str:
    """One expression that chooses between all pieces, for arrays."""
    *others, (last, _) = pieces.args
    text = doprint(last)
    for value, condition in reversed(others):
        text = f"{choose}({doprint(condition)}, {doprint(value)}, {text})"
    return text


_NUMPY_HEAD = """import numpy


def floats(value):
    \"\"\"As doubles; what is masked as not a number.\"\"\"
    value = numpy.multiply(value, 1.0, dtype=float)
    return value.filled(numpy.nan) if numpy.ma.isMaskedArray(value) else value


"""
_PYTHON = "def {name}({arguments}):\n{body}"
_PYTHON_BRANCH = "if {condition}:\n{body}"
_NAMED: dict[str, Any] = {"user_functions": _OWN | {"logaddexp": "logaddexp"}}
_QUALIFIED = _NAMED | {"fully_qualified_modules": True}
_BOTH = {"user_functions": _NAMED["user_functions"] | {"expm1": "expm1", "log1p": "log1p"}}

LANGUAGES = {
    "numpy": Language(
        lambda: _Numpy({"user_functions": _OWN, "fully_qualified_modules": True}),
        '@numpy.errstate(all="ignore")\n' + _PYTHON,
        head=_NUMPY_HEAD,
        entry="{0} = floats({0})\n",
        reserved="numpy floats",
    ),
    "math": Language(
        lambda: _Math(_QUALIFIED),
        _PYTHON,
        branch=_PYTHON_BRANCH,
        head="import math\n\n\n",
        entry="{0} = float({0})\n",
        reserved="math float abs",
    ),
    "mpmath": Language(
        lambda: _Mpmath(_QUALIFIED),
        _PYTHON,
        branch=_PYTHON_BRANCH,
        head="import mpmath\n\n\n",
        entry="{0} = mpmath.mpf({0})\n",
        reserved="mpmath",
    ),
    "c": Language(
        lambda: _C(_NAMED | {"math_macros": {}}),
        "double {name}({arguments})\n{{\n{body}}}\n",
        "const double {name} = {value};\n",
        "return {value};\n",
        "if ({condition}) {{\n{body}}}\n",
        head="#include <math.h>\n\n",
        argument="double {}",
    ),
    "julia": Language(
        lambda: _Julia(_BOTH),
        "function {name}({arguments})\n{body}end\n",
        branch="if {condition}\n{body}end\n",
        entry="{0} = float({0})\n",
        reserved="abstract baremodule begin catch const continue do elseif end export false finally float function "
        "global import isa let local macro module mutable primitive quote return struct true try type using where",
    ),
    "r": Language(
        lambda: _R(_BOTH),
        "{name} <- function({arguments}) {{\n{body}}}\n",
        "{name} <- {value}\n",
        "{value}\n",
        entry="{0} <- {0} * 1.0\n",
    ),
    "javascript": Language(
        lambda: _Javascript(_NAMED),
        "function {name}({arguments}) {{\n{body}}}\n",
        "const {name} = {value};\n",
        "return {value};\n",
        "if ({condition}) {{\n{body}}}\n",
        reserved="arguments await case catch const debugger default delete do enum eval export extends function "
        "implements instanceof interface let new null package private protected public static super switch this throw "
        "typeof var void",
    ),
}


def source_in(language: str, name: str, symbol: Symbol, args: tuple[Letter, ...], expr: Expr) -> str:
    """The formula in one of `LANGUAGES`, in "sympy" or in "latex"."""
    if language == "latex":
        return tex(Eq(symbol, expr, evaluate=False))
    if language == "sympy":
        spelling = _spelling(args, expr, sstr, ("Symbol",))
        letters = "".join(f"{spelling[s]} = {srepr(s.plain)}\n" for s in args)
        return f"from sympy import *\n\n{letters}{name} = {sstr(expr.xreplace(spelling))}\n"
    if language not in LANGUAGES:
        raise ValueError(f"no code in {language!r}: choose from {', '.join([*LANGUAGES, 'sympy', 'latex'])}")
    own = LANGUAGES[language]
    form = Piecewise(*_cases(expr, language))
    printer = own.printer()
    spelling = _spelling(args, form, printer.doprint, {*printer.reserved_words, *own.reserved.split()})
    form = form.xreplace(spelling)
    entry = "".join(own.entry.format(spelling[s]) for s in args)
    helpers = "".join(HELPERS[language].get(f.__name__, "") for f in (*_FUNCTIONS, *_MORE) if form.has(f))
    if language == "r" and form.has(Piecewise):
        helpers += CHOOSE_IN_R
    body = entry + "".join(_body(own, printer.doprint, form))
    if language == "javascript":  # where one module may not define a function twice
        body, helpers = helpers + body, ""
    arguments = ", ".join(own.argument.format(spelling[s]) for s in args)
    return own.head + helpers + own.function.format(name=name, arguments=arguments, body=indent(body, _BLOCK))


def _body(own: Language, doprint: Callable[[Expr], str], form: Expr) -> Iterator[str]:
    """The lines of a function: what is repeated by name, and the cases one by one where there are branches."""
    names = numbered_symbols(exclude=form.free_symbols)
    branches = form.args if own.branch and isinstance(form, Piecewise) else [(form, always)]
    for value, condition in branches:
        repeated, (result,) = cse([value], symbols=names)
        lines = "".join(own.line.format(name=s, value=doprint(part)) for s, part in repeated)
        lines += own.result.format(value=doprint(result))
        if condition != always:
            lines = own.branch.format(condition=doprint(condition), body=indent(lines, _BLOCK))
        yield lines


def _cases(expr: Expr, language: str) -> Iterator[tuple[Expr, Any]]:
    """The stable form, in functions that the language has or that are short enough to be written in front.

    Where an exponential is too large for a double, and the value may be none, it is the scaled form; and where a
    logarithm has no real value, what it is the time or the cost of is never reached.
    """
    form = stable(expr) if language == "mpmath" else careful(expr, _FAR)
    if form.has(times_square):  # which is of use to intermediate values alone
        form = stable(expr)
    for value, condition in form.args if isinstance(form, Piecewise) else [(form, always)]:
        value = value.rewrite(power_minus_one, expm1).rewrite([ratio_power, exp2], Pow)
        insides = {e.args[0] + 1 if isinstance(e, log1p) else e.args[0] for e in value.atoms(log, log1p)}
        unsure = sorted((inside for inside in insides if not inside.is_nonnegative), key=str)
        yield from ((oo, And(condition, Lt(inside, 0))) for inside in unsure)
        if condition != always:
            condition = And(condition, *(Gt(inside, 0) for inside in unsure))
        yield value, condition


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
