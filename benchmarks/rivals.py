"""What the speed of X(t) and of the time to a target is compared with: naive `sympy.lambdify`; NumPy and SciPy in
place, by hand with the same domain checks; JAX and numexpr where installed; plain `math` for a scalar; and, as the
limit, one vectorised exp2 + log + exp an element in a C loop where there is a compiler.
"""

from __future__ import annotations

import ctypes
import importlib.util
import math
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy import special
from sympy import lambdify

from derivable.formula import Formula

LN2, PIECE = math.log(2), 16384
DISABLED = "NPY_DISABLE_CPU_FEATURES"
LEAST, MOST = math.ulp(0.0), sys.float_info.max
Call = Callable[[], Any]


def _within(value: Any, low: float, high: float) -> None:
    least, most = (value, value) if isinstance(value, float) else (value.min(), value.max())
    if not (low <= least and most <= high):
        raise ValueError("outside the domain")


def _parameters(kappa: Any, gamma: Any, tau: float) -> None:
    _within(kappa, LEAST, MOST)
    _within(gamma, -MOST, MOST)
    _within(tau, LEAST, MOST)


def _x_by_hand(t: Any, kappa: float, gamma: float, tau: float, out: Any, expm1: Any, log1p: Any) -> None:
    _within(t, 0, MOST)
    np.multiply(t, gamma * LN2, out=out)
    expm1(out, out=out)
    np.multiply(out, 1 / (gamma * LN2 * tau), out=out)
    log1p(out, out=out)
    np.multiply(out, -kappa, out=out)
    np.exp(out, out=out)


def _t_by_hand(x: Any, kappa: float, gamma: float, tau: float, out: Any, expm1: Any, log1p: Any) -> None:
    _within(x, 0, 1)
    np.log(x, out=out)
    np.multiply(out, -1 / kappa, out=out)
    expm1(out, out=out)
    np.multiply(out, gamma * tau * LN2, out=out)
    log1p(out, out=out)
    np.multiply(out, 1 / (gamma * LN2), out=out)


def _x_grid_by_hand(t: float, kappa: Any, gamma: Any, tau: float, expm1: Any, log1p: Any) -> Any:
    _within(t, 0, MOST)
    _parameters(kappa, gamma, tau)
    out = np.multiply(-kappa, log1p(expm1(gamma * (t * LN2)) / (gamma * (LN2 * tau))))
    return np.exp(out, out=out)


def _t_grid_by_hand(x: float, kappa: Any, gamma: Any, tau: float, expm1: Any, log1p: Any) -> Any:
    _within(x, 0, 1)
    _parameters(kappa, gamma, tau)
    rate = gamma * LN2
    out = np.multiply(expm1(-math.log(x) / kappa) * tau, rate)
    log1p(out, out=out)
    return np.divide(out, rate, out=out)


def _x_scalar_by_hand(t: float, kappa: float, gamma: float, tau: float = 1.0) -> float:
    inf = math.inf
    if not (0 <= t < inf and 0 < kappa < inf and -inf < gamma < inf and 0 < tau < inf):
        raise ValueError("outside the domain")
    if gamma == 0:
        return math.exp(-kappa * math.log1p(t / tau))
    return math.exp(-kappa * math.log1p(math.expm1(gamma * LN2 * t) / (gamma * LN2 * tau)))


_LIBRARIES = {"NumPy": (np.expm1, np.log1p), "SciPy": (special.expm1, special.log1p)}
_STEPS = {
    "relative_excess_loss": (_x_by_hand, _x_grid_by_hand),
    "time_to_target": (_t_by_hand, _t_grid_by_hand),
}


def on_an_array(formula: Formula, args: tuple[Any, ...]) -> dict[str, Call]:
    """Every rival for an array of first arguments and three floats."""
    return _naive(formula, args) | _array_by_hand(formula, args) | _compiled(formula, args) | on_the_limit(args)


def on_a_grid(formula: Formula, args: tuple[Any, ...]) -> dict[str, Call]:
    """The rivals for a row and a column of parameters: naive code, and by hand with NumPy and with SciPy."""
    _, steps = _STEPS[formula.name]
    found = _naive(formula, args)
    for name, functions in _LIBRARIES.items():
        found[f"by hand, {name}"] = lambda f=functions: steps(*args, *f)
    return found


def _naive(formula: Formula, args: tuple[Any, ...]) -> dict[str, Call]:
    made = lambdify(formula.args, formula.expr, "numpy")
    return {"naive lambdify": lambda: made(*args)}


def _array_by_hand(formula: Formula, args: tuple[Any, ...]) -> dict[str, Call]:
    """In place over the whole array, and over pieces of it, with the functions of NumPy and of SciPy."""
    steps, _ = _STEPS[formula.name]
    array, *parameters = args

    def over(pieces: int, functions: tuple[Any, Any]) -> Any:
        _parameters(*parameters)
        out = np.empty_like(array)
        for start in range(0, array.size, pieces):
            stop = start + pieces
            steps(array[start:stop], *parameters, out[start:stop], *functions)
        return out

    found: dict[str, Call] = {}
    for name, functions in _LIBRARIES.items():
        found[f"by hand, {name}"] = lambda f=functions: over(array.size, f)
        if array.size > PIECE:
            found[f"by hand, {name}, in pieces"] = lambda f=functions: over(PIECE, f)
    return found


def _compiled(formula: Formula, args: tuple[Any, ...]) -> dict[str, Call]:
    """JAX and numexpr where they are installed, at the naive formula."""
    found: dict[str, Call] = {}
    if importlib.util.find_spec("jax"):
        import jax

        jax.config.update("jax_enable_x64", True)
        jitted = jax.jit(lambdify(formula.args, formula.expr, "jax"))
        moved = tuple(map(jax.numpy.asarray, args))
        found["JAX jit"] = lambda: jitted(*moved).block_until_ready()
    if importlib.util.find_spec("numexpr"):
        import numexpr

        numexpr.set_num_threads(1)
        text = str(formula.expr.evalf(17))
        known = dict(zip(map(str, formula.args), args, strict=True))
        found["numexpr"] = lambda: numexpr.evaluate(text, known)
    return found


_LOOP = """
#include <math.h>
void limit(const double *x, double *out, long n)
{
    for (long i = 0; i < n; i++) out[i] = exp(-0.05*log(1 + exp2(x[i])));
}
"""


@cache
def _loop() -> Any:
    """The C loop, compiled for this machine; nothing where that fails."""
    compiler = shutil.which("cc")
    if not compiler:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source, library = Path(folder, "limit.c"), Path(folder, "limit.so")
        source.write_text(_LOOP)
        narrow = ["-mno-avx512f"] * (DISABLED in os.environ)
        flags = ["-O3", "-march=native", *narrow, "-ffast-math", "-shared", "-fPIC"]
        command = [compiler, *flags, "-o", str(library), str(source), "-lmvec", "-lm"]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            return None
        return ctypes.CDLL(str(library)).limit


def on_the_limit(args: tuple[Any, ...]) -> dict[str, Call]:
    """One vectorised exp2 + log + exp an element of the first argument, in C."""
    loop, array = _loop(), args[0]
    if loop is None:
        return {}
    pointer, size = array.ctypes.data_as(ctypes.c_void_p), ctypes.c_long(array.size)

    def call() -> Any:
        out = np.empty_like(array)
        loop(pointer, out.ctypes.data_as(ctypes.c_void_p), size)
        return out

    return {"the limit, a C loop": call}


def on_a_scalar(*args: float) -> dict[str, Call]:
    """X(t) in plain `math`."""
    return {"plain math by hand": lambda: _x_scalar_by_hand(*args)}
