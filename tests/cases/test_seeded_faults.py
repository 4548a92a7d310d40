"""Faults planted in every valid worked case: all but a few are caught, no valid case is barred."""

from __future__ import annotations

import pytest

from lian.law_seeded import seeded
from tests.cases.test_worked_cases import FOLDER

WANTED = 0.97


@pytest.fixture(scope="module")
def planted():
    return seeded(FOLDER)


def test_faults_are_caught_before_submission(planted):
    assert planted.share >= WANTED, planted.missed


def test_faults_of_every_kind_are_caught(planted):
    weak = {
        kind: f"{planted.caught[kind]} of {count}"
        for kind, count in planted.planted.items()
        if planted.caught[kind] < WANTED * count
    }
    assert weak == {}


def test_no_valid_filing_is_barred(planted):
    assert planted.barred == []


def test_there_is_enough_to_measure(planted):
    assert planted.filings >= 100
    assert len(planted.planted) >= 40
    assert planted.planted.total() >= 4000
