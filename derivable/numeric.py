"""From formula to numbers: every formula is a function of floats and arrays, printed from its stable form.

Floats inside the domain take a short way, made here; arrays and everything unusual go to `vectorised`.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sympy import Expr, Set, Symbol

from .alone import once
from .derivation import Line
from .docstring import Docstring
from .formula import Claim, Formula
from .numbers.domains import condition
from .symbols import k, tau

DEFAULTS: Mapping[Symbol, float] = {k: 6.0, tau: 1.0}


@dataclass(frozen=True, eq=False)
class NumericFormula(Formula):  # noqa: D101 (its docstring is a descriptor)
    __doc__ = Docstring("A formula that can be called with numbers: scalars give a scalar, arrays broadcast.")

    summary: str = field(default="", repr=False)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Evaluate; arguments in the order of `args`, or by keyword."""
        return self._function(*args, **kwargs)

    def source(self, language: str) -> str:
        """Code for pasting, whole in itself: "numpy", "mpmath", "c", "javascript", "sympy" or "latex".

        >>> from scaling_sym import required_multiple
        >>> print(required_multiple.source("javascript"))
        function required_multiple(X, kappa) {
            return Math.pow(X, -1/kappa);
        }
        <BLANKLINE>

        A language that is not in this list is a ValueError.
        """
        from .numbers.sources import source_in

        return source_in(language, self.name, self.symbol, self.args, self.expr)

    @once
    def __signature__(self) -> inspect.Signature:
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        empty = inspect.Parameter.empty
        return inspect.Signature([inspect.Parameter(str(s), kind, default=DEFAULTS.get(s, empty)) for s in self.args])

    @once
    def _function(self) -> Callable[..., Any]:
        """Binds arguments as Python does; floats inside the domain take the short way, all else the long one."""
        # imported here, because what prints code takes SymPy a while to load, and importing the package must not
        from .numbers.blocks import DOUBTFUL
        from .numbers.code import Printer, compiled, source
        from .numbers.kernels import SCALAR
        from .numbers.stable import quick, stable
        from .numbers.vectorised import Vectorised

        names = [str(s) for s in self.args]
        inside = " and ".join(condition(s, self.domain(s)) for s in self.args)
        numbers = " and ".join(f"type({name}) in numbers" for name in names)
        form = stable(self.expr)
        faster, assumed = quick(form)
        fine = " and ".join(Printer().doprint(relation) for relation in assumed) or "True"
        text = f"""
def {self.name}{self.__signature__}:
    if {numbers} and {inside}:
        try:
            result = (faster if {fine} else plain)({", ".join(names)})
        except (ArithmeticError, ValueError):
            pass
        else:
            if tiny < result < inf or -inf < result < -tiny:
                return result
    return general({", ".join(names)})
"""
        scope = {
            "faster": compiled(self.name, source(self.name, self.args, faster), SCALAR),
            "plain": compiled(self.name, source(self.name, self.args, form), SCALAR),
            "general": Vectorised(self.name, self.expr, {s: self.domain(s) for s in self.args}),
            "numbers": frozenset((float, int)),
            "inf": math.inf,
            "tiny": DOUBTFUL,
        }
        return compiled(self.name, text, scope)


def formula(
    symbol: Symbol,
    args: tuple[Symbol, ...],
    *,
    source: str,
    claim: Expr | None = None,
    given: Mapping[Symbol, Any] | None = None,
    domains: Mapping[Symbol, Set] | None = None,
    where: tuple[Symbol, ...] = (),
) -> Callable[[Callable[[], Iterator[Line]]], NumericFormula]:
    """Make a generator of lines the derivation of a formula, which takes its name and its docstring."""

    def make(lines: Callable[[], Iterator[Line]]) -> NumericFormula:
        return NumericFormula(
            name=lines.__name__.rstrip("_"),
            symbol=symbol,
            args=args,
            lines=lines,
            origin=source,
            claim=None if claim is None else Claim(claim, given or {}),
            domains=domains or {},
            where=where,
            summary=inspect.getdoc(lines) or "",
        )

    return make
