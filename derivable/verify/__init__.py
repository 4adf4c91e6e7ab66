"""Every formula verified by seven witnesses, and the witnesses themselves put to the test.

`kinds` are the things that can be known of a formula beforehand, and `knowledge` holds them beside an independent route
to its value; what is known is mathematics and belongs to a book, which writes it with the names below. `witnesses`
judge by the `evidence`; `report` tells; `mutants` makes wrong formulas, and `trial` puts them before the witnesses.
"""

from __future__ import annotations

from ..reals.reals import Number, Reals
from .kinds import VALUE, At, Becomes, Tends, Truth, affine, concave, convex, falls, rises
from .knowledge import Knowledge, Known, Route
from .report import Report, verify

__all__ = [
    "VALUE",
    "At",
    "Becomes",
    "Knowledge",
    "Known",
    "Number",
    "Reals",
    "Report",
    "Route",
    "Tends",
    "Truth",
    "affine",
    "concave",
    "convex",
    "falls",
    "rises",
    "verify",
]
