"""The catalog: names, order and arguments are public, and `catalog.pyi`, compared in `test_typing`, is their record."""

import inspect

import scaling_sym


def test_each_formula_is_called_by_its_letters_in_order(formula):
    parameters = inspect.signature(formula).parameters.values()
    assert [p.name for p in parameters] == [s.name for s in formula.args]
    assert [p.default for p in parameters if p.default is not p.empty] == [
        s.default for s in formula.args if s.default is not None
    ]


def test_the_defaults_are_six_and_one_year():
    assert {s.name: s.default for s in scaling_sym.BOOK.letters if s.default is not None} == {"k": 6.0, "tau": 1.0}


def test_the_package_exports_each_formula(formula):
    assert getattr(scaling_sym, formula.name) is formula
    assert formula.name in scaling_sym.__all__


def test_the_catalog_cannot_be_changed():
    assert not hasattr(scaling_sym.formulas, "__setitem__")
