"""Published rates of growth, each with what was measured, its interval and its source.

Every rate is in doublings a year. They measure different things, on different models and in different years, and must
not be added without a word; the growth of training compute already holds that of hardware, of money and of time.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log2


@dataclass(frozen=True)
class Rate:
    """One published rate, in doublings a year, and the interval that its source gives, at its `level`.

    It was `measured` over a `period`, and `published` in these words, `by` those whose work is the `source`, a key of
    the book's bibliography. Its `kind` is "algorithms" or "hardware", which are parts of γ, "spending", which is ρ, or
    "compute", which holds hardware and spending.
    """

    name: str
    kind: str
    measured: str
    published: str
    value: float
    interval: tuple[float, float] | None
    level: float | None
    period: str
    by: str
    source: str
    unit = "1/year"


def _every(years: float, *ends: float) -> tuple[float, tuple[float, float] | None]:
    """Doublings a year from the time that one takes; an interval of times turns around."""
    return 1 / years, (1 / ends[1], 1 / ends[0]) if ends else None


def _times(factor: float, *ends: float) -> tuple[float, tuple[float, float] | None]:
    """Doublings a year from the factor of a year."""
    return log2(factor), (log2(ends[0]), log2(ends[1])) if ends else None


language_models = Rate(
    "language_models",
    "algorithms",
    "training compute for a set loss of language models",
    "halves in about 8 months, 5 to 14 (preprint)",
    *_every(8 / 12, 5 / 12, 14 / 12),
    0.95,
    "2012–2023",
    "Ho et al. 2024",
    "ho2024",
)
language_models_revised = Rate(
    "language_models_revised",
    "algorithms",
    "the same, as published later",
    "halves in about 8 months, 2 to 22 (NeurIPS)",
    *_every(8 / 12, 2 / 12, 22 / 12),
    0.90,
    "2012–2023",
    "Ho et al. 2024",
    "ho2024",
)
language_models_by_experiment = Rate(
    "language_models_by_experiment",
    "algorithms",
    "the part of it that experiments account for, at the largest scale",
    "6,930 times in 11 years",
    *_times(6930 ** (1 / 11)),
    None,
    "2012–2023",
    "Gundlach et al. 2025",
    "gundlach2025",
)
image_models = Rate(
    "image_models",
    "algorithms",
    "training compute for a set accuracy of image classifiers",
    "halves in 9 months, 4 to 25",
    *_every(9 / 12, 4 / 12, 25 / 12),
    0.95,
    "2012–2022",
    "Erdil & Besiroglu 2022",
    "erdil2022",
)
alexnet = Rate(
    "alexnet",
    "algorithms",
    "training compute for the accuracy of AlexNet",
    "halves in 16 months",
    *_every(16 / 12),
    None,
    "2012–2019",
    "Hernandez & Brown 2020",
    "hernandez2020",
)
flop_per_dollar = Rate(
    "flop_per_dollar",
    "hardware",
    "FLOP/s per dollar of GPUs",
    "doubles in 2.46 years, 2.24 to 2.72",
    *_every(2.46, 2.24, 2.72),
    0.95,
    "2006–2021",
    "Hobbhahn & Besiroglu 2022",
    "hobbhahn2022",
)
flop_per_joule = Rate(
    "flop_per_joule",
    "hardware",
    "FLOP/s per watt of leading hardware",
    "1.5 times a year",
    *_times(1.5),
    None,
    "to 2025",
    "Epoch AI 2024",
    "epoch2024hardware",
)
cost = Rate(
    "cost",
    "spending",
    "cost of the dearest training runs",
    "2.4 times a year, 2.0 to 2.9",
    *_times(2.4, 2.0, 2.9),
    0.90,
    "2016–2024",
    "Cottier et al. 2024",
    "cottier2024",
)
power = Rate(
    "power",
    "spending",
    "power of frontier training runs",
    "2.1 times a year, 1.9 to 2.2",
    *_times(2.1, 1.9, 2.2),
    0.90,
    "2010–2024",
    "Epoch AI 2024",
    "epoch2024power",
)
duration = Rate(
    "duration",
    "spending",
    "length of frontier training runs",
    "1.4 times a year, 1.3 to 1.5",
    *_times(1.4, 1.3, 1.5),
    0.90,
    "2020–2025",
    "Epoch AI 2025",
    "epoch2025duration",
)
supercomputer_cost = Rate(
    "supercomputer_cost",
    "spending",
    "cost, and power, of leading AI supercomputers",
    "doubles every year",
    *_every(1.0),
    None,
    "2019–2025",
    "Pilz et al. 2025",
    "pilz2025",
)
supercomputer_compute = Rate(
    "supercomputer_compute",
    "compute",
    "FLOP/s of leading AI supercomputers",
    "doubles in 9 months",
    *_every(9 / 12),
    None,
    "2019–2025",
    "Pilz et al. 2025",
    "pilz2025",
)
training_compute = Rate(
    "training_compute",
    "compute",
    "training compute of notable models",
    "4.7 times a year, 4.3 to 5.2",
    *_times(4.7, 4.3, 5.2),
    0.90,
    "2010–2024",
    "Epoch AI 2024",
    "epoch2024compute",
)

PUBLISHED = (
    language_models,
    language_models_revised,
    language_models_by_experiment,
    image_models,
    alexnet,
    flop_per_dollar,
    flop_per_joule,
    cost,
    power,
    duration,
    supercomputer_cost,
    supercomputer_compute,
    training_compute,
)
