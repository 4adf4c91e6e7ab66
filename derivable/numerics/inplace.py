"""An expression as array code that writes each step over the last, with what varies less computed once, before.

Arrays that broadcast do not vary along every axis of the result. The axes along which an argument varies are the bits
of its mask: 0 for a scalar, and all of them for an array of the result's own shape. A subexpression varies along the
axes of its arguments; one that misses an axis is evaluated once by `prepare`, and only the others block by block:

    def prepare(t, kappa, gamma, tau):
        return (0.693*gamma, 1.44/(gamma*tau), -kappa)

    def block(_h0, _h1, _h2, t, _out):
        _multiply(t, _h0, _out)
        _expm1(_out, _out)
        ...
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from sympy import Add, Expr, Mul, Pow, Symbol, cse, exp, log
from sympy.codegen.cfunctions import exp2, expm1, log1p

from .code import Printer, compiled
from .special import exp2_minus_one, power_of_one_plus

_IN_PLACE = (exp, log, exp2, expm1, log1p, exp2_minus_one)  # all of them increasing
_OUT = "_out"


@dataclass(frozen=True)
class Program:
    """Two functions: `prepare` of all arguments, and `block` of what it returned, of the `varying`, and of `out`.

    `monotone` says that the block is monotone in each of its arrays, so that its extremes lie at corners: it reads
    each of them once, and what it does to them is monotone, step by step.
    """

    prepare: Callable[..., tuple[Any, ...]]
    block: Callable[..., None]
    varying: tuple[int, ...]
    monotone: bool
    text: str


def program(
    args: Sequence[Symbol],
    expr: Expr,
    masks: Sequence[int],
    namespace: Mapping[str, Any],
    once: Mapping[str, Any] | None = None,
) -> Program:
    """The program for arguments that vary along the axes of these masks; `once` is for what is prepared."""
    writer = _Writer(dict(zip(args, masks, strict=True)))
    lines = writer.lines_for(expr)
    varying = tuple(place for place, symbol in enumerate(args) if symbol in writer.used)
    names = [*map(str, writer.once.values()), *(str(args[place]) for place in varying), _OUT]
    prepared = "".join(f"{Printer().doprint(part)}, " for part in writer.once)
    text = f"def prepare({', '.join(map(str, args))}):\n    return ({prepared})\n\n"
    text += f"def block({', '.join(names)}):\n" + "".join(f"    {line}\n" for line in lines)
    prepare, block = compiled("prepare", text, once or namespace), compiled("block", text, namespace)
    return Program(prepare, block, varying, writer.monotone, text)


class _Writer:
    """Writes the lines of a block; `scratch` names the arrays that are its own, which alone may be written over."""

    def __init__(self, masks: dict[Symbol, int]) -> None:
        self.masks = masks
        self.full = reduce(or_, masks.values(), 0)
        self.once: dict[Expr, Symbol] = {}
        self.used: set[Symbol] = set()
        self.seen: set[Symbol] = set()
        self.monotone = True
        self.lines: list[str] = []
        self.scratch = {_OUT}
        self.free = [_OUT]

    def lines_for(self, expr: Expr) -> list[str]:
        repeated, (result,) = cse([expr])
        own: dict[Symbol, Expr] = {}
        for symbol, part in repeated:
            part = part.xreplace(own)
            if self.mask(part) == self.full:
                self.masks[symbol] = self.full
                self.free = []  # what is used again must not be written over
                self.lines.append(f"{symbol} = {self.value(part)}")
            else:
                own[symbol] = part
        result = result.xreplace(own)
        self.free = [_OUT]
        written = self.value(result)
        if written != _OUT:
            self.lines.append(f"{_OUT}[...] = {written}")
        return self.lines

    def mask(self, expr: Expr) -> int:
        return reduce(or_, (self.masks[s] for s in expr.free_symbols), 0)

    def value(self, expr: Expr) -> str:
        """The name of an array, or of a number, that holds the value; lines that compute it are written first."""
        if expr.is_Rational and not expr.free_symbols:
            return Printer().doprint(expr.evalf(17)) if not expr.is_Integer else f"{int(expr)}.0"
        if self.mask(expr) != self.full:
            return self.read(self.once.setdefault(expr, Symbol(f"_h{len(self.once)}")), self.mask(expr))
        if expr.is_Symbol:
            self.used.add(expr)
            return self.read(expr, self.full)
        if isinstance(expr, Add | Mul):
            return self.chain(expr)
        if isinstance(expr, Pow):
            if expr.exp == -1:
                return self.step("divide", "1.0", self.divisor(expr.base))
            self.monotone &= bool(expr.base.is_positive)
            return self.step("power", self.value(expr.base), self.value(expr.exp))
        if isinstance(expr, _IN_PLACE):
            return self.step(type(expr).__name__, self.value(expr.args[0]))
        if isinstance(expr, power_of_one_plus):
            return self.step("power_of_one_plus", *map(self.value, expr.args))
        self.monotone = False
        operands = [self.value(a) for a in expr.args]
        name = self.temporary()
        self.lines.append(f"{name} = _{type(expr).__name__}({', '.join(operands)})")
        for operand in operands:
            self.release(operand)
        return name

    def read(self, operand: Symbol, mask: int) -> str:
        """The name of an operand; an array that is read again need not be met by a monotone function."""
        self.monotone &= not mask or operand not in self.seen
        self.seen.add(operand)
        return str(operand)

    def divisor(self, expr: Expr) -> str:
        """The value of a divisor, which must keep clear of 0 for the quotient to be monotone."""
        self.monotone &= bool(expr.is_positive or expr.is_negative)
        return self.value(expr)

    def chain(self, expr: Expr) -> str:
        """A sum or a product, from the parts that vary least to those that vary most."""
        parts = self.groups(expr)
        parts.sort(key=lambda part: (self.mask(part) != self.full, isinstance(part, Pow) and part.exp == -1))
        result, *rest = parts
        written = self.value(result)
        for part in rest:
            if isinstance(expr, Mul) and isinstance(part, Pow) and part.exp == -1 and self.mask(part) == self.full:
                written = self.step("divide", written, self.divisor(part.base))
            else:
                written = self.step("add" if isinstance(expr, Add) else "multiply", written, self.value(part))
        return written

    def groups(self, expr: Expr) -> list[Expr]:
        """The parts of a sum or product, put together as long as the result misses an axis."""
        groups: list[Expr] = []
        for part in sorted(expr.args, key=lambda a: (self.mask(a), a.sort_key())):
            for place, group in enumerate(groups):
                if self.mask(group) | self.mask(part) != self.full:
                    groups[place] = expr.func(group, part)
                    break
            else:
                groups.append(part)
        return groups

    def step(self, function: str, *operands: str) -> str:
        """One vectorised operation, written over an operand that is no longer needed."""
        mine = [operand for operand in operands if operand in self.scratch]
        target = mine[0] if mine else self.free.pop() if self.free else None
        for operand in mine[1:]:
            self.release(operand)
        if target is None:
            target = self.temporary()
            self.lines.append(f"{target} = _{function}({', '.join(operands)})")
        else:
            self.lines.append(f"_{function}({', '.join((*operands, target))})")
        return target

    def temporary(self) -> str:
        name = f"_w{len(self.scratch)}"
        self.scratch.add(name)
        return name

    def release(self, name: str) -> None:
        if name in self.scratch and name not in self.free:
            self.free.append(name)
