"""No more than the platform takes: 30 messages a second in all, one a second to each chat."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta

import pytest

from bot.channels.telegram.errors import PlatformBusy
from bot.channels.telegram.pacing import PER_SECOND, Pacing
from bot.sessions.pace import Pace
from infra.database import Database
from tests.bot.channels.telegram.test_conversation import begun
from tests.bot.channels.telegram.test_pushing import attempts, filed
from tests.fakes import chat_stage
from tests.fakes.telegram_stage import telegram_stage

NO_WAIT = timedelta(0)
SLACK = 0.05
"""Seconds by which the clock of the database and the one here may differ over a test."""


class Watch:
    """A clock that goes on when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def pacing(database, watch):
    return Pacing(Pace(database, "telegram:1", PER_SECOND), watch.sleep, watch)


async def starts(pacing, watch, count, *, answer, chat="1"):
    """When each of so many messages to a chat may go."""
    found = []
    for _ in range(count):
        await pacing.wait(chat, answer=answer)
        found.append(watch.now - 1000.0)
    return found


async def test_pushes_to_one_chat_are_a_second_apart(pacing, watch):
    found = await starts(pacing, watch, 4, answer=False)
    assert found == pytest.approx([0, 1, 2, 3], abs=0.2)


async def test_answer_may_be_three_messages_at_once_and_no_more(pacing, watch):
    found = await starts(pacing, watch, 5, answer=True)
    assert found == pytest.approx([0, 0, 0, 1, 2], abs=0.2)


async def test_first_message_to_what_a_person_sends_never_waits(database, watch):
    pacing = Pacing(Pace(database, "telegram:1", 10_000), watch.sleep, watch)
    before = watch.now
    for _ in range(10):
        await pacing.wait("1", answer=True, first=True)
    assert watch.now - before < 0.5


async def test_chats_do_not_wait_for_each_other(pacing, watch):
    await starts(pacing, watch, 3, answer=False)
    before = watch.now
    await pacing.wait("2", answer=False)
    assert watch.now - before < 0.2


async def test_album_counts_as_its_pictures(pacing, watch):
    await pacing.wait("1", 10, answer=False)
    before = watch.now
    await pacing.wait("1", answer=False)
    assert watch.now - before == pytest.approx(10, abs=0.5)


def test_processes_share_the_pace_of_an_account(database, database_url):
    """Two pools stand for two processes: what they are given together is one row of moments."""
    with Database(database_url, pool_size=1) as other:
        paces = [Pace(each, "telegram:1", PER_SECOND) for each in (database, other)]
        begun_at = time.monotonic()
        waits = [paces[n % 2].take(1, timedelta(seconds=10)) for n in range(50)]
        spent = time.monotonic() - begun_at
    assert None not in waits
    moments = [wait for wait in waits if wait is not None]
    # No slot comes early; a busy machine may make it late.
    assert moments[-1] + spent >= 49 / PER_SECOND - SLACK
    assert Pace(database, "telegram:2", PER_SECOND).take(1, NO_WAIT) == 0


async def test_long_line_puts_pushes_off_before_answers(database, watch):
    pace = Pace(database, "telegram:1", PER_SECOND)
    pacing = Pacing(pace, watch.sleep, watch)
    pace.take(PER_SECOND * 5, timedelta(seconds=10))
    with pytest.raises(PlatformBusy) as busy:
        await pacing.wait("1", answer=False)
    assert busy.value.reason == "paced"
    await pacing.wait("1", answer=True)


async def test_push_that_is_put_off_is_sent_later_from_where_it_stood(ready):
    person = await begun(ready)
    (account,) = [row[0] for row in ready.rows("SELECT account FROM bot.platform_pace")]
    ready.rows(
        "UPDATE bot.platform_pace SET next_at = clock_timestamp() + interval '1 minute'"
        " RETURNING account"
    )
    await filed(ready)
    await ready.work()
    assert attempts(ready)[-1] == ("message", "failed", "paced")
    ready.rows("DELETE FROM bot.platform_pace WHERE account = :a RETURNING account", a=account)
    seen = len(person.screen)
    await ready.work()
    assert len(person.screen) == seen + 1


async def test_people_get_their_pushes_within_the_limits(
    settings, database_url, clock, database, monkeypatch
):
    """Ten people, three pushes each, over real time: none leaves before its slot."""
    async with telegram_stage(settings, database_url, clock, database) as ready:
        people = [ready.telegram.person(6_000_000_000 + n) for n in range(10)]
        for person in people:
            await person.say("/start")
        ready.rows("DELETE FROM bot.platform_pace RETURNING account")
    monkeypatch.setattr(chat_stage, "_no_sleep", asyncio.sleep)
    async with telegram_stage(settings, database_url, clock, database, ready.telegram) as again:
        rows = again.rows("SELECT conversation_id FROM bot.channel_identities")
        for row in rows:
            for text in ("一", "二", "三"):
                again.on.tell(row.conversation_id, text)
        times = times_of(again.telegram)
        begun_at = time.monotonic()
        await again.work()
    assert len(times) == 30
    for chat in {chat for chat, _ in times}:
        own = sorted(at - begun_at for each, at in times if each == chat)
        assert all(at >= place - SLACK for place, at in enumerate(own))
    moments = sorted(at - begun_at for _, at in times)
    assert all(at >= place / PER_SECOND - SLACK for place, at in enumerate(moments))


def times_of(telegram):
    """When the platform is sent what, from now on."""
    found = []
    act = telegram._sendMessage

    async def noting(form):
        found.append((form["chat_id"], time.monotonic()))
        return await act(form)

    telegram._sendMessage = noting
    return found
