"""The plan of the house: small modules, arrows that point down, nothing done at import."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import scaling_sym

PACKAGE = Path(scaling_sym.__file__).parent
MODULES = sorted(path.stem for path in PACKAGE.glob("*.py") if path.stem != "__init__")

# From the top floor to the ground: a module may import what stands on a lower floor.
FLOORS = [
    ["catalog"],
    ["targets"],
    ["progress"],
    ["efficiency", "allocation"],
    ["numeric", "fits"],
    ["docstring", "formula"],
    ["derivation", "domains", "kernels", "code"],
    ["stable", "latex", "identity"],
    ["special", "symbols", "algebra"],
]


def imports(module):
    """The package's own modules that a module imports, wherever the import stands."""
    tree = ast.parse((PACKAGE / f"{module}.py").read_text())
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level == 1:
            found |= {node.module} if node.module else {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("scaling_sym"):
            raise AssertionError(f"{module} imports the package by its full name")
    return found


def test_every_module_has_a_floor():
    assert sorted(name for floor in FLOORS for name in floor) == MODULES


@pytest.mark.parametrize("module", MODULES)
def test_arrows_point_down(module):
    level = {name: number for number, floor in enumerate(FLOORS) for name in floor}
    for other in imports(module):
        if (module, other) != ("docstring", "numeric"):  # for its type alone
            assert level[other] > level[module], f"{module} imports {other}"


@pytest.mark.parametrize("path", sorted(PACKAGE.parent.rglob("scaling_sym/*.py")), ids=lambda path: path.name)
def test_modules_stay_small(path):
    assert len(path.read_text().splitlines()) <= 200


def test_importing_derives_nothing_and_loads_no_arrays():
    code = """
import sys, scaling_sym
assert not [f.name for f in scaling_sym.formulas.values() if "derivation" in vars(f)]
assert not {"numpy", "scipy", "matplotlib"} & set(sys.modules)
assert abs(scaling_sym.kappa(0.34, 0.28) - 0.15354838709677421) < 1e-16
assert not {"numpy", "scipy"} & set(sys.modules), "a scalar needs no arrays"
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_subjects_hold_no_machinery():
    for subject in ("allocation", "efficiency", "progress", "targets"):
        tree = ast.parse((PACKAGE / f"{subject}.py").read_text())
        assert not any(isinstance(node, ast.ClassDef) for node in ast.walk(tree))
        functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
        assert all(node.decorator_list for node in functions), "every function is a formula"
