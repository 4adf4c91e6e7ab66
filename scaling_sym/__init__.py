"""The mathematics of AI scaling laws, derived: every formula once, as an object that knows its own proof and numbers.

>>> import scaling_sym
>>> scaling_sym.kappa(alpha=0.34, beta=0.28)
0.1535...
>>> scaling_sym.kappa.expr
alpha*beta/(alpha + beta)
>>> print(scaling_sym.kappa.derivation.check())
holds in each of 5 steps

`formulas` maps every name to its formula, in reading order; `symbols` holds the notation, `fits` published fits, and
`rates` published rates of growth; `phases` is for growth whose pace changes.
`interval` tells how sure a number is that rests on a fit.
Importing derives nothing: each formula is derived when it is first used. `judge` judges an answer, `verify` a formula.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from derivable import Derivation, Formula, Step, Verdict, decide

from . import catalog, fits, phases, rates, symbols
from .book import BOOK, formulas
from .catalog import *  # noqa: F403 (the names of all formulas; the stub lists them)
from .intervals import interval

if TYPE_CHECKING:
    from derivable.judge.judgement import Judgement, Slip
    from derivable.verify.report import Report

__all__ = [
    "BOOK",
    "Derivation",
    "Formula",
    "Judgement",
    "Slip",
    "Step",
    "Verdict",
    "check",
    "decide",
    "fits",
    "formulas",
    "interval",
    "judge",
    "phases",
    "rates",
    "symbols",
    "verify",
]
__all__ += catalog.__all__

__version__ = "0.1.0"


def judge(formula: str | Formula, answer: Any, given: Any = None) -> Judgement:
    """Judge an answer to the question what a formula says; nothing it is given makes it raise an error.

    Parameters
    ----------
    formula : str or Formula
        The formula asked for, or its name.
    answer : str, SymPy expression or equation, or a list of these
        A formula, or an equation that determines the quantity asked for; as text it may be like Python, in Unicode or
        in LaTeX. A list, or several lines of text, is a derivation: its first step that does not follow is found.
    given : equation, text or list of these, optional
        Values of some letters, where a special case is asked for: "beta = alpha", or "gamma = 1/2; t = 10".

    Returns
    -------
    Judgement
        Right, wrong or not comparable; it is true where the answer is right, and prints as a sentence.

    Examples
    --------
    >>> print(judge("kappa", "a*b/(a + b)"))
    Right: the two are equal symbolically.
    >>> print(judge("kappa", "(a + b)/(a*b)"))
    Wrong: at α = 1, β = 2 yours gives 3/2, it should be 2/3. It is the reciprocal of what was asked for.
    >>> print(judge("kappa", "a*x"))
    Not comparable: x is unknown here. Known are α, β, κ.
    >>> print(judge("kappa", "a", given="b = a"))
    Wrong: at α = 2 yours gives 2, it should be 1. It is right up to a constant: yours is 2 times what it should be.

    """
    from derivable.judge.judge import judge as judged

    return judged(BOOK, formula, answer, given)


check = judge


def verify(formula: Formula) -> Report:
    """What seven witnesses say of a formula: true if it is verified, and in a notebook a table.

    Parameters
    ----------
    formula : Formula
        A formula of this book.

    Returns
    -------
    Report
        The findings, one for each witness.

    Raises
    ------
    KeyError
        If nothing is known of the formula beforehand.

    Examples
    --------
    >>> report = verify(kappa)
    >>> bool(report)
    True
    >>> print(report[0])
    kappa: steps: holds in each of 5 steps

    """
    from derivable.verify.report import verify as verified

    return verified(BOOK, formula)


if not TYPE_CHECKING:  # to a checker this would say that every name is here

    def __getattr__(name):
        """What judges, loaded when it is first asked for: whoever only computes does not wait for it."""
        if name in ("Judgement", "Slip"):
            from derivable.judge import judgement

            return globals().setdefault(name, getattr(judgement, name))
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names, also those that are not loaded yet."""
    return __all__
