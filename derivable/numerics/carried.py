"""What arguments carry besides numbers: labels, units, masks, a class of their own, errors.

A layer is taken off all arguments, the function is called with what is inside, and its result gets the layer back, as
the library would do it to which the layer belongs. What cannot be put back is refused: nothing is lost on the way.
No library is imported that an argument has not brought along.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from sympy import Symbol

from .anyarray import is_foreign
from .domains import real
from .errors import with_errors
from .labels import with_columns, with_labels, with_names
from .layers import Evaluator, comes_from, origins, refused
from .units import has_unit, in_units

_NUMBERS = frozenset((float, int, bool))
_CARRIERS = frozenset(("pint", "astropy", "xarray", "pandas", "polars"))


def is_plain(value: Any) -> bool:
    """Whether it is a number, or an array of NumPy's own, and carries nothing."""
    return type(value) in _NUMBERS or (_is_numpy(type(value)) and value.dtype.char != "O")


def _is_numpy(kind: type) -> bool:
    import numpy as np

    return kind is np.ndarray or issubclass(kind, np.generic)


def through(function: Evaluator, args: Sequence[Any]) -> Any:
    """The function of arguments of which at least one is not plain."""
    for worn, layer in LAYERS:
        if any(map(worn, args)):
            return layer(function, args)
    if any(map(is_foreign, args)):
        return function.on_any_array(*args)
    return function(*(_opened(function, s, a) for s, a in zip(function.args, args, strict=True)))


def _opened(function: Evaluator, symbol: Symbol, value: Any) -> Any:
    """The numbers in a list or another object, as an array; what would be lost there is refused."""
    if is_plain(value):
        return value
    if hasattr(type(value), "__array_ufunc__") and not _is_numpy(type(value)):
        own = f"is of the class {type(value).__name__}, to which NumPy's functions may mean something else"
        raise refused(function, symbol, f"{own}: pass its plain numbers")
    for kind in _kinds_within(value):
        if _CARRIERS & origins(kind) or _is_subclass(kind):
            raise refused(function, symbol, f"holds {kind.__name__} objects one by one: make a single one of them")
    return real(f"{function.name}: {symbol}", value)


def _kinds_within(value: Any) -> set[type]:
    """The kinds of what stands in a list, in a list of lists, or in an array of objects."""
    if _is_numpy(type(value)) and value.dtype.char == "O":
        return set(map(type, value.flat))
    kinds = set(map(type, value)) if isinstance(value, list | tuple) else set()
    if any(issubclass(kind, list | tuple) for kind in kinds):
        kinds |= set().union(*map(_kinds_within, value))
    return kinds


def _is_masked(value: Any) -> bool:
    import numpy as np

    return isinstance(value, np.ma.MaskedArray) or ("astropy" in origins(type(value)) and hasattr(value, "unmasked"))


def with_masks(function: Evaluator, args: Sequence[Any]) -> Any:
    """What is masked is unknown to the function, and masked in the result."""
    import numpy as np

    masks, numbers = [], list(args)
    for place, (symbol, value) in enumerate(zip(function.args, args, strict=True)):
        if _is_masked(value):
            numpys = isinstance(value, np.ma.MaskedArray)
            masks.append(np.ma.getmaskarray(value) if numpys else np.asarray(value.mask))
            known = real(f"{function.name}: {symbol}", np.asarray(value.data if numpys else value.unmasked))
            kind = known.dtype if known.dtype.kind == "f" else np.dtype(float)
            numbers[place] = np.where(masks[-1], kind.type(math.nan), known.astype(kind))
    result = function(*numbers)
    mask = reduce(or_, (np.broadcast_to(mask, np.shape(result)) for mask in masks))
    if any(isinstance(value, np.ma.MaskedArray) for value in args):
        return np.ma.MaskedArray(result, mask)[()]
    from astropy.utils.masked import Masked

    return Masked(result, mask)


def _is_subclass(kind: type) -> bool:
    """Whether it is a class of arrays that leaves functions to NumPy."""
    import numpy as np

    return issubclass(kind, np.ndarray) and kind is not np.ndarray and not _has_own_functions(kind)


def _has_own_functions(kind: type) -> bool:
    import numpy as np

    return getattr(kind, "__array_ufunc__", None) is not np.ndarray.__array_ufunc__


def with_class(function: Evaluator, args: Sequence[Any]) -> Any:
    """The result is wrapped as that of NumPy's own functions is."""
    import numpy as np

    own = max((a for a in args if _is_subclass(type(a))), key=lambda value: value.__array_priority__)
    result = function(*(np.asarray(a) if _is_subclass(type(a)) else a for a in args))
    return own.__array_wrap__(np.asarray(result))


def _has_error(value: Any) -> bool:
    return any("uncertainties" in origins(kind) for kind in (type(value), *_kinds_within(value)))


Layer = Callable[[Evaluator, Sequence[Any]], Any]
LAYERS: tuple[tuple[Callable[[Any], bool], Layer], ...] = (
    (comes_from("xarray"), with_names),
    (comes_from("pandas"), with_labels),
    (comes_from("polars"), with_columns),
    (has_unit, in_units),
    (_is_masked, with_masks),
    (lambda value: _is_subclass(type(value)), with_class),
    (_has_error, with_errors),
)
"""What can be worn, from the outside in."""
