"""The small changes that a slip of the pen makes: one place of an expression, altered in one of the usual ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sympy import Add, E, Expr, Function, Integer, Mul, Piecewise, Pow, Symbol, exp, log
from sympy.core.relational import Relational

TWO = Integer(2)


@dataclass(frozen=True)
class Edit:
    """The whole expression after one change, and the part changed, before and after; `slip` is the kind of change.

    Of a part that was left out, nothing is there after.
    """

    slip: str
    whole: Expr
    before: Expr
    after: Expr | None


def edits(expr: Expr, letters: Iterable[Symbol]) -> Iterator[Edit]:
    """Every expression that is one slip away.

    >>> from sympy.abc import a, b
    >>> [edit.whole for edit in edits(a**b, [a, b]) if edit.slip == "sign of an exponent"]
    [a**(-b)]
    """
    yield from _at_root(expr, tuple(letters))
    for place, part in enumerate(expr.args):
        for edit in edits(part, letters):
            arguments = (*expr.args[:place], edit.whole, *expr.args[place + 1 :])
            yield Edit(edit.slip, _around(expr, arguments), edit.before, edit.after)


def _around(expr: Expr, arguments: tuple[Expr, ...]) -> Expr:
    """The expression with other arguments, as they stand: what is only compared at points need not be simplified."""
    unevaluated = isinstance(expr, Add | Mul | Pow | Piecewise | Function | Relational)
    return expr.func(*arguments, evaluate=False) if unevaluated else expr.func(*arguments)


def _at_root(expr: Expr, letters: tuple[Symbol, ...]) -> Iterator[Edit]:
    if isinstance(expr, Symbol):
        for letter in letters:
            if letter != expr:
                yield Edit("letters", letter, expr, letter)
    elif isinstance(expr, Pow | exp):
        yield from _of_power(expr)
    elif isinstance(expr, log):
        yield from _of_logarithm(expr)
    elif isinstance(expr, Add | Mul):
        yield from _of_parts(expr)


def _of_power(expr: Expr) -> Iterator[Edit]:
    base, exponent = expr.base, expr.exp
    yield Edit("reciprocal" if exponent == -1 else "sign of an exponent", base**-exponent, expr, base**-exponent)
    if exponent.free_symbols:
        yield Edit("exponent upside down", base ** (1 / exponent), expr, base ** (1 / exponent))
        yield Edit("missing exponent", base, expr, base)
        yield Edit("exponent", base * exponent, expr, base * exponent)
        for inner in Mul.make_args(exponent):
            outside = base**inner * (exponent / inner)
            if inner not in (exponent, -1):
                yield Edit("brackets of an exponent", outside, expr, outside)
                yield Edit(
                    "missing factor in an exponent", base ** (exponent / inner), expr, base ** (exponent / inner)
                )
        if base in (2, E):
            other = (E if base == 2 else TWO) ** exponent
            yield Edit("base of a power", other, expr, other)


def _of_logarithm(expr: Expr) -> Iterator[Edit]:
    (argument,) = expr.args
    if argument == 2:
        yield Edit("lost ln 2", Integer(1), expr, None)
        yield Edit("base of a logarithm", log(10), expr, log(10))
        yield Edit("base of a logarithm", expr / log(10), expr, expr / log(10))
        yield Edit("ln 2 upside down", 1 / expr, expr, 1 / expr)
        yield Edit("2 for ln 2", TWO, expr, TWO)
    else:
        for factor in (log(2), 1 / log(2), log(10), 1 / log(10)):
            yield Edit("base of a logarithm", expr * factor, expr, expr * factor)
        yield Edit("missing logarithm", argument, expr, argument)


def _of_parts(expr: Expr) -> Iterator[Edit]:
    for place, part in enumerate(expr.args):
        rest = expr.func(*expr.args[:place], *expr.args[place + 1 :])
        if isinstance(expr, Add):
            yield Edit("sign of a term", rest - part, part, -part)
            yield Edit("missing term", rest, part, None)
        else:
            yield Edit("missing factor", rest, part, None)
            if not isinstance(part, Pow):
                yield Edit("factor upside down", rest / part, part, 1 / part)
        if isinstance(part, Add):
            yield from _without_brackets(part, rest, expr)
    if isinstance(expr, Add) and len(expr.args) > 1:
        yield Edit("sum", Mul(*expr.args), expr, Mul(*expr.args))


def _without_brackets(inside: Add, outside: Expr, expr: Expr) -> Iterator[Edit]:
    """(a + b) c read as a + b c."""
    for term in inside.args if isinstance(expr, Mul) else ():
        whole = inside - term + term * outside
        yield Edit("brackets of a sum", whole, expr, whole)
