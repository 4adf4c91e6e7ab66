"""A formula: what it says, where it stands, and the checks that its derivation, its claim and its units must pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from sympy import Eq, Expr, Set, Symbol

from .alone import once
from .derivation import Derivation, Line
from .identity import Verdict, decide
from .latex import tex
from .symbols import QUANTITIES, unit_of

if TYPE_CHECKING:
    from .verify import Report


@dataclass(frozen=True)
class Claim:
    """A formula as the paper states it, and where; `given` is what the paper takes for granted (one year for τ)."""

    expr: Expr
    given: Mapping[Symbol, Expr] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Formula:
    """One formula of the book: `symbol` = `expr`, with `expr` computed by its derivation on first use.

    Shown to people, the formula keeps the letters `where` that its derivation defines, and gives their values beside.
    """

    name: str
    symbol: Symbol
    args: tuple[Symbol, ...]
    lines: Callable[[], Iterator[Line]] = field(repr=False)
    origin: str
    claim: Claim | None = None
    domains: Mapping[Symbol, Set] = field(default_factory=dict, repr=False)
    where: tuple[Symbol, ...] = ()

    if TYPE_CHECKING:  # the witnesses stand above formulas: the package, above both, binds them as this method
        verify: ClassVar[Callable[..., Report]]

    @once
    def derivation(self) -> Derivation:
        """The steps that lead from the premises to the formula, computed on first use."""
        return Derivation(self.lines())

    @once
    def expr(self) -> Expr:
        """The right side, in terms of `args` alone."""
        expr = self.derivation.put_in(self.symbol)
        strangers = expr.free_symbols - set(self.args)
        if strangers:
            raise ValueError(f"{self.name} still depends on {', '.join(sorted(map(str, strangers)))}")
        return expr

    @property
    def equation(self) -> Eq:
        """The formula as an equation, symbol = expr."""
        return Eq(self.symbol, self.expr, evaluate=False)

    @property
    def unit(self) -> Expr:
        """The unit of what the formula gives."""
        return unit_of(self.symbol)

    def domain(self, argument: Symbol) -> Set:
        """The set in which the value of an argument must lie."""
        return self.domains.get(argument, QUANTITIES[argument].domain)

    def check_claim(self) -> Verdict:
        """Whether the derived form equals the paper's."""
        if self.claim is None:
            return Verdict("undecided", "the paper states no form")
        return decide(Eq(self.expr.subs(self.claim.given), self.claim.expr, evaluate=False))

    def check_units(self) -> Verdict:
        """Whether a change of units, s → s·u^(its dimension), multiplies the formula by its own unit."""
        scaled = self.expr.subs({s: s * unit_of(s) for s in self.args}, simultaneous=True)
        return decide(Eq(scaled, self.derivation.put_in(self.unit) * self.expr, evaluate=False))

    @property
    def _mark(self) -> str:
        """A link to the formula's row in the ledger of the book."""
        return f'<a class="verified" href="verification.html#{self.name}">how verified</a>'

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """As a labelled equation where labels are understood, and as plain LaTeX or text elsewhere."""
        kept = set(self.where)
        sides = {s: self.derivation.put_in(s, keep=kept - {s}) for s in (self.symbol, *self.where)}
        equation = r", \qquad ".join(f"{tex(left)} = {tex(right)}" for left, right in sides.items())
        return {
            "text/markdown": f"$$\n{equation}\n$$ ({self.name})\n\n{self._mark}",
            "text/latex": f"$\\displaystyle {equation}$",
            "text/plain": str(self.equation),
        }
