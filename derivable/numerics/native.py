"""A formula on arrays of doubles, compiled by the machine's C compiler for its own vectors.

The C code is made from the stable form, in exponentials and logarithms alone: the vector functions of the C library
know no branches. Where its value is next to zero or not finite, NumPy's function is asked, and for whatever is no
array of doubles.
"""

from __future__ import annotations

import ctypes
import math
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sympy import Expr, Pow, Set, Symbol, exp, log
from sympy.codegen.cfunctions import exp2, expm1, log1p

from ..letters import Letter
from .blocks import DOUBTFUL
from .domains import check, limits
from .sources import function_in
from .special import doubling, exp2_minus_one, growth, power_minus_one, power_of_one_plus, ratio_power
from .stable import stable

# Linked apart: linking with -ffast-math would make all of the process round subnormal numbers to 0.
_STEPS = (
    "cc -O3 -march=native -ffast-math -fopenmp-simd -fno-strict-aliasing -fno-semantic-interposition -fPIC "
    "-c -o loop.o loop.c",
    "cc -shared -o loop.so loop.o -lm",
)
_FINE, _OUTSIDE = 0, 2
_LEAST_EXPONENT = 1023 + int(math.log2(DOUBTFUL))  # as it stands in the bits of a double
_LOOP = """
#include <stdint.h>

int loop(long size, {parameters}, const double *low, const double *high, double *restrict out)
{{
    int64_t outside = 0, doubtful = 0;
    for (long start = 0; start < size; start += 1024) {{
        const long stop = start + 1024 < size ? start + 1024 : size;
        #pragma omp simd
        for (long i = start; i < stop; i++)
            out[i] = value({arguments});
        #pragma omp simd reduction(|: outside, doubtful)
        for (long i = start; i < stop; i++) {{
            const int64_t exponent = ((const uint64_t *) out)[i] << 1 >> 53;
            doubtful |= (exponent < {least}) | (exponent == 2047);
            outside |= {outside};
        }}
    }}
    return outside ? 2 : doubtful != 0;
}}
"""


def native(
    name: str, args: tuple[Letter, ...], expr: Expr, domains: Mapping[Symbol, Set], ordinary: Callable[..., Any]
) -> Callable[..., Any]:
    """The compiled function of positional arguments; `ordinary` is asked where it is not to be trusted."""
    text = function_in("c", "value", args, _without_branches(expr))
    within = [limits(domain) for domain in domains.values()]
    low, high = ((ctypes.c_double * len(args))(*ends) for ends in zip(*map(_closed, domains.values()), strict=True))
    loops: dict[tuple[bool, ...], Any] = {}

    def loop(varies: tuple[bool, ...]) -> Any:
        """The loop for arrays in these places, and numbers in the others."""
        if varies not in loops:
            loops[varies] = _compiled(text, varies)
        return loops[varies]

    def evaluate(*values: Any) -> Any:
        import numpy as np

        varies = tuple(type(v) is np.ndarray and v.dtype.char == "d" and v.ndim > 0 for v in values)
        numbers = [(v, inside) for v, one, inside in zip(values, varies, within, strict=True) if not one]
        if not all(type(v) in (float, int) and (inside is None or inside(v, v)) for v, inside in numbers):
            return ordinary(*values)
        shape = np.broadcast_shapes(*(v.shape for v, one in zip(values, varies, strict=True) if one))
        out = np.empty(shape)
        if not shape or not out.size:
            return ordinary(*values)
        if None in within:
            check(name, dict(zip(map(str, domains), values, strict=True)), domains)
        given = [_flat(v, shape) if one else float(v) for v, one in zip(values, varies, strict=True)]
        found = loop(varies)(out.size, *(getattr(v, "ctypes", v) for v in given), low, high, out.ctypes)
        if found == _OUTSIDE:
            return ordinary(*values)  # it says which one is outside, and at which index
        if found != _FINE:
            doubtful = ~(np.isfinite(out) & (np.abs(out) > 2 * DOUBTFUL))
            out[doubtful] = ordinary(*(np.broadcast_to(v, shape)[doubtful] for v in values))
        return out

    loop((True, *(False for _ in args[1:])))
    return evaluate


def _closed(domain: Set) -> tuple[float, float]:
    """The least and the greatest double of a domain, as far as they do not depend on other arguments."""
    if domain.start.is_Symbol or domain.end.is_Symbol:
        return -sys.float_info.max, sys.float_info.max
    low, high = float(domain.start), float(domain.end)
    return (
        math.nextafter(low, math.inf) if domain.left_open else low,
        math.nextafter(high, -math.inf) if domain.right_open else high,
    )


def _flat(value: Any, shape: tuple[int, ...]) -> Any:
    import numpy as np

    return np.ascontiguousarray(np.broadcast_to(value, shape)).reshape(-1)


def _without_branches(expr: Expr) -> Expr:
    """The stable form with one expression for all sizes of what it raises to a power."""
    form = stable(expr).replace(doubling, lambda a, x: growth(a * log(2), x))
    form = form.replace(power_of_one_plus, lambda y, q: exp(q * log1p(y)))
    return form.rewrite([exp2_minus_one, power_minus_one], expm1).rewrite([ratio_power, exp2], Pow)


def _compiled(text: str, varies: tuple[bool, ...]) -> Any:
    """The loop over a C function, for arrays in these places; nothing is left of the files."""
    if not shutil.which("cc"):
        raise RuntimeError("a compiled formula needs a C compiler, and there is no program `cc` on this machine")
    names = [f"{'*' if one else ''}a{place}" for place, one in enumerate(varies)]
    parameters = ", ".join(f"const double {name}" for name in names)
    arguments = ", ".join(f"a{place}[i]" if one else f"a{place}" for place, one in enumerate(varies))
    arrays = [place for place, one in enumerate(varies) if one]
    outside = " | ".join(f"(a{k}[i] < low[{k}]) | (a{k}[i] > high[{k}])" for k in arrays)
    loop_text = _LOOP.format(parameters=parameters, arguments=arguments, outside=outside, least=_LEAST_EXPONENT)
    with TemporaryDirectory() as folder:
        Path(folder, "loop.c").write_text(text + loop_text)
        for step in _STEPS:
            done = subprocess.run(step.split(), cwd=folder, capture_output=True, text=True, check=False)
            if done.returncode:
                raise RuntimeError(f"the C compiler refused a formula's code: {done.stderr.strip()}")
        loop = ctypes.CDLL(str(Path(folder, "loop.so"))).loop
    kinds = [ctypes.c_void_p if one else ctypes.c_double for one in varies]
    ends = [ctypes.POINTER(ctypes.c_double)] * 2
    loop.argtypes = [ctypes.c_long, *kinds, *ends, ctypes.c_void_p]
    return loop
