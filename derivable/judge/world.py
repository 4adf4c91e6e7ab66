"""The letters of a book as a system of equations: which of them are free, and what the others are by these.

Relations are taken in order, and each settles the letter on its left, unless another has or that would close a circle.
What else is said of a letter that a question is about is solved for another letter, once for each; what then stays open
is free. So a point is found by choosing the free letters and computing the rest, and it satisfies every relation that
settled something. A relation left over holds there by itself, or says something else: it is of another world.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, islice

from sympy import Add, E, Expr, Integer, Mul, Pow, Set, Symbol, exp, log, preorder_traversal

from ..letters import REALS
from .building import logarithm, power, product, quotient, total
from .comparison import Comparison, compare_at, simplest
from .tokens import Refused
from .values import (
    Known,
    OutOfReach,
    Place,
    Point,
    is_real,
    known_at,
    known_value,
    lies_in,
    small_points,
    typical_points,
)

SMALL, TYPICAL, TRIES = 60, 12, 300


@dataclass(frozen=True)
class Relation:
    """An equation between letters, and what to call it: the name of a formula, or "step 2"."""

    left: Expr
    right: Expr
    name: str

    @property
    def letters(self) -> set[Symbol]:
        """The letters that stand in it."""
        return set(letters_of(self.left) | letters_of(self.right))


@lru_cache(maxsize=4096)
def letters_of(expr: Expr) -> frozenset[Symbol]:
    """The letters of an expression, which SymPy would look for in the whole of it each time."""
    return frozenset(expr.free_symbols)


class World:
    """What each letter is by the free ones, as far as some relations settle it.

    Parameters
    ----------
    relations : relations
        In order: where two would settle the same letter, the first does.
    kept : letters
        Those that must stay free of each other: no relation is solved for one of them.
    about : letters
        Those that the question is about.
    domain : callable
        The set in which the value of a letter must lie.

    Examples
    --------
    >>> from derivable.letters import POSITIVE
    >>> from sympy.abc import w, x, y, z
    >>> world = World([Relation(x, y * z, "one"), Relation(x, 2**w, "two")], [], [x], lambda _: POSITIVE)
    >>> world.settled
    {x: y*z, w: log(x)/log(2)}
    >>> world.differ(4**w, y**2 * z**2).differs
    False

    """

    def __init__(
        self,
        relations: Iterable[Relation],
        kept: Collection[Symbol],
        about: Collection[Symbol],
        domain: Callable[[Symbol], Set],
    ) -> None:
        self.domain = domain
        self.kept = set(kept)
        self.settled: dict[Symbol, Expr] = {}
        self.names: dict[Symbol, str] = {}
        self._kept: dict[tuple[str, frozenset[Symbol]], tuple[list[Place], Iterator[Point]]] = {}
        waiting = [relation for relation in relations if not self._settle_left(relation)]
        self.left_over: list[Relation] = []
        open_still = set(about)
        for relation in waiting:
            if relation.left in open_still and self.settle(relation, relation.letters - self.kept):
                open_still.discard(relation.left)
            else:
                self.left_over.append(relation)

    def _settle_left(self, relation: Relation) -> bool:
        letter, value = relation.left, relation.right
        if not isinstance(letter, Symbol) or letter in self.settled or letter in self.above(letters_of(value)):
            return False
        self._put(letter, value, relation.name)
        return True

    def settle(self, relation: Relation, letters: Collection[Symbol]) -> Symbol | None:
        """Solve a relation for one of some letters, the one that it gives most simply, if it can be."""
        found = []
        for letter in sorted(letters, key=str):
            others = self.above(relation.letters - {letter})
            if letter not in self.settled and letter not in others:
                value = isolated(relation.left, relation.right, letter)
                found += [] if value is None else [(value.count_ops(), str(letter), letter, value)]
        if not found:
            return None
        _, _, letter, value = min(found, key=lambda one: one[:2])
        self._put(letter, value, relation.name)
        return letter

    def _put(self, letter: Symbol, value: Expr, name: str) -> None:
        self.settled[letter] = value
        self.names[letter] = name

    def above(self, letters: Iterable[Symbol]) -> set[Symbol]:
        """These letters, and all that their values depend on."""
        found: set[Symbol] = set()
        waiting = list(letters)
        while waiting:
            letter = waiting.pop()
            if letter not in found:
                found.add(letter)
                waiting += letters_of(self.settled[letter]) if letter in self.settled else ()
        return found

    def add(self, letter: Symbol, value: Expr, name: str) -> None:
        """Say what a letter is that stands in no relation yet."""
        self._put(letter, value, name)

    def differ(self, left: Expr, right: Expr) -> Comparison:
        """Compare two expressions wherever what settles their letters holds; a difference is told at its simplest."""
        letters = sorted(letters_of(left) | letters_of(right), key=str)
        found = compare_at(left, right, self._typical(letters), letters, TYPICAL if letters else 1)
        return (found.differs and simplest(left, right, self._simple(letters), letters)) or found

    def apart(self) -> list[Relation]:
        """The relations that settle nothing and do not hold by themselves."""
        return [relation for relation in self.left_over if not self.holds(relation)]

    def holds(self, relation: Relation) -> bool:
        """Whether a relation holds wherever it can be computed."""
        try:
            return not self.differ(relation.left, relation.right).differs
        except Refused:
            return False

    def loose(self) -> set[Symbol]:
        """The letters of those relations, and all that these depend on."""
        return set().union(*(self.above(relation.letters - self.kept) for relation in self.apart())) - self.kept

    def _simple(self, letters: Sequence[Symbol]) -> Iterator[Place]:
        """Places where the free letters are small round numbers."""
        return self._places(letters, "simple", lambda free: small_points(free, SMALL))

    def _typical(self, letters: Sequence[Symbol]) -> Iterator[Place]:
        """Places where the free letters are random."""
        return self._places(letters, "typical", lambda free: typical_points(free, TRIES))

    def _places(
        self, letters: Sequence[Symbol], kind: str, points: Callable[[dict[Symbol, Set]], Iterator[Point]]
    ) -> Iterator[Place]:
        """The places of one kind where the letters have values; what was computed there for other letters is kept."""
        free = self._free(letters)
        kept = self._kept.setdefault((kind, frozenset(free)), ([], points(free)))
        for number in count():
            if number == len(kept[0]):
                kept[0].extend(Place(point) for point in islice(kept[1], 1))
            if number == len(kept[0]):
                return
            place = kept[0][number]
            place.solve = lambda point: self._known(known_at(point), letters)
            try:
                self._known(place.known, letters)
                if all(self._is_above_floor(letter, place.known) for letter in free):
                    yield place
            except OutOfReach:
                continue

    def _free(self, letters: Iterable[Symbol]) -> dict[Symbol, Set]:
        """The free letters that some letters depend on, or that their domains begin at, with their domains."""
        above = self.above(letters)
        floors = {self.domain(letter).start for letter in above}
        free = self.above(above | {floor for floor in floors if floor.is_Symbol}) - self.settled.keys()
        domains = {letter: self.domain(letter) for letter in free}
        return {s: REALS if domain.start in self.settled else domain for s, domain in domains.items()}

    def _is_above_floor(self, letter: Symbol, known: Known) -> bool:
        """Whether a free letter lies in its domain, where that begins at a letter that is settled."""
        domain = self.domain(letter)
        if domain.start not in self.settled:
            return True
        self._known(known, [domain.start])
        return lies_in(known[letter], domain, known)

    def _known(self, known: Known, letters: Iterable[Symbol]) -> Known:
        """With the values of letters besides; `OutOfReach` where one leaves its domain."""
        for letter in letters:
            if letter not in known:
                value = self.settled[letter]
                self._known(known, sorted(letters_of(value), key=str))
                number, domain = known_value(value, known), self.domain(letter)
                self._known(known, [end for end in (domain.start, domain.end) if end.is_Symbol])
                if not is_real(number) or not lies_in(number, domain, known):
                    raise OutOfReach
                known[letter] = number
        return known


def isolated(left: Expr, right: Expr, letter: Symbol) -> Expr | None:
    """What a letter is by an equation in which it stands once, if that is one value.

    >>> from sympy.abc import x, y
    >>> isolated(2 ** (3 * x) - 1, y, x)
    log(y + 1)/(3*log(2))
    """
    if _count(left, letter) + _count(right, letter) != 1:
        return None
    if letter in right.free_symbols:
        left, right = right, left
    try:
        while left != letter:
            left, right = _peeled(left, right, letter)
    except (Refused, StopIteration):
        return None
    return right


def _count(expr: Expr, letter: Symbol) -> int:
    return sum(part == letter for part in preorder_traversal(expr))


def _peeled(left: Expr, right: Expr, letter: Symbol) -> tuple[Expr, Expr]:
    """The equation without the outermost operation on the side of the letter."""
    within = next(part for part in left.args if letter in part.free_symbols)
    others = [part for part in left.args if part is not within]
    if isinstance(left, Add):
        return within, total([right, *(-other for other in others)])
    if isinstance(left, Mul):
        return within, quotient(right, product(others))
    if isinstance(left, log):
        return within, power(E, right)
    if isinstance(left, exp):
        return within, logarithm(right)
    if isinstance(left, Pow) and within == left.exp:
        return within, quotient(logarithm(right), logarithm(left.base))
    if isinstance(left, Pow) and (within.is_nonnegative or (left.exp.is_Integer and left.exp.is_odd)):
        return within, power(right, quotient(Integer(1), left.exp))
    raise StopIteration
