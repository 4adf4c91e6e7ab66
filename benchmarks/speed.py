"""How fast the numbers come, as ratios measured side by side in one run: `python -m benchmarks.speed`.

Every rival is timed in turn, over and over, so that whatever else the machine does falls on all of them; a ratio is
the median of the ratios round by round, with the quartiles as its spread. Rivals: what `sympy.lambdify` makes of the
formula; NumPy and SciPy in place, written by hand with the same domain checks, whole and in pieces, whichever is
faster; numexpr and JAX where they are installed; and, as the limit, one vectorised exp2 + log + exp an element in a
C loop where there is a compiler.
"""

from __future__ import annotations

import ctypes
import importlib.util
import math
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import special
from sympy import lambdify

from scaling_sym import relative_excess_loss, time_to_target
from scaling_sym.numbers.kernels import arrays

LN2 = math.log(2)
KAPPA, GAMMA, TAU = 0.05, 1.0, 1.0
PIECE = 16384
Call = Callable[[], Any]


@dataclass(frozen=True)
class Ratio:
    """Our time over a rival's: the median, and the quartiles."""

    task: str
    rival: str
    median: float
    low: float
    high: float


def steady_memory() -> None:
    """Keep glibc from giving arrays of some megabytes back to the system after some calls and not after others."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt:
        mallopt(-3, 4 << 20)  # M_MMAP_THRESHOLD
        mallopt(-1, 64 << 20)  # M_TRIM_THRESHOLD


def side_by_side(
    ours: Call, rivals: dict[str, Call], seconds: float = 1.0
) -> Iterator[tuple[str, float, float, float]]:
    """The ratios of our time to each rival's, measured in turn."""
    calls = {"ours": ours, **rivals}
    once = 0.0
    for call in calls.values():
        call()
        start = time.perf_counter()
        call()
        once += time.perf_counter() - start
    rounds = 9
    repeats = max(1, int(seconds / rounds / once))
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            start = time.perf_counter()
            for _ in range(repeats):
                call()
            times[name].append(time.perf_counter() - start)
    for name in rivals:
        ratios = [a / b for a, b in zip(times["ours"], times[name], strict=True)]
        low, median, high = statistics.quantiles(ratios, n=4)
        yield name, median, low, high


# --- rivals --------------------------------------------------------------------------------------------------------


def _checked(array: Any, low: float, high: float, kappa: Any, gamma: Any, tau: float) -> None:
    if not (low <= array.min() and array.max() <= high):
        raise ValueError("outside the domain")
    if not (np.min(kappa) > 0 and np.max(kappa) < math.inf and 0 < tau < math.inf):
        raise ValueError("outside the domain")
    if not (-math.inf < np.min(gamma) and np.max(gamma) < math.inf):
        raise ValueError("outside the domain")


def _x_by_hand(t: Any, kappa: float, gamma: float, tau: float, out: Any, expm1: Any, log1p: Any) -> None:
    _checked(t, 0, sys.float_info.max, kappa, gamma, tau)
    np.multiply(t, gamma * LN2, out=out)
    expm1(out, out=out)
    np.multiply(out, 1 / (gamma * LN2 * tau), out=out)
    log1p(out, out=out)
    np.multiply(out, -kappa, out=out)
    np.exp(out, out=out)


def _t_by_hand(x: Any, kappa: float, gamma: float, tau: float, out: Any, expm1: Any, log1p: Any) -> None:
    _checked(x, 0, 1, kappa, gamma, tau)
    np.log(x, out=out)
    np.multiply(out, -1 / kappa, out=out)
    expm1(out, out=out)
    np.multiply(out, gamma * tau * LN2, out=out)
    log1p(out, out=out)
    np.multiply(out, 1 / (gamma * LN2), out=out)


def _x_grid_by_hand(t: float, kappa: Any, gamma: Any, tau: float, expm1: Any, log1p: Any) -> Any:
    _checked(np.asarray(t), 0, sys.float_info.max, kappa, gamma, tau)
    out = np.multiply(-kappa, log1p(expm1(gamma * (t * LN2)) / (gamma * (LN2 * tau))))
    return np.exp(out, out=out)


def _t_grid_by_hand(x: float, kappa: Any, gamma: Any, tau: float, expm1: Any, log1p: Any) -> Any:
    _checked(np.asarray(x), 0, 1, kappa, gamma, tau)
    rate = gamma * LN2
    out = np.multiply(expm1(-math.log(x) / kappa) * tau, rate)
    log1p(out, out=out)
    return np.divide(out, rate, out=out)


def _libraries() -> dict[str, tuple[Any, Any]]:
    return {"NumPy": (np.expm1, np.log1p), "SciPy": (special.expm1, special.log1p)}


def by_hand(steps: Any, array: Any) -> dict[str, Call]:
    """In place over the whole array, and over pieces of it, with the functions of NumPy and of SciPy."""

    def whole(functions: tuple[Any, Any]) -> Any:
        out = np.empty_like(array)
        steps(array, KAPPA, GAMMA, TAU, out, *functions)
        return out

    def pieces(functions: tuple[Any, Any]) -> Any:
        out = np.empty_like(array)
        for start in range(0, array.size, PIECE):
            stop = start + PIECE
            steps(array[start:stop], KAPPA, GAMMA, TAU, out[start:stop], *functions)
        return out

    found: dict[str, Call] = {}
    for name, functions in _libraries().items():
        found[f"by hand, {name}"] = lambda f=functions: whole(f)
        if array.size > PIECE:
            found[f"by hand, {name}, in pieces"] = lambda f=functions: pieces(f)
    return found


def naive(formula: Any) -> Callable[..., Any]:
    """What `sympy.lambdify` makes of the formula."""
    made: Callable[..., Any] = lambdify(formula.args, formula.expr, "numpy")
    return made


def compiled_rivals(formula: Any, args: tuple[Any, ...]) -> dict[str, Call]:
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


def limit(array: Any) -> dict[str, Call]:
    """One vectorised exp2 + log + exp an element, in C."""
    compiler = shutil.which("cc")
    if not compiler:
        return {}
    folder = Path(tempfile.mkdtemp())
    (folder / "limit.c").write_text(_LOOP)
    flags = ["-O3", "-march=native", "-ffast-math", "-shared", "-fPIC"]
    built = [compiler, *flags, "-o", str(folder / "limit.so"), str(folder / "limit.c"), "-lmvec", "-lm"]
    if subprocess.run(built, capture_output=True, check=False).returncode:
        return {}
    loop = ctypes.CDLL(str(folder / "limit.so")).limit
    pointer, size = array.ctypes.data_as(ctypes.c_void_p), ctypes.c_long(array.size)

    def call() -> Any:
        out = np.empty_like(array)
        loop(pointer, out.ctypes.data_as(ctypes.c_void_p), size)
        return out

    return {"the limit, a C loop": call}


def scalar_by_hand(t: float, kappa: float, gamma: float, tau: float = 1.0) -> float:
    """X(t) in plain `math`, with the same checks."""
    inf = math.inf
    if not (0 <= t < inf and 0 < kappa < inf and -inf < gamma < inf and 0 < tau < inf):
        raise ValueError("outside the domain")
    if gamma == 0:
        return math.exp(-kappa * math.log1p(t / tau))
    return math.exp(-kappa * math.log1p(math.expm1(gamma * LN2 * t) / (gamma * LN2 * tau)))


# --- the table -----------------------------------------------------------------------------------------------------


def rows(sizes: tuple[int, ...] = (1000, 100_000, 10_000_000), seconds: float = 1.0) -> Iterator[Ratio]:
    """Every ratio; the best code by hand is the fastest of its kind in the same run."""
    steady_memory()
    generator = np.random.default_rng(0)
    tasks = ((relative_excess_loss, _x_by_hand, (1e-3, 30)), (time_to_target, _t_by_hand, (0.3, 1)))
    for formula, steps, (low, high) in tasks:
        for size in sizes:
            array = generator.uniform(low, high, size)
            args = (array, KAPPA, GAMMA, TAU)
            plain = naive(formula)
            rivals = {"naive lambdify": lambda f=plain, a=args: f(*a)}
            rivals |= by_hand(steps, array) | compiled_rivals(formula, args) | limit(array)
            yield from _best(f"{formula.name}, {size:.0e} points", lambda f=formula, a=args: f(*a), rivals, seconds)
    kappa, gamma = np.linspace(0.02, 0.6, 1000)[:, None], np.linspace(0.1, 3, 1000)[None, :]
    for formula, hand, first in ((relative_excess_loss, _x_grid_by_hand, 20.0), (time_to_target, _t_grid_by_hand, 0.5)):
        args = (first, kappa, gamma, TAU)
        plain = naive(formula)
        rivals = {"naive lambdify": lambda f=plain, a=args: f(*a)}
        for name, functions in _libraries().items():
            rivals[f"by hand, {name}"] = lambda h=hand, a=args, f=functions: h(*a, *f)
        yield from _best(f"{formula.name}, 1000 x 1000 grid", lambda f=formula, a=args: f(*a), rivals, seconds)
    scalars = {"plain math by hand": lambda: scalar_by_hand(20.0, KAPPA, GAMMA)}
    yield from _best("relative_excess_loss, scalar", lambda: relative_excess_loss(20.0, KAPPA, GAMMA), scalars, seconds)


def _best(task: str, ours: Call, rivals: dict[str, Call], seconds: float) -> Iterator[Ratio]:
    ratios = [Ratio(task, *found) for found in side_by_side(ours, rivals, seconds)]
    hand = [r for r in ratios if r.rival.startswith("by hand")]
    if hand:
        fastest = max(hand, key=lambda r: r.median)
        ratios = [r for r in ratios if r not in hand or r is fastest]
    yield from ratios


def growth(sizes: tuple[int, ...] = (100_000, 1_000_000, 10_000_000, 100_000_000)) -> Iterator[tuple[int, float]]:
    """The time for a point at each size, over that at the first."""
    first = 0.0
    for size in sizes:
        array = np.linspace(1e-3, 30, size)
        rounds = []
        for _ in range(3):
            start = time.perf_counter()
            relative_excess_loss(array, KAPPA, GAMMA)
            rounds.append((time.perf_counter() - start) / size)
        first = first or min(rounds)
        yield size, min(rounds) / first


def memory(size: int = 1_000_000) -> float:
    """Peak memory beyond the result, in arrays of its size."""
    array = np.linspace(1e-3, 30, size)
    relative_excess_loss(array, KAPPA, GAMMA)
    tracemalloc.start()
    result = relative_excess_loss(array, KAPPA, GAMMA)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return float((peak - result.nbytes) / result.nbytes)


def checks(size: int = 1_000_000) -> float:
    """What looking at the arguments costs, over the whole evaluation."""
    array = np.linspace(1e-3, 30, size)

    def look() -> None:
        for start in range(0, size, PIECE):
            piece = array[start : start + PIECE]
            piece.min(), piece.max()

    ((_, ratio, _, _),) = side_by_side(look, {"all": lambda: relative_excess_loss(array, KAPPA, GAMMA)})
    return ratio


def imports(rounds: int = 9) -> float:
    """The time of `import scaling_sym` over that of `import sympy`, each in a new process."""

    def seconds(module: str) -> float:
        code = f"import time; start = time.perf_counter(); import {module}; print(time.perf_counter() - start)"
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        return float(run.stdout)

    return statistics.median(seconds("scaling_sym") / seconds("sympy") for _ in range(rounds))


def machine() -> str:
    """The processor, and which library's expm1 is the faster on it."""
    name = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").exists():
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        name = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), name)
    library = "NumPy" if arrays()["expm1"] is np.expm1 else "SciPy"
    return f"{name}; expm1 and log1p of {library}; one thread"


def main() -> None:
    """Print the table."""
    print(machine())
    print(f"{'our time over that of':44}{'':28}{'median':>8}   spread")
    for row in rows():
        print(f"{row.task:44}{row.rival:28}{row.median:8.2f}   {row.low:.2f} to {row.high:.2f}", flush=True)
    for size, ratio in growth():
        print(f"{'relative_excess_loss, time for a point':44}{f'{size:.0e} points over 1e+05':28}{ratio:8.2f}")
    print(f"{'peak memory beyond the result':44}{'arrays of its size':28}{memory():8.2f}")
    print(f"{'domain checks':44}{'the whole evaluation':28}{checks():8.2f}")
    print(f"{'import scaling_sym':44}{'import sympy':28}{imports():8.2f}")


if __name__ == "__main__":
    main()
