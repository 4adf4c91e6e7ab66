"""The mathematics of AI scaling laws, derived: every formula once, as an object that knows its own proof and numbers.

>>> import scaling_sym
>>> scaling_sym.kappa(alpha=0.34, beta=0.28)
0.1535...
>>> scaling_sym.kappa.expr
alpha*beta/(alpha + beta)
>>> print(scaling_sym.kappa.derivation.check())
holds in each of 6 steps

`formulas` maps every name to its formula, in reading order; `fits` holds published fits; `symbols` the notation.
Importing derives nothing: each formula is derived when it is first used, and `check` is loaded when it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import fits, symbols
from .allocation import (
    compute,
    compute_coefficient,
    compute_optimal_loss,
    loss,
    optimal_parameters,
    optimal_tokens,
)
from .allocation import kappa_ as kappa
from .catalog import formulas
from .derivation import Derivation, Step
from .efficiency import logical_efficiency, physical_burden
from .formula import Formula
from .identity import Verdict, decide
from .progress import compute_multiple, cumulative_compute, relative_excess_loss
from .targets import (
    doublings_per_halving,
    doublings_to_target,
    required_burden,
    required_compute,
    required_doubling_rate,
    required_multiple,
    time_to_target,
)

if TYPE_CHECKING:
    from .bench.check import check
    from .bench.judgement import Judgement, Slip
    from .verify import Report

__all__ = [
    "Derivation",
    "Formula",
    "Judgement",
    "Slip",
    "Step",
    "Verdict",
    "check",
    "compute",
    "compute_coefficient",
    "compute_multiple",
    "compute_optimal_loss",
    "cumulative_compute",
    "decide",
    "doublings_per_halving",
    "doublings_to_target",
    "fits",
    "formulas",
    "kappa",
    "logical_efficiency",
    "loss",
    "optimal_parameters",
    "optimal_tokens",
    "physical_burden",
    "relative_excess_loss",
    "required_burden",
    "required_compute",
    "required_doubling_rate",
    "required_multiple",
    "symbols",
    "time_to_target",
]

__version__ = "0.1.0"


def _verify(formula: Formula) -> Report:
    """What seven independent witnesses say of the formula: true if it is verified, and in a notebook a table."""
    from .verify import verify

    return verify(formula)


Formula.verify = _verify  # here, above both: formulas do not know their witnesses


def __getattr__(name: str) -> Any:
    """The student's bench, loaded when it is first asked for: whoever only computes does not wait for it."""
    if name in ("check", "Judgement", "Slip"):
        from .bench import check as bench

        return globals().setdefault(name, getattr(bench, name))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names, also those that are not loaded yet."""
    return __all__
