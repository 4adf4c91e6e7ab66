"""What is known of a formula beforehand: an independent route to its value, and truths.

A route is written once, for any kind of real number: sums become quadrature, optima minimisation, inverses root
finding. It is handed the arithmetic to use, and the values of the formula's arguments by their names.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..formula import Formula
from ..reals.reals import Number
from .kinds import Truth

Route = Callable[..., Number]


@dataclass(frozen=True)
class Known:
    """A route, the truths, and the error that floats may have: in ulp, normalised by what the arguments leave open."""

    route: Route
    truths: tuple[Truth, ...]
    error: float = 2.0


class Knowledge(dict[Formula, Known]):
    """What is known of each formula of a book."""

    def of(self, formula: Formula, *truths: Truth, error: float = 2.0) -> Callable[[Route], Route]:
        """Enter a route, decorated by this, and the truths beside it."""

        def enter(route: Route) -> Route:
            self[formula] = Known(route, truths, error)
            return route

        return enter
