"""The common case, made for speed: one array of doubles, and floats for all other arguments.

Every formula rises or falls throughout with each of its arguments. So where both ends of a piece of the array lie in
the domain and give a value beyond doubt, all of it does, and nothing else needs to be checked.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sympy import Expr, Set, Symbol

from .blocks import BLOCK
from .code import Printer, compiled, source
from .domains import condition
from .inplace import program
from .kernels import SCALAR, arrays
from .stable import quick

DOUBTFUL = 2.0**-900  # next to zero, a factor may have lost digits by underflow


def along(name: str, expr: Expr, domains: Mapping[Symbol, Set], place: int, careful: bool) -> Callable[..., Any]:
    """The stable expression as a function of floats and of one array, at this place.

    It gives None where the general way must be taken. `careful` says that the expression has a careful form, and so
    that its values must be looked at.
    """
    args = tuple(domains)
    array = args[place]
    names = [str(s) for s in args]
    faster, assumed = quick(expr)
    if any(array in relation.free_symbols for relation in assumed):
        return lambda *_: None
    made = program(args, faster, [int(s == array) for s in args], arrays(), once=SCALAR)
    inside = [condition(s, domain) for s, domain in domains.items() if s != array]
    inside += [condition(Symbol(end), domains[array]) for end in ("low", "high")]
    inside += [Printer().doprint(relation) for relation in assumed]
    ends = [", ".join(end if name == str(array) else name for name in names) for end in ("low", "high")]
    text = f"""
def ready({", ".join(names)}):
    low, high = float({array}.min()), float({array}.max())
    if {" and ".join(inside)}:
        first, last = {f"plain({ends[0]}), plain({ends[1]})" if careful else "1.0, 1.0"}
        if least < first < inf and least < last < inf or -inf < first < -least and -inf < last < -least:
            return prepare({", ".join("0.0" if name == str(array) else name for name in names)})
"""
    scope = {"plain": compiled(name, source(name, args, faster), SCALAR), "prepare": made.prepare}
    ready = compiled("ready", text, scope | {"inf": math.inf, "least": DOUBTFUL})

    def evaluate(*values: Any) -> Any:
        import numpy as np

        before, array, after = values[:place], values[place], values[place + 1 :]
        result = np.empty(array.shape)
        small = array.size <= BLOCK
        pieces = [(array, result)] if small else _pieces(array.reshape(-1), result.reshape(-1))
        with np.errstate(all="ignore"):
            for piece, out in pieces:
                try:
                    prepared = ready(*before, piece, *after)
                except (ArithmeticError, ValueError):
                    return None
                if prepared is None:
                    return None
                made.block(*prepared, piece, out)
        return result

    return evaluate


def _pieces(array: Any, result: Any) -> Iterator[tuple[Any, Any]]:
    for start in range(0, array.size, BLOCK):
        piece = slice(start, start + BLOCK)
        yield array[piece], result[piece]
