"""From formula to numbers: an expression as a function of floats and arrays, printed from its stable form.

Floats inside the domain take a short way, made here; arrays and everything unusual go to `vectorised`.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Mapping
from typing import Any

from sympy import Expr, Set, Symbol

from .blocks import DOUBTFUL
from .code import Printer, compiled, source
from .domains import condition
from .kernels import SCALAR
from .stable import quick, stable
from .vectorised import Vectorised


def function(
    name: str, expr: Expr, domains: Mapping[Symbol, Set], signature: inspect.Signature, unit: Expr
) -> Callable[..., Any]:
    """A function of the letters in `domains`, that binds its arguments as Python does and gives a value in this unit.

    Floats inside the domain take the short way, and all else the long one.
    """
    args = tuple(domains)
    names = [s.name for s in args]
    inside = " and ".join(condition(s, domain) for s, domain in domains.items())
    numbers = " and ".join(f"_type({name}) in _numbers" for name in names)
    form = stable(expr)
    faster, assumed = quick(form)
    fine = " and ".join(Printer().doprint(relation) for relation in assumed) or "True"
    text = f"""
def {name}{signature}:
    if {numbers} and {inside}:
        try:
            _result = (_faster if {fine} else _plain)({", ".join(names)})
        except _failures:
            pass
        else:
            if _tiny < _result < _inf or -_inf < _result < -_tiny:
                return _result
    return _general({", ".join(names)})
"""
    scope = {
        **SCALAR,
        "faster": compiled(name, source(name, args, faster), SCALAR),
        "plain": compiled(name, source(name, args, form), SCALAR),
        "general": Vectorised(name, expr, domains, unit),
        "type": type,
        "numbers": frozenset((float, int)),
        "failures": (ArithmeticError, ValueError),
        "inf": math.inf,
        "tiny": DOUBTFUL,
    }
    return compiled(name, text, scope)
