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
