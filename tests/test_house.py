"""The plan of the house, as far as `make lint` does not see it: nothing done at import, no machinery in subjects."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import derivable
import scaling_sym

PACKAGE = Path(scaling_sym.__file__).parent
MACHINE = sorted(Path(derivable.__file__).parent.rglob("*.py"))


def test_importing_derives_nothing_and_loads_no_arrays():
    code = """
import sys, scaling_sym
assert not [f.name for f in scaling_sym.formulas.values() if "_derived" in vars(f)]
assert not {"numpy", "scipy", "matplotlib", "derivable.judge"} & set(sys.modules)
assert abs(scaling_sym.kappa(0.34, 0.28) - 0.15354838709677421) < 1e-16
assert not {"numpy", "scipy"} & set(sys.modules), "a scalar needs no arrays"
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_what_is_loaded_late_is_there():
    code = """
import derivable
import scaling_sym
from scaling_sym import *
assert check is scaling_sym.check and "Slip" in dir(scaling_sym)
"""
    subprocess.run([sys.executable, "-c", code], check=True)
    with pytest.raises(AttributeError, match="no attribute 'cheque'"):
        scaling_sym.cheque  # noqa: B018 (a misspelt name)


def test_subjects_hold_no_machinery():
    for subject in ("allocation", "efficiency", "progress", "targets", "scenarios", "tokens"):
        tree = ast.parse((PACKAGE / f"{subject}.py").read_text())
        assert not any(isinstance(node, ast.ClassDef) for node in ast.walk(tree))
        functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
        assert all(node.decorator_list for node in functions), "every function is a formula"


def words(path):
    """The names and texts that a file's code is made of; not what it says in docstrings and comments."""
    tree = ast.parse(path.read_text())
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield from re.findall(r"\w+", node.value)


@pytest.mark.parametrize("path", MACHINE, ids=lambda path: path.stem)
def test_no_letter_of_the_subject_stands_in_the_machine(path):
    letters = {letter.name for letter in scaling_sym.BOOK.letters if len(letter.name) > 1}
    own = {"compute", "loss"}  # words that the machine has its own use for
    assert not (letters | set(scaling_sym.formulas) | {"scaling_sym"}) - own & set(words(path))
