"""Every line of every derivation that is not a premise is changed, one by one, and its derivation must turn red."""

from collections.abc import Iterator

import pytest
from sympy import Eq
from sympy.core.relational import Relational

import scaling_sym
from derivable.derivation import Derivation, Line
from scaling_sym.symbols import alpha, beta


def changed(relation: Relational) -> Iterator[Relational]:
    """The right side doubled, inverted, or with α and β exchanged; an inequality turned around."""
    left, right = relation.args
    if right != 0:
        yield relation.func(left, 2 * right, evaluate=False)
        yield relation.func(left, 1 / right, evaluate=False)
    if right.has(alpha, beta):
        yield relation.func(left, right.xreplace({alpha: beta, beta: alpha}), evaluate=False)
    if not isinstance(relation, Eq):
        yield relation.reversedsign.func(left, right, evaluate=False)


LINES = [
    (name, step.number)
    for name, formula in scaling_sym.formulas.items()
    for step in formula.derivation
    if step.line.role != "premise"
]


@pytest.mark.parametrize(("name", "number"), LINES, ids=[f"{name}-{number}" for name, number in LINES])
def test_a_changed_line_does_not_go_unnoticed(name: str, number: int) -> None:
    lines = [step.line for step in scaling_sym.formulas[name].derivation]
    line = lines[number - 1]
    changes = [relation for relation in changed(line.relation) if relation != line.relation]
    assert changes
    for relation in changes:
        mutant = [*lines[: number - 1], Line(line.role, line.sentence, relation), *lines[number:]]
        verdict = Derivation(iter(mutant)).check()
        assert not verdict, f"{relation} {verdict}"


def test_what_is_decreed_is_no_longer_believed() -> None:
    """The exponent tripled in all lines of κ's derivation but the scaling of the law; the burden's premise inverted."""
    kappa = scaling_sym.kappa
    *before, falls, conclusion, after = [step.line for step in kappa.derivation]
    tripled = Line("conclude", conclusion.sentence, Eq(kappa.symbol, 3 * conclusion.relation.rhs, evaluate=False))
    assert not Derivation(iter([*before, falls, tripled, after])).check()
    assert not Derivation(iter([*before, falls, tripled])).check()
