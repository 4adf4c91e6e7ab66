"""The functions and the case distinctions of an answer: ln 2, log_2(x), W_{-1}(x), Piecewise and cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import Expr, Integer, true
from sympy.core.relational import Ge, Gt, Le, Lt

from .building import FUNCTIONS, lambert, logarithm, piecewise
from .names import word
from .tokens import Refused

if TYPE_CHECKING:
    from .reading import Reader

_RELATIONS = {"<": Lt, ">": Gt, "<=": Le, ">=": Ge, "le": Le, "ge": Ge, "leq": Le, "geq": Ge, "lt": Lt, "gt": Gt}
_OTHERWISE = ("True", "otherwise", "else")


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
