"""Published rates: their sources are in the bibliography, and their numbers are those that the sources state."""

import re
from dataclasses import FrozenInstanceError
from math import log2
from pathlib import Path

import pytest

from scaling_sym import rates

BIBLIOGRAPHY = (Path(__file__).parent.parent / "references.bib").read_text(encoding="utf-8")
RATES = pytest.mark.parametrize("rate", rates.PUBLISHED, ids=lambda rate: rate.name)


@RATES
def test_its_source_is_in_the_bibliography(rate):
    assert re.search(rf"^@\w+{{{rate.source},$", BIBLIOGRAPHY, re.MULTILINE)


@RATES
def test_its_interval_holds_its_value_and_says_how_surely(rate):
    assert (rate.interval is None) == (rate.level is None)
    if rate.interval:
        low, high = rate.interval
        assert 0 < low < rate.value < high
        assert 0.5 < rate.level < 1


@RATES
def test_it_is_what_its_source_states(rate):
    """A factor of a year, or a time of doubling, read again from the words."""
    times = re.match(r"([\d.]+) times a year(?:, ([\d.]+) to ([\d.]+))?$", rate.published)
    every = re.match(
        r"(?:halves|doubles) in (?:about )?([\d.]+) (months|years)(?:, ([\d.]+) to ([\d.]+))?", rate.published
    )
    if times:
        value, *ends = (log2(float(n)) for n in times.groups() if n)
    elif every:
        of = 12 if every[2] == "months" else 1
        value, *ends = (of / float(n) for n in (every[1], every[4], every[3]) if n)
    else:
        value, ends = {"6,930 times in 11 years": log2(6930) / 11, "doubles every year": 1.0}[rate.published], []
    assert rate.value == pytest.approx(value, rel=1e-12)
    assert list(rate.interval or []) == pytest.approx(ends, rel=1e-12)


@RATES
def test_it_is_named_and_frozen(rate):
    assert getattr(rates, rate.name) is rate
    assert rate.kind in ("algorithms", "hardware", "spending", "compute")
    assert rate.measured
    assert rate.period
    assert rate.by.split()[-1] == re.search(r"\d+", rate.source)[0]
    with pytest.raises(FrozenInstanceError):
        rate.value = 1.0
