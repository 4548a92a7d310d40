"""The person takes the application back, whenever that happens to be."""

from __future__ import annotations

import sqlalchemy as sa

from filing_backend.courts.sandbox import Behaviour
from tests.filing_backend.conftest import Stand

CASE_NO = "(2026)京0105民初1234号"


def withdraw(stand: Stand, number: str):
    return stand.bot_calls("POST", f"/api/v1/filings/{number}/withdrawal")


def test_before_anything_was_sent_the_court_hears_nothing(stand: Stand) -> None:
    number = stand.hand_over()
    answer = withdraw(stand, number)
    assert answer.json()["withdrawal_asked"] is True
    stand.work()
    assert stand.status(number) == "withdrawn"
    assert stand.court.cases() == []
    assert stand.bot.codes()[-1] == "filing_withdrawn"


def test_under_review_the_court_closes_the_case(stand: Stand) -> None:
    number = stand.submitted()
    withdraw(stand, number)
    assert withdraw(stand, number).status_code == 200
    stand.work()
    assert stand.status(number) == "withdrawn"
    assert [case.state for case in stand.court.cases()] == ["withdrawn"]
    assert withdraw(stand, number).json()["status"] == "withdrawn"


def test_when_the_courts_answer_was_lost_the_case_is_found_and_closed(stand: Stand) -> None:
    stand.court.behave(Behaviour(lose_answers=1))
    number = stand.hand_over()
    stand.work()
    withdraw(stand, number)
    with stand.database.transaction() as connection:
        connection.execute(sa.text("UPDATE jobs.procrastinate_jobs SET scheduled_at = now()"))
    stand.work()
    assert stand.status(number) == "withdrawn"
    assert [case.state for case in stand.court.cases()] == ["withdrawn"]


def test_a_court_that_was_quicker_wins(stand: Stand) -> None:
    number = stand.submitted()
    withdraw(stand, number)
    stand.decide(number, decision="accept", case_no=CASE_NO)
    stand.work()
    copy = stand.filing(number)
    assert (copy["status"], copy["withdrawal_asked"]) == ("filed", False)


def test_a_filed_case_is_not_withdrawn_here(stand: Stand) -> None:
    number = stand.submitted()
    stand.decide(number, decision="accept", case_no=CASE_NO)
    answer = withdraw(stand, number)
    assert answer.status_code == 409
    assert answer.json()["error"]["values"] == {"status": "filed"}
