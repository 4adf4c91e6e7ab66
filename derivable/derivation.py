"""A derivation: the steps from premises to a result, each of which can be checked by itself.

It is written as a generator that yields its lines, each a sentence and a relation computed from the lines before:

- `premise` takes something from the world or by decision, named and stated once for a whole book;
- `define` gives a new letter to something that is already there: true by decree, never counted as a check, and refused
  for what was computed on the spot, since nothing would stand behind it;
- `assert_` states what must be true of it;
- `conclude` gives the value that follows.

To check a line, definitions and conclusions are put back into the assertions, and each must become an identity. Into
the premises too: nothing can show that a premise is true, but what follows from it must meet it. No call that produced
a line is trusted to judge it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol

from sympy import Eq, Expr, Lambda, Symbol
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from .alone import once
from .identity import Verdict, all_hold, decide
from .latex import tex


@dataclass(frozen=True)
class Premise:
    """What is taken for granted: a relation, its kind, a sentence, its source, and what is known to break it."""

    name: str
    kind: Literal["empirical law", "definition", "assumption"]
    sentence: str
    relation: Relational
    source: str
    breaks: str = ""

    def at(self, letters: Mapping[Expr, Expr]) -> Premise:
        """The same premise, said of other letters."""
        return replace(self, relation=self.relation.xreplace(dict(letters)))


class Result(Protocol):
    """What a definition may name though it stands in no line: the right side of another formula."""

    @property
    def name(self) -> str:
        """What the formula is called."""

    @property
    def expr(self) -> Expr:
        """Its right side."""


@dataclass(frozen=True)
class Line:
    """One line as its author wrote it: a sentence, a relation, and in what role it stands.

    A premise comes with what is known of it, and the definition of a formula's result with the name of the formula.
    """

    role: Literal["premise", "define", "assert", "conclude"]
    sentence: str
    relation: Relational
    premise: Premise | None = None
    result_of: str = ""


def premise(taken: Premise) -> Line:
    """A premise of the book: named wherever it is used, and met by what follows."""
    return Line("premise", taken.sentence, taken.relation, taken)


def define(sentence: str, symbol: Expr, what: Expr | Result) -> Line:
    """A new letter for what is there: a letter, an expression of an earlier line, or the result of another formula."""
    if isinstance(what, Expr):
        return Line("define", sentence, Eq(symbol, what, evaluate=False))
    return Line("define", sentence, Eq(symbol, what.expr, evaluate=False), result_of=what.name)


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

    @property
    def can_fail(self) -> bool:
        """Whether the step is a relation that is checked: an assertion, or a premise that what follows must meet."""
        return self.line.role in ("premise", "assert")

    def check(self) -> Verdict:
        """Judge this step alone: *holds*, *fails* or *undecided*, and how that was found."""
        return self._verdict

    @once
    def _verdict(self) -> Verdict:
        if self.line.role == "define":
            return Verdict("holds", "by definition")
        if self.line.role != "conclude":
            return decide(self.derivation.put_back(self.equation))
        tests = [s for s in self.derivation if s.can_fail and self.derivation.depends(s, self)]
        return all_hold((s.check() for s in tests), f"by {_numbered([s.number for s in tests])}")

    def _repr_markdown_(self) -> str:
        kind = f"*Premise, {self.line.premise.kind}.* " if self.line.premise else ""
        return f"{kind}{self.sentence}:\n\n$$\n{tex(self.equation)}\n$$"


def _numbered(steps: Sequence[int]) -> str:
    """Steps by their numbers.

    >>> _numbered([2]), _numbered([1, 3, 4]), _numbered([])
    ('step 2', 'steps 1, 3 and 4', 'no step')
    """
    if len(steps) < 2:
        return f"step {steps[0]}" if steps else "no step"
    return f"steps {', '.join(map(str, steps[:-1]))} and {steps[-1]}"


class Derivation(Sequence[Step]):
    """The steps from premises to result; in a notebook, a numbered list of sentences and equations.

    A definition of what was not there before, or of a letter that was, is a ValueError.
    """

    def __init__(self, lines: Iterator[Line]) -> None:
        self._steps = tuple(Step(number, line, self) for number, line in enumerate(lines, start=1))
        for number, step in enumerate(self._steps):
            if step.line.role == "define":
                _must_name_what_is_there(step.line, [earlier.equation for earlier in self._steps[:number]])
        self._definitions = self._values("define")
        self._conclusions = self._values("conclude")

    def _values(self, role: str) -> dict[Expr, Expr]:
        return {s.equation.lhs: s.equation.rhs for s in self._steps if s.line.role == role}

    def __getitem__(self, index: Any) -> Any:
        return self._steps[index]

    def __len__(self) -> int:
        return len(self._steps)

    def put_back(self, relation: Relational, keep: Collection[Expr] = ()) -> Relational:
        """The relation in terms of the premises: definitions and functions, derivatives taken, then conclusions."""
        functions = {left: value for left, value in self._conclusions.items() if isinstance(left, AppliedUndef)}
        known = {left: value for left, value in (self._definitions | functions).items() if left not in keep}
        sides = (self.put_in(_substitute(side, known).doit(integrals=False), keep) for side in relation.args)
        return relation.func(*sides, evaluate=False)

    def put_in(self, expr: Expr, keep: Collection[Expr] = ()) -> Expr:
        """The expression with every value found put in, save those to keep: it then depends on the premises alone."""
        known = self._definitions | self._conclusions
        return _substitute(expr, {symbol: value for symbol, value in known.items() if symbol not in keep})

    def depends(self, test: Step, conclusion: Step) -> bool:
        """Whether the test would notice a change of the conclusion."""
        left = conclusion.equation.lhs
        return any(side.has(_letter(left)) for side in self.put_back(test.equation, keep=(left,)).args)

    def check(self) -> Verdict:
        """Check every step; a derivation without an assertion that could fail is undecided."""
        verdicts = [step.check() for step in self]
        if not any(step.can_fail for step in self):
            return Verdict("undecided", "no step asserts anything")
        return all_hold(verdicts, f"in each of {sum(step.line.role != 'define' for step in self)} steps")

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


def _must_name_what_is_there(line: Line, earlier: Sequence[Relational]) -> None:
    """Refuse a definition that decrees: of a letter which has a meaning, or of an expression that nothing led to."""
    left, right = line.relation.args
    if any(relation.has(_letter(left)) for relation in earlier):
        raise ValueError(
            f"“{line.sentence}” defines {left}, which stands in an earlier line: define a new letter, "
            f"or conclude the value of {left}"
        )
    if not (line.result_of or isinstance(right, Symbol) or any(relation.has(right) for relation in earlier)):
        raise ValueError(
            f"“{line.sentence}” defines {left} as {right}, which was not there before: define it as a letter, "
            f"as what stands in an earlier line or as a formula (its result is meant), "
            f"or assert what {left} must satisfy and conclude its value"
        )


def _letter(left: Expr) -> Any:
    """What a definition or a conclusion gives a meaning to: a letter, or a function of any argument."""
    return left.func if isinstance(left, AppliedUndef) else left


def _substitute(expr: Expr, known: Mapping[Expr, Expr]) -> Expr:
    """Substitute until nothing changes; a value may mention symbols that have values of their own."""
    symbols = {left: value for left, value in known.items() if not isinstance(left, AppliedUndef)}
    functions = {left.func: Lambda(left.args, known[left]) for left in known.keys() - symbols.keys()}
    for _ in known:
        for function, value in functions.items():
            expr = expr.replace(function, value)
        expr = expr.subs(symbols)
    return expr
