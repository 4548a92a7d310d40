"""A person who wants a human is seen by staff, and hears of them."""

from __future__ import annotations

import sqlalchemy as sa

from filing_backend.services.answer_call import close_call, write_to_caller
from tests.filing_backend.conftest import Stand

AT = "2026-11-20T02:00:00Z"
TEXT = "请带身份证到立案窗口"


def call(stand: Stand, call_id: str = "call-1", person: str = "person-1", at: str = AT):
    path = f"/api/v1/persons/{person}/calls"
    return stand.bot_calls("POST", path, json={"call_id": call_id, "at": at})


def waiting(stand: Stand) -> list[str]:
    return stand.transact(lambda desk: [each.id for each in desk.calls.open(limit=10)])


def say(stand: Stand, text: str = TEXT) -> None:
    stand.transact(lambda desk: write_to_caller(desk, "call-1", text, "staff:wang"))


def acts(stand: Stand) -> list[str]:
    return stand.transact(lambda desk: [each.act for each in desk.audit.of_object("call-1")])


def test_a_call_that_comes_twice_is_one(stand: Stand) -> None:
    answer = call(stand)
    assert answer.status_code == 200
    assert answer.json() == {"call_id": "call-1", "since": AT}
    assert call(stand).json() == answer.json()
    assert call(stand, "call-2").json() == answer.json()
    assert waiting(stand) == ["call-1"]
    assert acts(stand) == ["call.receive"]


def test_a_call_that_is_done_stays_done_however_late_it_is_repeated(stand: Stand) -> None:
    call(stand)
    stand.transact(lambda desk: close_call(desk, "call-1", "staff:wang"))
    assert call(stand).status_code == 200
    assert waiting(stand) == []
    call(stand, "call-2")
    assert waiting(stand) == ["call-2"]


def test_the_id_of_anothers_call_is_refused(stand: Stand) -> None:
    call(stand)
    answer = call(stand, person="person-2")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "call_not_found"
    assert waiting(stand) == ["call-1"]


def test_a_message_of_staff_reaches_the_bot_once(stand: Stand) -> None:
    call(stand)
    stand.bot.down = True
    say(stand)
    stand.work()
    assert stand.bot.notices == []
    stand.bot.down = False
    with stand.database.transaction() as connection:
        connection.execute(sa.text("UPDATE jobs.procrastinate_jobs SET scheduled_at = NULL"))
    stand.work()
    (message,) = stand.bot.notices
    assert (message["person_id"], message["text"]) == ("person-1", TEXT)
    stand.work()
    assert len(stand.bot.notices) == 1
    assert acts(stand) == ["call.receive", "call.write"]
    (found,) = stand.transact(lambda desk: desk.calls.open(limit=10))
    assert [each.text for each in found.messages] == [TEXT]
    assert found.messages[0].delivered_at is not None


def test_what_staff_write_is_encrypted_and_goes_with_the_person(stand: Stand) -> None:
    call(stand)
    say(stand)
    with stand.database.transaction() as connection:
        rows = connection.scalars(sa.text("SELECT x::text FROM filing.call_messages x"))
        dump = " ".join(rows)
        trail = " ".join(connection.scalars(sa.text("SELECT details::text FROM filing.audit")))
    assert TEXT not in dump + trail
    assert TEXT.encode().hex() not in dump
    stand.bot_calls("DELETE", "/api/v1/persons/person-1")
    assert waiting(stand) == []
    stand.work()
    assert stand.bot.notices == []
