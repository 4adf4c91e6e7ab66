"""Refit the points of Hoffmann et al. 2022 a thousand times, and store what the constants are worth: `make fit`."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np

from scaling_sym import compute, loss
from scaling_sym.fitting import Points

SOURCE = Path(__file__).with_name("hoffmann2022_points.csv")
STORED = Path(__file__).parents[1] / "scaling_sym" / "data" / "besiroglu2024.json"
SEED, DRAWS, DIGITS = 2024, 1000, 6
LEFT_OUT = 5
"""The largest losses, which Besiroglu et al. leave out as well."""


def measured() -> dict[str, Any]:
    """N, D, C, L and tokens per parameter of the points that are fitted."""
    with SOURCE.open() as file:
        rows = sorted(
            (float(row["loss"]), float(row["parameters"]), float(row["flop"])) for row in csv.DictReader(file)
        )
    L, N, C = np.array(rows[:-LEFT_OUT]).T
    D = C / compute(N, 1.0)
    return {"N": N, "D": D, "C": C, "L": L, "delta": D / N}


def points() -> Points:
    """The points that are fitted."""
    of = measured()
    return Points(np.log(of["N"]), np.log(of["D"]), np.log(of["L"]))


def scatter(best: Any) -> list[float]:
    """Within how many nat of the law half of the points lie, and within how many 95 of 100."""
    of, (a, b, e, alpha, beta) = measured(), best
    apart = np.abs(of["L"] - loss(of["N"], of["D"], np.exp(e), np.exp(a), np.exp(b), alpha, beta))
    return [float(f"{end:.2g}") for end in np.quantile(apart, [0.5, 0.95])]


def rounded(constants: Any) -> list[float]:
    """A fit as it is stored."""
    return [round(float(number), DIGITS) for number in constants]


def main() -> None:
    """Write the fit of all the points, the refits, and the box of the data."""
    best = points().refit()
    draws = [rounded(one) for _, one in zip(range(DRAWS), points().bootstrap(best, SEED), strict=False)]
    box = {letter: [float(f"{end(values):.4g}") for end in (min, max)] for letter, values in measured().items()}
    head = {
        "letters": ["ln A", "ln B", "ln E", "alpha", "beta"],
        "seed": SEED,
        "best": rounded(best),
        "box": box,
        "scatter": scatter(best),
    }
    lines = ",\n".join(json.dumps(draw) for draw in draws)
    STORED.write_text(json.dumps(head)[:-1] + f', "draws": [\n{lines}\n]}}\n')


if __name__ == "__main__":
    main()
