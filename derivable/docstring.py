"""The docstring of a formula, put together from the formula itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sympy import sstr

from .numbers.domains import described
from .symbols import QUANTITIES, unit_of

if TYPE_CHECKING:
    from .numeric import NumericFormula

_TEMPLATE = """{meaning}

    {symbol} = {expr}

Parameters
----------
{parameters}

Returns
-------
{symbol} : float, or array of the shape the arguments broadcast to, in {unit}
    {result}

Raises
------
ValueError
    If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
TypeError
    If arguments are missing or unknown.

Examples
--------
{example}

Source: {source}.
"""


class Docstring:
    """`__doc__` of a class as usual, and of an instance from its formula, derived when it is read."""

    def __init__(self, of_class: str) -> None:
        self.of_class = of_class

    def __get__(self, formula: NumericFormula | None, owner: type) -> Any:
        return self.of_class if formula is None else describe(formula)


def unit_text(unit: Any) -> str:
    """A unit in words: "FLOP/joule", or "no unit"."""
    return "no unit" if unit == 1 else sstr(unit)


def describe(formula: NumericFormula) -> str:
    """Meaning, formula, arguments with units and domains, what comes back, errors, an example and the source."""
    meaning, _, example = formula.summary.partition("\n\n")
    parameters = []
    for parameter in formula.__signature__.parameters.values():
        symbol = next(s for s in formula.args if str(s) == parameter.name)
        default = "" if parameter.default is parameter.empty else f", by default {parameter.default:g}"
        kind = f"float or array, in {unit_text(unit_of(symbol))}, {described(symbol, formula.domain(symbol))}{default}"
        parameters.append(f"{symbol} : {kind}\n    {QUANTITIES[symbol].meaning}")
    return _TEMPLATE.format(
        meaning=meaning,
        symbol=formula.symbol,
        expr=sstr(formula.expr),
        parameters="\n".join(parameters),
        unit=unit_text(formula.unit),
        result=QUANTITIES[formula.symbol].meaning,
        example=example,
        source=formula.origin,
    )
