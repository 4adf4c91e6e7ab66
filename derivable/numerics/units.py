"""Units: quantities of pint and of Astropy are converted by the units of the letters, and what comes out has its own.

A base unit that the quantity's library knows by its name, as a joule or a year, is meant; what the library does not
know, as a token, is counted in pure numbers. Two units are the same if the library's own base units say so, which tells
a bit from a pure number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sympy import Expr, sstr

from ..letters import unit_of
from .layers import Evaluator, origins, refused


class _Pint:
    """What is asked of a quantity of pint."""

    def __init__(self, quantity: Any) -> None:
        self.quantity = quantity
        self.registry = quantity._REGISTRY

    def base(self, name: str) -> Any:
        """The unit of this name, or 1 if pint knows it at best as another with a prefix (nat: a nano-at)."""
        whole = [known for prefix, known, _ in self.registry.parse_unit_name(name) if not prefix]
        return self.registry.Unit(whole[0] if whole else "")

    def number(self, unit: Any) -> Any:
        """The quantity in this unit; nothing if it is not of its kind."""
        same = self.registry.get_root_units(self.quantity.units)[1] == self.registry.get_root_units(unit)[1]
        return self.quantity.m_as(unit) if same and not _holds_text(self.quantity.magnitude) else None

    def wrap(self, number: Any, unit: Any) -> Any:
        """A quantity of the same registry."""
        return self.registry.Quantity(number, unit)


class _Astropy:
    """What is asked of a quantity of Astropy, or of a column that has a unit."""

    def __init__(self, quantity: Any) -> None:
        self.quantity = quantity

    def base(self, name: str) -> Any:
        """The unit of this name, or 1."""
        from astropy import units

        unit = units.Unit(name, parse_strict="silent")
        return units.dimensionless_unscaled if isinstance(unit, units.UnrecognizedUnit) else unit

    def number(self, unit: Any) -> Any:
        """The quantity in this unit; nothing if it is not of its kind."""
        if not self.quantity.unit.is_equivalent(unit):
            return None
        if hasattr(self.quantity, "to_value"):
            return self.quantity.to_value(unit)
        return self.quantity.view(_plain_class(self.quantity)) * self.quantity.unit.to(unit)

    def wrap(self, number: Any, unit: Any) -> Any:
        """A quantity; of masked numbers, a masked one."""
        import numpy as np

        if isinstance(number, np.ma.MaskedArray):
            from astropy.utils.masked import Masked

            number = Masked(number.data, np.ma.getmaskarray(number))
        return number << unit


def _plain_class(column: Any) -> type:
    import numpy as np

    return np.ma.MaskedArray if isinstance(column, np.ma.MaskedArray) else np.ndarray


def _holds_text(magnitude: Any) -> bool:
    return getattr(magnitude, "dtype", None) == "O" and any(isinstance(value, str | bytes) for value in magnitude.flat)


def has_unit(value: Any) -> bool:
    """Whether it is a quantity, or a column of a table with a unit."""
    libraries = origins(type(value))
    if "pint" in libraries:
        return hasattr(value, "magnitude")
    return "astropy" in libraries and getattr(value, "unit", None) is not None and hasattr(value, "dtype")


def in_units(function: Evaluator, args: Sequence[Any]) -> Any:
    """Every quantity in the unit of its letter, and the result in the formula's own."""
    given = dict(zip(function.args, args, strict=True))
    numbers = []
    for symbol, value in given.items():
        if has_unit(value):
            number = (own := _library(value)).number(_unit(own, function, unit_of(symbol), given))
            if number is None:
                wanted = sstr(unit_of(symbol)) if unit_of(symbol) != 1 else "a pure number"
                raise refused(function, symbol, f"= {value} cannot be converted to its unit: {wanted}")
            value = number
        numbers.append(value)
    library = _library(next(filter(has_unit, args)))
    unit = _unit(library, function, function.unit, given)
    return library.wrap(function(*numbers), unit)


def _library(value: Any) -> _Pint | _Astropy:
    return _Pint(value) if "pint" in origins(type(value)) else _Astropy(value)


def _unit(library: _Pint | _Astropy, function: Evaluator, unit: Expr, given: Mapping[Any, Any]) -> Any:
    """A product of powers of base units in the library's own; an exponent may be an argument."""
    numbers = {symbol: value for symbol, value in given.items() if isinstance(value, int | float)}
    product = library.base("")
    for base, power in unit.as_powers_dict().items():
        if base.is_Symbol and (known := library.base(str(base))) != library.base(""):
            power = power.subs(numbers)
            if power.free_symbols:
                letters = ", ".join(sorted(map(str, power.free_symbols)))
                raise ValueError(f"{function.name}: a unit has the power {power} of {base}: give {letters} as a number")
            product = product * known ** (int(power) if power.is_Integer else float(power))
    return product
