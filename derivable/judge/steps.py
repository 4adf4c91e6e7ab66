"""A student's derivation, line by line: the first that does not follow from the ones before is found.

What the lines say is kept as a system of equations beside the book's formulas. A line may define a letter of one's own,
before or after it is used; take a case, as X = 1/2, that leaves the arguments free; or state what holds wherever all
that was said before holds. It is wrong only where a point shows it, at which everything before it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from sympy import Eq, Expr, Symbol

from ..formula import Formula
from ..letters import GREEK, spelled
from .answers import determines, put_in, sides
from .budget import within
from .comparison import Comparison
from .hints import following, nearest
from .judgement import Judgement, Slip
from .question import Question, ambiguous, others
from .slips import explain
from .solutions import left_open
from .tokens import Refused
from .vocabulary import Vocabulary
from .world import Relation, World, isolated

MAX_STEPS = 15
MAX_REUSED = 3
_CHAIN = 3
CALLS = 60_000_000
_NUMBERED = re.compile(r"\s*\(?\d{1,2}[.)]\s+")
_NAME = r"\\?([A-Za-z]+(?:_[A-Za-z0-9]+)?|[α-ω])"
_DEFINED = re.compile(rf"\s*{_NAME}\s*&?=(?!=)|(?<!=)=\s*{_NAME}\s*$")


def judge_steps(asked: Question, lines: Sequence[Any]) -> Judgement:
    """Judge a derivation, given as equations in order.

    >>> from tests.amdahl import BOOK, speedup
    >>> print(judge_steps(Question(BOOK, speedup), ["1/S = 1 - p + p/n", "1/S = (n - p)/n", "S = n/(n - p)"]))
    Wrong: step 2 does not follow: at S = 1, n = 1, p = 1/2 the left side gives 1, the right side 1/2. It contradicts \
step 1. Given it, step 3 follows.
    >>> print(judge_steps(Question(BOOK, speedup), ["q = 1 - p", "S = 1/(q + p/n)"]))
    Right: each of 2 steps follows, and the last is the formula.
    """
    if len(lines) > MAX_STEPS:
        raise Refused(f"this derivation has {len(lines)} steps; at most {MAX_STEPS} are read.")
    _derive(asked)
    if all(isinstance(line, str) and _NUMBERED.match(line) for line in lines):
        lines = [_NUMBERED.sub("", line) for line in lines]
    judged = within(CALLS, lambda: _best(asked, lines))
    if judged is None:
        raise Refused("this derivation takes too long to follow.")
    return judged


def judge_line(asked: Question, line: Any) -> Judgement | None:
    """Judge a single line that speaks of other letters of the book too; nothing where that is no help.

    It is right if it holds and some side is by the arguments, wrong if its last side is by these and is not what was
    asked for, and unfinished if it holds and no side is.

    >>> from tests.amdahl import BOOK, speedup
    >>> print(judge_line(Question(BOOK, speedup), "S = 1/(p/n + 1/S_max) = n/(n + p - n p)"))
    Right: it follows, and is the formula.
    """
    argument = Argument(asked, Reading(tuple(others(asked.book, asked.formula))), [line])
    try:
        argument.sides(line)
        _derive(asked)
        return within(CALLS, lambda: _judged_line(asked, argument, line))
    except Refused:
        return None


def _derive(asked: Question) -> None:
    """What all answers share is derived before the work on this one is counted."""
    for formula in asked.book.formulas.values():
        formula.expr  # noqa: B018 (it is computed when it is first asked for)


def _judged_line(asked: Question, argument: Argument, line: Any) -> Judgement | None:
    found = argument.take(line)
    if found is None:
        judgement = argument.arrived()
        return judgement if judgement or judgement.hints else None
    last = argument.last[-1]
    is_chain = len(argument.last) >= _CHAIN and last.free_symbols <= set(asked.args)
    return Judgement("wrong", found.told(sides=True), counterexample=found.point) if is_chain else None


@dataclass(frozen=True)
class Reading:
    """Which letters the names mean: `own` are letters of the author's own, though the book has others of that name."""

    letters: tuple[Symbol, ...]
    own: tuple[Symbol, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Followed:
    """What is to be said of a derivation in one reading, how many lines follow, and the name that may be reused."""

    judgement: Judgement
    held: int
    reading: Reading
    reused: str = ""


def _best(asked: Question, lines: Sequence[Any]) -> Judgement:
    """The judgement in the reading in which most follows; a letter of the book is one's own only where all does."""
    found = [_follow(asked, lines, reading) for reading in _readings(asked, lines)]
    for followed in tuple(found):
        for _ in range(MAX_REUSED):
            if not followed.reused:
                break
            own = Symbol(followed.reused, real=True)
            told = f"{spelled(own)} is read as a letter of your own"
            reading = followed.reading
            reading = replace(reading, own=(*reading.own, own), told=(*reading.told, told))
            followed = _follow(asked, lines, reading)
        found += [followed] if followed.judgement else []
    best = max(found, key=lambda one: (bool(one.judgement), one.held))
    if not best.reading.told:
        return best.judgement
    said = f" Here {' and '.join(best.reading.told)}."
    return replace(best.judgement, sentence=best.judgement.sentence + said)


def _readings(asked: Question, lines: Sequence[Any]) -> Iterator[Reading]:
    """A name that is short for another letter is read so first, and then as the letter of that name."""
    known = tuple(others(asked.book, asked.formula))
    text = [line for line in lines if isinstance(line, str)]
    doubtful = [s for s in ambiguous(asked.book, asked.formula) if any(_names(s, line) for line in text)]
    short = asked.book.habits.short
    yield Reading(known, told=tuple(f"{s} is read as {spelled(str(short[s.name]))}" for s in doubtful))
    if doubtful:
        yield Reading((*known, *doubtful), told=tuple(f"{s} is read as the letter {s}" for s in doubtful))


def _names(letter: Symbol, line: str) -> bool:
    return re.search(rf"(?<![A-Za-z\\]){letter.name}(?![A-Za-z])", line) is not None


def _defined(line: Any) -> list[str]:
    """The names that stand alone on a side of an equation, the left one first."""
    if isinstance(line, Eq):
        return [side.name for side in line.args if isinstance(side, Symbol)]
    found = (match.group(1) or match.group(2) for match in _DEFINED.finditer(line if isinstance(line, str) else ""))
    return [GREEK.get(name, name) for name in found]


def _follow(asked: Question, lines: Sequence[Any], reading: Reading) -> Followed:
    """Follow the lines in one reading, to the first that does not follow."""
    argument = Argument(asked, reading, lines)
    for held, line in enumerate(lines):
        number = held + 1
        try:
            found = argument.take(line)
        except Refused as refusal:
            return Followed(Judgement("not comparable", f"step {number}: {refusal}", step=number), held, reading)
        if found is not None:
            return Followed(argument.failed(found, lines[number:]), held, reading, argument.reusable(line))
    return Followed(argument.arrived(), len(lines), reading)


@dataclass
class Argument:
    """What the lines have said so far."""

    asked: Question
    reading: Reading
    lines: Sequence[Any]
    said: list[Relation] = field(default_factory=list)
    """Every equation so far."""
    settled: list[Relation] = field(default_factory=list)
    """Those that define a letter, or take a case, solved for it."""
    open: list[Relation] = field(default_factory=list)
    """Those that wait for another line to say what a letter in them is."""

    def __post_init__(self) -> None:
        formula = self.asked.formula
        self.target = self.asked.symbol
        letters = (*formula.args, *self.asked.args, self.target, *formula.where, *self.reading.letters)
        self.book = set(letters)
        named = Vocabulary.of(self.asked.book, letters)
        mine = dict.fromkeys(name for line in self.lines for name in _defined(line) if name not in named)
        self.own = {*self.reading.own, *(Symbol(name, real=True) for name in mine)}
        letters = tuple(dict.fromkeys((*letters, *sorted(self.own, key=str))))
        marks = [s for s in letters if s not in self.asked.args]
        self.vocabulary = Vocabulary.of(self.asked.book, letters, marks)
        best = (s for s, best in self.asked.book.habits.optimum.items() if best == self.target and s not in self.own)
        self.targets = {self.target, *best}
        self.last: list[Expr] = [self.target]
        self.number = 0
        self._worlds: dict[bool, World] = {}

    @property
    def plain(self) -> World:
        """What holds so far, by the arguments and the author's letters alone."""
        return self._world(whole=False)

    @property
    def whole(self) -> World:
        """What holds so far, with all that the book says."""
        return self._world(whole=True)

    def _world(self, whole: bool) -> World:
        if whole not in self._worlds:
            given, rest = _relations(self.asked, whole)
            relations = [*given, *self.settled, _answer(self.asked), *rest]
            self._worlds[whole] = World(relations, self.asked.args, self.asked.domain)
        return self._worlds[whole]

    def take(self, line: Any) -> Comparison | None:
        """Take a line; where it does not follow, the point that shows it."""
        self.last = self.sides(line)
        name = f"step {self.number + 1}"
        self.number += 1
        for left, right in pairwise(self.last):
            found = self._take(Relation(left, right, name))
            if found is not None:
                return found
        return None

    def _take(self, claim: Relation) -> Comparison | None:
        waiting = self._waiting(claim)
        if waiting:
            self._define(claim, waiting)
            return None
        found = self.differ(claim)
        if found.differs and not self._is_case(claim):
            self._make_sure(claim)
            return found
        self.said.append(claim)
        return None

    def _make_sure(self, claim: Relation) -> None:
        """Refuse a claim that fails where not all that the book says of its letters holds, as off the optimum."""
        if self._is_plain(claim):
            return
        loose = claim.letters & self.whole.loose() - self.targets
        if loose:
            names = " and ".join(sorted(map(spelled, loose)))
            raise Refused(f"whether this holds depends on {names}, of which the letters here do not say enough.")

    def _is_plain(self, claim: Relation) -> bool:
        """Whether a claim can be decided without what else the book says."""
        return self.plain.above(claim.letters) <= self.plain.settled.keys() | set(self.asked.args)

    def differ(self, claim: Relation) -> Comparison:
        """Compare the sides of a claim wherever all said so far holds."""
        return (self.plain if self._is_plain(claim) else self.whole).differ(claim.left, claim.right)

    def _waiting(self, claim: Relation) -> set[Symbol]:
        """The author's letters that a claim depends on, and of which no line has said yet what they are."""
        return {s for s in self.plain.above(claim.letters) & self.own if s not in self.plain.settled}

    def _define(self, claim: Relation, waiting: set[Symbol]) -> None:
        """Let a claim say what one of the author's letters is, or wait until another line does."""
        mine = {s: value for s, value in self.plain.settled.items() if s in self.own}
        left, right = claim.left, claim.right
        while (left.free_symbols | right.free_symbols) & {s for s in mine if self.plain.above([s]) & waiting}:
            left, right = put_in(left, mine), put_in(right, mine)
        found = [
            Relation(letter, value, claim.name)
            for letter in sorted(waiting, key=lambda s: (s not in (left, right), str(s)))
            if (value := isolated(left, right, letter)) is not None
        ]
        self.said.append(claim)
        if not found:
            self.open.append(claim)
            return
        self.settled.append(found[0])
        for world in self._worlds.values():
            world.add(found[0].left, found[0].right, claim.name)
        self._look_again()

    def _look_again(self) -> None:
        """Take the claims that waited for the letter that has just been defined."""
        waiting, self.open = self.open, []
        for claim in waiting:
            self.said.remove(claim)
            if self._take(claim) is not None:
                raise Refused(f"with it {claim.name} does not hold.")

    def _is_case(self, claim: Relation) -> bool:
        """Whether a claim chooses a value of a letter that the book leaves free; then it holds from here on."""
        for letter, value in ((claim.left, claim.right), (claim.right, claim.left)):
            kept = {*self.asked.args, *self.asked.given, self.target, *self.asked.where}
            if isinstance(letter, Symbol) and letter in self.book - kept and letter not in value.free_symbols:
                before = list(self.settled)
                self.settled = [*before, Relation(letter, value, claim.name)]
                self._worlds.clear()
                if self._stays_true(letter):
                    return True
                self.settled = before
                self._worlds.clear()
        return False

    def _stays_true(self, letter: Symbol) -> bool:
        """Whether all said before, and all that the book says of a letter, still holds."""
        _, rest = _relations(self.asked, whole=True)
        book = [relation for relation in (*rest, _answer(self.asked)) if letter in relation.letters]
        try:
            return letter in self.whole.settled and not any(self.differ(claim).differs for claim in (*book, *self.said))
        except Refused:
            return False

    def reusable(self, line: Any) -> str:
        """The name on the left of a line that the author may use for something of his own, though the book has it."""
        name = next(iter(_defined(line)), "")
        meant = self.vocabulary.names.get(name)
        kept = {self.target, *self.asked.args, *self.asked.given}
        if meant is None or meant in self.own or (meant in kept and name == str(meant)):
            return ""
        return name

    # What is said of it.

    def failed(self, found: Comparison, rest: Sequence[Any]) -> Judgement:
        """What is said where the last line does not follow: with numbers, against what it is, and what comes after."""
        number = self.number
        sentence = f"step {number} does not follow: {found.told(sides=True)}"
        sentence += self._contradicted() + self._given_the_mistake(rest)
        return Judgement(
            "wrong",
            sentence,
            counterexample=found.point,
            slip=self._explained(),
            step=number,
            hints=nearest(self.asked, self.last),
        )

    def _contradicted(self) -> str:
        """The earlier lines that the last one is at odds with, where they say what its letters are."""
        letters = set().union(*(side.free_symbols for side in self.last))
        mine = {self.plain.names[s] for s in letters if s in self.own and s in self.plain.names}
        same = {claim.name for claim in self.said if claim.left == self.last[0] and not claim.left.is_number}
        steps = sorted((mine | same) - {f"step {self.number}"}, key=lambda name: int(name.split()[-1]))
        if steps:
            return f" It contradicts {' and '.join(steps)}."
        names = {self.whole.names.get(s, "") for s in letters - {self.target} - set(self.asked.args)}
        formulas = [name for name in self.asked.book.formulas if name in names and name != self.asked.formula.name]
        return f" The book has it otherwise: see {' and '.join(formulas)}." if formulas else ""

    def _given_the_mistake(self, rest: Sequence[Any]) -> str:
        """Whether the lines after the mistake follow from it."""
        if not rest:
            return ""
        number = self.number
        later = f"step {number + 1}" if len(rest) == 1 else f"steps {number + 1} to {number + len(rest)}"
        try:
            mistaken = self._as_if()
            if mistaken is None:
                return ""
            for line in rest:
                if mistaken.take(line) is not None:
                    return f" Given it, step {mistaken.number} does not follow either."
        except Refused:
            return ""
        return f" Given it, {later} follow{'s' if len(rest) == 1 else ''}."

    def _as_if(self) -> Argument | None:
        """The argument of one who believes the last line, in place of what is right."""
        left, right = self.last[0], self.last[-1]
        value = isolated(left, right, self.target)
        if value is None:
            return None
        believed = replace(self)
        believed.number, believed.last = self.number, self.last
        believed.settled = [*self.settled, Relation(self.target, value, f"step {self.number}")]
        believed.said = []
        return believed

    def _explained(self) -> Slip | None:
        """The slip in the last line, where it states a formula of the book."""
        symbol, yours = self.last[0], self.last[-1]
        questions = [self.asked] if symbol == self.target else []
        questions += [Question(self.asked.book, f) for f in self.asked.book.formulas.values() if f.symbol == symbol]
        slips = (explain(yours, question) for question in questions if yours.free_symbols <= set(question.args))
        return next(filter(None, slips), None)

    def arrived(self) -> Judgement:
        """What is said where every line follows."""
        symbol, count = spelled(str(self.target)), self.number
        follows = f"each of {count} steps follows, and the last" if count > 1 else "it follows, and"
        if self.open:
            left = " and ".join(sorted({spelled(s) for claim in self.open for s in self._waiting(claim)}))
            return Judgement(
                "not comparable", f"{self.open[0].name}: what {left} is, no line says in a way that is read."
            )
        self.targets |= self._namesakes()
        allowed = self._allowed()
        if self._finished(allowed):
            reached = "is the formula"
        elif (equation := self._equation(allowed)) and determines(self.asked, equation):
            if reason := left_open(self.asked, equation):
                return Judgement("not comparable", f"{follows} is true of {symbol}, but {reason}.")
            reached = f"determines {symbol}"
        else:
            follows = "each step follows, but the last" if count > 1 else "it follows, but"
            left = self._left_over(allowed)
            hints = following(self.asked, self.last) if left or count > 1 else ()
            return Judgement("not comparable", f"{follows} does not yet say what {symbol} is{left}.", hints=hints)
        return Judgement("right", f"{follows} {reached}.", "step by step")

    def _namesakes(self) -> set[Symbol]:
        """The letter alone on the left of the last line, if its name begins as that of the quantity asked for."""
        letter = self.last[0]
        said = any(self.target in claim.letters for claim in self.said)
        if said or not isinstance(letter, Symbol) or letter in self.asked.args or self._differs_from_answer():
            return set()
        return {letter} if _base(letter) == _base(self.target) else set()

    def _differs_from_answer(self) -> bool:
        """Whether what the last line comes to is not the right answer."""
        last = self.last[-1]
        return not last.free_symbols <= set(self.asked.args) or self.plain.differ(last, self.target).differs

    def _allowed(self) -> set[Symbol]:
        """The arguments, and the letters of which some line says what they are by these."""
        allowed = {*self.asked.args, *self.asked.where}
        for _ in self.said:
            for claim in self.said:
                unknown = claim.letters - allowed
                if len(unknown) == 1 and not unknown & self.targets:
                    (letter,) = unknown
                    allowed |= unknown if isolated(claim.left, claim.right, letter) is not None else set()
        return allowed

    def _finished(self, allowed: set[Symbol]) -> bool:
        """Whether the last line gives the quantity asked for by the arguments, or by an abbreviation beside them."""
        return bool(self.targets & set(self.last)) and any(self._is_by(side, allowed) for side in self.last)

    def _is_by(self, side: Expr, allowed: set[Symbol]) -> bool:
        letters = side.free_symbols
        if letters & self.targets:
            return False
        return all(s in allowed or self._abbreviates(s, letters) for s in letters)

    def _abbreviates(self, letter: Symbol, letters: set[Symbol]) -> bool:
        """Whether a letter of the book stands for what its neighbours make, as κ does beside α and β."""
        formulas = (f for f in self.asked.book.formulas.values() if f.symbol == letter and letter not in self.own)
        return any(set(f.args) <= letters for f in formulas)

    def _equation(self, allowed: set[Symbol]) -> list[Expr]:
        """The sides of the last line by the quantity asked for and the arguments alone, where it can be said so."""
        mine = {s: value for s, value in self.plain.settled.items() if s in allowed - set(self.asked.args)}
        best = dict.fromkeys(self.targets, self.target)
        found = [side.xreplace(best) for side in self.last]
        for _ in mine:
            found = [put_in(side, mine) for side in found]
        inside = {*self.asked.args, self.target}
        return found if all(side.free_symbols <= inside for side in found) else []

    def _left_over(self, allowed: set[Symbol]) -> str:
        """By which letters the last line says it, that should not be there."""
        sides = [side for side in self.last if side not in self.targets]
        if len(sides) in (0, len(self.last)) or any(side.free_symbols & self.targets for side in sides):
            return ""
        left = sorted(spelled(s) for s in sides[-1].free_symbols - allowed)
        by = ", ".join(spelled(s) for s in self.asked.args)
        return f" by {by}: it says it by {' and '.join(left)}" if left else ""

    def sides(self, line: Any) -> list[Expr]:
        """The sides of a line; one that begins with its equals sign goes on from the left side of the one before."""
        if isinstance(line, str):
            line = line if "\\begin" in line else line.replace("&", "").rstrip("\\ ")
            texts = [re.sub(r"\s", "", text) for text in re.split("=+", line)]
            if any(one == other for one, other in pairwise(texts)):
                raise Refused("this says nothing: both sides are the same.")
            if line.lstrip().startswith("="):
                return [self.last[0], *sides(line.lstrip()[1:], self.vocabulary)]
        found = sides(line, self.vocabulary)
        return found if len(found) > 1 else [self.target, *found]


def _base(letter: Symbol) -> str:
    return str(letter.name.partition("_")[0])


def _answer(asked: Question) -> Relation:
    return Relation(asked.symbol, asked.expr, asked.formula.name)


def _relations(asked: Question, whole: bool) -> tuple[list[Relation], list[Relation]]:
    """What is given, and what else the whole book says: at the optimum, unless the arguments leave it."""
    book, formula = asked.book, asked.formula
    given = [Relation(letter, value, "what is given") for letter, value in asked.given.items()]
    where = [Relation(letter, asked.put_in(letter), formula.name) for letter in asked.where]
    if not whole:
        return given, where
    best = {s: optimum for s, optimum in book.habits.optimum.items() if s not in formula.args}
    off = [Relation(s, optimum, optimum.name) for s, optimum in book.habits.optimum.items() if s not in best]
    formulas = sorted(_others(book.formulas.values(), formula), key=lambda f: f.symbol not in best.values())
    laws = [Relation(f.symbol, f.expr, f.name) for f in formulas]
    links = [Relation(s, optimum, optimum.name) for s, optimum in best.items()]
    found = [Relation(s, f.derivation.put_in(s), f.name) for s, f in book.habits.found_in.items()]
    count = sum(f.symbol in best.values() for f in formulas)
    return given, [*where, *laws[:count], *links, *laws[count:], *found, *off]


def _others(formulas: Any, formula: Formula) -> list[Formula]:
    return [other for other in formulas if other is not formula]
