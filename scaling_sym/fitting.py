"""Fitting the separable loss to measured points, and what the five constants are worth together: bootstrap refits.

The objective is that of Hoffmann et al. 2022: the Huber loss of ln L against a log-sum-exp, summed over the points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize

DELTA = 1e-3
"""Where the Huber loss turns from squares to absolute values; in units of ln L."""

STARTS = tuple((a, b, 0.5, x, x) for a in (0, 5, 10, 15) for b in (0, 5, 10, 15) for x in (0.2, 0.5, 1))
"""First guesses of ln A, ln B, ln E, α and β."""


@dataclass(frozen=True)
class Points:
    """Measured losses of models with N parameters trained on D tokens, as logarithms."""

    sizes: Any
    tokens: Any
    losses: Any

    def refit(self, starts: tuple[Any, ...] = STARTS, counts: Any = 1.0) -> Any:
        """ln A, ln B, ln E, α and β that fit best, each point being counted so many times."""
        # About the middle of the points ln A and α are nearly independent; at N = 1 they are correlated at .999.
        x, y = self.sizes - np.mean(self.sizes), self.tokens - np.mean(self.tokens)

        def objective(constants: Any) -> tuple[float, Any]:
            a, b, e, alpha, beta = constants
            terms = np.stack([a - alpha * x, b - beta * y, np.full_like(x, e)])
            law = np.logaddexp.reduce(terms)
            residual = law - self.losses
            pull = np.clip(residual, -DELTA, DELTA)
            shares = counts * pull * np.exp(terms - law)
            slopes = np.array([*shares.sum(axis=1), -shares[0] @ x, -shares[1] @ y])
            return np.sum(counts * pull * (residual - pull / 2)) / DELTA, slopes / DELTA

        middle = np.array([np.mean(self.sizes), np.mean(self.tokens)])
        found = []
        for start in np.array(starts, dtype=float):
            start[:2] -= start[3:] * middle
            found.append(minimize(objective, start, jac=True, method="BFGS", options={"gtol": 1e-9, "maxiter": 2000}))
        best = min(found, key=lambda one: one.fun).x
        best[:2] += best[3:] * middle
        return best

    def bootstrap(self, start: Any, seed: int) -> Iterator[Any]:
        """Refits of the points drawn with replacement, as many as are asked for, each begun at the fit of them all."""
        draw, size = np.random.default_rng(seed), len(self.losses)
        while True:
            counts = np.bincount(draw.integers(size, size=size), minlength=size).astype(float)
            yield self.refit((start,), counts)
