"""All formulas by name, in reading order."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from . import allocation, efficiency, progress, targets
from .numeric import NumericFormula

formulas: Mapping[str, NumericFormula] = MappingProxyType(
    {
        formula.name: formula
        for subject in (allocation, efficiency, progress, targets)
        for formula in vars(subject).values()
        if isinstance(formula, NumericFormula) and formula.lines.__module__ == subject.__name__
    }
)
