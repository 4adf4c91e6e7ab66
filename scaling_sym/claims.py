"""The nine claims of the paper, in this book's words and with its letters, and what carries each.

A claim's source is where the paper's displays stand that carry it. How far a claim is shown is not said here: that is
read off the formulas and premises it rests on. Where these are not all, `beyond` says what is left.
"""

from __future__ import annotations

from derivable import Statement

from .allocation import compute, compute_optimal_loss
from .efficiency import physical_burden
from .premises import ADDITIVE, ELASTIC_IN_D, ELASTIC_IN_N
from .progress import relative_excess_loss
from .targets import doublings_per_halving, doublings_to_target, required_burden, required_compute
from .tokens import compute_equivalent

CLAIMS = (
    Statement(
        "a",
        "Loss falls as a power law in compute.",
        "Lu 2026, sec. 2",
        (compute_optimal_loss,),
        "Loss means the excess over $E$: {eq}`kappa`, {eq}`compute_optimal_loss`. "
        "Where the split departs from the best by a factor that changes with the budget, as a fixed ratio of tokens to "
        "parameters does unless α = β, the exponent is another.",
    ),
    Statement(
        "b",
        "Progress is predictable, at a declining rate.",
        "Lu 2026, sec. 5",
        (doublings_per_halving, required_compute),
        "Each halving takes $1/\\kappa$ doublings {eq}`doublings_per_halving`, so each further unit of loss takes more "
        "compute than the last {eq}`required_compute`.",
        beyond="that the exponents stay what they were",
    ),
    Statement(
        "c",
        "The laws are empirical, yet recur across model families.",
        "Lu 2026, sec. 2",
        (ADDITIVE, ELASTIC_IN_N, ELASTIC_IN_D),
        "What can be shown is that a change which leaves $N$, $D$ and the loss alone leaves the law alone "
        "([Efficiency](efficiency.ipynb)).",
        beyond="that they recur",
    ),
    Statement(
        "d",
        "Progress continued because efficiency did.",
        "Lu 2026, sec. 4",
        (relative_excess_loss,),
        "With steady doublings the excess loss decays exponentially at late times, where without doublings it falls "
        "ever more slowly, as a power of time {eq}`relative_excess_loss`.",
        beyond="that this is what happened",
    ),
    Statement(
        "e",
        "Compute is best read as logical compute.",
        "Lu 2026, sec. 3",
        (compute, compute_equivalent),
        "The reading is consistent: once $k$ is fixed by a reference, dense and of one precision, $C = kND$ "
        "{eq}`compute` contains no physical quantity, and what a better algorithm saves is counted in the same unit "
        "{eq}`compute_equivalent`.",
        beyond="that this reading is the best, which is no theorem",
    ),
    Statement(
        "f",
        "The burden depends on how efficiently resources become logical compute.",
        "Lu 2026, sec. 3",
        (physical_burden,),
        "It is what efficiency means, turned around {eq}`physical_burden`, for a run that has one efficiency.",
    ),
    Statement(
        "g",
        "This abstraction explains both why the laws travel and why there is a race for efficiency.",
        "Lu 2026, sec. 3 and 5",
        (required_burden,),
        "The invariance explains how the law can stay while the burden changes ([Efficiency](efficiency.ipynb)), and "
        "the burden's growth {eq}`required_burden` shows what a race would be for.",
        beyond="that laboratories race for this reason",
    ),
    Statement(
        "h",
        "The question is how many doublings.",
        "Lu 2026, sec. 4",
        (doublings_per_halving, doublings_to_target),
        "It takes $1/\\kappa$ doublings of efficiency per halving if the burden of a run stays the same "
        "{eq}`doublings_per_halving`, and $n(X)$ of them if the resource spent in a year does "
        "{eq}`doublings_to_target`. The two are different counts.",
    ),
    Statement(
        "i",
        "Diminishing returns are rising pressure for efficiency.",
        "Lu 2026, sec. 5",
        (required_burden,),
        "At constant efficiency the burden of a target rises as $(L - E)^{-1/\\kappa}$ {eq}`required_burden`; to hold "
        "it, efficiency must rise as fast. “Pressure” is a word for that.",
    ),
)
