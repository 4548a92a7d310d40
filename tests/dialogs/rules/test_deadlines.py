"""Deadlines by the calendar: holidays, worked weekends, and what lies beyond the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.rules.deadlines import days_after, due, months_after
from dialogs.rules.limitation import Interruption, limitation, surety_period_end
from dialogs.rules.timetable import Act, deadline_of


def test_the_first_day_is_not_counted():
    assert days_after(date(2026, 11, 2), 7).on == date(2026, 11, 9)


def test_a_last_day_in_the_national_holiday_moves_behind_it():
    assert days_after(date(2026, 9, 25), 7).on == date(2026, 10, 8)


def test_a_last_day_on_a_weekend_moves_to_monday():
    assert days_after(date(2026, 11, 7), 7).on == date(2026, 11, 16)


def test_a_worked_weekend_is_a_working_day():
    worked = date(2026, 10, 10)  # a Saturday worked for the national holiday
    assert days_after(date(2026, 10, 3), 7).on == worked


def test_beyond_the_published_calendar_the_day_is_not_certain():
    found = days_after(date(2026, 12, 28), 7)
    assert found.on == date(2027, 1, 4)
    assert not found.certain


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("filing_review", date(2026, 11, 2), date(2026, 11, 9)),
        ("fee_payment", date(2026, 11, 2), date(2026, 11, 9)),
        ("ruling_appeal", date(2026, 11, 2), date(2026, 11, 12)),
        ("labor_suit", date(2026, 11, 2), date(2026, 11, 17)),
        ("suit_after_preservation", date(2026, 10, 10), date(2026, 11, 9)),
    ],
)
def test_periods_of_law_by_name(name, start, end):
    assert due(name, start).on == end


def test_months_end_on_the_same_day_or_the_months_last():
    assert months_after(date(2026, 8, 31), 1).counted == date(2026, 9, 30)


@pytest.mark.parametrize("act", list(Act))
def test_every_act_sets_a_deadline_with_its_source(act):
    found = deadline_of(act, date(2026, 11, 2))
    assert found.deadline.on > date(2026, 11, 2)
    assert found.sources
    assert found.who in ("court", "person", "defendant", "legal_aid", "justice")


@pytest.mark.parametrize(
    ("act", "start", "end"),
    [
        (Act.DEFENDANT_TOLD, date(2026, 11, 2), date(2026, 11, 5)),
        (Act.MEDIATION_ONLINE, date(2026, 11, 5), date(2026, 11, 10)),
        (Act.MEDIATOR_ASKED_FOR, date(2026, 11, 5), date(2026, 11, 9)),
        (Act.TO_ORDINARY_PROCEDURE, date(2026, 11, 2), date(2026, 11, 9)),
        (Act.FEE_REFUNDED, date(2026, 11, 2), date(2026, 11, 17)),
        (Act.AWARD_SET_ASIDE, date(2026, 11, 2), date(2026, 11, 17)),
        (Act.FINAL_AWARD_RECEIVED, date(2026, 10, 9), date(2026, 11, 9)),
        (Act.LEGAL_AID_APPLIED, date(2026, 11, 2), date(2026, 11, 9)),
        (Act.LEGAL_AID_GRANTED, date(2026, 11, 2), date(2026, 11, 5)),
        (Act.LEGAL_AID_OBJECTED, date(2026, 11, 2), date(2026, 11, 9)),
        (Act.HINDRANCE_GONE, date(2026, 11, 2), date(2026, 11, 12)),
        (Act.COMPLAINED, date(2026, 11, 2), date(2026, 11, 17)),
        (Act.MEDIATION_ORDINARY, date(2026, 11, 2), date(2026, 11, 17)),
        (Act.MEDIATION_SUMMARY, date(2026, 11, 2), date(2026, 11, 9)),
    ],
)
def test_each_act_gives_its_days(act, start, end):
    assert deadline_of(act, start).deadline.on == end


TODAY = date(2026, 11, 21)


def test_an_interruption_in_time_starts_three_years_anew():
    found = limitation(date(2022, 1, 1), [Interruption(date(2024, 6, 1), "demands[0]")], TODAY)
    assert found.last_day == date(2027, 6, 1)


def test_interruptions_form_a_chain_that_must_not_break():
    events = [Interruption(date(2018, 1, 1), "a"), Interruption(date(2024, 6, 1), "b")]
    found = limitation(date(2016, 1, 1), events, TODAY)
    assert found.last_day == date(2021, 1, 1)
    assert found.lost == (events[1],)


def test_twenty_years_are_the_end_of_it():
    events = [Interruption(date(year, 6, 1), "a") for year in range(2002, 2026, 2)]
    assert limitation(date(2001, 1, 1), events, TODAY).last_day == date(2021, 1, 1)


def test_a_surety_period_agreed_before_the_due_day_counts_as_none():
    due_on = date(2026, 1, 31)
    assert surety_period_end(due_on, date(2026, 1, 31)) == date(2026, 7, 31)
    assert surety_period_end(due_on, date(2028, 1, 31)) == date(2028, 1, 31)
    assert surety_period_end(due_on, None) == date(2026, 7, 31)
