"""Checking arguments against their domains: what is refused, and in which words."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from sympy import Set, Symbol, oo


def bounds(symbol: Symbol, domain: Set, infinity: str = "inf") -> tuple[str, str]:
    """A domain as two comparisons: ("0 < X", "X <= 1")."""
    lower, upper = ("<" if is_open else "<=" for is_open in (domain.left_open, domain.right_open))
    start, end = (str(e).replace("oo", infinity) if e.is_infinite else str(e) for e in (domain.start, domain.end))
    return f"{start} {lower} {symbol}", f"{symbol} {upper} {end}"


def condition(symbol: Symbol, domain: Set) -> str:
    """A domain as one chained comparison, in code: "0 < X <= 1"."""
    lower, upper = bounds(symbol, domain, "_inf")
    return lower + upper.removeprefix(str(symbol))


def limits(domain: Set) -> Callable[[Any, Any], bool] | None:
    """Whether a range from low to high lies inside a domain, unless its ends depend on other arguments."""
    if domain.start.is_Symbol or domain.end.is_Symbol:
        return None
    low, high = Symbol("low"), Symbol("high")
    text = f"lambda low, high: {bounds(low, domain, '_inf')[0]} and {bounds(high, domain, '_inf')[1]}"
    within: Callable[[Any, Any], bool] = eval(text, {"_inf": math.inf})
    return within


def described(symbol: Symbol, domain: Set) -> str:
    """A domain in words for people: "0 < X ≤ 1"; an infinite end is left out."""
    lower, upper = (text.replace("<=", "≤") for text in bounds(symbol, domain))
    if domain.end != oo:
        return lower + upper.removeprefix(str(symbol))
    if domain.start == -oo:
        return f"{symbol} a finite real number"
    start, sign, _ = lower.split()
    return f"{symbol} {sign.translate(str.maketrans('<≤', '>≥'))} {start}, finite"


def real(name: str, value: Any) -> Any:
    """The value as a float, or as an array of integers or floats; anything else is refused."""
    if type(value) is float:
        return value
    import numpy as np

    if type(value) is np.ndarray and value.dtype.char == "d":
        return value
    if isinstance(value, float | int) and not isinstance(value, np.generic):
        try:
            return float(value)
        except OverflowError:
            raise ValueError(f"{name} = {value!r} is too large for a floating-point number") from None
    try:
        array = np.asarray(value)
        if array.dtype.kind == "O":
            if any(issubclass(kind, str | bytes) for kind in set(map(type, array.flat))):
                raise TypeError("text is no number")
            array = np.vectorize(float, otypes=[float])(array)
    except (TypeError, ValueError, OverflowError):
        array = np.empty(0, "V")
    if array.dtype.kind not in "biuf":
        raise ValueError(f"{name} = {value!r} is not a real number or an array of real numbers")
    if array.dtype.kind == "f" and array.dtype.itemsize <= 8:
        return array
    with np.errstate(over="ignore"):
        return array.astype(float)


def check(formula: str, values: Mapping[str, Any], domains: Mapping[Symbol, Set]) -> None:
    """Raise a ValueError for the first argument that leaves its domain; NaN is let through."""
    import numpy as np

    for symbol, domain in domains.items():
        value = values[str(symbol)]
        start, end = (values.get(str(e), None if e.is_Symbol else float(e)) for e in (domain.start, domain.end))
        if _inside(value, start, end, domain):
            continue
        value, start = np.broadcast_arrays(value, start)
        outside = ~within(value, start, end, domain) & ~np.isnan(value) & ~np.isnan(start)
        if outside.any():
            index = tuple(map(int, np.argwhere(outside)[0]))
            raise beyond(formula, symbol, domain, float(value[index]), index)


def beyond(formula: str, symbol: Symbol, domain: Set, value: float, index: tuple[int, ...]) -> ValueError:
    """The error for a value outside of its domain."""
    where = f" at index {index if len(index) > 1 else index[0]}" if index else ""
    return ValueError(f"{formula}: {symbol} = {value!r}{where} is outside its domain: {described(symbol, domain)}")


def within(value: Any, start: Any, end: Any, domain: Set) -> Any:
    """Whether a value lies between these ends; an array of answers for an array."""
    above = value > start if domain.left_open else value >= start
    return above & (value < end if domain.right_open else value <= end)


def _inside(value: Any, start: Any, end: Any, domain: Set) -> bool:
    """Whether all of it surely lies inside: two reductions, no temporary arrays."""
    if not getattr(value, "size", 1):
        return True
    low, high = (value.min(), value.max()) if hasattr(value, "min") else (value, value)
    top = start.max() if getattr(start, "size", 0) else start
    return bool(within(low, top, end, domain) and within(high, top, end, domain))
