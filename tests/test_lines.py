"""Every line of every derivation is changed, one by one, and its derivation must turn red; and no line is decreed."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sympy import Eq, Expr
from sympy.core.relational import Relational

import scaling_sym
from derivable.derivation import Derivation, Line, Step, assert_, define
from derivable.formula import Formula
from scaling_sym.symbols import alpha, beta


def changed(relation: Relational) -> Iterator[Relational]:
    """The right side doubled, inverted, or with α and β exchanged; an inequality turned around."""
    left, right = relation.args
    if right != 0:
        yield relation.func(left, 2 * right, evaluate=False)
        yield relation.func(left, 1 / right, evaluate=False)
    elif isinstance(relation, Eq):
        yield relation.func(left, 1, evaluate=False)
    if right.has(alpha, beta):
        yield relation.func(left, right.xreplace({alpha: beta, beta: alpha}), evaluate=False)
    if not isinstance(relation, Eq):
        yield relation.reversedsign.func(left, right, evaluate=False)


def red(lines: list[Line], number: int) -> bool:
    """Whether a derivation of these lines is refused or does not hold; the steps likely to tell are asked first."""
    try:
        derivation = Derivation(iter(lines))
    except ValueError:
        return True
    changed = derivation[number - 1]
    likely = sorted(
        derivation, key=lambda s: (s is not changed, not s.can_fail, not s.equation.has(changed.equation.lhs))
    )
    return any(not step.check() for step in likely)


LINES = [(name, step.number) for name, formula in scaling_sym.formulas.items() for step in formula.derivation]


@pytest.mark.parametrize(("name", "number"), LINES, ids=[f"{name}-{number}" for name, number in LINES])
def test_no_line_is_idle(name: str, number: int) -> None:
    lines = [step.line for step in scaling_sym.formulas[name].derivation]
    line = lines[number - 1]
    changes = [relation for relation in changed(line.relation) if relation != line.relation]
    assert changes
    for relation in changes:
        mutant = [*lines[: number - 1], replace(line, relation=relation), *lines[number:]]
        assert red(mutant, number), f"{relation} goes unnoticed"


def conclusion(formula: Formula) -> Step:
    """The line that gives the formula's value: there is one, and none after it gives another."""
    *_, last = [step for step in formula.derivation if step.line.role == "conclude"]
    assert last.equation.lhs == formula.symbol
    return last


def pins(formula: Formula) -> list[Step]:
    """The checks that the formula's value must pass and that do not hold its text."""
    result, end = formula.derivation, conclusion(formula)
    return [
        step
        for step in result
        if step.can_fail and result.depends(step, end) and not step.equation.has(end.equation.rhs, formula.expr)
    ]


def told_too_early(formula: Formula) -> list[Step]:
    """The lines before the conclusion that hold the final result, though it is not another formula's."""
    end = conclusion(formula)
    return [
        step
        for step in formula.derivation[: end.number - 1]
        if not step.line.result_of and step.equation.has(end.equation.rhs, formula.expr)
    ]


def test_each_value_is_pinned_by_what_does_not_hold_its_text(formula: Formula) -> None:
    assert pins(formula)
    end = conclusion(formula)
    assert any(
        step.line.role == "assert" and not step.equation.has(end.equation.rhs, formula.expr)
        for step in formula.derivation
    )


def test_no_line_holds_the_result_before_the_one_that_concludes_it(formula: Formula) -> None:
    assert not told_too_early(formula)


def test_a_derivation_that_begins_with_its_result_is_seen() -> None:
    kappa = scaling_sym.kappa

    def begun_with(relation: Relational) -> Formula:
        lines = [assert_("This much is clear", relation), *(step.line for step in kappa.derivation)]
        return replace(kappa, lines=lambda: iter(lines))

    assert told_too_early(begun_with(Eq(3 * kappa.symbol * kappa.expr, 3 * kappa.expr**2)))
    assert told_too_early(begun_with(Eq(kappa.symbol, kappa.expr)))
    assert not told_too_early(begun_with(Eq(1 / kappa.symbol, 1 / alpha + 1 / beta)))


def test_a_value_that_only_its_own_text_speaks_for_is_seen() -> None:
    multiple = scaling_sym.compute_multiple
    *before, end, growth = [step.line for step in multiple.derivation]
    same = assert_("so M is what it is", Eq(multiple.symbol, multiple.expr))
    assert pins(multiple)
    assert not pins(replace(multiple, lines=lambda: iter([before[0], end, growth, same])))


@pytest.mark.parametrize("expr", [alpha * beta / (alpha + beta), 3 * alpha * beta / (alpha + beta)])
def test_the_exponent_cannot_be_decreed(expr: Expr) -> None:
    lines = [step.line for step in scaling_sym.kappa.derivation if step.line.role != "conclude"]
    with pytest.raises(ValueError, match=r"defines kappa as .* which was not there before"):
        Derivation(iter([define("Call the exponent κ", scaling_sym.kappa.symbol, expr), *lines]))


def test_what_is_decreed_is_no_longer_believed() -> None:
    """The exponent tripled in all lines of κ's derivation but the scaling of the law; the burden's premise inverted."""
    kappa = scaling_sym.kappa
    *before, falls, conclusion, after = [step.line for step in kappa.derivation]
    tripled = replace(conclusion, relation=Eq(kappa.symbol, 3 * conclusion.relation.rhs, evaluate=False))
    assert not Derivation(iter([*before, falls, tripled, after])).check()
    assert not Derivation(iter([*before, falls, tripled])).check()
