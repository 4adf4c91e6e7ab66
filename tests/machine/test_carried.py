"""The machine on the tiny book: formulas and books are one object in every copy and every process."""

import copy
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from derivable import Letter, conclude, formula
from derivable.formula import book_at
from tests.amdahl import BOOK, S, ceiling, m, p, shared_part, speedup

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("thing", [BOOK, *BOOK.formulas.values()], ids=lambda thing: getattr(thing, "name", "BOOK"))
def test_a_copy_is_the_thing_itself(thing):
    for carried in (copy.deepcopy([thing])[0], copy.copy(thing), pickle.loads(pickle.dumps(thing))):
        assert carried is thing


def test_letters_keep_what_they_say():
    for letter in BOOK.letters:
        for carried in (copy.deepcopy(letter), pickle.loads(pickle.dumps(letter))):
            assert carried == letter
            assert [getattr(carried, told) for told in Letter._told] == [getattr(letter, told) for told in Letter._told]
    assert pickle.loads(pickle.dumps(m)).domain.start == S


def test_a_formula_that_stands_nowhere_is_refused_where_it_arrives():
    @formula(p, (S,), source="here")
    def passing():
        """A formula that no module holds."""
        yield conclude("It is", p, S)

    with pytest.raises(pickle.UnpicklingError, match="does not hold the formula passing"):
        pickle.loads(pickle.dumps(passing))


def test_another_process_computes_with_it():
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(ceiling, (0.5, 0.75))) == [2.0, 4.0]
        assert pool.submit(speedup, p=0.5, n=2.0).result() == speedup(0.5, 2.0)
        assert pool.submit(getattr, BOOK, "formulas").exception() is not None  # a mapping proxy does not travel
        assert pool.submit(repr, shared_part).result() == repr(shared_part)


def test_a_book_is_found_by_its_place():
    assert book_at("tests.amdahl:BOOK") is BOOK
    for nowhere in ("tests.amdahl:BOKO", "tests.amdahl", "nowhere:BOOK", "", "tests.amdahl:S"):
        with pytest.raises(ValueError, match="there is no book at"):
            book_at(nowhere)


def test_the_machine_does_all_of_it_without_another_book():
    code = """
import sys
sys.modules["scaling_sym"] = None  # whoever imports it now fails
from tests.amdahl import BOOK, speedup
from derivable.judge.judge import judge
from derivable.verify import verify
import derivable.cli, derivable.sphinx
assert verify(BOOK, speedup) and judge(BOOK, speedup, "1/(1 - p + p/n)") and speedup(0.5, [2.0, 4.0]).shape == (2,)
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
    for path in Path(__file__).parent.glob("*.py"):
        assert not [line for line in path.read_text().splitlines() if line.startswith(("import scal", "from scal"))]
