"""Formulas compiled by the machine's C compiler: the numbers, domains and shapes of the formulas themselves."""

import math
import shutil
import tempfile

import numpy as np
import pytest

from benchmarks import accuracy
from scaling_sym import formulas, relative_excess_loss, required_compute, time_to_target
from tests.test_sources import cases

MOST = 16  # the normalised error that the docstring states
with_compiler = pytest.mark.skipif(not shutil.which("cc"), reason="no C compiler")


@with_compiler
@pytest.mark.parametrize("name", formulas)
def test_the_numbers(name):
    formula = formulas[name]
    function = formula.compiled()
    np.testing.assert_allclose(
        function(*np.array(cases(formula)).T), [formula(*case) for case in cases(formula)], 1e-12
    )
    for domain in accuracy.DOMAINS:
        (errors,) = accuracy.errors(
            formula, domain, 100, [lambda _, points: function(*map(np.array, zip(*points, strict=True)))]
        )
        worst = max(errors, key=lambda e: (math.isnan(e.normalised), e.normalised))
        assert worst.normalised <= MOST, worst


@with_compiler
def test_arguments_broadcast_and_bind():
    function = relative_excess_loss.compiled()
    t, kappa = np.linspace(0, 30, 70_000), np.array([[0.05], [0.3]])
    for args in (
        (t, 0.05, 1),
        (t, kappa, 1.0),
        (3.0, kappa, 1.0, 2.0),
        (t, kappa, 0.0),
        (t[:0], 0.1, 1.0),
        (3, 0.1, 1),
    ):
        found, wanted = function(*args), relative_excess_loss(*args)
        assert type(found) is type(wanted)
        np.testing.assert_allclose(found, wanted, rtol=1e-13)
    assert function(gamma=1.0, t=t, kappa=0.05).shape == t.shape
    assert function(t.astype("f"), 0.05, 1.0).dtype == np.float32


@with_compiler
def test_what_c_is_not_trusted_with():
    function = relative_excess_loss.compiled()
    t = np.array([0.0, 3.0, math.nan, 2000.0, 1e4])
    np.testing.assert_allclose(function(t, 0.05, 1.0), relative_excess_loss(t, 0.05, 1.0), rtol=1e-13)
    assert time_to_target.compiled()(np.array([0.5, 0.0]), 0.05, 1.0)[1] == math.inf
    assert np.array([5e-324])[0] * 1.0 > 0, "subnormal numbers are still numbers"


@with_compiler
@pytest.mark.parametrize(
    ("formula", "args"),
    [
        (relative_excess_loss, (np.array([1.0, -1.0]), 0.05, 1.0)),
        (relative_excess_loss, (np.array([1.0, math.inf]), 0.05, 1.0)),
        (relative_excess_loss, (np.full(70_000, 1.0), -0.05, 1.0)),
        (relative_excess_loss, (np.append(np.ones(70_000), -1.0), 0.05, 1.0)),
        (required_compute, (np.array([2.0, 1.5]), 1.7, 10.0, 0.1)),
    ],
)
def test_what_is_outside_is_refused_in_the_same_words(formula, args):
    with pytest.raises(ValueError, match="is outside its domain") as ours:
        formula(*args)
    with pytest.raises(ValueError, match="is outside its domain") as compiled:
        formula.compiled()(*args)
    assert str(compiled.value) == str(ours.value)


@with_compiler
def test_no_file_is_left(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    relative_excess_loss.compiled()(np.ones(3), 0.05, 1.0)
    assert not list(tmp_path.iterdir())


def test_without_a_compiler_it_says_so(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RuntimeError, match="needs a C compiler, and there is no program `cc`"):
        relative_excess_loss.compiled()
