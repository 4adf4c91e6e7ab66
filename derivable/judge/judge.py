"""The student's bench: an answer is judged right, wrong or not comparable, and a wrong one is told where it goes wrong.

An answer is a SymPy expression, or untrusted text in the notations of `reading`. It is never evaluated as Python.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sympy import E, Eq, Expr, Rational, S, Symbol, log, sqrt

from ..algebra import solution
from ..alone import alone
from ..formula import Book, Formula
from ..letters import spelled
from ..numerics.domains import described
from .answers import Answer, sides, take
from .budget import within
from .comparison import CALLS, compare
from .judgement import Judgement, Slip
from .question import Question, others
from .slips import explain
from .solutions import left_open
from .steps import judge_line, judge_steps
from .tokens import MAX_LENGTH, Refused
from .trials import Trial, points
from .values import MP, OutOfReach, is_real, shown, value
from .vocabulary import Vocabulary

_MANY_DIGITS = 10
_LOST_DIGITS = 3
_CONSTANTS = ((log(2), "ln 2"), (1 / log(2), "1/ln 2"), (E, "e"), (log(10), "ln 10"), (sqrt(2), "sqrt(2)"))


@alone
def judge(book: Book, formula: str | Formula, answer: Any, given: Any = None) -> Judgement:
    """Judge an answer to the question what a formula says; nothing it is given makes it raise an error.

    Parameters
    ----------
    book : Book
        The book that the formula belongs to.
    formula : str or Formula
        The formula asked for, or its name.
    answer : str, SymPy expression or equation, or a list of these
        A formula, or an equation that determines the quantity asked for; as text it may be like Python, in Unicode or
        in LaTeX. A list, or several lines of text, is a derivation: its first step that does not follow is found.
    given : equation, text or list of these, optional
        Values of some letters, where a special case is asked for: "n = 2", or "p = 1/2; n = m".

    Returns
    -------
    Judgement
        Right, wrong or not comparable; it is true where the answer is right, and prints as a sentence.

    Examples
    --------
    >>> from tests.amdahl import BOOK
    >>> print(judge(BOOK, "speedup", "n/(n + p - n*p)"))
    Right: the two are equal symbolically.
    >>> print(judge(BOOK, "speedup", "1 - p + p/n"))
    Wrong: at n = 3, p = 1/2 yours gives 2/3, it should be 3/2. It is the reciprocal of what was asked for.
    >>> print(judge(BOOK, "speedup", "x/(1 - p)"))
    Not comparable: x is unknown here. Known are p, n, S.
    >>> print(judge(BOOK, "speedup", "4/3", given="p = 1/2; n = 2"))
    Right: the two are equal symbolically.

    """
    try:
        asked = question(book, formula if isinstance(formula, Formula) else _named(book, formula), given)
        steps = _lines(answer)
        return _judge_alone(asked, steps[0]) if len(steps) == 1 else judge_steps(asked, steps)
    except Refused as refusal:
        return Judgement("not comparable", str(refusal))


def run(book: Book, name: str, answer: str, given: str | None = None) -> tuple[int, str]:
    """What the command `check` returns and prints: 0 for right, 1 for wrong, 2 for not comparable.

    >>> from tests.amdahl import BOOK
    >>> run(BOOK, "ceiling", "1/(1 - p)")
    (0, 'Right: the two are equal symbolically.')
    """
    judgement = judge(book, name, answer, given)
    return judgement.exit_code, str(judgement)


def _named(book: Book, name: Any) -> Formula:
    if not isinstance(name, str) or name not in book.formulas:
        raise Refused(f"There is no formula {str(name)[:40]!r}. There are {', '.join(book.formulas)}.")
    return book.formulas[name]


def question(book: Book, formula: Formula, given: Any = None) -> Question:
    """What is asked for where some letters have given values; raise `Refused` where those cannot be read."""
    try:
        return Question(book, formula, {} if given is None else _values(book, formula, given))
    except Refused as refusal:
        raise Refused(f"in what is given, {refusal}") from None


def _values(book: Book, formula: Formula, given: Any) -> dict[Symbol, Expr]:
    letters = Vocabulary.of(book, (*formula.args, *others(book, formula)))
    values: dict[Symbol, Expr] = {}
    for line in _lines(given.replace(",", ";") if isinstance(given, str) else given):
        symbol, *right = sides(line, letters)
        if len(right) != 1 or symbol not in formula.args or symbol in values:
            raise Refused(f"equations are expected, one a letter and solved for it, as {formula.args[0]} = 1.")
        values[symbol] = right[0]
    for symbol in formula.args:  # the value of one may leave none for another, whose domain begins at it
        name, domain, value = spelled(str(symbol)), formula.domain(symbol), values.get(symbol, symbol)
        there = domain.xreplace(values)
        if there.contains(value) is S.false:
            where = described(symbol, domain).replace(str(symbol), name)
            raise Refused(f"{f'{name} = {value}' if symbol in values else name} is outside its domain: {where}.")
        if not (there.start.is_Symbol or there.start.is_Rational or there.start.is_infinite):
            raise Refused(f"the domain of {name} begins at {domain.start}: that may be a letter or a fraction only.")
    if any(value.free_symbols & set(values) for value in values.values()):
        raise Refused("the value of one letter should not use another that has one.")
    return values


def _lines(answer: Any) -> Sequence[Any]:
    if isinstance(answer, list | tuple) and sum(len(line) for line in answer if isinstance(line, str)) > MAX_LENGTH:
        raise Refused(f"this is longer than a derivation: at most {MAX_LENGTH} characters are read.")
    if isinstance(answer, str) and len(answer) <= MAX_LENGTH:
        return [line for line in answer.replace("\n", ";").split(";") if line.strip()] or [answer]
    return list(answer) if isinstance(answer, list | tuple) and answer else [answer]


def _judge_alone(asked: Question, line: Any) -> Judgement:
    """Judge a single line: by the arguments, and where it is not by these alone, by what the book says besides."""
    try:
        return _judge(asked, take(asked, line))
    except Refused as refusal:
        found = judge_line(asked, line)
        if found is None:
            raise refusal
        return found


def _judge(asked: Question, answer: Answer) -> Judgement:
    how = ""
    if answer.digits and not asked.args and _is_near(asked, answer):
        exact = shown(value(asked.expr, {}), answer.digits + 4)
        sentence = f"it is {exact}, and yours agrees to the {answer.digits} digits that it has."
        return Judgement("right", sentence, f"to {answer.digits} digits")
    for yours, should in answer.pairs:
        letters = set().union(*(e.free_symbols for e in (yours, should, *asked.given.values())))
        found = compare(yours, should, asked.domains(letters), allowed=asked.allows)
        if found.differs and (told := _nearly(asked, yours, answer.decimals)):
            return Judgement("not comparable", told)
        if found.differs:
            return Judgement(
                "wrong",
                found.told(sides=bool(answer.sides)),
                counterexample=found.point,
                slip=None if found.gap else _explained(asked, yours, answer.sides),
            )
        how = max(how, found.how, key=len)  # the weaker evidence takes more words
    if answer.sides and (reason := left_open(asked, answer.sides)):
        return Judgement("not comparable", f"this is true of {spelled(str(asked.symbol))}, but {reason}.")
    return Judgement("right", f"the two are equal {how}.", how)


def _nearly(asked: Question, yours: Expr, decimals: Sequence[str]) -> str:
    """To how many digits an answer is right that has decimal numbers of many digits where exact ones should stand."""
    digits = min((len(decimal.replace(".", "").lstrip("0")) for decimal in decimals), default=0)
    ratios = Trial(points(asked.domains(asked.args), {})).values(yours / asked.expr) if digits >= _MANY_DIGITS else []
    if not ratios or any(abs(ratio - 1) > MP.mpf(10) ** (_LOST_DIGITS - digits) for ratio in ratios):
        return ""
    exact = next((f": write {text}" for number, text in _CONSTANTS if _rounds_to(number, decimals[0])), "")
    return f"it agrees with what is asked for to about {digits} digits, as far as {decimals[0]} goes{exact}."


def _rounds_to(number: Expr, decimal: str) -> bool:
    """Whether a number is a decimal one, to all of its digits."""
    places = len(decimal.partition(".")[2])
    return bool(abs(value(number, {}) - value(Rational(decimal), {})) < MP.mpf(10) ** -places)


def _is_near(asked: Question, answer: Answer) -> bool:
    """Whether a decimal number leaves the value open by no more than half a unit in its last digit."""
    ((yours, should),) = answer.pairs
    try:
        gap = value(yours, {}) - value(should, {})
    except OutOfReach:
        return False
    return is_real(gap) and bool(abs(gap) <= value(answer.half_unit, {}))


def _explained(asked: Question, yours: Expr, sides: Sequence[Expr]) -> Slip | None:
    """The slip in an answer; in an equation, that of its one solution."""
    if not sides:
        return explain(yours, asked)
    try:
        solved = within(CALLS, lambda: solution(Eq(*sides[:2], evaluate=False), asked.symbol))
    except (ValueError, NotImplementedError):
        return None
    return None if solved is None else explain(solved, asked)
