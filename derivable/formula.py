"""A formula: derived when it is first used, and from then on an equation, a function of numbers, code and a docstring.

A `Book` is all that is known of a subject: its formulas and letters, what is known of them beforehand, and the habits
of those who write in these letters.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pickle import UnpicklingError
from types import MappingProxyType
from typing import Any

from sympy import Eq, Expr, Set, Symbol, sstr
from sympy.core.relational import Relational

from .alone import once
from .derivation import Derivation, Line, Premise
from .identity import Verdict, all_hold, decide
from .latex import tex
from .letters import Letter, callable_name, unit_of
from .numerics.domains import described

_USED: list[dict[Formula, None]] = []
"""Of each formula that is being derived, the formulas asked for so far; one thread derives at a time."""


@dataclass(frozen=True)
class Claim:
    """A formula as the paper states it; `given` is what the paper takes for granted (one year for τ).

    Where it states a proportionality, `proportional` names the letters in which it holds, up to a factor of the others.
    """

    expr: Expr
    given: Mapping[Symbol, Expr] = field(default_factory=dict, hash=False)
    proportional: tuple[Symbol, ...] = ()

    def relations(self, derived: Expr) -> list[Relational]:
        """What holds of the derived form if the paper is right: it is equal, or changes by the same factors."""
        derived = derived.subs(self.given)
        if not self.proportional:
            return [Eq(derived, self.expr, evaluate=False)]
        return [
            Eq(derived.diff(letter) * self.expr, derived * self.expr.diff(letter), evaluate=False)
            for letter in self.proportional
        ]


class Docstring:
    """`__doc__` of the class as usual, and of each formula from what it is, derived when it is read."""

    def __init__(self, of_class: str) -> None:
        self.of_class = of_class

    def __get__(self, formula: Formula | None, owner: type) -> str:
        return self.of_class if formula is None else describe(formula)


@dataclass(frozen=True, eq=False, repr=False)
class Formula:  # noqa: D101 (its docstring is a descriptor)
    __doc__ = Docstring("""One formula of a book: `symbol` = `expr`, where `expr` is computed on first use.

    Called with numbers it gives a number, and arrays broadcast. Shown to people, it keeps the letters `where` that its
    derivation defines, and gives their values beside. It is made by the decorator `formula`.
    """)

    name: str
    symbol: Letter
    args: tuple[Letter, ...]
    lines: Callable[[], Iterator[Line]]
    origin: str
    claim: Claim | None = None
    domains: Mapping[Symbol, Set] = field(default_factory=dict)
    where: tuple[Symbol, ...] = ()
    summary: str = ""

    @property
    def __name__(self) -> str:
        return self.name

    @once
    def _derived(self) -> tuple[Derivation, tuple[Formula, ...]]:
        """The derivation, and the formulas whose right sides were used in it."""
        used: dict[Formula, None] = {}
        _USED.append(used)
        try:
            return Derivation(self.lines()), tuple(used)
        finally:
            _USED.pop()

    @property
    def derivation(self) -> Derivation:
        """The steps that lead from the premises to the formula, computed on first use."""
        return self._derived[0]

    @property
    def uses(self) -> tuple[Formula, ...]:
        """The formulas that the derivation takes results from."""
        return self._derived[1]

    @once
    def premises(self) -> tuple[Premise, ...]:
        """All that the formula rests on: its own premises, and before them those of the formulas that it uses."""
        own = [step.line.premise for step in self.derivation if step.line.premise]
        all_ = [*(p for other in self.uses for p in other.premises), *own]
        return tuple({p.name: p for p in all_}.values())

    @property
    def expr(self) -> Expr:
        """The right side, in terms of `args` alone."""
        if _USED:
            _USED[-1][self] = None
        return self._expr

    @once
    def _expr(self) -> Expr:
        expr = self.derivation.put_in(self.symbol, keep=self.args)
        strangers = expr.free_symbols - set(self.args)
        if strangers:
            raise ValueError(f"{self.name} still depends on {', '.join(sorted(map(str, strangers)))}")
        return expr

    @property
    def equation(self) -> Eq:
        """The formula as an equation, symbol = expr."""
        return Eq(self.symbol, self.expr, evaluate=False)

    @property
    def unit(self) -> Expr:
        """The unit of what the formula gives."""
        return unit_of(self.symbol)

    def domain(self, argument: Letter) -> Set:
        """The set in which the value of an argument must lie."""
        return self.domains.get(argument, argument.domain)

    def check_claim(self) -> Verdict:
        """Whether the derived form is the paper's, or proportional to it where the paper says no more."""
        if self.claim is None:
            return Verdict("undecided", "the paper states no form")
        verdicts = [decide(relation) for relation in self.claim.relations(self.expr)]
        if not self.claim.proportional:
            return verdicts[0]
        return all_hold(verdicts, f"up to a factor, in {', '.join(map(str, self.claim.proportional))}")

    def check_units(self) -> Verdict:
        """Whether a change of units, s → s·u^(its dimension), multiplies the formula by its own unit."""
        scaled = self.expr.subs({s: s * unit_of(s) for s in self.args}, simultaneous=True)
        return decide(Eq(scaled, self.derivation.put_in(self.unit) * self.expr, evaluate=False))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Evaluate; arguments in the order of `args`, or by keyword."""
        return self._function(*args, **kwargs)

    @once
    def __signature__(self) -> inspect.Signature:
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        empty = inspect.Parameter.empty
        defaults = {s.name: empty if s.default is None else s.default for s in self.args}
        return inspect.Signature([inspect.Parameter(name, kind, default=d) for name, d in defaults.items()])

    @once
    def _function(self) -> Callable[..., Any]:
        # imported here, because what prints code takes SymPy a while to load, and importing a book must not
        from .numerics.function import function

        domains, unit = {s: self.domain(s) for s in self.args}, self.derivation.put_in(self.unit)
        return function(self.name, self.expr, domains, self.__signature__, unit)

    def source(self, language: str) -> str:
        """Code for pasting, whole in itself: numpy, math, mpmath, c, julia, r, javascript, sympy or latex.

        It gives what the formula gives, of floats and of integers, and infinity where a target is never reached; but
        arguments are not checked, and Python's `math` and `mpmath` may raise an error where a number is infinite, be it
        on the way.
        A language that is not in this list is a ValueError.
        """
        from .numerics.sources import source_in

        return source_in(language, self.name, self.symbol, self.args, self.expr)

    def __repr__(self) -> str:
        return f"{self.name}({', '.join(s.name for s in self.args)}) = {self.expr}"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """As a labelled equation where labels are understood, and as plain LaTeX or text elsewhere."""
        kept = {*self.where, *self.args}
        sides = {s: self.derivation.put_in(s, keep=kept - {s}) for s in (self.symbol, *self.where)}
        equation = r", \qquad ".join(f"{tex(left)} = {tex(right)}" for left, right in sides.items())
        return {
            "text/markdown": f"$$\n{equation}\n$$ ({self.name})",
            "text/latex": f"$\\displaystyle {equation}$",
            "text/plain": str(self.equation),
        }

    def __reduce__(self) -> tuple[Any, ...]:
        """By where it stands: a formula is one object, in every process and in every copy."""
        return _standing, (self.lines.__module__, self.name)

    def __copy__(self) -> Formula:
        return self

    def __deepcopy__(self, _: Any) -> Formula:
        return self


def _standing(module: str, name: str) -> Formula:
    """The formula of this name that a module makes."""
    for made in vars(import_module(module)).values():
        if isinstance(made, Formula) and made.name == name:
            return made
    raise UnpicklingError(f"the module {module} does not hold the formula {name}: only one that stands there travels")


def formula(
    symbol: Letter,
    args: tuple[Letter, ...],
    *,
    source: str,
    claim: Expr | None = None,
    given: Mapping[Symbol, Any] | None = None,
    proportional: tuple[Symbol, ...] = (),
    domains: Mapping[Symbol, Set] | None = None,
    where: tuple[Symbol, ...] = (),
) -> Callable[[Callable[[], Iterator[Line]]], Formula]:
    """Make a generator of lines the derivation of a formula, which takes its name and its docstring.

    Parameters
    ----------
    symbol, args : letters
        The left side, and what the right side depends on, in the order of the arguments.
    source : str
        Where the formula stands.
    claim, given : expression, mapping of letters, optional
        The formula as the paper states it, and the values that the paper takes for granted.
    proportional : symbols, optional
        Where the paper states a proportionality: the letters in which the claim holds.
    domains : mapping of letters to sets, optional
        Where an argument must lie, if that is less than its letter's own domain.
    where : symbols, optional
        Letters that the derivation defines and that stay in what is shown.

    Returns
    -------
    decorator
        Of a generator without arguments, whose docstring is one sentence and an example.

    """

    def make(lines: Callable[[], Iterator[Line]]) -> Formula:
        return Formula(
            name=callable_name(lines.__name__.rstrip("_")),
            symbol=symbol,
            args=args,
            lines=lines,
            origin=source,
            claim=None if claim is None else Claim(claim, given or {}, proportional),
            domains=domains or {},
            where=where,
            summary=inspect.getdoc(lines) or "",
        )

    return make


@dataclass(frozen=True)
class Habits:
    """How people write in the letters of a book, and where they go wrong.

    `short` are other names of letters. Pairs of letters are `exchanged`, and some letters `dropped`, as if they were 1;
    or `taken_as` one of some numbers. An answer may be right in a `special` case alone, or but for one of the `factors`
    that have a sentence of their own. `optimum` is what a letter is at the best choice; `found_in` names the formulas
    whose derivations determine letters that no formula gives, and `free` the letters that a formula gives and that are
    free all the same.
    """

    short: Mapping[str, Letter] = field(default_factory=dict)
    exchanged: tuple[tuple[Letter, Letter], ...] = ()
    dropped: tuple[Letter, ...] = ()
    taken_as: Mapping[Letter, tuple[int, ...]] = field(default_factory=dict)
    special: tuple[Mapping[Letter, Any], ...] = ()
    factors: Mapping[tuple[Letter, int], str] = field(default_factory=dict)
    optimum: Mapping[Letter, Letter] = field(default_factory=dict)
    found_in: Mapping[Letter, Formula] = field(default_factory=dict)
    free: tuple[Letter, ...] = ()


@dataclass(frozen=True)
class Statement:
    """A sentence that a source claims, where it stands, and what carries it.

    It `rests_on` formulas and premises; `comment` is what the book says of it, and `beyond` what none of these shows.
    """

    name: str
    sentence: str
    source: str
    rests_on: tuple[Formula | Premise, ...]
    comment: str = ""
    beyond: str = ""


@dataclass(frozen=True, eq=False, repr=False)
class Book:
    """The formulas of a subject, and all that the machine needs to know of it.

    Parameters
    ----------
    package : str
        The package that the formulas belong to.
    place : str
        Where the book stands, as "module:name", so that other processes find it.
    formulas : formulas, in reading order
    letters : letters, in reading order
    knowledge : callable
        Gives what is known of each formula beforehand; it is asked when formulas are verified.
    habits : Habits
        How people write in these letters.
    statements : statements, in order
        What the source claims; how far each is shown is read off what carries it.

    """

    package: str
    place: str
    formulas: Mapping[str, Formula]
    letters: tuple[Letter, ...]
    knowledge: Callable[[], Mapping[Formula, Any]]
    habits: Habits = field(default_factory=Habits)
    statements: tuple[Statement, ...] = ()

    @property
    def command(self) -> str:
        """What calls the command line of the book: its package, where that can be run, and otherwise the machine."""
        try:
            runs = find_spec(f"{self.package}.__main__") is not None
        except ModuleNotFoundError:
            runs = False
        return f"python -m {self.package}" if runs else f"python -m derivable {self.place}"

    def __reduce__(self) -> tuple[Any, ...]:
        return book_at, (self.place,)


def book_at(place: str) -> Book:
    """The book that stands at "module:name".

    >>> book_at("math:pi")
    Traceback (most recent call last):
    ...
    ValueError: there is no book at 'math:pi': a place such as 'package.module:BOOK' is wanted
    """
    module, _, name = place.partition(":")
    try:
        found = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError):
        found = None
    if not isinstance(found, Book):
        raise ValueError(f"there is no book at {place!r}: a place such as 'package.module:BOOK' is wanted")
    return found


def collected(*modules: Any) -> Mapping[str, Formula]:
    """The formulas that modules make, by name, in the order in which they stand there."""
    return MappingProxyType(
        {
            made.name: made
            for module in modules
            for made in vars(module).values()
            if isinstance(made, Formula) and made.lines.__module__ == module.__name__
        }
    )


_TEMPLATE = """{meaning}

    {symbol} = {expr}

Parameters
----------
{parameters}

Returns
-------
{symbol} : float, or array of the shape the arguments broadcast to, in {unit}
    {result}

Raises
------
ValueError
    If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
TypeError
    If arguments are missing or unknown.

Examples
--------
{example}

Source: {source}.
"""


def unit_text(unit: Any) -> str:
    """A unit in words: "FLOP/joule", or "no unit"."""
    return "no unit" if unit == 1 else str(sstr(unit))


def describe(formula: Formula) -> str:
    """Meaning, formula, arguments with units and domains, what comes back, errors, an example and the source."""
    meaning, _, example = formula.summary.partition("\n\n")
    parameters = []
    for s in formula.args:
        default = "" if s.default is None else f", by default {s.default:g}"
        kind = f"float or array, in {unit_text(unit_of(s))}, {described(s, formula.domain(s))}{default}"
        parameters.append(f"{s} : {kind}\n    {s.meaning}")
    return _TEMPLATE.format(
        meaning=meaning,
        symbol=formula.symbol,
        expr=sstr(formula.expr),
        parameters="\n".join(parameters),
        unit=unit_text(formula.unit),
        result=formula.symbol.meaning,
        example=example,
        source=formula.origin,
    )
