"""What the package makes can be copied, kept, and sent to other processes, also to those that start from nothing."""

import copy
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict

import numpy as np
import pytest

import scaling_sym as ss
from scaling_sym import fits
from tests.required import module

COPIES = (lambda thing: pickle.loads(pickle.dumps(thing)), copy.copy, copy.deepcopy)
YEARS = (1.0, 2.0, np.array([3.0, 4.0]))


def test_formulas_and_the_book_stay_the_same_objects(formula):
    for copied in COPIES:
        assert copied(formula) is formula
    assert pickle.loads(pickle.dumps(ss.BOOK)) is ss.BOOK


def test_derivations_keep_every_line(formula):
    for copied in COPIES:
        found = copied(formula.derivation)
        assert [step.line for step in found] == [step.line for step in formula.derivation]
        assert found.put_in(formula.symbol) == formula.expr


def test_a_derivation_that_was_sent_can_still_check_itself():
    sent = pickle.loads(pickle.dumps(ss.kappa.derivation))
    assert sent.check() == ss.kappa.derivation.check()
    assert all(step.derivation is sent for step in sent)


MADE = {
    "a fit": lambda: fits.besiroglu2024,
    "a box": lambda: fits.besiroglu2024.box,
    "a verdict": ss.kappa.check_claim,
    "a judgement": lambda: ss.judge("kappa", "a*b"),
    "premises": lambda: ss.kappa.premises,
    "a claim": lambda: ss.kappa.claim,
}


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_what_is_made_is_equal_to_its_copies(make):
    thing = make()
    for copied in COPIES:
        assert copied(thing) == thing


def test_fits_and_verdicts_are_kept_in_sets_and_written_as_dictionaries():
    assert len({*fits.PUBLISHED, *fits.PUBLISHED}) == len(fits.PUBLISHED)
    for fit in fits.PUBLISHED:
        assert fits.Fit(**asdict(fit)) == fit
    verdict = ss.kappa.check_claim()
    assert {verdict: 1}[verdict] == 1
    assert asdict(verdict)["answer"] == "holds"


def test_a_pool_that_starts_from_nothing():
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        found = list(pool.map(ss.relative_excess_loss, YEARS, [0.1] * 3, [1.0] * 3))
        checked = pool.submit(ss.kappa.derivation[0].check).result()
    expected = [ss.relative_excess_loss(year, 0.1, 1.0) for year in YEARS]
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_array_equal(one, other)
    assert checked == ss.kappa.derivation[0].check()


def test_joblib():
    joblib = module("joblib")
    jobs = [joblib.delayed(ss.relative_excess_loss)(year, 0.1, 1.0) for year in YEARS]
    found = joblib.Parallel(n_jobs=2)(jobs)
    for one, year in zip(found, YEARS, strict=True):
        np.testing.assert_array_equal(one, ss.relative_excess_loss(year, 0.1, 1.0))


def test_processes_of_dask():
    array = module("dask.array")
    years = np.linspace(0, 30, 7)
    lazy = ss.relative_excess_loss(array.from_array(years, chunks=3), 0.1, 1.0)
    np.testing.assert_array_equal(lazy.compute(scheduler="processes"), ss.relative_excess_loss(years, 0.1, 1.0))
