"""Which names an answer may use, and the symbol each of them means."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sympy import Expr, Symbol

from ..formula import Book
from ..letters import GREEK, spelled
from .tokens import Refused

_LONGEST_PRODUCT = 12
_WORDS = frozenset(GREEK.values())


@dataclass(frozen=True)
class Vocabulary:
    """The symbols an answer may use, by every name they go by.

    `marks` are the symbols that may carry their arguments, as X in X(t): a bracket after one of them is no product.
    `short` are other names of symbols, and `words` names that are not read as products of shorter ones.
    """

    symbols: tuple[Symbol, ...]
    marks: Collection[Symbol] = ()
    short: Mapping[str, Symbol] = field(default_factory=dict)
    words: Collection[str] = ()
    names: Mapping[str, Symbol] = field(init=False, repr=False)

    @classmethod
    def of(cls, book: Book, symbols: Iterable[Symbol], marks: Collection[Symbol] = ()) -> Vocabulary:
        """Some symbols, by the habits of a book."""
        return cls(tuple(symbols), marks, book.habits.short, [letter.name for letter in book.letters])

    def __post_init__(self) -> None:
        plain = {str(symbol): symbol for symbol in self.symbols}
        names: dict[str, Symbol] = {}
        for name, symbol in plain.items():
            names |= {name.replace("_", ""): symbol} if "_" in name else {}
            names |= {name.removesuffix("_opt"): symbol} if name.endswith("_opt") else {}
        names |= {short: letter for short, letter in self.short.items() if letter in self.symbols}
        object.__setattr__(self, "names", names | plain)

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def product(self, name: str) -> list[Symbol]:
        """The symbol of a name, or the symbols of a run of names written as a product; or refuse what is unknown.

        >>> from sympy.abc import s, t
        >>> Vocabulary((s, t)).product("st")
        [s, t]
        """
        if name in self.names:
            return [self.names[name]]
        parts = [] if name in _WORDS or name in self.words or len(name) > _LONGEST_PRODUCT else _split(name, self.names)
        if not parts:
            raise Refused(f"{self.unknown([name])} {self.known}")
        return [self.names[part] for part in parts]

    def renamed(self, expr: Expr) -> Expr:
        """A SymPy expression in symbols of the same names, whatever their assumptions, in the symbols meant here."""
        strangers = sorted({str(s) for s in expr.free_symbols} - self.names.keys())
        if strangers:
            raise Refused(f"{self.unknown(strangers)} {self.known}")
        return expr.xreplace({s: self.names[str(s)] for s in expr.free_symbols})

    @staticmethod
    def unknown(names: Iterable[str]) -> str:
        """The sentence that names strangers."""
        shown = [spelled(name) for name in names]
        return f"{', '.join(shown)} {'are' if len(shown) > 1 else 'is'} unknown here."

    @property
    def known(self) -> str:
        """The sentence that lists the symbols known."""
        return f"Known are {', '.join(spelled(str(symbol)) for symbol in self.symbols)}."


def _split(name: str, known: Mapping[str, Symbol]) -> list[str]:
    """The known names that a run of letters is made of, longest first; nothing where some part is unknown."""
    for end in range(len(name), 0, -1):
        if name[:end] in known:
            rest = _split(name[end:], known) if name[end:] else []
            if rest or end == len(name):
                return [name[:end], *rest]
    return []
