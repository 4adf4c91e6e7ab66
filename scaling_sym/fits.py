"""Published fits of the separable loss, each with its source.

The unit of compute is the FLOP, of loss the nat per token; A, B and the exponents are as in `symbols`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp

from .samples import Box, Sample, stored


@dataclass(frozen=True)
class Fit:
    """One published fit: E, A, B, α and β, with the standard errors where the source gives them."""

    name: str
    E: float
    A: float
    B: float
    alpha: float
    beta: float
    source: str
    errors: Mapping[str, float] = field(default_factory=dict, hash=False)
    sampled: bool = False

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
        if not self.sampled:
            have = ", ".join(fit.name for fit in PUBLISHED if fit.sampled)
            raise ValueError(f"the fit {self.name} carries no refits; these do: {have}")
        return stored(self.name)

    @property
    def box(self) -> Box:
        """The ranges of the data it was made from; a ValueError where it carries none."""
        return self.sample.box


hoffmann2022 = Fit("hoffmann2022", 1.69, 406.4, 410.7, 0.34, 0.28, source="Hoffmann et al. 2022, as printed")

hoffmann2022_unrounded = Fit(
    "hoffmann2022_unrounded",
    exp(0.5267228),
    exp(6.0073404),
    exp(6.0179186),
    0.33917084,
    0.2849083,
    source="the TeX source of Hoffmann et al. 2022, as quoted by Besiroglu et al. 2024",
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
    sampled=True,
)

PUBLISHED = (hoffmann2022, hoffmann2022_unrounded, besiroglu2024)
