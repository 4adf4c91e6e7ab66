"""How long the whole catalog takes to derive, in units of `import sympy`, each in fresh processes."""

from __future__ import annotations

import statistics
import subprocess
import sys

IMPORT = "import sympy"
LAZY = "import scaling_sym"
DERIVE = "import scaling_sym; [formula.expr for formula in scaling_sym.formulas.values()]"
RUNS = 5


def seconds(code: str) -> float:
    """Processor and waiting time of the code in a fresh interpreter, as that interpreter sees it."""
    timed = f"import time; start = time.perf_counter(); {code}; print(time.perf_counter() - start)"
    return float(subprocess.run([sys.executable, "-c", timed], check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Print the medians of runs taken in turn, so that a drifting machine hits all alike."""
    cases = {"import sympy": IMPORT, "import scaling_sym": LAZY, "derive the catalog": DERIVE}
    times: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(RUNS):
        for name, code in cases.items():
            times[name].append(seconds(code))
    base = times["import sympy"]
    print(f"{'':20s} {'ratio to import sympy':>22s} {'min to max':>14s} {'seconds beyond it':>18s}")
    for name, measured in times.items():
        ratios = [own / sympy for own, sympy in zip(measured, base, strict=True)]
        beyond = statistics.median(own - sympy for own, sympy in zip(measured, base, strict=True))
        spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
        print(f"{name:20s} {statistics.median(ratios):22.2f} {spread:>14s} {beyond:18.2f}")


if __name__ == "__main__":
    main()
