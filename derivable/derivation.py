"""A derivation: the steps from premises to a result, each of which can be checked by itself.

It is written as a generator that yields its lines, each a sentence and a relation computed from the lines before:

- `define` names something: true by decree, and never counted as a check;
- `assert_` states what must be true of it;
- `conclude` gives the value that follows.

To check a line, definitions and conclusions are put back into the assertions, and each must become an identity.
No call that produced a line is trusted to judge it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sympy import Eq, Expr, Symbol
from sympy.core.relational import Relational

from .identity import Verdict, all_hold, decide
from .latex import tex


@dataclass(frozen=True)
class Line:
    """One line as its author wrote it: a sentence, a relation, and in what role it stands."""

    role: Literal["define", "assert", "conclude"]
    sentence: str
    relation: Relational


def define(sentence: str, symbol: Symbol, expr: Expr) -> Line:
    """A name for an expression: true by decree."""
    return Line("define", sentence, Eq(symbol, expr, evaluate=False))


def assert_(sentence: str, relation: Relational) -> Line:
    """A relation that must hold: it is checked with every definition and conclusion put back."""
    if not isinstance(relation, Relational):
        raise TypeError(f"“{sentence}” asserts {relation!r}, which is not a relation that could fail")
    return Line("assert", sentence, relation)


def conclude(sentence: str, symbol: Symbol, expr: Expr) -> Line:
    """The value of a symbol; some assertion must mention the symbol, and is what tests the value."""
    return Line("conclude", sentence, Eq(symbol, expr, evaluate=False))


@dataclass(frozen=True)
class Step:
    """A line within its derivation, able to check itself."""

    number: int
    line: Line
    derivation: Derivation = field(repr=False)

    @property
    def sentence(self) -> str:
        """What is done, in words."""
        return self.line.sentence

    @property
    def equation(self) -> Relational:
        """The relation the step reaches."""
        return self.line.relation

    def check(self) -> Verdict:
        """Judge this step alone: *holds*, *fails* or *undecided*, and how that was found."""
        if self.line.role == "define":
            return Verdict("holds", "by definition")
        if self.line.role == "assert":
            return decide(self.derivation.put_back(self.equation))
        tests = [s for s in self.derivation if s.line.role == "assert" and self.derivation.depends(s, self)]
        return all_hold((s.check() for s in tests), "by step " + ", ".join(str(s.number) for s in tests))

    def _repr_markdown_(self) -> str:
        return f"{self.sentence}:\n\n$$\n{tex(self.equation)}\n$$"


class Derivation(Sequence[Step]):
    """The steps from premises to result; in a notebook, a numbered list of sentences and equations."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._steps = tuple(Step(number, line, self) for number, line in enumerate(lines, start=1))
        self._definitions = self._values("define")
        self._conclusions = self._values("conclude")

    def _values(self, role: str) -> dict[Expr, Expr]:
        return {s.equation.lhs: s.equation.rhs for s in self._steps if s.line.role == role}

    def __getitem__(self, index: Any) -> Any:
        return self._steps[index]

    def __len__(self) -> int:
        return len(self._steps)

    def put_back(self, relation: Relational) -> Relational:
        """The relation in terms of the premises: definitions first, derivatives taken, then conclusions."""
        written_out = (_substitute(side, self._definitions) for side in relation.args)
        sides = (self.put_in(side.doit(integrals=False)) for side in written_out)
        return relation.func(*sides, evaluate=False)

    def put_in(self, expr: Expr, keep: Collection[Symbol] = ()) -> Expr:
        """The expression with every value found put in, save those to keep: it then depends on the premises alone."""
        known = self._definitions | self._conclusions
        return _substitute(expr, {symbol: value for symbol, value in known.items() if symbol not in keep})

    def depends(self, test: Step, conclusion: Step) -> bool:
        """Whether the test would notice a change of the conclusion."""
        symbol = conclusion.equation.lhs
        return any(symbol in self.put_in(side, keep=(symbol,)).free_symbols for side in test.equation.args)

    def check(self) -> Verdict:
        """Check every step; a derivation without an assertion that could fail is undecided."""
        verdicts = [step.check() for step in self]
        if not any(step.line.role == "assert" for step in self):
            return Verdict("undecided", "no step asserts anything")
        return all_hold(verdicts, f"in each of {len(self)} steps")

    def report(self) -> str:
        """What each step's own check says, a line a step."""
        return "\n".join(f"{step.number:2} {step.check()}" for step in self)

    def __repr__(self) -> str:
        return "\n".join(f"{step.number}. {step.sentence}: {step.equation}" for step in self)

    def _repr_markdown_(self) -> str:
        items = []
        for step in self:
            mark = f"{step.number}. "
            items.append(mark + step._repr_markdown_().replace("\n", "\n" + " " * len(mark)) + "\n")
        return "\n".join(items)


def _substitute(expr: Expr, known: Mapping[Expr, Expr]) -> Expr:
    """Substitute until nothing changes; a value may mention symbols that have values of their own."""
    for _ in known:
        expr = expr.subs(known)
    return expr
