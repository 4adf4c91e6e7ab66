"""Labels: columns of pandas and polars, and xarray's arrays with named dimensions, treated as those libraries do."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from sympy import Symbol, sstr

from ..letters import unit_of
from .layers import Evaluator, comes_from, refused

_LIBRARIES = ("xarray", "pandas", "polars")


def _by_one_library(function: Evaluator, args: Sequence[Any], library: str) -> Iterable[tuple[Symbol, Any]]:
    """The arguments that this library labels; those of another one beside them are refused."""
    for symbol, value in zip(function.args, args, strict=True):
        if comes_from(library)(value):
            yield symbol, value
        for other in _LIBRARIES:
            if other != library and comes_from(other)(value):
                kind = f"{other}.{type(value).__name__}"
                raise refused(function, symbol, f"is of {kind} beside labels of {library}: make them of one library")


def with_names(function: Evaluator, args: Sequence[Any]) -> Any:
    """As in xarray's own arithmetic: broadcast by the names of dimensions, and aligned as its options say."""
    import xarray

    told = False
    for symbol, value in _by_one_library(function, args, "xarray"):
        if not isinstance(value, xarray.DataArray | xarray.Dataset | xarray.Variable):
            raise refused(
                function, symbol, f"is of xarray's class {type(value).__name__}: pass a DataArray or a Dataset of it"
            )
        for part in _parts(value):
            if "units" in part.attrs:
                told = True
                _look_at_text(function, symbol, part.attrs["units"])
    join = xarray.get_options()["arithmetic_join"]
    result = xarray.apply_ufunc(
        function, *args, join=join, dataset_join=join, dataset_fill_value=math.nan, dask="allowed", keep_attrs=True
    )
    for part in _parts(result):
        part.attrs = {"units": sstr(function.unit)} if told else {}
    return result


def _parts(value: Any) -> Iterable[Any]:
    return value.data_vars.values() if hasattr(value, "data_vars") else (value,)


def _look_at_text(function: Evaluator, symbol: Symbol, text: Any) -> None:
    """A unit that is only written beside the numbers cannot be converted, and so must be the letter's own."""
    own = sstr(unit_of(symbol))
    if text != own and not (own == "1" and text in ("", "dimensionless")):
        raise refused(function, symbol, f"has the attribute units={text!r}: convert it, and say units={own!r}")


def with_labels(function: Evaluator, args: Sequence[Any]) -> Any:
    """As in pandas' own functions: labels are brought together, and what one side lacks is unknown."""
    import numpy as np
    import pandas

    numbers = [value.to_numpy() if isinstance(value, pandas.Index) else value for value in args]
    labelled = [value for _, value in _by_one_library(function, numbers, "pandas")]
    for symbol, value in _by_one_library(function, numbers, "pandas"):
        if not isinstance(value, pandas.Series | pandas.DataFrame):
            raise refused(function, symbol, f"= {value!r} is not a real number or an array of real numbers")
        if value.ndim != labelled[0].ndim:
            raise refused(function, symbol, f"is a {type(value).__name__} beside a {type(labelled[0]).__name__}")
    if not labelled:
        return function(*numbers)
    axes = list(labelled[0].axes)
    for value in labelled[1:]:
        axes = [one if one.equals(other) else one.union(other) for one, other in zip(axes, value.axes, strict=True)]
    where = dict(zip(("index", "columns"), axes, strict=False))
    for place, symbol in enumerate(function.args):
        if comes_from("pandas")(numbers[place]):
            numbers[place] = _numbers(function, symbol, numbers[place].reindex(**where))
    result = function(*numbers)
    if np.shape(result) != tuple(map(len, axes)):
        raise ValueError(f"{function.name}: labels stand beside an array of another shape")
    if labelled[0].ndim == 2:
        return pandas.DataFrame(result, **where)
    names = {value.name for value in labelled}
    own = [(value.iloc[:0] * 1.0).dtype for value in labelled if not isinstance(value.dtype, np.dtype)]
    column = pandas.Series(result, **where, name=names.pop() if len(names) == 1 else None)
    return column.astype(own[0]) if own else column


def _numbers(function: Evaluator, symbol: Symbol, value: Any) -> Any:
    """The numbers in a column or a table; where one is missing, NaN."""
    import numpy as np
    import pandas

    kinds = {value.dtype} if value.ndim == 1 else set(value.dtypes)
    if all(isinstance(kind, np.dtype) for kind in kinds):
        return value.to_numpy()
    for kind in kinds:
        known = isinstance(kind, np.dtype) or comes_from("pandas")(kind)
        if not known or isinstance(kind, pandas.SparseDtype) or not pandas.api.types.is_numeric_dtype(kind):
            raise refused(function, symbol, f"is a column of {kind}: pass one of plain numbers")
    return value.to_numpy(dtype=float, na_value=math.nan)


def with_columns(function: Evaluator, args: Sequence[Any]) -> Any:
    """A column of polars for columns, with the first one's name; what is missing in one is missing in the result."""
    import numpy as np
    import polars

    columns = dict(_by_one_library(function, args, "polars"))
    for symbol, value in columns.items():
        if not isinstance(value, polars.Series):
            how = "use it within map_batches" if isinstance(value, polars.Expr) else "pass its columns"
            raise refused(function, symbol, f"is of polars' class {type(value).__name__}: {how}")
        if not (value.dtype.is_integer() or value.dtype.is_float() or value.dtype == polars.Boolean):
            raise refused(function, symbol, f"is a column of {value.dtype}: pass one of plain numbers")
    result = function(*(value.to_numpy() if comes_from("polars")(value) else value for value in args))
    if np.ndim(result) != 1:
        raise ValueError(f"{function.name}: a column stands beside an array of more dimensions")
    missing = reduce(or_, (np.broadcast_to(c.is_null().to_numpy(), result.shape) for c in columns.values()))
    column = polars.Series(next(iter(columns.values())).name, result)
    return column.set(polars.Series(missing), None) if missing.any() else column
