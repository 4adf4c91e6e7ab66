"""The student's bench: an answer is judged right, wrong or not comparable, and a wrong one is told where it goes wrong.

An answer is a SymPy expression, or untrusted text in the notations of `reading`. It is never evaluated as Python.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sympy import Eq, Expr

from ..algebra import solution
from ..catalog import formulas
from ..formula import Formula
from .answers import Answer, domains, take
from .comparison import PATIENCE, compare
from .judgement import Judgement, Slip
from .patience import within
from .slips import explain
from .steps import check_steps
from .tokens import MAX_LENGTH, Refused


def check(formula: str | Formula, answer: Any) -> Judgement:
    """Judge an answer to the question what a formula says; nothing it is given makes it raise an error.

    Parameters
    ----------
    formula : str or Formula
        The formula asked for, or its name.
    answer : str, SymPy expression or equation, or a list of these
        A formula, or an equation that determines the quantity asked for; as text it may be like Python, in Unicode or
        in LaTeX. A list, or several lines of text, is a derivation: its first step that does not follow is found.

    Returns
    -------
    Judgement
        Right, wrong or not comparable; it is true where the answer is right, and prints as a sentence.

    Examples
    --------
    >>> print(check("kappa", "a*b/(a + b)"))
    Right: the two are equal symbolically.
    >>> print(check("kappa", "(a + b)/(a*b)"))
    Wrong: at α = 1, β = 2 yours gives 3/2, it should be 2/3. It is the reciprocal of what was asked for.
    >>> print(check("kappa", "a*x"))
    Not comparable: x is unknown here. Known are α, β, κ.

    """
    try:
        asked = formula if isinstance(formula, Formula) else _named(formula)
        given = _lines(answer)
        if len(given) > 1:
            return check_steps(asked, given)
        return _judge(asked, take(asked, given[0]))
    except Refused as refusal:
        return Judgement("not comparable", str(refusal))


def run_check(name: str, answer: str) -> tuple[int, str]:
    """What the command `check` returns and prints: 0 for right, 1 for wrong, 2 for not comparable.

    >>> run_check("doublings_per_halving", "1/k")
    (0, 'Right: the two are equal symbolically.')
    """
    judgement = check(name, answer)
    return judgement.exit_code, str(judgement)


def _named(name: Any) -> Formula:
    if not isinstance(name, str) or name not in formulas:
        raise Refused(f"There is no formula {str(name)[:40]!r}. There are {', '.join(formulas)}.")
    return formulas[name]


def _lines(answer: Any) -> Sequence[Any]:
    if isinstance(answer, list | tuple) and sum(len(line) for line in answer if isinstance(line, str)) > MAX_LENGTH:
        raise Refused(f"this is longer than a derivation: at most {MAX_LENGTH} characters are read.")
    if isinstance(answer, str) and len(answer) <= MAX_LENGTH:
        return [line for line in answer.replace("\n", ";").split(";") if line.strip()] or [answer]
    return list(answer) if isinstance(answer, list | tuple) and answer else [answer]


def _judge(formula: Formula, answer: Answer) -> Judgement:
    how = ""
    for yours, should in answer.pairs:
        found = compare(yours, should, domains(yours.free_symbols | should.free_symbols, formula))
        if found.differs:
            return Judgement(
                "wrong",
                found.told(sides=answer.equation is not None),
                counterexample=found.point,
                slip=_explained(formula, yours, answer.equation),
            )
        how = max(how, found.how, key=len)  # the weaker evidence takes more words
    return Judgement("right", f"the two are equal {how}.", how)


def _explained(formula: Formula, yours: Expr, equation: Eq | None) -> Slip | None:
    """The slip in an answer; in an equation, that of its one solution."""
    if equation is None:
        return explain(yours, formula)
    try:
        solved = within(PATIENCE, lambda: solution(equation, formula.symbol))
    except (ValueError, NotImplementedError):
        return None
    return None if solved is None else explain(solved, formula)
