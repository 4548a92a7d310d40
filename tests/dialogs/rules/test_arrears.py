"""Rent and fees by periods: each period's interest from its own day, never more than is due."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.answers import Answers
from dialogs.rules.arrears import Arrears

TODAY = date(2026, 11, 21)
RENT = Arrears("rent_month", "rent_due_claimed")
TOLD = {
    "rent_month": "5000",
    "rent_due_claimed": "10000",
    "owed_since": "2026-08-01",
    "pay_cycle": "month",
    "pay_time": "advance",
    "late_rate": "0.05",
    "interest_rate": "3.65",
    "late_standard": "每日0.05%",
    "claims_as_of": TODAY.isoformat(),
}


def answers(**changes: str | None) -> Answers:
    told = {key: value for key, value in {**TOLD, **changes}.items() if value is not None}
    return Answers(told, {})


def test_rent_paid_in_advance_is_late_from_the_second_day_of_each_month() -> None:
    found = RENT.penalty(answers(), None, TODAY)
    # 2 August: 111 days, 2 September: 80 days, 2.50 a day
    assert found is not None
    assert found.value == "477.50"
    assert len(found.workings) == 3
    assert found.workings[-1] == "合计477.50元"


def test_rent_paid_afterwards_is_late_when_the_month_is_over() -> None:
    found = RENT.penalty(answers(pay_time="arrears"), None, TODAY)
    # 1 September: 81 days, 1 October: 51 days
    assert found is not None
    assert found.value == "330"


def test_interest_counts_a_year_of_365_days() -> None:
    found = RENT.interest(answers(), None, TODAY)
    assert found is not None
    assert found.value == "95.50"  # 10,000 × 3.65 % ÷ 365 = 0.50 a day for each 5,000


def test_a_last_period_that_is_not_over_bears_nothing_yet() -> None:
    whole = answers(rent_due_claimed="20000", pay_time="arrears")
    three = answers(rent_due_claimed="15000", pay_time="arrears")
    assert RENT.penalty(whole, None, TODAY) == RENT.penalty(three, None, TODAY)
    base = RENT.base(whole, None, TODAY)
    assert base is not None
    assert base.value == "15000"


@pytest.mark.parametrize(
    "changes",
    [
        {"rent_due_claimed": "60000"},  # more than has fallen due
        {"pay_cycle": "once"},
        {"pay_time": None},
        {"rent_month": None},
        {"rent_month": "0"},
        {"owed_since": None},
    ],
)
def test_what_does_not_fit_the_periods_is_asked_instead(changes: dict[str, str | None]) -> None:
    assert RENT.penalty(answers(**changes), None, TODAY) is None
    assert RENT.detail(answers(**changes), None, TODAY) is None


def test_a_sum_the_person_changed_is_not_explained_as_computed() -> None:
    assert RENT.detail(answers(penalty_claimed="477.50"), None, TODAY) is not None
    assert RENT.detail(answers(penalty_claimed="500"), None, TODAY) is None


def test_how_it_goes_on_starts_where_the_computed_sum_ends() -> None:
    found = RENT.workings(answers(), None, TODAY)
    assert found is not None
    assert found.value == "以10,000元为基数，自2026年11月21日起按每日0.05%计算至实际清偿之日止"


@given(
    months=st.integers(1, 30),
    cycle=st.sampled_from(["month", "quarter", "half_year", "year"]),
    time=st.sampled_from(["advance", "arrears"]),
    since=st.dates(date(2023, 1, 1), date(2026, 11, 1)),
)
def test_never_more_than_all_of_it_from_the_first_day(
    months: int, cycle: str, time: str, since: date
) -> None:
    owed = Decimal(5000 * months)
    held = answers(
        rent_due_claimed=str(owed), pay_cycle=cycle, pay_time=time, owed_since=since.isoformat()
    )
    found = RENT.penalty(held, None, TODAY)
    if found is not None:
        most = owed * Decimal("0.0005") * (TODAY - since).days
        assert 0 < Decimal(found.value) <= most + Decimal("0.01") * months
