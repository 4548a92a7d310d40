"""A filing without a fault is barred by nothing, and says what it costs and where it goes."""

from __future__ import annotations

import pytest

from tests.dialogs.rules.rows.filings import FILINGS, Seen


@pytest.mark.parametrize("filing", FILINGS)
def test_nothing_bars_it(filing):
    assert Seen(filing, {}).blocks == set()


@pytest.mark.parametrize("filing", FILINGS)
def test_it_has_a_court_and_a_fee(filing):
    seen = Seen(filing, {})
    assert seen.courts
    assert seen.fee is not None


@pytest.mark.parametrize("today", ["2005-01-01", "2019-06-30", "2023-12-31", "2030-01-01"])
@pytest.mark.parametrize("filing", FILINGS)
def test_the_rules_answer_on_any_day(filing, today):
    assert Seen(filing, {}, today).levels


def test_text_that_looks_like_a_day_is_text():
    assert Seen("plain", {"facts_story": "2026-02-30"}).blocks == set()
