"""The book: its formulas in reading order, what is known of them, and the habits of those who write in its letters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from derivable import Book, Formula, Habits, collected

from . import allocation, efficiency, off_optimum, progress, targets, tokens
from .claims import CLAIMS
from .symbols import LETTERS, P_0, C, D, D_opt, N, N_opt, alpha, beta, gamma, k, kappa, tau

if TYPE_CHECKING:
    from derivable.verify import Known

formulas: Mapping[str, Formula] = collected(allocation, off_optimum, tokens, efficiency, progress, targets)

HABITS = Habits(
    short={"a": alpha, "b": beta, "g": gamma, "k": kappa},
    exchanged=((alpha, beta),),
    dropped=(tau,),
    taken_as={tau: (1,), k: (1, 6)},
    special=({gamma: 1}, {alpha: beta}, {kappa: 1}, {tau: 1}, {k: 6}, {k: 1}),
    factors={(kappa, 2): "It is twice what was asked for: the harmonic mean of α and β is 2κ."},
    optimum={N: N_opt, D: D_opt},
    found_in={P_0: progress.cumulative_compute},
    free=(C,),
)


def _knowledge() -> Mapping[Formula, Known]:
    from .knowledge import KNOWLEDGE

    return KNOWLEDGE


BOOK = Book("scaling_sym", "scaling_sym.book:BOOK", formulas, LETTERS, _knowledge, HABITS, CLAIMS)
