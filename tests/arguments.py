"""What people hold in their hands, and what three formulas make of it: `python -m tests.arguments` prints the page.

Each kind is the code that makes it from `v`, two floats in the unit of the argument's letter, and the code of what it
means, in plain floats. A formula must give the same kind with the numbers of that meaning, or other numbers of that
meaning in a kind that is named, or refuse in a sentence.
"""

from __future__ import annotations

import array
import datetime
import decimal
import fractions
import re
import warnings
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import mpmath
import numpy as np
import sympy

import scaling_sym
from derivable.formula import Formula
from tests.required import module

PAGE = Path(__file__).parents[1] / "chapters" / "given.md"


@dataclass(frozen=True)
class Place:
    """One argument of a formula, two values of it in its own unit, and 1 in that unit as others write it."""

    formula: Formula
    argument: str
    values: tuple[float, float]
    pint: tuple[float, str]
    astropy: tuple[float, str]
    others: dict[str, float]

    @property
    def beginning(self) -> str:
        """How a sentence begins that refuses the argument."""
        return f"{self.formula.name}: {self.argument} "

    def __call__(self, value: Any) -> Any:
        return self.formula(**{self.argument: value}, **self.others)


PLACES = (
    Place(scaling_sym.compute_multiple, "t", (3.0, 1.0), (12.0, "month"), (365.25, "day"), {"gamma": 0.75}),
    Place(
        scaling_sym.time_to_target, "X", (1.0, 0.25), (100.0, "percent"), (100.0, "%"), {"kappa": 0.25, "gamma": 1.0}
    ),
    Place(
        scaling_sym.physical_burden,
        "E_logical",
        (2.0, 4.0),
        (1000.0, "1/kilojoule"),
        (1000.0, "1/kJ"),
        {"C": 1024.0},
    ),
)


@dataclass(frozen=True)
class Kind:
    """A kind of argument: its name, the code that makes it, and the code of what it means."""

    name: str
    make: str
    means: str = "v"


ONE, UNKNOWN = "v[0]", "[v[0], nan]"
KINDS = {
    "Numbers": (
        Kind("a float", "float(v[0])", ONE),
        Kind("an integer", "int(v[0])", ONE),
        Kind("a bool", "True", "1.0"),
        Kind("a double of NumPy", "np.float64(v[0])", ONE),
        Kind("a float32", "np.float32(v[0])", ONE),
        Kind("a float16", "np.float16(v[0])", ONE),
        Kind("a long double", "np.longdouble(v[0])", ONE),
        Kind("an int64", "np.int64(v[0])", ONE),
        Kind("a fraction", "fractions.Fraction(v[0])", ONE),
        Kind("a decimal", "decimal.Decimal(v[0])", ONE),
        Kind("a number of SymPy", "sympy.Rational(v[0])", ONE),
        Kind("a number of mpmath", "mpmath.mpf(v[0])", ONE),
        Kind("not a number", "nan", "nan"),
        Kind("infinity", "inf"),
        Kind("a complex number", "complex(v[0])"),
        Kind("text", "str(v[0])"),
        Kind("bytes", "b'1'"),
        Kind("nothing", "None"),
        Kind("a date", "datetime.date(2026, 3, 30)"),
        Kind("a duration", "datetime.timedelta(days=365)"),
        Kind("a letter of SymPy", "sympy.Symbol('x')"),
    ),
    "Collections": (
        Kind("a list", "list(v)"),
        Kind("a tuple", "tuple(v)"),
        Kind("a list of lists", "[[float(x)] for x in v]", "v[:, None]"),
        Kind("a list of integers", "[int(x) for x in v]", "v.astype(int)"),
        Kind("a list of arrays", "[v, v]", "np.array([v, v])"),
        Kind("an empty list", "[]", "v[:0]"),
        Kind("a list with text in it", "[v[0], '1']"),
        Kind("a list with nothing in it", "[v[0], None]"),
        Kind("a ragged list", "[[1.0], [1.0, 2.0]]"),
        Kind("an array of the standard library", "array.array('d', v)"),
        Kind("a view of memory", "memoryview(v)"),
        Kind("a generator", "(x for x in v)"),
        Kind("a set", "{1.0}"),
        Kind("a dictionary", "{'v': 1.0}"),
    ),
    "NumPy's arrays": (
        Kind("doubles", "v.copy()"),
        Kind("no dimension", "np.array(v[0])", ONE),
        Kind("empty", "v[:0].copy()", "v[:0]"),
        Kind("float32", "v.astype(np.float32)"),
        Kind("float16", "v.astype(np.float16)"),
        Kind("long doubles", "v.astype(np.longdouble)"),
        Kind("int64", "v.astype(np.int64)", "v.astype(int)"),
        Kind("uint8", "v.astype(np.uint8)", "v.astype(int)"),
        Kind("bools", "np.array([True])", "np.array([1.0])"),
        Kind("in the other byte order", "v.astype(v.dtype.newbyteorder())"),
        Kind("with strides", "np.repeat(v, 2)[::2]"),
        Kind("backwards", "v[::-1]", "v[::-1]"),
        Kind("in Fortran's order", "np.asfortranarray([v, v])", "np.array([v, v])"),
        Kind("read-only", "read_only(v)"),
        Kind("spread over a new axis", "np.broadcast_to(v, (3, 2))", "np.broadcast_to(v, (3, 2))"),
        Kind("on disk", "on_disk(v)"),
        Kind("a matrix", "v[None, :].view(np.matrix)", "v[None, :]"),
        Kind("a class of one's own", "v.view(Own)"),
        Kind("a class with functions of its own", "v.view(OwnFunctions)"),
        Kind("objects that are floats", "v.astype(object)"),
        Kind("objects that are fractions", "np.array([fractions.Fraction(x) for x in v])"),
        Kind("objects that are text", "v.astype(str).astype(object)"),
        Kind("objects, one of them nothing", "np.array([v[0], None])"),
        Kind("text", "v.astype(str)"),
        Kind("complex", "v.astype(complex)"),
        Kind("dates", "np.array(['2026-03-30'], 'datetime64[D]')"),
        Kind("durations", "np.array([365], 'timedelta64[D]')"),
        Kind("structured", "np.array([(x, 1) for x in v], 'f8, i4')"),
        Kind("a field of a structured array", "np.array([(x, 1) for x in v], 'f8, i4')['f0']"),
        Kind("a record array's field", "np.rec.fromarrays([v], names='x').x"),
    ),
    "Masks": (
        Kind("of NumPy", "np.ma.array([v[0], -999.0], mask=[False, True])", UNKNOWN),
        Kind("of NumPy, nothing masked", "np.ma.array(v)"),
        Kind("of NumPy, integers", "np.ma.array([1, -999], mask=[False, True])", "[1.0, nan]"),
        Kind("of NumPy, a single number", "np.ma.masked", "nan"),
        Kind("of Astropy", "Masked([v[0], -999.0], [False, True])", UNKNOWN),
        Kind("of Astropy, with a unit", "Masked(np.array([v[0], -9]) * astropy_one, [False, True])", UNKNOWN),
        Kind("a column of Astropy", "MaskedColumn([v[0], -999.0], mask=[False, True])", UNKNOWN),
        Kind(
            "a column of Astropy with a unit",
            "MaskedColumn(np.array([v[0], -9]) * astropy_one.value, mask=[False, True], unit=astropy_one.unit)",
            UNKNOWN,
        ),
        Kind("of Dask", "dask.ma.masked_equal(dask.from_array(np.array([v[0], -9.0]), chunks=1), -9.0)", UNKNOWN),
    ),
    "Units": (
        Kind("a quantity of pint", "float(v[0]) * pint_one", ONE),
        Kind("an array of pint", "v * pint_one"),
        Kind("pint, of another kind", "v * pint.metre"),
        Kind("pint, in bits", "v * pint.bit"),
        Kind(
            "pint, masked",
            "pint.Quantity(np.ma.array([v[0], -9], mask=[False, True]) * pint_one.m, pint_one.u)",
            UNKNOWN,
        ),
        Kind("pint, of text", "pint.Quantity(v.astype(str).astype(object), pint_one.units)"),
        Kind("a list of pint's", "[x * pint_one for x in v]"),
        Kind("a quantity of Astropy", "v[0] * astropy_one", ONE),
        Kind("an array of Astropy", "v * astropy_one"),
        Kind("Astropy, float32", "v.astype(np.float32) * astropy_one"),
        Kind("Astropy, of another kind", "v * astropy.m"),
        Kind("Astropy, in radians", "v * astropy.rad"),
        Kind("a list of Astropy's", "[x * astropy_one for x in v]"),
        Kind("a column of Astropy", "Column(v)"),
        Kind("a column of Astropy with a unit", "Column(v * astropy_one.value, unit=astropy_one.unit)"),
        Kind("a duration of Astropy", "TimeDelta(1.0, format='jd')"),
        Kind("a distribution of Astropy", "Distribution(np.array([v, v]))"),
    ),
    "Labels": (
        Kind("a series of pandas", "pandas.Series(v, index=['a', 'b'], name='x')"),
        Kind("pandas, float32", "pandas.Series(v, dtype='float32')"),
        Kind("pandas, with missing integers", "pandas.Series([1, None], dtype='Int64')", "[1.0, nan]"),
        Kind("pandas, objects that are floats", "pandas.Series(v, dtype=object)"),
        Kind("pandas, objects that are text", "pandas.Series(v.astype(str), dtype=object)"),
        Kind("pandas, text", "pandas.Series(v.astype(str))"),
        Kind("pandas, dates", "pandas.Series(pandas.to_datetime(['2026-03-30']))"),
        Kind("pandas, categories", "pandas.Series(v, dtype='category')"),
        Kind("pandas, sparse", "pandas.Series(v, dtype='Sparse[float]')"),
        Kind("a table of pandas", "pandas.DataFrame({'a': v, 'b': v})", "np.array([v, v]).T"),
        Kind("an index of pandas", "pandas.Index(v)"),
        Kind("a missing value of pandas", "pandas.NA"),
        Kind("a list of series", "[pandas.Series(v)]"),
        Kind("an array of xarray", "xarray.DataArray(v, dims='x')"),
        Kind("xarray, over Dask", "xarray.DataArray(v, dims='x').chunk()"),
        Kind("xarray, over pint", "xarray.DataArray(v * pint_one, dims='x')"),
        Kind("xarray, with a unit in text", "xarray.DataArray(v, dims='x', attrs={'units': 'days'})"),
        Kind("a variable of xarray", "xarray.Variable('x', v)"),
        Kind("a data set of xarray", "xarray.Dataset({'a': ('x', v)})"),
        Kind("a tree of xarray", "xarray.DataTree()"),
        Kind("a series of polars", "polars.Series('x', v)"),
        Kind("polars, one missing", "polars.Series('x', [v[0], None])", UNKNOWN),
        Kind("polars, text", "polars.Series(v.astype(str).tolist())"),
        Kind("an expression of polars", "polars.col('x')"),
        Kind("a table of polars", "polars.DataFrame({'a': v})"),
    ),
    "Errors": (
        Kind("a number of uncertainties", "ufloat(v[0], 0.01)", ONE),
        Kind("an array of uncertainties", "uarray(v, [0.01, 0.01])"),
        Kind("a list of uncertainties", "list(uarray(v, [0.01, 0.01]))"),
        Kind("pint, with an error", "(v[0] * pint_one).plus_minus(0.01)", ONE),
        Kind("pandas, with errors", "pandas.Series(uarray(v, [0.01, 0.01]))"),
    ),
    "Other arrays": (
        Kind("JAX", "jax.asarray(v)"),
        Kind("JAX, float32", "jax.asarray(v, jax.float32)"),
        Kind("JAX, bfloat16", "jax.asarray(v, jax.bfloat16)"),
        Kind("JAX, integers", "jax.asarray([1, 1])", "[1.0, 1.0]"),
        Kind("JAX, complex", "jax.asarray(v, complex)"),
        Kind("JAX, with a unit of pint", "jax.asarray(v) * pint_one"),
        Kind("Dask", "dask.from_array(v, chunks=1)"),
        Kind("Dask, complex", "dask.from_array(v.astype(complex), chunks=1)"),
        Kind("the strict one", "strict.asarray(v)"),
        Kind("the strict one, float32", "strict.asarray(v, dtype=strict.float32)"),
        Kind("sparse, of SciPy", "csr_array([v])"),
    ),
}


class Own(np.ndarray):
    """A class that leaves functions to NumPy."""


class OwnFunctions(np.ndarray):
    """A class that does not."""

    def __array_ufunc__(self, *_: Any, **__: Any) -> Any:
        return NotImplemented


def read_only(values: Any) -> Any:
    values = values.copy()
    values.flags.writeable = False
    return values


def on_disk(values: Any) -> Any:
    with NamedTemporaryFile() as file:
        mapped = np.memmap(file, float, "w+", shape=values.shape)
        mapped[:] = values
        return mapped


def libraries() -> dict[str, Any]:
    """What the code of the kinds calls."""
    jax = module("jax")
    jax.config.update("jax_enable_x64", True)
    masked, table = module("astropy.utils.masked"), module("astropy.table")
    return {
        "np": np,
        "inf": np.inf,
        "nan": np.nan,
        "array": array,
        "datetime": datetime,
        "decimal": decimal,
        "fractions": fractions,
        "mpmath": mpmath,
        "sympy": sympy,
        "Own": Own,
        "OwnFunctions": OwnFunctions,
        "read_only": read_only,
        "on_disk": on_disk,
        "jax": jax.numpy,
        "dask": module("dask.array"),
        "strict": module("array_api_strict"),
        "pandas": module("pandas"),
        "polars": module("polars"),
        "xarray": module("xarray"),
        "pint": module("pint").UnitRegistry(),
        "astropy": module("astropy.units"),
        "Masked": masked.Masked,
        "Column": table.Column,
        "MaskedColumn": table.MaskedColumn,
        "TimeDelta": module("astropy.time").TimeDelta,
        "Distribution": module("astropy.uncertainty").Distribution,
        "ufloat": module("uncertainties").ufloat,
        "uarray": module("uncertainties.unumpy").uarray,
        "csr_array": module("scipy.sparse").csr_array,
    }


def made(kind: Kind, place: Place, names: dict[str, Any]) -> tuple[Any, Any]:
    """An argument of this kind, and what it means."""
    factor, unit = place.pint
    astropy_factor, astropy_unit = place.astropy
    here = {
        "v": np.array(place.values),
        "pint_one": names["pint"].Quantity(factor, unit),
        "astropy_one": names["astropy"].Quantity(astropy_factor, astropy_unit),
    }
    scope = names | here
    return eval(kind.make, scope), np.asarray(eval(kind.means, scope), dtype=float)


def outcome(argument: Any, place: Place) -> tuple[Any, str]:
    """What the formula gives, if it gives anything, and in words."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            result = place(argument)
    except ValueError as error:
        return None, re.sub(r" at 0x\w+", "", " ".join(str(error).split()))
    words = "the same kind"
    if type(result) is not type(argument):
        words = f"`{type(result).__module__.partition('.')[0]}.{type(result).__name__}`"
    kind = getattr(result, "dtype", None)
    return result, words if kind == getattr(argument, "dtype", kind) else f"{words}, {kind}"


def numbers(result: Any) -> Any:
    """The plain floats in a result, NaN where masked or missing; in years, joules or pure numbers."""
    if hasattr(result, "magnitude"):
        base = result.to_base_units()
        return numbers(base.magnitude) / (YEAR if str(base.units) == "second" else 1)
    if hasattr(result, "unit"):
        return numbers(result.si.value if result.unit is not None else np.asarray(result)) / (
            YEAR if str(result.unit) == "yr" else 1
        )
    if hasattr(result, "data_vars"):
        (result,) = result.data_vars.values()
    if hasattr(result, "dims"):
        return numbers(result.data)
    if hasattr(result, "compute"):
        return numbers(result.compute(scheduler="synchronous"))
    if hasattr(result, "unmasked"):
        result = np.ma.array(np.asarray(result.unmasked), mask=result.mask)
    if isinstance(result, np.ma.MaskedArray):
        return np.ma.filled(result.astype(float), np.nan)
    if hasattr(result, "to_numpy"):
        result = result.to_numpy()
    nominal = np.vectorize(lambda x: float(getattr(x, "nominal_value", x)), otypes=[float])
    return nominal(np.asarray(result)) if np.size(result) else np.asarray(result, dtype=float)


YEAR = 365.25 * 86400


def page() -> str:
    """The appendix, in Markdown."""
    names = libraries()
    places = " | ".join(f"`{place.formula.name}`, {place.argument}" for place in PLACES)
    text = [INTRODUCTION.format(count=sum(map(len, KINDS.values())))]
    for heading, kinds in KINDS.items():
        text += [f"## {heading}", "", f"| | in code | {places} |", "|" + "---|" * (2 + len(PLACES))]
        for kind in kinds:
            cells = [_cell(*outcome(made(kind, place, names)[0], place), place) for place in PLACES]
            row = " | ".join(cell.replace("|", "\\|") for cell in (kind.name, f"`{kind.make}`", *cells))
            text.append(f"| {row} |")
        text.append("")
    return "\n".join(text)


def _cell(result: Any, words: str, place: Place) -> str:
    return words if result is not None else f"“… {words.removeprefix(place.beginning)}”"


INTRODUCTION = """# What may be given

Every formula takes floats and arrays. What else people hold in their hands carries more than numbers: a unit, a mask, \
labels, an error. It comes out again, or the argument is refused in a sentence; nothing is lost in silence. Of {count} \
kinds of argument these tables say what three formulas give for each: *the same kind* as the argument, another kind \
with the numbers that the argument means, or the sentence of a `ValueError`, which begins with the names of \
the formula and the argument. They are printed by running the formulas, \
and a test runs them again. In the code `v` holds two numbers, and `pint_one` and `astropy_one` are 1 year, 1 and \
1 FLOP per joule, written as 12 months, 100 per cent and 1000 per kilojoule, or as 365.25 days.
"""

if __name__ == "__main__":
    PAGE.write_text(page())
