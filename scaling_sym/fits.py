"""Published fits of the separable loss, and of the compute-only law, each with its source.

The unit of compute is the FLOP, of loss the nat per token; A, B and the exponents are as in `symbols`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp

from .samples import Box, Sample, stored


@dataclass(frozen=True)
class Fit:
    """One published fit: E, A, B, α and β, with the standard errors where the source gives them.

    `points` names the points behind it that are stored with the package, and with them the box of the data; where none
    are, `ranges` has what was published of it.
    """

    name: str
    E: float
    A: float
    B: float
    alpha: float
    beta: float
    source: str
    errors: Mapping[str, float] = field(default_factory=dict, hash=False)
    points: str = ""
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict, hash=False)

    @property
    def exponents(self) -> dict[str, float]:
        """α and β, as keyword arguments."""
        return {"alpha": self.alpha, "beta": self.beta}

    @property
    def terms(self) -> dict[str, float]:
        """A, B, α and β, as keyword arguments."""
        return {"A": self.A, "B": self.B, **self.exponents}

    @property
    def sample(self) -> Sample:
        """Its refits; a ValueError where it carries none."""
        if self.points != self.name:
            have = ", ".join(fit.name for fit in PUBLISHED if fit.points == fit.name)
            raise ValueError(f"the fit {self.name} carries no refits; these do: {have}")
        return stored(self.name)

    @property
    def box(self) -> Box:
        """The ranges of the data it was made from: of the points that are stored, or as they were published."""
        return stored(self.points).box if self.points else Box(self.ranges)


hoffmann2022 = Fit(
    "hoffmann2022",
    1.69,
    406.4,
    410.7,
    0.34,
    0.28,
    source="Hoffmann et al. 2022, as printed",
    points="besiroglu2024",
)

hoffmann2022_unrounded = Fit(
    "hoffmann2022_unrounded",
    exp(0.5267228),
    exp(6.0073404),
    exp(6.0179186),
    0.33917084,
    0.2849083,
    source="the TeX source of Hoffmann et al. 2022, as quoted by Besiroglu et al. 2024",
    points="besiroglu2024",
)

besiroglu2024 = Fit(
    "besiroglu2024",
    1.8172,
    482.01,
    2085.43,
    0.3478,
    0.3658,
    source="Besiroglu et al. 2024; standard errors from their published analysis",
    errors={"E": 0.026, "A": 124.5, "B": 1293.3, "alpha": 0.0154, "beta": 0.0206},
    points="besiroglu2024",
)

muennighoff2023 = Fit(
    "muennighoff2023",
    exp(0.6254804),
    exp(6.255414),
    exp(7.3049974),
    0.3526596,
    0.3526596,
    source="Muennighoff et al. 2023, app. B: 54 runs on C4, α = β demanded; constants, and the ranges of their runs on "
    "tokens met once, as their code has them",
    ranges={"N": (7.098752e6, 8.67e9), "D": (1e8, 1.78e11)},
)

CHINCHILLA = (hoffmann2022, hoffmann2022_unrounded, besiroglu2024)
"""Fits of one set of experiments, that of Hoffmann et al. 2022."""

PUBLISHED = (*CHINCHILLA, muennighoff2023)
"""All fits of the separable loss. The data, and so E, A, B and K, differ from one set of experiments to another."""


@dataclass(frozen=True)
class ComputeLaw:
    """One published compute-only law: E, K and κ."""

    name: str
    E: float
    K: float
    kappa: float
    source: str
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict, hash=False)

    @property
    def box(self) -> Box:
        """The ranges of the data it was made from, as published."""
        return Box(self.ranges)

    @property
    def constants(self) -> dict[str, float]:
        """E, K and κ, as keyword arguments."""
        return {"E": self.E, "K": self.K, "kappa": self.kappa}


PF_DAY = 1e15 * 86400
"""FLOPs of a petaFLOP a second for a day, the unit in which Kaplan et al. count compute."""

kaplan2020 = ComputeLaw(
    "kaplan2020",
    E=0.0,
    K=(3.1e8 * PF_DAY) ** 0.050,
    kappa=0.050,
    source="Kaplan et al. 2020, eq. 1.3: L = (3.1e8 PF-days/C)^0.050, without a floor; no embeddings counted; the "
    "ranges of their runs: sec. 3",
    ranges={"N": (768, 1.5e9), "D": (2.2e7, 2.3e10)},
)
