"""The places in a source where a hand may slip, and at each of them one slip, found and made by cosmic-ray.

Which slip is made at a place, and in what order places are drawn, is decided by what stands there, and so by nothing
that stands elsewhere, by no clock and by no hash seed.
"""

from __future__ import annotations

import ast
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from warnings import catch_warnings

SEED = 12
Span = tuple[tuple[int, int], tuple[int, int]]
Slip = tuple[str, int]
"""An operator of cosmic-ray by its name, and at how many places before this it could be used."""


@dataclass(frozen=True)
class Mutant:
    """A source file with one slip in it: the line where that is, the lines it changes, and what they become."""

    file: str
    number: int
    old: str
    new: str
    source: str

    def __str__(self) -> str:
        return f"{self.file}:{self.number}: `{self.old}` → `{self.new}`"


@dataclass(frozen=True)
class Place:
    """Where slips can be made, in the order in which they are tried until one is found that Python can run."""

    file: str
    number: int
    slips: tuple[Slip, ...]

    def mutant(self, root: Path) -> Mutant | None:
        """The source with the first slip that makes another program of it."""
        source = (root / self.file).read_text(encoding="utf-8")
        wrong = (_made(source, *slip) for slip in self.slips)
        other = next((text for text in wrong if _program(text) not in (None, _program(source))), None)
        return other and Mutant(self.file, self.number, *_changed(source, other), other)


def places(root: Path, files: tuple[str, ...]) -> list[Place]:
    """All places, in an order of which any beginning is a sample, spread over the files as the places are."""
    ranked = []
    for file in files:
        drawn = sorted(_drawn(file, (root / file).read_text(encoding="utf-8")), key=lambda found: found[0])
        ranked += [((rank + 0.5) / len(drawn), place) for rank, (_, place) in enumerate(drawn)]
    return [place for _, place in sorted(ranked, key=lambda found: (found[0], found[1].file))]


def _drawn(file: str, source: str) -> Iterator[tuple[float, Place]]:
    """Each place of a file, with a number by which it is drawn."""
    lines, seen = source.splitlines(), Counter[tuple[str, int]]()
    for ((number, column), _), slips in sorted(_slips(source).items()):
        here = lines[number - 1].strip(), column
        generator = random.Random(f"{SEED} {file} {here} {seen[here]}")
        seen[here] += 1
        yield generator.random(), Place(file, number, (*generator.sample(slips, len(slips)),))


def _slips(source: str) -> dict[Span, list[Slip]]:
    """The slips that can be made at each place, but in the hints of types, which nothing reads when a program runs."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.plugins import get_operator, operator_names

    nodes = list(ast_nodes(get_ast(source)))
    hints = [(hint.start_pos, hint.end_pos) for hint in filter(None, map(_hint, nodes))]
    found: dict[Span, list[Slip]] = defaultdict(list)
    for name in sorted(operator_names()):
        if get_operator(name).arguments():  # it is about a variable that somebody names
            continue
        positions = get_operator(name)().mutation_positions
        for count, (start, end) in enumerate(place for node in nodes for place in positions(node)):
            if not any(first <= start < last for first, last in hints):
                found[start, end].append((name, count))
    return found


def _hint(node: Any) -> Any:
    """The hint of a type that belongs to a parameter, to a function or to a name."""
    return node.children[1] if node.type == "annassign" else getattr(node, "annotation", None)


def _made(source: str, name: str, count: int) -> str:
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    return str(mutate_code(source, get_operator(name)(), count))


def _program(source: str) -> str | None:
    """What Python reads in a source, if it can and does not even warn; spaces and idle brackets are no difference."""
    try:
        with catch_warnings(action="error"):
            compile(source, "a mutant", "exec")
    except SyntaxError:
        return None
    return ast.dump(ast.parse(source))


def _changed(source: str, wrong: str) -> tuple[str, str]:
    """The lines that differ, before and after."""
    before, after = source.splitlines(), wrong.splitlines()
    for end in (0, -1):
        while before and after and before[end] == after[end]:
            del before[end], after[end]
    old, new = ("\n".join(line.strip() for line in lines if line.strip()) for lines in (before, after))
    return old, new
