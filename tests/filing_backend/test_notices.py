"""Every change reaches the bot, in order, whatever the bot is doing just then."""

from __future__ import annotations

import sqlalchemy as sa

from dialogs.schema.responses import Responses
from filing_backend.contracts.filings import Notice
from filing_backend.contracts.statuses import NoticeCode
from filing_backend.persistence.tables import notices
from tests.filing_backend.conftest import Stand


def test_notices_come_in_the_order_of_events(stand: Stand) -> None:
    stand.submitted()
    assert stand.bot.codes() == [
        "filing_received",
        "filing_assembled",
        "filing_submitted",
    ]
    lengths = [len(notice["filing"]["history"]) for notice in stand.bot.notices]
    assert lengths == sorted(lengths)


def test_a_bot_that_was_down_gets_them_all_in_order(stand: Stand) -> None:
    stand.bot.down = True
    stand.submitted()
    assert stand.bot.notices == []
    stand.bot.down = False
    for _ in range(3):
        with stand.database.transaction() as connection:
            connection.execute(sa.text("UPDATE jobs.procrastinate_jobs SET scheduled_at = now()"))
        stand.work()
    assert stand.bot.codes() == ["filing_received", "filing_assembled", "filing_submitted"]
    with stand.database.transaction() as connection:
        waiting = sa.select(sa.func.count()).where(notices.c.delivered_at.is_(None))
        assert connection.execute(waiting).scalar_one() == 0


def test_every_notice_has_a_sentence_that_its_values_fill(stand: Stand) -> None:
    number = stand.submitted()
    items = [{"element": "court", "reason": "不对"}]
    stand.decide(number, decision="return", items=items)
    other = stand.submitted(key="key-00000002", draft_id="draft-2")
    stand.decide(other, decision="accept")
    path = f"/api/v1/clerk/filings/{other}/registration"
    stand.clerk_calls("POST", path, json={"case_no": "(2026)京0105民初1号"})
    third = stand.submitted(key="key-00000003", draft_id="draft-3")
    stand.decide(third, decision="refuse", reason="不对")
    stand.work()
    responses = Responses.load()
    seen = set()
    for raw in stand.bot.notices:
        notice = Notice.model_validate(raw)
        seen.add(notice.code)
        assert responses.say("notices", notice.code, **notice.values)
    assert {NoticeCode.RETURNED, NoticeCode.FEE_DUE, NoticeCode.FILED, NoticeCode.REFUSED} <= seen
    assert {code.value for code in NoticeCode} <= responses.codes("notices")
