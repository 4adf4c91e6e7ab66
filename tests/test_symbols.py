from sympy import Symbol, oo

import scaling_sym
from scaling_sym.symbols import BASE_UNITS, QUANTITIES, unit_of


def test_each_symbol_stands_once_under_one_name():
    names = [q.name for q in QUANTITIES.values()]
    spellings = [q.tex for q in QUANTITIES.values()]
    assert len(set(names)) == len(names)
    assert len(set(spellings)) == len(spellings)


def test_units_are_made_of_base_units():
    for quantity in QUANTITIES.values():
        for unit in BASE_UNITS:
            exponent = (unit * quantity.unit.diff(unit) / quantity.unit).simplify()
            assert unit not in exponent.free_symbols, quantity.name


def test_typical_values_lie_in_the_domain():
    for quantity in QUANTITIES.values():
        low, high = quantity.typical
        assert low < high
        if not isinstance(quantity.domain.start, Symbol):
            assert low in quantity.domain
            assert high in quantity.domain


def test_assumptions_follow_from_the_domain():
    for symbol, quantity in QUANTITIES.items():
        assert symbol.is_real
        if symbol.is_positive:
            assert quantity.domain.start.is_nonnegative
        else:
            assert quantity.domain.start in (0, -oo)


def test_every_letter_of_a_formula_has_an_entry(formula):
    assert {formula.symbol, *formula.args} <= set(QUANTITIES)


def test_a_letter_without_an_entry_has_no_unit():
    assert unit_of(Symbol("z")) == 1
    assert unit_of(scaling_sym.symbols.D) == scaling_sym.symbols.token
