"""Which names an answer may use, and the symbol each of them means."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from sympy import Expr, Symbol

from ..formula import Book
from ..letters import GREEK, Letter, spelled
from .tokens import PRIME, Refused

_LISTED = 12
_LONGEST_PRODUCT = 12
_WORDS = frozenset(GREEK.values())
_SPECIAL = ("opt", "min", "max", "star", "final", "total", "tot", "req", "required", "target")
_IN_SOURCE = re.compile(r"\$\\?([A-Za-z]+)(?:_(?:\\mathrm)?\{?(\w+)\}?)?\$")


class Unknown(Refused):
    """A letter is used that is not known here."""


@dataclass(frozen=True)
class Vocabulary:
    """The symbols an answer may use, by every name they go by.

    `marks` are the symbols that may carry their arguments, as X in X(t): a bracket after one of them is no product.
    `short` are other names of symbols, `source` those that the book's source has for them, and `words` names that are
    not read as products of shorter ones. `arguments` holds the names of what a symbol depends on, by its formulas.
    """

    symbols: tuple[Symbol, ...]
    marks: Collection[Symbol] = ()
    short: Mapping[str, Symbol] = field(default_factory=dict)
    source: Mapping[str, Symbol] = field(default_factory=dict)
    words: Collection[str] = ()
    arguments: Mapping[Symbol, Collection[str]] = field(default_factory=dict)
    names: Mapping[str, Symbol] = field(init=False, repr=False)

    @classmethod
    def of(cls, book: Book, symbols: Iterable[Symbol], marks: Collection[Symbol] = ()) -> Vocabulary:
        """Some symbols, by the habits of a book and as its source writes them."""
        depends: dict[Symbol, set[str]] = {}
        for formula in book.formulas.values():
            depends.setdefault(formula.symbol, set()).update(map(str, formula.args))
        source = {name: letter for letter in book.letters for name in _source_names(letter)}
        words = [letter.name for letter in book.letters]
        return cls(tuple(symbols), marks, book.habits.short, source, words, depends)

    def __post_init__(self) -> None:
        plain, here = {str(symbol): symbol for symbol in self.symbols}, set(self.symbols)
        names: dict[str, Symbol] = {_as_set(s): s for s in self.symbols if isinstance(s, Letter)}
        for name, symbol in plain.items():
            names |= {name.replace("_", ""): symbol} if "_" in name else {}
            names |= {name.removesuffix("_opt"): symbol} if name.endswith("_opt") else {}
        names |= {name: letter for name, letter in self.source.items() if letter in here}
        names |= {short: letter for short, letter in self.short.items() if letter in here}
        object.__setattr__(self, "names", names | plain)

    def __contains__(self, name: str) -> bool:
        return self.find(name) is not None

    def find(self, name: str) -> Symbol | None:
        """The symbol of a name: by the name itself, by how its index begins, or by a mark that only sets it apart.

        >>> from sympy.abc import L
        >>> Vocabulary((Symbol("E_logical"), L), marks=[L]).find("E_log"), Vocabulary((L,), marks=[L]).find("L_min")
        (E_logical, L)
        """
        if name in self.names:
            return self.names[name]
        letter, _, index = name.partition("_")
        begun = [s for s in self.symbols if index.isalpha() and s.name.startswith(name) and s.name != f"{letter}_opt"]
        if len(begun) == 1:
            return begun[0]
        whole = self.names.get(letter.removeprefix("cal_")) if index in _SPECIAL else None
        if letter == "cal":
            whole = self.names.get(index)
            if "_" in index and whole:  # with an index it is plain which letter is meant
                return whole
        return whole if whole in self.marks else None

    def chosen(self, name: str, meant: Symbol) -> bool:
        """Whether it was a choice to read a name so: by the source, by how its index begins, or by its arguments."""
        usual = (meant.name, meant.name.replace("_", ""), meant.name.removesuffix("_opt"))
        return name not in usual and self.short.get(name) != meant

    def product(self, name: str) -> list[Symbol]:
        """The symbol of a name, or the symbols of a run of names written as a product; or refuse what is unknown.

        >>> from sympy.abc import s, t
        >>> Vocabulary((s, t)).product("st")
        [s, t]
        """
        if (found := self.find(name)) is not None:
            return [found]
        parts = [] if name in _WORDS or name in self.words or len(name) > _LONGEST_PRODUCT else _split(name, self.names)
        if not parts:
            raise Unknown(f"{self.unknown([name])} {self.known}")
        return [self.names[part] for part in parts]

    def is_new(self, name: str) -> bool:
        """Whether a name is none that is known here, nor a product of some."""
        return name not in self and not self.spells(name)

    def spells(self, name: str) -> bool:
        """Whether a name can be read as a product of letters."""
        return bool(_split(name, self.names))

    def has_optimum(self, name: str) -> bool:
        """Whether a name, or the last letter of a run, may carry a star."""
        run = [name] if name in self.names else _split(name, self.names)
        return bool(run) and self.find(f"{run[-1]}_opt") is not None

    def depends(self, symbol: Symbol, names: Iterable[str]) -> bool:
        """Whether a symbol depends on what has these names, so that it may carry them in a bracket."""
        known = self.arguments.get(symbol, ())
        return bool(known) and all(self._plain(name) in known for name in names)

    def by_arguments(self, name: str, names: Collection[str]) -> Symbol | None:
        """The one symbol that a letter is short for, with what it depends on: E(t) for E_logical(t)."""
        if not names or (name in self.names and self.names[name] in self.marks):
            return None
        letter = name.removeprefix("cal_")
        found = [s for s in self.symbols if s.name.partition("_")[0] == letter and self.depends(s, names)]
        return found[0] if len(found) == 1 else None

    def _plain(self, name: str) -> str:
        return str(self.names.get(name, self.short.get(name, name)))

    def with_own(self, name: str) -> Vocabulary:
        """With a letter of the student's own, which takes the place of any other of that name."""
        own = Symbol(name, real=True)
        return replace(self, symbols=(*(s for s in self.symbols if s.name != name), own))

    def renamed(self, expr: Expr) -> Expr:
        """A SymPy expression in symbols of the same names, whatever their assumptions, in the symbols meant here."""
        strangers = sorted({str(s) for s in expr.free_symbols} - self.names.keys())
        if strangers:
            raise Unknown(f"{self.unknown(strangers)} {self.known}")
        return expr.xreplace({s: self.names[str(s)] for s in expr.free_symbols})

    @staticmethod
    def unknown(names: Iterable[str]) -> str:
        """The sentence that names strangers."""
        shown = [shown_name(name) for name in names]
        said = f"{', '.join(shown)} {'are' if len(shown) > 1 else 'is'} unknown here"
        return f"{said} (an apostrophe is read as a prime)." if any(PRIME in name for name in names) else f"{said}."

    @property
    def known(self) -> str:
        """The sentence that lists the symbols known, the first of them where there are many."""
        some = ", ".join(spelled(str(symbol)) for symbol in self.symbols[:_LISTED])
        return f"Known are {some}{' and the other letters of the book' * (len(self.symbols) > _LISTED)}."


def shown_name(name: str) -> str:
    """A name as people write it, with its primes."""
    plain = name.replace(PRIME, "")
    return spelled(plain.removeprefix("cal_")) + "′" * name.count(PRIME)


def _as_set(letter: Letter) -> str:
    r"""The name that is read where a letter is written as pages set it: DeltaC for \\Delta C, T_1/2 for T_{1/2}."""
    return re.sub(r"\\mathrm|[\\{}\s]", "", letter.tex)


def _source_names(letter: Letter) -> list[str]:
    """The names that the source alone has for a letter, where it says nothing else of it."""
    written = letter.source.split(", ")
    matches = [_IN_SOURCE.fullmatch(one) for one in written]
    if not all(matches):
        return []
    return ["_".join(part for part in match.groups() if part) for match in matches if match]


def _split(name: str, known: Mapping[str, Symbol]) -> list[str]:
    """The known names that a run of letters is made of, longest first; nothing where some part is unknown."""
    for end in range(len(name), 0, -1):
        if name[:end] in known:
            rest = _split(name[end:], known) if name[end:] else []
            if rest or end == len(name):
                return [name[:end], *rest]
    return []
