"""Letters: the symbols that formulas are written in, each with its unit, its domain and what it means.

A unit is a product of powers of base units, which are plain symbols, and an exponent may itself be a letter: B is
measured in loss · token^β. A domain is an interval; it may begin at another letter, as a loss L begins at its floor E.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import count
from keyword import iskeyword
from types import MappingProxyType
from typing import Any

from sympy import Expr, Float, Integer, Interval, Rational, Set, Symbol, oo, sympify
from sympy import symbols as _symbols
from sympy.core.basic import ordering_of_classes

ONE = Integer(1)
REALS = Interval(-oo, oo)
POSITIVE = Interval.open(0, oo)
NONNEGATIVE = Interval(0, oo)

Point = dict[Symbol, Rational]
_rank = count()
_BEYOND = 10
_OWN: Mapping[Symbol, Set] = MappingProxyType({})
ordering_of_classes.insert(ordering_of_classes.index("Symbol") + 1, "Letter")  # among terms, a letter is a symbol


class Letter(Symbol):
    """A symbol that says what it stands for; what SymPy assumes of it follows from its domain.

    Parameters
    ----------
    name : str
        Its name in code: that of the argument.
    unit : expression
        A product of powers of base units; 1 for a pure number.
    meaning : str
        What it is, in a few words.
    domain : Interval
        Where its value must lie; it may begin at another letter.
    typical : pair of numbers
        The range that random points are drawn from; for a letter whose domain begins at another, the range above it.
    tex : str, optional
        How it is set; by default as `set_name` sets its name.
    source : str, optional
        How the work that the book follows writes it; by default as it is set here.
    default : float, optional
        The value of an argument that is not given.

    Raises
    ------
    ValueError
        If the name cannot be that of an argument in Python.

    Examples
    --------
    >>> from sympy import symbols
    >>> year = symbols("year", positive=True)
    >>> rate = Letter("rate", 1 / year, "doublings a year", REALS, (-1, 3))
    >>> rate.unit, rate.is_real, rate.is_positive
    (1/year, True, None)

    """

    unit: Expr
    meaning: str
    domain: Set
    typical: tuple[float, float]
    tex: str
    source: str
    default: float | None
    rank: int
    _content: tuple[Any, ...]
    _told = ("unit", "meaning", "domain", "typical", "tex", "source", "default", "rank")

    def __new__(
        cls,
        name: str,
        unit: Any = ONE,
        meaning: str = "",
        domain: Set = POSITIVE,
        typical: tuple[float, float] = (0.3, 3.0),
        tex: str | None = None,
        source: str | None = None,
        default: float | None = None,
        rank: int | None = None,
    ) -> Letter:
        """The letter; its rank says where it stands among the others, in the order in which they are made."""
        self: Letter = Symbol.__xnew__(cls, callable_name(name), **_assumptions(domain))
        self.unit = sympify(unit)
        self.meaning = meaning
        self.domain = domain
        self.typical = typical
        self.tex = tex or set_name(name)
        self.source = source if source is not None else f"${self.tex}$"
        self.default = default
        self.rank = next(_rank) if rank is None else rank
        self._content = (*Symbol._hashable_content(self), str(self.unit), str(self.domain))
        return self

    @classmethod
    def class_key(cls) -> Any:
        """Where it stands among terms that are printed: with the other symbols."""
        return Symbol.class_key()

    def __str__(self) -> str:
        return str(self.name)  # what SymPy's printer comes to, of what is put in order by its name again and again

    def _latex(self, _: Any) -> str:
        return self.tex

    @property
    def plain(self) -> Symbol:
        """A plain symbol of this name, with the same assumptions: what code outside of the book can write."""
        return Symbol(self.name, **_assumptions(self.domain))

    def _hashable_content(self) -> tuple[Any, ...]:
        return self._content  # asked again and again, when SymPy puts terms in order

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        return (self.name,), {key: getattr(self, key) for key in self._told}

    def __reduce_ex__(self, protocol: Any) -> Any:
        """By its arguments: what SymPy would restore besides follows from them."""
        return _letter, self.__getnewargs_ex__()


def _letter(positional: tuple[str], told: dict[str, Any]) -> Letter:
    return Letter(*positional, **told)


def callable_name(name: str) -> str:
    """The name, if an argument or a function can have it; those that begin with an underscore are the machine's."""
    if not (name.isidentifier() and name[0].isalpha()) or iskeyword(name):
        rule = "it must begin with a letter, go on with letters, digits and underscores, and be no keyword"
        raise ValueError(f"{name!r} cannot name a formula or an argument: {rule}")
    return name


def _assumptions(domain: Set) -> dict[str, bool]:
    if domain.start == -oo:
        return {"real": True}
    return {"nonnegative": True} if domain == NONNEGATIVE else {"positive": True}


def base_units(names: str) -> tuple[Symbol, ...]:
    """Base units, one for each name.

    >>> base_units("metre second")
    (metre, second)
    """
    return tuple(_symbols(names, positive=True, seq=True))


GREEK = {
    letter: unicodedata.name(letter).removeprefix("GREEK SMALL LETTER ").replace("LAMDA", "LAMBDA").lower()
    for letter in "αβγδεζηθικλμνξοπρστυφχψω"
}
_SPELLED = {name: letter for letter, name in GREEK.items()} | {"ell": "ℓ"}


def spelled(name: object) -> str:
    """A name as people read it: α for alpha, E_0 as it stands.

    >>> spelled("alpha"), spelled("E_0")
    ('α', 'E_0')
    """
    return _SPELLED.get(str(name), str(name))


_GREEK_CAPITALS = ("Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega")


def set_name(name: str) -> str:
    r"""A name in LaTeX: a Greek letter, a letter as it stands, a word upright; below it, what follows an underscore.

    SymPy would set what a name ends in as an accent or a font: `logical` as a calligraphic logi.

    >>> print(set_name("gamma_0"), set_name("E_logical"), set_name("x1"))
    \gamma_{0} E_{\mathrm{logical}} x_{1}
    """
    first, *below = re.sub(r"(?<=[^\W\d_])(?=\d+$)", "_", name).split("_")
    return _set_part(first) + (f"_{{{' '.join(map(_set_part, below))}}}" if below else "")


def _set_part(part: str) -> str:
    if part in _SPELLED or part in _GREEK_CAPITALS:
        return f"\\{part}"
    return part if len(part) < 2 or part.isdigit() else rf"\mathrm{{{part}}}"


def unit_of(symbol: Symbol) -> Expr:
    """The unit of a symbol; one that only serves a derivation has none."""
    return symbol.unit if isinstance(symbol, Letter) else ONE


def floor_of(symbol: Symbol) -> Symbol | None:
    """The letter at which the domain of another begins."""
    if isinstance(symbol, Letter) and isinstance(symbol.domain.start, Symbol):
        return symbol.domain.start
    return None


def within(domain: Set, low: float, high: float) -> tuple[float, float]:
    """The part of a range that lies in a domain, whose end may be another letter, which bounds nothing here.

    >>> within(POSITIVE, -1.0, 2.0)
    (0.0, 2.0)
    """
    start, end = domain.start, domain.end
    return max(low, float(start)) if start.is_number else low, min(high, float(end)) if end.is_number else high


def sample(
    symbols: Iterable[Symbol], generator: random.Random, far: bool = False, domains: Mapping[Symbol, Set] = _OWN
) -> Point:
    """One exact random point of the domain; a plain symbol is drawn between 0.3 and 3, or -3 and 3.

    Far out, a size is drawn in logarithms from the typical range and 1, ten times as far either way, with either sign
    where the domain has both, and never beyond the domain: its letter's own, or the one that `domains` gives instead.

    >>> sorted(sample([Letter("x"), Letter("y")], random.Random(0)), key=str)
    [x, y]
    """
    point: Point = {}
    for symbol in sorted(symbols, key=str):
        domain = domains.get(symbol, symbol.domain) if isinstance(symbol, Letter) else REALS
        usual = (0.3, 3.0) if symbol.is_positive else (-3.0, 3.0)
        typical = symbol.typical if isinstance(symbol, Letter) else usual
        low, high = within(domain, *typical)
        if far:
            sign = generator.choice((-1, 1)) if low < 0 else 1
            low, high = within(domain, *_far_range(*map(abs, typical)))
            drawn = sign * low * (high / low) ** generator.random()
        else:
            drawn = low * (high / low) ** generator.random() if low > 0 else generator.uniform(low, high)
        point[symbol] = Rational(Float(drawn, 15))
    for symbol in point:
        if floor := floor_of(symbol):
            point[symbol] += point.get(floor) or sample([floor], generator)[floor]
    return point


def _far_range(one: float, other: float) -> tuple[float, float]:
    """The sizes from which a symbol is drawn far out."""
    return min(one, other, 1) / _BEYOND, max(one, other, 1) * _BEYOND
