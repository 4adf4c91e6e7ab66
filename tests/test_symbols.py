from sympy import Symbol, oo

import scaling_sym
from derivable.letters import Letter, unit_of
from scaling_sym.symbols import BASE_UNITS, LETTERS


def test_each_symbol_stands_once_under_one_name():
    names = [q.name for q in LETTERS]
    spellings = [q.tex for q in LETTERS]
    assert len(set(names)) == len(names)
    assert len(set(spellings)) == len(spellings)


def test_units_are_made_of_base_units():
    for symbol in LETTERS:
        for unit in BASE_UNITS:
            exponent = (unit * symbol.unit.diff(unit) / symbol.unit).simplify()
            assert unit not in exponent.free_symbols, symbol.name


def test_typical_values_lie_in_the_domain():
    for symbol in LETTERS:
        low, high = symbol.typical
        assert low < high
        if not isinstance(symbol.domain.start, Symbol):
            assert low in symbol.domain
            assert high in symbol.domain


def test_assumptions_follow_from_the_domain():
    for symbol in LETTERS:
        assert symbol.is_real
        if symbol.is_positive:
            assert symbol.domain.start.is_nonnegative
        else:
            assert symbol.domain.start in (0, -oo)


def test_every_letter_of_a_formula_has_an_entry(formula):
    assert {formula.symbol, *formula.args} <= set(LETTERS)


def test_what_serves_one_derivation_is_not_called_like_a_letter_of_the_book(formula):
    used = {symbol for step in formula.derivation for symbol in step.equation.free_symbols}
    assert not {symbol.name for symbol in used if not isinstance(symbol, Letter)} & {q.name for q in LETTERS}


def test_a_letter_without_an_entry_has_no_unit():
    assert unit_of(Symbol("z")) == 1
    assert unit_of(scaling_sym.symbols.D) == scaling_sym.symbols.token
