"""The common case, made for speed: one array of doubles, and floats for all other arguments.

The least and the greatest of a piece of the array must lie in the domain, and the results beyond doubt. Where the
formula is monotone along the array, the results to look at are those two; where not, the least and greatest result.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sympy import Expr, Set, Symbol

from .blocks import BLOCK, beyond_doubt
from .code import Printer, compiled
from .domains import condition, limits
from .inplace import program
from .kernels import SCALAR, arrays
from .stable import quick


def along(name: str, expr: Expr, domains: Mapping[Symbol, Set], place: int, careful: bool) -> Callable[..., Any]:
    """The stable expression as a function of floats and of one array, at this place.

    It gives None where the general way must be taken. `careful` says that the expression has a careful form, and so
    that its values must be looked at.
    """
    import numpy as np

    args = tuple(domains)
    array = args[place]
    faster, assumed = quick(expr)
    within = limits(domains[array])
    if within is None or any(array in relation.free_symbols for relation in assumed):
        return lambda *_: None
    made = program(args, faster, [int(s == array) for s in args], arrays(), once=SCALAR)
    inside = [condition(s, domain) for s, domain in domains.items() if s != array]
    inside += [Printer().doprint(relation) for relation in assumed]
    text = f"""
def ready({", ".join(map(str, args))}):
    if {" and ".join(inside) or "True"}:
        return _prepare({", ".join(map(str, args))})
"""
    ready = compiled("ready", text, {**SCALAR, "prepare": made.prepare, "inf": math.inf})

    def evaluate(*values: Any) -> Any:
        array = values[place]
        try:
            prepared = ready(*map(float, values[:place]), None, *map(float, values[place + 1 :]))
        except (ArithmeticError, ValueError):
            return None
        if prepared is None:
            return None
        result = np.empty(array.shape)
        small = array.size <= BLOCK
        pieces = [(array, result)] if small else _pieces(array.reshape(-1), result.reshape(-1))
        with np.errstate(all="ignore"):
            for piece, out in pieces:
                least, most = piece.argmin(), piece.argmax()
                if not within(piece.item(least), piece.item(most)):
                    return None
                made.block(*prepared, piece, out)
                ends = (out.item(least), out.item(most)) if made.monotone else (out.min(), out.max())
                if careful and not beyond_doubt(*ends):
                    return None
        return result

    return evaluate


def _pieces(array: Any, result: Any) -> Iterator[tuple[Any, Any]]:
    for start in range(0, array.size, BLOCK):
        piece = slice(start, start + BLOCK)
        yield array[piece], result[piece]
