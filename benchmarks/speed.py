"""How fast the numbers come, as ratios measured side by side in one run: `python -m benchmarks.speed`.

The run prints what it finds, and keeps it in `scaling_sym/data/speed.md`, for the page on accuracy, when it is through.
`benchmarks.rivals` is what we are compared with, `benchmarks.side_by_side` how; of the code written by hand the table
gives the fastest.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import numpy as np

import scaling_sym
from benchmarks.rivals import DISABLED, PIECE, on_a_grid, on_a_scalar, on_an_array
from benchmarks.side_by_side import ROUNDS, Ratio, side_by_side, steady_memory, with_the_best_by_hand
from derivable.numerics.kernels import arrays
from scaling_sym import relative_excess_loss, time_to_target
from scaling_sym.page import processor

KAPPA, GAMMA, TAU = 0.05, 1.0, 1.0
RESULTS = Path(scaling_sym.__file__).with_name("data") / "speed.md"


def rows(sizes: tuple[int, ...] = (1000, 100_000, 10_000_000), seconds: float = 1.0) -> Iterator[Ratio]:
    """Every line of the table."""
    generator = np.random.default_rng(0)
    for formula, (low, high) in ((relative_excess_loss, (1e-3, 30)), (time_to_target, (0.3, 1))):
        for size in sizes:
            args = (generator.uniform(low, high, size), KAPPA, GAMMA, TAU)
            ours = partial(formula, *args)
            found = side_by_side(f"`{formula.name}`, {size:,} points", ours, on_an_array(formula, args), seconds)
            yield from with_the_best_by_hand(found)
    kappa, gamma = np.linspace(0.02, 0.6, 1000)[:, None], np.linspace(0.1, 3, 1000)[None, :]
    for formula, first in ((relative_excess_loss, 20.0), (time_to_target, 0.5)):
        args = (first, kappa, gamma, TAU)
        ours = partial(formula, *args)
        found = side_by_side(f"`{formula.name}`, 1000 × 1000 grid", ours, on_a_grid(formula, args), seconds)
        yield from with_the_best_by_hand(found)
    scalars = (20.0, KAPPA, GAMMA)
    ours = partial(relative_excess_loss, *scalars)
    yield from side_by_side(f"`{relative_excess_loss.name}`, a scalar", ours, on_a_scalar(*scalars), seconds)


def wanted(row: Ratio) -> float | None:
    """The ratio we mean not to exceed: beside naive code on arrays that take time, and beside code written by hand."""
    if row.rival == "naive lambdify" and " 1,000 points" not in row.task:
        return 0.75
    return {"by hand": 1.15, "plain math": 3.0}.get(row.rival.partition(",")[0].removesuffix(" by hand"))


def growth(sizes: tuple[int, ...] = (100_000, 1_000_000, 10_000_000, 100_000_000)) -> Iterator[tuple[int, float]]:
    """The time for a point at each size, over that at the first, where every result is in memory not used before."""
    first = 0.0
    steady_memory(largest=1 << 16)
    for size in sizes:
        array = np.linspace(1e-3, 30, size)
        rounds = []
        for _ in range(max(3, 10_000_000 // size)):
            start = time.perf_counter()
            relative_excess_loss(array, KAPPA, GAMMA)
            rounds.append((time.perf_counter() - start) / size)
        first = first or statistics.median(rounds)
        yield size, statistics.median(rounds) / first


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

    whole = partial(relative_excess_loss, array, KAPPA, GAMMA)
    (ratio,) = side_by_side("the domain checks", look, {"the whole evaluation": whole}, seconds=1.0)
    return ratio.median


def imports(rounds: int = 9) -> float:
    """The time of `import scaling_sym` over that of `import sympy`, each in a new process."""

    def seconds(module: str) -> float:
        code = f"import time; start = time.perf_counter(); import {module}; print(time.perf_counter() - start)"
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        return float(run.stdout)

    return statistics.median(seconds("scaling_sym") / seconds("sympy") for _ in range(rounds))


def machine() -> str:
    """The processor, and whose expm1 and log1p are the faster on it."""
    library = "NumPy" if arrays()["expm1"] is np.expm1 else "SciPy"
    return f"{processor()}, one thread, expm1 and log1p of {library}"


def versions() -> str:
    """Of Python and of the libraries that are compared."""
    installed = [name for name in ("NumPy", "SciPy", "SymPy", "numexpr", "JAX") if find_spec(name.lower())]
    return ", ".join([f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in installed)])


def without_avx512() -> Iterator[str]:
    """The table again, in a process that leaves the widest vectors of this processor alone, as most processors do."""
    environment = os.environ | {DISABLED: "X86_V4 AVX512_ICL AVX512_SPR", "XLA_FLAGS": "--xla_cpu_max_isa=AVX2"}
    command = [sys.executable, "-m", "benchmarks.speed"]
    with subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE) as run:
        yield from (line.rstrip("\n") for line in run.stdout or ())
    if run.returncode:
        raise SystemExit(run.returncode)


def table() -> Iterator[str]:
    """The ratios, line by line as they come."""
    steady_memory()
    yield f"| {'task':42} | {'rival':26} | ratio | spread           | wanted at most        |"
    yield f"| {'-' * 42} | {'-' * 26} | ----: | ---------------- | --------------------- |"
    for row in rows():
        spread, verdict = f"({row.low:.2f} to {row.high:.2f})", row.verdict(wanted(row))
        yield f"| {row.task:42} | {row.rival:26} | {row.median:5.2f} | {spread:16} | {verdict:21} |"
    yield ""


def report() -> Iterator[str]:
    """The results in Markdown, line by line as they come."""
    yield (
        f"Measured on {machine()}, with {versions()}: every ratio in the table is our time over the rival's, measured "
        f"in turn in one run, the median of {ROUNDS} rounds (and in brackets the quartiles), so below 1 we are faster."
    )
    yield ""
    yield from table()
    ratios = ", ".join(f"{ratio:.2f} among {size:,}" for size, ratio in growth())
    yield f"- Time for a point of `{relative_excess_loss.name}` in fresh memory, over that among 100,000: {ratios}"
    yield f"- Peak memory beyond the result, over the result's: {memory():.2f} (wanted at most 2)"
    yield f"- Time of the domain checks, over that of the whole evaluation: {checks():.2f} (wanted less than 0.1)"
    yield f"- Time of `import scaling_sym`, over that of `import sympy`: {imports():.2f} (wanted less than 1.3)"
    if arrays()["expm1"] is np.expm1:
        yield ""
        yield "The same on the same machine, without the vectors of 512 bits that many processors do not have:"
        yield ""
        yield from without_avx512()


def main() -> None:
    """Print the results as they come, and keep them once all are there."""
    if DISABLED in os.environ:
        for line in table():
            print(line, flush=True)
        return
    lines = []
    for line in report():
        print(line, flush=True)
        lines.append(f"{line}\n")
    unfinished = RESULTS.with_suffix(".part")
    unfinished.write_text("".join(lines), encoding="utf-8")
    unfinished.replace(RESULTS)


if __name__ == "__main__":
    main()
