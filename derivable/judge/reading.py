"""Reading a formula as a student types it: like Python, with Unicode letters, or in LaTeX.

A recursive descent over the tokens, each rule of the grammar a method. What can be read in two ways is refused, with a
word on how to write it, never guessed at. The text is not evaluated: only known symbols and functions are built.
"""

from __future__ import annotations

from sympy import E, Expr, Integer, Rational, true
from sympy.core.relational import Ge, Gt, Le, Lt

from .budget import within
from .building import FUNCTIONS, lambert, logarithm, piecewise, power, product, quotient, total
from .tokens import Cursor, Refused, Token
from .vocabulary import Vocabulary

MAX_DEPTH = 24
CALLS = 300_000
_TIMES = ("*", "cdot", "times", "ast")
_OVER = ("/", "div")
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_FRACTIONS = ("frac", "dfrac", "tfrac", "cfrac")
NAMED = ("mathrm", "text", "operatorname", "mathit", "textrm", "rm")
_STARS = ("*", "ast", "star")
_RELATIONS = {"<": Lt, ">": Gt, "<=": Le, ">=": Ge, "le": Le, "ge": Ge, "leq": Le, "geq": Ge, "lt": Lt, "gt": Gt}
_OTHERWISE = ("True", "otherwise", "else")


def read(text: str, vocabulary: Vocabulary) -> list[Expr]:
    r"""The sides of an equation, or a formula alone as one side; raise `Refused` for anything else.

    >>> from sympy.abc import alpha, beta, mu
    >>> read(r"\mu = \frac{\alpha\beta}{\alpha+\beta}", Vocabulary((alpha, beta, mu)))
    [mu, alpha*beta/(alpha + beta)]
    """
    found = within(CALLS, lambda: _read(text.strip().strip("$"), vocabulary))
    if found is None:
        raise Refused("this takes too long to read.")
    return found


def _read(text: str, vocabulary: Vocabulary) -> list[Expr]:
    reader = Reader(text, vocabulary)
    sides = [reader.sum()]
    while reader.skip("="):
        sides.append(reader.sum())
    if reader.next.kind != "end":
        raise Refused(f"this is not a formula: “{reader.next.text}” does not belong there.")
    return sides


class Reader(Cursor):
    """The grammar; `doubt` says why a factor that followed now, without a sign, could be read in two ways."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        super().__init__(text)
        self.vocabulary = vocabulary
        self.latex = "\\" in text or "{" in text
        self.depth = 0
        self.doubt = ""

    def sum(self) -> Expr:
        """Terms, added and subtracted."""
        self.deeper()
        terms = [self._term()]
        while self.at("+", "-"):
            terms.append(self._term())
        self.shallower()
        return total(terms)

    def deeper(self) -> None:
        """Enter a bracket, an exponent or an argument; too many within each other are refused."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Refused("this is nested more deeply than a formula.")

    def shallower(self) -> None:
        """Leave it: what was in doubt inside is no longer."""
        self.depth -= 1
        self.doubt = ""

    def _term(self) -> Expr:
        """A product, with any signs before it."""
        sign = self._sign()
        self.doubt = ""
        factors, divisors = [self.power()], [Integer(1)]
        divided = False
        while True:
            if self.skip(*_TIMES):
                divided, self.doubt = False, ""
                factors.append(self._signed_power())
            elif self.skip(*_OVER):
                divided, self.doubt = True, ""
                divisors.append(self._signed_power())
            elif self._starts_factor():
                self._refuse_doubt(divided, factors[-1])
                factors.append(self.power())
            else:
                return quotient(product([sign, *factors]), product(divisors))

    def _sign(self) -> Expr:
        sign = Integer(1)
        while self.at("+", "-"):
            sign = -sign if self.take().text == "-" else sign
        return sign

    def _signed_power(self) -> Expr:
        return product([self._sign(), self.power()])

    def _refuse_doubt(self, divided: bool, before: Expr) -> None:
        doubt = "a/b c: write a/(b c) or (a/b) c" if divided else self.doubt
        if doubt:
            raise Refused(f"this can be read in two ways, as {doubt}.")
        if self.next.kind == "number" and before.is_number and self.ahead(-1).kind == "number":
            raise Refused(f"this is not a formula: the number {self.next.text} follows without a sign.")

    def _starts_factor(self) -> bool:
        token = self.next
        if token.kind == "command":
            return token.text not in ("end", "le", "ge", "leq", "geq", "lt", "gt")
        return token.kind in ("number", "name") or (token.kind == "sign" and token.text in (*_BRACKETS, "√"))

    def power(self) -> Expr:
        """An atom, and what it is raised to."""
        base = self.atom()
        if not self.skip("^"):
            return base
        self.doubt = ""
        return power(base, self._exponent())

    def _exponent(self) -> Expr:
        sign, token = self._sign(), self.next
        if self.latex and token.kind == "number" and len(token.text) > 1:
            raise Refused(f"in LaTeX ^{token.text} raises to {token.text[0]} alone: write ^{{{token.text}}}.")
        self.deeper()
        exponent = self.power()
        self.shallower()
        if token.kind == "name" and exponent.is_Mul and token.text not in FUNCTIONS:
            raise Refused(f"this can be read in two ways, as x^{token.text}: put the exponent in brackets.")
        if token.kind == "name" and not self.latex:
            self.doubt = "x^y z: put the exponent in brackets"
        return product([sign, exponent])

    def atom(self) -> Expr:
        """A number, a symbol, a bracket, a fraction, a root or a function."""
        token = self.take()
        if token.kind == "number":
            return Rational(token.text)
        if token.kind == "name":
            return self._named(token.text)
        if token.text in _BRACKETS and token.kind == "sign":
            inside = self.sum()
            self.expect(_BRACKETS[token.text])
            return inside
        if token.text in ("√", "sqrt"):
            return self._root()
        if token.kind == "command":
            return self._command(token.text)
        found = f"“{token.text}” stands" if token.text else "it ends"
        raise Refused(f"this is not a formula: {found} where a number, a symbol or a bracket was expected.")

    def _command(self, name: str) -> Expr:
        if name in _FRACTIONS:
            return quotient(self.argument(), self.argument())
        if name in NAMED:
            return self._named(word(self))
        if name == "begin":
            return cases(self)
        if name in FUNCTIONS or name in self.vocabulary:
            return self._named(name)
        raise Refused(self.vocabulary.unknown([f"\\{name}"]) + " " + self.vocabulary.known)

    def _root(self) -> Expr:
        degree: Expr = Integer(2)
        if self.skip("["):
            degree = self.sum()
            self.expect("]")
        return power(self.argument(), quotient(Integer(1), degree))

    def argument(self) -> Expr:
        """What a command applies to: a bracket, or the next piece alone: the next digit or letter."""
        token = self.next
        if token.kind in ("number", "name") and len(token.text) > 1 and token.text not in self.vocabulary:
            if self.ahead(-1).text not in _FRACTIONS or not (token.text.isdigit() or token.text.isalpha()):
                raise Refused(f"this can be read in two ways: put braces around {token.text}.")
            self.tokens[self.place : self.place + 1] = [Token(token.kind, one) for one in token.text]
        self.deeper()
        found = self.atom()
        self.shallower()
        return found

    def _named(self, name: str) -> Expr:
        """A function of what follows, Euler's number, a symbol, or several symbols in a row."""
        begins = self.place == 1  # a left side X(t) = is no product
        index = subscript(self) or star(self, name)
        whole = f"{name}_{index}" if index else name
        if name in FUNCTIONS and whole not in self.vocabulary:
            return function(self, name, index)
        if whole == "e" and whole not in self.vocabulary:
            return E
        symbols = self.vocabulary.product(whole)
        marked = symbols[0] in self.vocabulary.marks
        if marked or begins:
            skip_arguments(self, name, before="" if marked else "=")
        return product(symbols)


# The parts of a name: a word in braces, a subscript, the star of an optimum, and the arguments of X(t).


def word(cursor: Cursor) -> str:
    """A name in braces, or as it stands."""
    if not cursor.skip("{"):
        return cursor.take().text
    words = ""
    while cursor.next.kind in ("name", "number"):
        words += cursor.take().text
    cursor.expect("}")
    return words


def subscript(cursor: Cursor) -> str:
    """What stands after an underscore, and nothing where there is none."""
    if not cursor.skip("_"):
        return ""
    braced = cursor.skip("{")
    sign = "-" if cursor.skip("-") else ""
    text = word(cursor) if cursor.skip(*NAMED) else cursor.take().text
    if braced:
        cursor.expect("}")
    return sign + text


def star(reader: Reader, name: str) -> str:
    """The mark of an optimum, as in N^*, N^{*} or N* = ..., where the name has one."""
    ahead = [reader.ahead(distance).text for distance in range(4)]
    marks = [["^", star] for star in _STARS] + [["^", "{", star, "}"] for star in _STARS] + [["*", "="]]
    for mark in marks:
        if f"{name}_opt" in reader.vocabulary and ahead[: len(mark)] == mark:
            reader.place += len(mark) - (mark[-1] == "=")
            return "opt"
    return ""


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


def function(reader: Reader, name: str, subscript: str) -> Expr:
    """A function of its arguments, which stand in brackets, or of what follows it."""
    if reader.at("^"):
        raise Refused(f"this can be read in two ways: for a power of {name}, put the whole function in brackets.")
    if name == "Piecewise":
        return _piecewise(reader)
    build, most = FUNCTIONS[name]
    arguments = _arguments(reader, name)
    if len(arguments) > most:
        raise Refused(f"the function {name} takes {most} argument{'s' * (most > 1)}, not {len(arguments)}.")
    if not subscript:
        return build(*arguments)
    if len(arguments) == 1 and name == "log":
        return logarithm(arguments[0], _base(reader, subscript))
    if len(arguments) == 1 and name == "W" and subscript in ("0", "-1"):
        return lambert(arguments[0], Integer(subscript))
    raise Refused(f"there is no function {name}_{subscript} here.")


def _base(reader: Reader, subscript: str) -> Expr:
    if subscript.isdigit() and len(subscript) < 4:
        return Integer(subscript)
    return reader.vocabulary.product(subscript)[0]


def _arguments(reader: Reader, name: str) -> list[Expr]:
    for left, right in (("(", ")"), ("{", "}"), ("[", "]")):
        if reader.skip(left):
            arguments = [reader.sum()]
            while reader.skip(","):
                arguments.append(reader.sum())
            reader.expect(right)
            return arguments
    if reader.at("+", "-"):
        raise Refused(f"this is not a formula: put what {name} is taken of in brackets.")
    reader.deeper()
    argument = reader.power()
    reader.shallower()
    if not (argument.is_number and reader.at("(", "[")):
        reader.doubt = f"{name} x y: write {name}(x y) or {name}(x) y"
    return [argument]


def _piecewise(reader: Reader) -> Expr:
    """Piecewise((value, condition), ...), as SymPy writes it."""
    pieces: list[tuple[Expr, Expr]] = []
    reader.expect("(")
    while not pieces or reader.skip(","):
        reader.expect("(")
        value = reader.sum()
        reader.expect(",")
        pieces.append((value, _condition(reader)))
        reader.expect(")")
    reader.expect(")")
    return piecewise(pieces)


def cases(reader: Reader) -> Expr:
    """LaTeX's cases: a value, an ampersand and its condition on each line."""
    pieces: list[tuple[Expr, Expr]] = []
    if word(reader) != "cases":
        raise Refused("this is not a formula: of LaTeX's environments only cases is read.")
    while not reader.skip("end"):
        value = reader.sum()
        reader.skip(",")
        reader.expect("&")
        pieces.append((value, _condition(reader)))
        reader.skip(",")
        reader.skip("\\\\")
    if word(reader) != "cases":
        raise Refused("this is not a formula: what begins as cases must end so.")
    return piecewise(pieces)


def _condition(reader: Reader) -> Expr:
    if reader.skip("text", "mathrm"):
        if word(reader) in _OTHERWISE:
            return true
    elif reader.next.text in _OTHERWISE:
        reader.take()
        return true
    left = reader.sum()
    relation = _RELATIONS.get(reader.take().text)
    if not relation:
        raise Refused("this is not a formula: a case needs a condition, such as r > 1.")
    return relation(left, reader.sum())
