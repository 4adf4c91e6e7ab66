"""The argument of a book: what rests on what, from its premises through its formulas to the sentences they carry.

Nothing here is typed but the sentences: who rests on whom, and what holds of each, is read off the derivations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from .derivation import Premise
from .formula import Book, Formula, Statement

Thing: TypeAlias = Premise | Formula | Statement


@dataclass(frozen=True)
class Status:
    """How far something is shown: a word, the laws it comes from, what it assumes, and what lies beyond it."""

    word: str
    laws: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    beyond: str = ""

    @property
    def short(self) -> str:
        """The word, and how many premises it depends on.

        >>> Status("derived", ("a law",), ("one thing", "another")).short
        'derived: 1 law, 2 assumptions'
        """
        counts = [_counted(len(self.laws), "law"), _counted(len(self.assumptions), "assumption")]
        return ": ".join(filter(None, [self.word, ", ".join(filter(None, counts))]))

    def __str__(self) -> str:
        """The word, and the names of the premises it depends on.

        >>> print(Status("derived", ("a law",), ("one thing", "another")))
        derived from the empirical law “a law”, if “one thing” and “another” hold
        """
        text = self.word
        if self.laws:
            by = " from" if self.word.startswith("derived") else ", by"
            text += f"{by} the empirical law{'s' * (len(self.laws) > 1)} {_listed(self.laws)}"
        if self.assumptions:
            text += f", if {_listed(self.assumptions)} hold{'s' * (len(self.assumptions) == 1)}"
        return text


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number > 1)}" if number else ""


def _listed(names: tuple[str, ...]) -> str:
    *most, last = (f"“{name}”" for name in names)
    return f"{', '.join(most)} and {last}" if most else last


def status(thing: Thing) -> Status:
    """What holds of a premise, a formula or a statement: its kind, or what its derivations say of it."""
    if isinstance(thing, Premise):
        return Status(thing.kind)
    premises, derived, beyond = premises_of(thing), True, ""
    if isinstance(thing, Statement):
        derived, beyond = any(isinstance(base, Formula) for base in thing.rests_on), thing.beyond
    laws = tuple(p.name for p in premises if p.kind == "empirical law")
    assumptions = tuple(p.name for p in premises if p.kind == "assumption")
    if derived:
        word = "derived in part" if beyond else "by definition" if premises and not laws + assumptions else "derived"
    else:
        word = "assumed" if assumptions else "empirical" if laws else "by definition"
    return Status(word, laws, assumptions, beyond)


def premises_of(thing: Thing) -> tuple[Premise, ...]:
    """All premises that something rests on, each once."""
    if isinstance(thing, Premise):
        return (thing,)
    if isinstance(thing, Formula):
        return thing.premises
    return tuple({p.name: p for base in thing.rests_on for p in premises_of(base)}.values())


@dataclass(frozen=True)
class Node:
    """A premise, a formula or a statement in the map, and the keys of what it rests on at once."""

    key: str
    thing: Thing
    rests_on: tuple[str, ...]

    @property
    def title(self) -> str:
        """What it is called: its name, or the sentence itself."""
        return f"({self.thing.name}) {self.thing.sentence}" if isinstance(self.thing, Statement) else self.thing.name

    @property
    def sentence(self) -> str:
        """What it says, in words."""
        return self.thing.summary.splitlines()[0] if isinstance(self.thing, Formula) else self.thing.sentence

    @property
    def status(self) -> Status:
        """How far it is shown."""
        return status(self.thing)

    @property
    def kind(self) -> str:
        """Its place: "empirical law", "definition", "assumption", "formula" or "claim"."""
        if isinstance(self.thing, Premise):
            return self.thing.kind
        return "formula" if isinstance(self.thing, Formula) else "claim"


def argument(book: Book) -> Mapping[str, Node]:
    """The map of a book: premises, formulas and statements, each after all that it rests on.

    What rests on something by way of another is joined to that other alone. A statement that rests on nothing, or on a
    formula that is not in the book, is a ValueError.
    """
    things: dict[str, Thing] = {}
    roots: tuple[Thing, ...] = (*book.formulas.values(), *book.statements)
    for root in roots:
        _gather(root, things)
    for thing in things.values():
        if isinstance(thing, Formula) and book.formulas.get(thing.name) is not thing:
            raise ValueError(f"something rests on the formula {thing.name}, which is not in the book")
    bases = {key: [key_of(base) for base in bases_of(thing)] for key, thing in things.items()}
    above: dict[str, set[str]] = {}
    for key in things:
        above[key] = set(bases[key]).union(*(above[base] for base in bases[key]))
    return {
        key: Node(key, thing, tuple(b for b in bases[key] if not any(b in above[other] for other in bases[key])))
        for key, thing in things.items()
    }


def _gather(thing: Thing, found: dict[str, Thing]) -> None:
    """Put a thing behind all that it rests on, each once."""
    if key_of(thing) not in found:
        for base in bases_of(thing):
            _gather(base, found)
        found[key_of(thing)] = thing


def bases_of(thing: Thing) -> tuple[Thing, ...]:
    """What something rests on at once."""
    if isinstance(thing, Premise):
        return ()
    if isinstance(thing, Formula):
        own = (step.line.premise for step in thing.derivation)
        return (*{p.name: p for p in own if p}.values(), *thing.uses)
    if not thing.rests_on:
        raise ValueError(f"the claim ({thing.name}) rests on nothing")
    return thing.rests_on


def key_of(thing: Thing) -> str:
    """A name that no other thing in the map has, and that an address can hold."""
    kind = {Premise: "premise", Formula: "formula", Statement: "claim"}[type(thing)]
    return f"{kind}-{re.sub(r'[^0-9A-Za-z]+', '-', thing.name)}"


def ancestors(nodes: Mapping[str, Node], key: str) -> set[str]:
    """The keys of all that a node rests on, and its own."""
    return {key}.union(*(ancestors(nodes, base) for base in nodes[key].rests_on))


def of_kind(nodes: Mapping[str, Node], *kinds: str) -> Iterable[Node]:
    """The nodes of these kinds, in the order of the map."""
    return [node for node in nodes.values() if node.kind in kinds]
