"""A filing from hand-over to its case number, with every turn it may take."""

from __future__ import annotations

from tests.filing_backend.conftest import Stand

CASE_NO = "(2026)京0105民初1234号"


def test_a_plain_filing_is_accepted_and_gets_its_case_number(stand: Stand) -> None:
    number = stand.submitted()
    answer = stand.decide(number, decision="accept", case_no=CASE_NO)
    assert answer.status_code == 200, answer.text
    copy = answer.json()
    assert copy["status"] == "filed"
    assert copy["case_no"] == CASE_NO
    assert [step["status"] for step in copy["history"]] == [
        "received",
        "checked",
        "assembled",
        "submitted",
        "review_passed",
        "fee_due",
        "filed",
    ]
    stand.work()
    assert stand.bot.codes()[-1] == "filing_filed"
    assert stand.bot.notices[-1]["filing"] == stand.filing(number)
