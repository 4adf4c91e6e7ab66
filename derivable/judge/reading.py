"""Reading a formula as a student types it: like Python, with Unicode letters, or in LaTeX.

A recursive descent over the tokens, each rule of the grammar a method. What can be read in two ways is refused where
it is written close together, as in 1/2a; where a blank tells the parts apart, as in C/τ t, it is read from the left
and the doubt is kept for the judge, who says *wrong* of no answer in which there is one. The text is not evaluated:
only known symbols and functions are built.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sympy import E, Expr, Integer, Symbol, true
from sympy.core.relational import Ge, Gt, Le, Lt

from ..letters import spelled
from . import parts
from .budget import within
from .building import FUNCTIONS, integral, lambert, logarithm, piecewise
from .parts import Part, Product
from .tokens import HINTS, Cursor, Refused, Token, normal, tokens
from .vocabulary import Vocabulary, shown_name

MAX_DEPTH = 24
CALLS = 400_000
_TIMES = ("*", "cdot", "times", "ast", "bullet")
_OVER = ("/", "div")
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_FRACTIONS = ("frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac")
_SETS = ("mathrm", "text", "operatorname", "mathit", "textrm", "rm", "mathbf", "boldsymbol", "bm", "mathsf", "textit")
NAMED = (*_SETS, "mathcal", "cal")
_STARS = ("*", "ast", "star")
_RELATIONS = {"<": Lt, ">": Gt, "<=": Le, ">=": Ge, "le": Le, "ge": Ge, "leq": Le, "geq": Ge, "lt": Lt, "gt": Gt}
_SHOWN = {Lt: "<", Gt: ">", Le: r"\le", Ge: r"\ge"}
_CLOSING = ("end", "over", "le", "ge", "leq", "geq", "lt", "gt", "propto", "approx", "sim", "simeq", "ne", "neq", "to")
_OTHERWISE = ("True", "otherwise", "else")
_BEFORE_CONDITIONS = ("if", "for", "when", "where")
_ROOTS = {"√": 2, "∛": 3, "∜": 4}
_KNOWN_FUNCTIONS = "Functions are exp, ln, log, log2, sqrt, abs, max and min: write what it comes to by these."
_SLASH = "a/b c: write a/(b c) or (a/b) c"


@dataclass(frozen=True)
class Doubt:
    """A spot that can be read in more than one way: what to write instead, and how it is read meanwhile."""

    spot: str
    ways: str
    taken: str = "from the left"

    def __str__(self) -> str:
        return f"{self.spot} can be read in {self.ways}."


@dataclass(frozen=True)
class Reading:
    """What was read: the sides of an equation, or a formula alone, and its LaTeX.

    `doubts` are spots that could be meant otherwise, and `choices` say what was taken a name for that is not its own.
    """

    sides: tuple[Expr, ...]
    tex: str
    doubts: tuple[Doubt, ...] = ()
    choices: tuple[str, ...] = ()


def read(text: str, vocabulary: Vocabulary) -> list[Expr]:
    r"""The sides of an equation, or a formula alone as one side; raise `Refused` for anything else.

    >>> from sympy.abc import alpha, beta, mu
    >>> read(r"\mu = \frac{\alpha\beta}{\alpha+\beta}", Vocabulary((alpha, beta, mu)))
    [mu, alpha*beta/(alpha + beta)]
    """
    found = understood(text, vocabulary)
    if found.doubts:
        raise Refused(str(found.doubts[0]))
    return list(found.sides)


def understood(text: str, vocabulary: Vocabulary) -> Reading:
    r"""The text as it is understood, with what could be doubted; raise `Refused` where it cannot be.

    >>> from sympy.abc import a, t
    >>> understood("1/a t", Vocabulary((a, t)))
    Reading(sides=(t/a,), tex='\\frac{1}{a} t', doubts=(Doubt(spot='“1/a t”', ways='two ways, as a/b ...
    """
    found = within(CALLS, lambda: _read(text.strip().strip("$"), vocabulary))
    if found is None:
        raise Refused("this takes too long to read: write it in shorter steps.")
    return found


def _read(text: str, vocabulary: Vocabulary) -> Reading:
    if "~" in text and "\\" not in text:
        raise Refused(f"this is not a formula: “~” is no part of one.{HINTS['∼']}")
    reader = Reader(normal(text), tokens(text), vocabulary)
    sides = [reader.sum()]
    while reader.skip("="):
        sides.append(reader.sum())
    reader.finish()
    exprs, tex = tuple(side.expr for side in sides), " = ".join(side.tex for side in sides)
    return Reading(exprs, tex, tuple(reader.doubts), tuple(dict.fromkeys(reader.choices)))


class Reader(Cursor):
    """The grammar; `doubt` says why a factor that follows now, without a sign, could be read in two ways.

    A doubt is `firm` where even a blank before that factor does not tell how it is meant.
    """

    def __init__(self, text: str, found: list[Token], vocabulary: Vocabulary) -> None:
        super().__init__(text, found)
        self.vocabulary = vocabulary
        self.latex = "\\" in text or "{" in text
        self.depth = 0
        self.bars = 0
        self.doubt = ""
        self.firm = False
        self.doubts: list[Doubt] = []
        self.choices: list[str] = []

    def finish(self) -> None:
        """Refuse what is left over."""
        if self.next.kind != "end":
            hint = HINTS.get(self.next.text, "")
            raise Refused(f"this is not a formula: “{self.next.text}” does not belong there.{hint}")

    def sum(self) -> Part:
        """Terms, added and subtracted."""
        self.deeper()
        terms = [self._term()]
        while self.at("+", "-"):
            terms.append(self._term())
        self.shallower()
        found = parts.total(terms)
        if self.skip("over"):  # as TeX writes a fraction, in braces
            return parts.fraction(found, self.sum())
        return found

    def deeper(self) -> None:
        """Enter a bracket, an exponent or an argument; too many within each other are refused."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Refused("this is nested more deeply than a formula: write it in shorter steps.")

    def shallower(self) -> None:
        """Leave it: what was in doubt inside is no longer."""
        self.depth -= 1
        self.doubt = ""

    def _term(self) -> Part:
        """A product, with any signs before it."""
        sign = self._sign()
        self.doubt = ""
        before = self.place
        found = Product(sign, self.power())
        while True:
            if self.skip(*_TIMES):
                before, self.doubt = self.place, ""
                found.times(self._signed_power())
            elif self.skip(*_OVER):
                self.doubt = ""
                found.over(self._signed_power())
                self.doubt, self.firm = _SLASH, False
            elif self._starts_factor():
                self._meet_doubt(before, found.last)
                before, self.doubt = self.place, ""
                found.times(self.power())
            else:
                return found.part()

    def _sign(self) -> int:
        sign = 1
        while self.at("+", "-"):
            sign = -sign if self.take().text == "-" else sign
        return sign

    def _signed_power(self) -> Part:
        sign = self._sign()
        return Product(sign, self.power()).part()

    def _meet_doubt(self, before: int, last: Part) -> None:
        """A factor follows without a sign: refuse it, or keep the doubt, or there is none."""
        number_before = self.ahead(-1).kind == "number" and last.expr.is_number
        if self.doubt:
            doubt = Doubt(self.spot(before, self._closing()), f"two ways, as {self.doubt}")
            bracketed = last.kind == "bracket" or (self.doubt != _SLASH and self.next.text in _BRACKETS)
            if self.firm or not (self.next.spaced or bracketed):
                raise Refused(str(doubt))
            self.doubts.append(doubt)
        elif self.next.kind == "number" and number_before:
            raise Refused(f"this is not a formula: the number {self.next.text} follows without a sign.")

    def _closing(self) -> int:
        """Where the next factor ends, if it is a bracket."""
        depth = 0
        for place in range(self.place, len(self.tokens)):
            text = self.tokens[place].text if self.tokens[place].kind == "sign" else ""
            depth += (text in _BRACKETS) - (text in _BRACKETS.values())
            if depth <= 0:
                return place
        return self.place

    def _starts_factor(self) -> bool:
        token = self.next
        if token.kind == "command":
            return token.text not in _CLOSING
        if token.kind == "sign" and token.text == "|":
            return not self.bars
        return token.kind in ("number", "name") or (token.kind == "sign" and token.text in (*_BRACKETS, *_ROOTS, "∫"))

    def power(self) -> Part:
        """An atom, and what it is raised to."""
        base = self.atom()
        if not self.skip("^"):
            return base
        self.doubt = ""
        return parts.raised(base, self._exponent())

    def _exponent(self) -> Part:
        sign, place = self._sign(), self.place
        token = self.next
        if self.latex and token.kind == "number" and len(token.text) > 1 and "/" not in token.text:
            raise Refused(f"in LaTeX ^{token.text} raises to {token.text[0]} alone: write ^{{{token.text}}}.")
        self.deeper()
        exponent = self.power()
        self.shallower()
        named = token.kind == "name" and token.text not in FUNCTIONS
        if named and exponent.expr.is_Mul:
            spot = self.spot(place, self.place - 1)
            raise Refused(f"the exponent {spot} can be read in two ways, as x^{token.text}: put it in brackets.")
        if token.kind == "name" and not self.latex:
            self.doubt, self.firm = "x^y z: put the exponent in brackets", False
        return Product(sign, exponent).part()

    def atom(self) -> Part:
        """A number, a symbol, a bracket, a fraction, a root or a function."""
        token = self.take()
        if token.kind == "number":
            return parts.number(token.text)
        if token.kind == "name":
            return self._named(token.text)
        if token.kind == "sign" and token.text in _BRACKETS:
            inside = self.sum()
            self.expect(_BRACKETS[token.text])
            return parts.bracket(inside, *("[]" if token.text == "[" else "()"))
        if token.kind == "sign" and token.text == "|":
            return self._size()
        if token.text in (*_ROOTS, "sqrt"):
            return self._root(_ROOTS.get(token.text, 2))
        if token.text in ("∫", "int"):
            return antiderived(self)
        if token.kind == "command":
            return self._command(token.text)
        found = f"“{token.text}” stands" if token.text else "it ends"
        raise Refused(f"this is not a formula: {found} where a number, a symbol or a bracket was expected.")

    def _command(self, name: str) -> Part:
        if name in _FRACTIONS:
            if (
                self.at("{")
                and self.ahead(1).text.startswith(("d", "partial"))
                and self.ahead(1).text not in self.vocabulary
                and self.ahead(1).text not in _FRACTIONS
            ):
                raise Refused(f"“{self.ahead(1).text}” is not read.{HINTS['∂']}")
            return parts.fraction(self.argument(), self.argument())
        if name in NAMED:
            return self._named(styled(self, name))
        if name == "begin":
            return cases(self)
        if name in FUNCTIONS or name in self.vocabulary or name == "Delta":
            return self._named(name)
        if name in HINTS:
            raise Refused(f"\\{name} is not read here.{HINTS[name]}")
        raise Refused(f"{self.vocabulary.unknown([chr(92) + name])} {self._read_here()}")

    def _read_here(self) -> str:
        """What to write instead of a name that is unknown: a function, before a bracket, or a letter."""
        return _KNOWN_FUNCTIONS if self.at("(", "[", "{") else self.vocabulary.known

    def _size(self) -> Part:
        if self.at("_"):
            raise Refused(
                "a bar that takes a value between limits is not read: write the difference of the two values."
            )
        self.bars += 1
        inside = self.sum()
        self.bars -= 1
        self.expect("|")
        return parts.size(inside)

    def _root(self, usual: int) -> Part:
        degree = None if usual == 2 else parts.number(str(usual))
        if self.skip("["):
            degree = self.sum()
            self.expect("]")
        return parts.root(self.argument(), degree)

    def argument(self) -> Part:
        """What a command applies to: a bracket, or the next piece alone: the next digit or letter."""
        token = self.next
        if token.kind in ("number", "name") and len(token.text) > 1 and token.text not in self.vocabulary:
            if self.ahead(-1).text not in _FRACTIONS or not (token.text.isdigit() or token.text.isalpha()):
                raise Refused(f"this can be read in two ways: put braces around {token.text}.")
            self.tokens[self.place : self.place + 1] = [
                Token(token.kind, one, False, token.start, token.stop) for one in token.text
            ]
        self.deeper()
        found = self.atom()
        self.shallower()
        return found

    def _named(self, name: str) -> Part:
        """A function of what follows, Euler's number, a symbol, or several symbols in a row."""
        begins = self.place == 1  # a left side X(t) = is no product
        name = difference(self, name)
        index = subscript(self) or star(self, name)
        whole = f"{name}_{index}" if index else name
        if (called := _function_named(self, name, whole)) is not None:
            return function(self, called, index)
        if whole == "e" and whole not in self.vocabulary:
            return Part(E, "e")
        if (depending := self._depending(whole)) is not None:
            return depending
        self._refuse_derivative(name)
        if self.at("(") and len(name) > 2 and shown_name(whole) == whole and self.vocabulary.is_new(whole):
            raise Refused(f"{self.vocabulary.unknown([whole])} {_KNOWN_FUNCTIONS}")
        symbols = self.vocabulary.product(whole)
        self._tell(whole, symbols)
        marked = symbols[-1] in self.vocabulary.marks
        if marked or begins:
            skip_arguments(self, name, before="" if marked else "=")
        elif (arguments := argument_names(self)) and self.vocabulary.depends(symbols[-1], arguments):
            skip_arguments(self, name)
        return parts.letters(symbols)

    def _depending(self, name: str) -> Part | None:
        """A letter known by what it depends on: E(t), where E_logical alone depends on t."""
        found = self.vocabulary.by_arguments(name, argument_names(self))
        if found is None:
            return None
        self._tell(name, [found])
        skip_arguments(self, name)
        return parts.letters([found])

    def _tell(self, name: str, symbols: list[Symbol]) -> None:
        """Keep what a name was taken for, where that was a choice."""
        if len(symbols) == 1 and self.vocabulary.chosen(name, symbols[0]):
            self.choices.append(f"{shown_name(name)} is read as {spelled(symbols[0])}")

    def _refuse_derivative(self, name: str) -> None:
        if name in self.vocabulary or not name.startswith("d") or len(name) > 2 or not self.skip("/"):
            return
        below = self.take().text
        raise Refused(f"“{name}/{below}” is not read.{HINTS['∂']}" if below.startswith("d") else self._stranger(name))

    def _stranger(self, name: str) -> str:
        return f"{self.vocabulary.unknown([name])} {self.vocabulary.known}"


# The parts of a name: a word in braces, a subscript, the star of an optimum, and the arguments of X(t).


def difference(cursor: Cursor, name: str) -> str:
    """The name of a difference, as ΔL, which is one letter."""
    joined = name == "Delta" and cursor.next.kind in ("name", "command") and len(cursor.next.text) == 1
    return name + cursor.take().text if joined else name


def defined(text: str) -> list[str]:
    r"""The names that stand alone on the left or the right side of an equation, the left one first.

    >>> defined("a' = 1/a"), defined(r"L(N) = E + \Delta L"), defined(r"C k = L_\infty"), defined("x = ln(N)")
    (['a_prime'], ['L'], ['L_infty'], ['x'])
    """
    try:
        found = tokens(text)
    except Refused:
        return []
    signs = [place for place, token in enumerate(found) if token.kind == "sign" and token.text == "="]
    if not signs:
        return []
    names = [_alone(text, found[: signs[0]]), _alone(text, found[signs[-1] + 1 : -1])]
    return [name for name in names if name]


def _alone(text: str, side: list[Token]) -> str:
    """The name of which a side consists, and nothing where there is more."""
    cursor = Cursor(text, [*side, Token("end", "")])
    first = cursor.take()
    if first.kind not in ("name", "command") or first.text in _FRACTIONS or first.text in FUNCTIONS:
        return ""
    try:
        name = styled(cursor, first.text) if first.text in NAMED else difference(cursor, first.text)
        index = subscript(cursor)
    except Refused:
        return ""
    cursor.skip("&")
    skip_arguments(cursor, name, before="") if argument_names(cursor) else None
    return (f"{name}_{index}" if index else name) if cursor.next.kind == "end" else ""


def word(cursor: Cursor) -> str:
    """A name in braces, or as it stands."""
    if not cursor.skip("{"):
        return cursor.take().text
    words = ""
    while cursor.next.kind in ("name", "number", "command"):
        token = cursor.take()
        words += "" if token.text in NAMED else token.text
        if cursor.skip("_"):
            words += "_" + (word(cursor) if cursor.at("{") else cursor.take().text)
    cursor.expect("}")
    return words


def styled(cursor: Cursor, style: str) -> str:
    r"""The name that a command sets in a style: \mathcal makes another letter of it, the others do not."""
    name = word(cursor)
    return f"cal_{name}" if style in ("mathcal", "cal") else name


def subscript(cursor: Cursor) -> str:
    """What stands after an underscore, and nothing where there is none."""
    if not cursor.skip("_"):
        return ""
    braced = cursor.skip("{")
    sign = "-" if cursor.skip("-") else ""
    text = word(cursor) if cursor.skip(*NAMED) else cursor.take().text
    if braced and cursor.skip("/"):
        text += f"/{cursor.take().text}"
    if braced:
        cursor.expect("}")
    return sign + ("opt" if text in _STARS else text)


def star(reader: Reader, name: str) -> str:
    """The mark of an optimum, as in N^*, N^{*} or N* = ..., where the name has one."""
    if not reader.vocabulary.has_optimum(name):
        return ""
    ahead = [reader.ahead(distance).text for distance in range(4)]
    marks = [["^", star] for star in _STARS] + [["^", "{", star, "}"] for star in _STARS]
    for mark in marks:
        if ahead[: len(mark)] == mark:
            reader.place += len(mark)
            return "opt"
    if ahead[:2] == ["^", "{"] and ahead[2] in _STARS:  # N^{* α + β}: a star, and a power
        del reader.tokens[reader.place + 2]
        return "opt"
    after = reader.ahead(1)
    ends = after.kind == "end" or after.text in ("=", ")", "]", "}", ",", "+", "-", "/", "^", "*")
    if reader.next == Token("sign", "*", False, reader.next.start, reader.next.stop) and (ends or after.spaced):
        reader.place += 1
        return "opt"
    return ""


def argument_names(cursor: Cursor) -> tuple[str, ...]:
    """The names in a bracket that follows at once and holds nothing else, as in X(t)."""
    if not cursor.at("(") or cursor.next.spaced:
        return ()
    names: list[str] = []
    place = 1
    while cursor.ahead(place).kind in ("name", "command"):
        names.append(cursor.ahead(place).text)
        if cursor.ahead(place + 1).text == ")":
            return tuple(names)
        if cursor.ahead(place + 1).text != ",":
            break
        place += 2
    return ()


def skip_arguments(cursor: Cursor, name: str, before: str = "") -> None:
    """The (t) of X(t) says what X depends on, and multiplies nothing; perhaps only where a sign follows."""
    if not before and cursor.at("(") and cursor.ahead(1).kind == "number" and cursor.ahead(2).text == ")":
        inside = f"({cursor.ahead(1).text})"
        letter = f"{name}_{cursor.ahead(1).text}"
        raise Refused(
            f"“{inside}” can be read in two ways: write a product with *, or a value there as a letter, {letter}."
        )
    last = 1
    while cursor.ahead(last).kind in ("name", "command") and cursor.ahead(last + 1).text == ",":
        last += 2
    if cursor.at("(") and cursor.ahead(last).kind in ("name", "command") and cursor.ahead(last + 1).text == ")":
        cursor.place += last + 2 if cursor.ahead(last + 2).text.startswith(before) else 0


# Functions and case distinctions: ln 2, log_2(x), W_{-1}(x), Piecewise and cases.

_TEX = {
    "ln": r"\ln",
    "log": r"\log",
    "exp": r"\exp",
    "log2": r"\log_2",
    "lg": r"\log_{10}",
    "lb": r"\log_2",
    "ld": r"\log_2",
    "log10": r"\log_{10}",
    "max": r"\max",
    "min": r"\min",
    "LambertW": "W",
    "lambertw": "W",
    "productlog": "W",
    "W": "W",
}
_OF_TWO = ("pow", "power", "max", "min")
_SET: Mapping[str, Callable[..., Part]] = {"pow": parts.raised, "power": parts.raised, "abs": parts.size}


def _function_named(reader: Reader, name: str, whole: str) -> str | None:
    """The function of that name, where no letter has it; also in capitals, before a bracket."""
    if whole in reader.vocabulary:
        return None
    if name in FUNCTIONS:
        return name
    shouted = name.lower() in FUNCTIONS and name.isalnum() and reader.at("(", "[")
    return name.lower() if shouted and not reader.vocabulary.spells(name) else None


def function(reader: Reader, name: str, subscript: str) -> Part:
    """A function of its arguments, which stand in brackets, or of what follows it."""
    if reader.at("^"):
        raise Refused(f"this can be read in two ways: for a power of {name}, put the whole function in brackets.")
    if name == "Piecewise":
        return _piecewise(reader)
    build, most = FUNCTIONS[name]
    start = reader.place - 1
    arguments = _arguments(reader, name)
    if len(arguments) > most:
        raise Refused(f"the function {name} takes {most} argument{'s' * (most > 1)}, not {len(arguments)}.")
    if name == "lg":
        spot = reader.spot(start, reader.place - 1)
        reader.doubts.append(Doubt(spot, "several ways: write log10, log2 or ln", "as the logarithm to base 10"))
    if name in _OF_TWO and len(arguments) < 2:
        raise Refused(f"the function {name} takes 2 arguments, as {name}(x, y).")
    if name in _SET:
        return _SET[name](*arguments)
    given = [argument.expr for argument in arguments]
    tex = _TEX.get(name, rf"\operatorname{{{name}}}")
    if not subscript:
        return parts.applied(build(*given), tex, arguments)
    if len(arguments) == 1 and name == "log" and subscript == "e":
        return parts.applied(logarithm(given[0]), r"\ln", arguments)
    if len(arguments) == 1 and name == "log":
        base = _base(reader, subscript)
        return parts.applied(logarithm(given[0], base.expr), rf"\log_{{{base.tex}}}", arguments)
    if len(arguments) == 1 and name == "W" and subscript in ("0", "-1"):
        return parts.applied(lambert(given[0], Integer(subscript)), rf"W_{{{subscript}}}", arguments)
    raise Refused(f"there is no function {name}_{subscript} here.")


def _base(reader: Reader, subscript: str) -> Part:
    if subscript.isdigit() and len(subscript) < 4:
        return parts.number(subscript)
    return parts.letters(reader.vocabulary.product(subscript)[:1])


def _arguments(reader: Reader, name: str) -> list[Part]:
    for left, right in (("(", ")"), ("{", "}"), ("[", "]")):
        if reader.skip(left):
            arguments = [reader.sum()]
            while reader.skip(","):
                arguments.append(reader.sum())
            reader.expect(right)
            return [parts.bracket(arguments[0])] if len(arguments) == 1 else arguments
    if reader.at("+", "-"):
        raise Refused(f"this is not a formula: put what {name} is taken of in brackets.")
    reader.deeper()
    argument = reader.power()
    reader.shallower()
    if not (argument.expr.is_number and reader.at("(", "[")):
        reader.doubt, reader.firm = f"{name} x y: write {name}(x y) or {name}(x) y", not argument.expr.is_number
    return [argument]


def _piecewise(reader: Reader) -> Part:
    """Piecewise((value, condition), ...), as SymPy writes it."""
    pieces: list[tuple[Part, Part]] = []
    reader.expect("(")
    while not pieces or reader.skip(","):
        reader.expect("(")
        value = reader.sum()
        reader.expect(",")
        pieces.append((value, _condition(reader)))
        reader.expect(")")
    reader.expect(")")
    return _by_case(pieces)


def cases(reader: Reader) -> Part:
    """LaTeX's cases: a value, an ampersand and its condition on each line."""
    pieces: list[tuple[Part, Part]] = []
    if word(reader) != "cases":
        raise Refused("this is not a formula: of LaTeX's environments only cases is read within one.")
    while not reader.skip("end"):
        value = reader.sum()
        reader.skip(",")
        reader.expect("&")
        pieces.append((value, _condition(reader)))
        reader.skip(",")
        reader.skip("\\\\")
    if word(reader) != "cases":
        raise Refused("this is not a formula: what begins as cases must end so.")
    return _by_case(pieces)


def _by_case(pieces: list[tuple[Part, Part]]) -> Part:
    rows = r" \\ ".join(f"{value.tex} & {condition.tex}" for value, condition in pieces)
    expr = piecewise([(value.expr, condition.expr) for value, condition in pieces])
    return Part(expr, rf"\begin{{cases}} {rows} \end{{cases}}")


_ALWAYS = Part(true, r"\text{otherwise}")


def _condition(reader: Reader) -> Part:
    if reader.skip("text", "mathrm", "textrm"):
        if word(reader) in _OTHERWISE:
            return _ALWAYS
    elif reader.next.text in _OTHERWISE:
        reader.take()
        return _ALWAYS
    elif reader.next.text in _BEFORE_CONDITIONS:
        reader.take()
    left = reader.sum()
    relation = _RELATIONS.get(reader.take().text)
    if not relation:
        raise Refused("this is not a formula: a case needs a condition with < or >, such as r > 1.")
    right = reader.sum()
    return Part(relation(left.expr, right.expr), f"{left.tex} {_SHOWN[relation]} {right.tex}")


# Integrals between limits: ∫_0^t 2^(γ s) ds.


def antiderived(reader: Reader) -> Part:
    """An integral between two limits, of what can be integrated by a rule."""
    limits: dict[str, Part] = {}
    while reader.at("_", "^") and len(limits) < 2:
        which = reader.take().text
        limits[which] = reader.argument()
    if set(limits) != {"_", "^"}:
        raise Refused("an integral is read between limits only, as ∫_0^t f ds.")
    stop, name = _differential(reader)
    inner = Reader(
        reader.text, [*reader.tokens[reader.place : stop], Token("end", "")], reader.vocabulary.with_own(name)
    )
    inner.depth, inner.latex = reader.depth + 1, reader.latex
    of = inner.sum()
    inner.finish()
    reader.doubts += inner.doubts
    reader.choices += inner.choices
    reader.place = stop + (1 if len(reader.tokens[stop].text) > 1 and reader.tokens[stop].kind == "name" else 2)
    if reader.tokens[stop].text in NAMED:
        reader.place = _after(reader, stop)
    variable = inner.vocabulary.product(name)[0]
    expr = integral(of.expr, variable, limits["_"].expr, limits["^"].expr)
    tex = rf"\int_{{{limits['_'].alone}}}^{{{limits['^'].alone}}} {of.factor} \, d{parts.tex_of(variable)}"
    return Part(expr, tex, "product")


def _differential(reader: Reader) -> tuple[int, str]:
    """Where the ds of an integral stands, and the name of what is integrated over."""
    for place in range(reader.place, len(reader.tokens)):
        token, after = reader.tokens[place], reader.tokens[min(place + 1, len(reader.tokens) - 1)]
        if token.kind == "name" and token.text == "d" and after.kind in ("name", "command"):
            return place, after.text
        if (
            token.kind == "name"
            and len(token.text) == 2
            and token.text[0] == "d"
            and token.text not in reader.vocabulary
        ):
            return place, token.text[1]
        if token.text in NAMED and [t.text for t in reader.tokens[place + 1 : place + 4]] == ["{", "d", "}"]:
            return place, reader.tokens[min(place + 4, len(reader.tokens) - 1)].text
    raise Refused("an integral must say what it is taken over, as ∫_0^t f ds.")


def _after(reader: Reader, place: int) -> int:
    return min(place + 5, len(reader.tokens) - 1)
