"""The plan of the house: small modules, arrows that point down, nothing done at import."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import scaling_sym

PACKAGE = Path(scaling_sym.__file__).parent
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")

# From the top floor to the ground: a room may import what stands on a lower floor. A folder is one room.
FLOORS = [
    ["__main__"],
    ["cli"],
    ["verify", "bench"],
    ["catalog"],
    ["targets"],
    ["progress"],
    ["efficiency", "allocation"],
    ["numeric", "fits"],
    ["docstring", "formula"],
    ["derivation"],
    ["numbers"],
    ["latex", "identity"],
    ["symbols", "algebra", "alone"],
]
LEVEL = {room: number for number, floor in enumerate(FLOORS) for room in floor}


def room_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path):
    """The package's own files that a file imports, wherever the import stands; not those for types alone."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert not (node.module or "").startswith("scaling_sym"), f"{path.name} imports by full name"
            if node.level:
                base = path.parents[node.level - 1]
                names = [node.module] if node.module else [alias.name for alias in node.names]
                for name in names:
                    target = base.joinpath(*name.split("."))
                    yield target.with_suffix(".py") if target.with_suffix(".py").exists() else target / "__init__.py"


def test_every_room_has_a_floor():
    assert sorted(LEVEL) == sorted({room_of(path) for path in FILES})


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_arrows_point_down(path):
    for target in imports(path):
        if target.exists() and room_of(target) != room_of(path):
            assert LEVEL[room_of(target)] > LEVEL[room_of(path)], f"{path.name} imports {target.name}"


def test_no_circles_within_a_room():
    graph = {path: {t for t in imports(path) if t.name != "__init__.py"} for path in FILES}
    list(TopologicalSorter(graph).static_order())


def test_importing_derives_nothing_and_loads_no_arrays():
    code = """
import sys, scaling_sym
assert not [f.name for f in scaling_sym.formulas.values() if "derivation" in vars(f)]
assert not {"numpy", "scipy", "matplotlib", "derivable.judge.check"} & set(sys.modules)
assert abs(scaling_sym.kappa(0.34, 0.28) - 0.15354838709677421) < 1e-16
assert not {"numpy", "scipy"} & set(sys.modules), "a scalar needs no arrays"
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_what_is_loaded_late_is_there():
    code = """
import scaling_sym
from scaling_sym import *
assert check is scaling_sym.check and "Slip" in dir(scaling_sym)
"""
    subprocess.run([sys.executable, "-c", code], check=True)
    with pytest.raises(AttributeError, match="no attribute 'cheque'"):
        scaling_sym.cheque  # noqa: B018 (a misspelt name)


def test_subjects_hold_no_machinery():
    for subject in ("allocation", "efficiency", "progress", "targets"):
        tree = ast.parse((PACKAGE / f"{subject}.py").read_text())
        assert not any(isinstance(node, ast.ClassDef) for node in ast.walk(tree))
        functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
        assert all(node.decorator_list for node in functions), "every function is a formula"
