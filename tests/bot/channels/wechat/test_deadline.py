"""An answer in time, always one, and never two."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.channels.wechat import Patience, transport
from bot.channels.wechat.incoming import incoming_of
from bot.sessions.replies import Replies
from tests.fakes.chat_stage import stage, wechat_settings
from tests.fakes.pictures import photo

PLATFORM_SECONDS = 5.0
"""Then it asks again. What the bot means to take is less; a busy machine adds to it."""


def test_what_the_bot_means_to_take_is_less_than_four_seconds():
    assert Patience().answer + Patience().keep < 4
    assert Patience().body < Patience().answer


async def settled(stage, count=1):
    """Wait until nothing is under way."""
    for _ in range(1500):
        await asyncio.sleep(0.02)
        rows = stage.rows("SELECT count(*) FROM bot.unfinished")
        if rows[0][0] == 0:
            return
    raise AssertionError("still under way")


def failing_once(stage, monkeypatch):
    """The next turn fails in a way that the conversation does not know."""
    turn, left = stage.bot.turns.turn, [1]

    def fails(inbound):
        if left:
            left.pop()
            stage.engine.gate.wait(20)
            raise RuntimeError("张三 13800138000")
        return turn(inbound)

    monkeypatch.setattr(stage.bot.turns, "turn", fails)


async def consenting(stage, openid="oPerson_1-x"):
    """Somebody who has been asked for consent, and has seen it, however late on a busy machine."""
    person = stage.platform.person(openid)
    await person.event("subscribe")
    if "您同意吗" not in person.screen[-1]:
        await ended()
        await stage.work()
    assert "您同意吗" in person.screen[-1]
    person.screen.clear()
    return person


async def ended():
    """Wait until this process works on no message any more."""
    while any(task.get_name().startswith("wechat") for task in asyncio.all_tasks()):
        await asyncio.sleep(0.02)


async def test_slow_turn_is_acknowledged_and_its_answer_pushed(hurried):
    person = await consenting(hurried)
    hurried.engine.gate.clear()
    shown = await person.say("同意")
    assert shown == ["收到了，正在处理。好了马上发给您；过一会儿没收到，请回复“继续”。"]
    hurried.engine.gate.set()
    await settled(hurried)
    await hurried.work()
    assert len(person.screen) == 2
    assert "您遇到了什么事" in person.screen[-1]
    await hurried.work()
    assert len(person.screen) == 2


async def test_platform_that_repeats_gets_the_stored_answer(wechat):
    person = await consenting(wechat)
    fields = {"MsgType": "text", "Content": "同意", "MsgId": wechat.platform.next_id()}
    xml = wechat.platform.xml(person, fields)
    answers = [await wechat.post(wechat.platform.sealed(xml)) for _ in range(3)]
    texts = {wechat.platform.opened(each.text, person) for each in answers}
    assert len(texts) == 1
    rows = wechat.rows("SELECT count(*) FROM bot.messages WHERE sender = 'person'")
    assert rows[0][0] == 1


async def test_repetition_after_a_late_answer_shows_it_and_nothing_is_pushed(hurried):
    person = await consenting(hurried)
    fields = {"MsgType": "text", "Content": "同意", "MsgId": hurried.platform.next_id()}
    xml = hurried.platform.xml(person, fields)
    hurried.engine.gate.clear()
    first = await hurried.post(hurried.platform.sealed(xml))
    assert "正在处理" in hurried.platform.opened(first.text, person)
    hurried.engine.gate.set()
    await settled(hurried)
    again = await hurried.post(hurried.platform.sealed(xml))
    assert "您遇到了什么事" in hurried.platform.opened(again.text, person)
    third = await hurried.post(hurried.platform.sealed(xml))
    assert "您遇到了什么事" in hurried.platform.opened(third.text, person)
    seen = len(person.screen)
    await hurried.work()
    assert len(person.screen) == seen


async def test_repetition_that_is_late_too_takes_no_answer_away(hurried):
    """What it does must not count what is about to be pushed for shown: nobody reads it."""
    person = await consenting(hurried)
    fields = {"MsgType": "text", "Content": "同意", "MsgId": hurried.platform.next_id()}
    callback = hurried.platform.sealed(hurried.platform.xml(person, fields))
    hurried.engine.gate.clear()
    answers = await asyncio.gather(*(hurried.post(callback) for _ in range(3)))
    shown = [hurried.platform.opened(each.text, person) for each in answers]
    assert all("正在处理" in each for each in shown)
    hurried.engine.gate.set()
    await ended()
    await hurried.work()
    assert "您遇到了什么事" in person.screen[-1]
    assert len(person.screen) == 1
    await hurried.work()
    assert len(person.screen) == 1


async def test_message_that_failed_and_could_not_be_kept_is_kept_later(hurried, monkeypatch):
    person = await consenting(hurried)
    failing_once(hurried, monkeypatch)
    leave, left = Replies.leave_unfinished, [1, 2]

    def fails_twice(*given):
        if left:
            left.pop()
            raise RuntimeError("the database is away")
        return leave(*given)

    monkeypatch.setattr(Replies, "leave_unfinished", fails_twice)
    hurried.engine.gate.clear()
    assert "正在处理" in (await person.say("同意"))[0]
    hurried.engine.gate.set()
    await ended()
    await hurried.work()
    await hurried.work()
    assert "您遇到了什么事" in person.screen[-1]
    assert not hurried.rows("SELECT 1 FROM bot.unfinished")


@pytest.mark.parametrize("table", ["channel_identities", "conversations", "channel_replies"])
async def test_locked_table_delays_the_answer_and_loses_nothing(hurried, table):
    person = await consenting(hurried)
    with hurried.database.transaction() as connection:
        connection.execute(sa.text(f"LOCK TABLE bot.{table} IN ACCESS EXCLUSIVE MODE"))
        shown, spent = await timed(person.say("同意"))
    assert "正在处理" in shown[0]
    assert spent < 4
    await ended()
    for _ in range(3):
        await hurried.work()
    assert "您遇到了什么事" in person.screen[-1]
    assert len(person.screen) == 2


async def test_message_that_was_left_unfinished_is_answered_by_a_job(hurried, monkeypatch):
    person = await consenting(hurried)
    failing_once(hurried, monkeypatch)
    hurried.engine.gate.clear()
    assert "正在处理" in (await person.say("同意"))[0]
    hurried.engine.gate.set()
    await ended()
    assert hurried.rows("SELECT count(*) FROM bot.unfinished")[0][0] == 1
    await hurried.work()
    await hurried.work()
    assert "您遇到了什么事" in person.screen[-1]
    assert not hurried.rows("SELECT 1 FROM bot.unfinished")
    seen = len(person.screen)
    await hurried.work()
    assert len(person.screen) == seen


async def test_ten_copies_at_once_are_one_message(wechat):
    person = wechat.platform.person()
    fields = {"MsgType": "text", "Content": "我想问问", "MsgId": wechat.platform.next_id()}
    xml = wechat.platform.xml(person, fields)
    answers = await asyncio.gather(*(wechat.post(wechat.platform.sealed(xml)) for _ in range(10)))
    assert len({wechat.platform.opened(each.text, person) for each in answers}) == 1
    assert wechat.rows("SELECT count(*) FROM bot.messages WHERE sender = 'person'")[0][0] == 1
    assert wechat.rows("SELECT count(*) FROM bot.channel_identities")[0][0] == 1


async def test_events_of_one_second_are_told_apart(wechat):
    person = await consenting(wechat)
    helped = await person.event("CLICK", "help")
    status = await person.event("CLICK", "status")
    assert helped != status
    seen = wechat.rows("SELECT count(*) FROM bot.channel_replies")[0][0]
    assert await person.event("CLICK", "help") == helped
    assert wechat.rows("SELECT count(*) FROM bot.channel_replies")[0][0] == seen


@pytest.mark.parametrize(
    "change",
    [
        {"FromUserName": "oOther"},
        {"CreateTime": "1795140001"},
        {"Event": "SCAN"},
        {"EventKey": "status"},
    ],
)
def test_events_are_told_apart_by_sender_time_event_and_key(change):
    event = {
        "FromUserName": "oPerson",
        "ToUserName": "gh_lian",
        "CreateTime": "1795140000",
        "MsgType": "event",
        "Event": "CLICK",
        "EventKey": "help",
    }
    assert incoming_of(event).platform_id == incoming_of(dict(event)).platform_id
    assert incoming_of(event | change).platform_id != incoming_of(event).platform_id


async def test_same_tap_a_second_later_is_another_one(wechat):
    person = await consenting(wechat)
    await person.event("CLICK", "help")
    seen = wechat.rows("SELECT count(*) FROM bot.channel_replies")[0][0]
    wechat.clock.advance(timedelta(seconds=1))
    await person.event("CLICK", "help")
    assert wechat.rows("SELECT count(*) FROM bot.channel_replies")[0][0] == seen + 1


async def test_more_than_can_be_worked_on_are_asked_to_come_again(
    settings, database_url, clock, database
):
    """It says that the words were not taken; whoever is being answered is not disturbed."""
    patience = Patience(answer=1.5, keep=0.3, under_way=2)
    async with stage(wechat_settings(settings), database_url, clock, database, patience) as ready:
        people = [await consenting(ready, f"oPerson{number}") for number in range(3)]
        ready.engine.gate.clear()
        for each in people[:2]:
            assert "正在处理" in (await each.say("同意"))[0]
        assert "没有记下来" in (await people[2].say("同意"))[0]
        ready.engine.gate.set()
        await ended()
        assert "您遇到了什么事" in (await people[2].say("同意"))[0]


async def test_forty_people_at_once_each_see_their_own(wechat):
    async def one(number):
        person = wechat.platform.person(f"oPerson{number}")
        await person.event("subscribe")
        await person.say(f"我叫甲{number}号，先说一句")
        return person.screen

    screens = await asyncio.gather(*(one(number) for number in range(40)))
    assert all(len(screen) == 2 for screen in screens)
    rows = wechat.rows("SELECT count(DISTINCT person_id), count(*) FROM bot.channel_identities")
    assert tuple(rows[0]) == (40, 40)
    for number, screen in enumerate(screens):
        others = [f"甲{each}号" for each in range(40) if each != number]
        assert not any(other in "\n".join(screen) for other in others)


async def test_fault_of_ours_is_said_and_the_next_message_is_answered(wechat, monkeypatch):
    person = await consenting(wechat)
    failing_once(wechat, monkeypatch)
    shown = await person.say("同意")
    assert "系统出了点问题" in shown[0]
    assert "13800138000" not in shown[0]
    assert "您遇到了什么事" in (await person.say("同意"))[0]


@pytest.mark.parametrize("path", ["media/get", "stable_token"])
async def test_media_that_hangs_holds_nobody_up(hurried, path):
    one, other = await consenting(hurried, "oOne"), await consenting(hurried, "oOther")
    hurried.platform.media["m"] = (photo(), "image/jpeg")
    hurried.platform.fail(path, "hang", "hang", "hang")
    slow = asyncio.ensure_future(one.send("image", {"MediaId": "m", "PicUrl": ""}))
    await asyncio.sleep(0.05)
    assert "您遇到了什么事" in (await other.say("同意"))[0]
    assert "正在处理" in (await slow)[0]


@pytest.mark.parametrize("times", [5])
async def test_messages_of_one_person_are_answered_in_their_order(wechat, times):
    person = await consenting(wechat)
    await person.say("同意")
    await person.say("民间借贷纠纷")
    words = [f"第{number}句" for number in range(times)]
    await asyncio.gather(*(person.say(each) for each in words))
    history = wechat.bot.turns.history(wechat.conversation(), 0)
    said = [each.text for each in history if each.text in words]
    assert said == words


@pytest.mark.slow
async def test_no_answer_takes_four_seconds_while_every_turn_hangs(
    settings, database_url, clock, database
):
    """The bot's own patience, thirty people at once, more than it has threads and connections."""
    async with stage(wechat_settings(settings), database_url, clock, database, Patience()) as ready:
        people = [await consenting(ready, f"oPerson{number}") for number in range(30)]
        ready.engine.gate.clear()

        async def timed(person):
            begun = time.monotonic()
            shown = await person.say("同意")
            return shown, time.monotonic() - begun

        answers = await asyncio.gather(*(timed(person) for person in people))
        ready.engine.gate.set()
        assert max(spent for _, spent in answers) < PLATFORM_SECONDS
        assert all("正在处理" in shown[0] for shown, _ in answers)
        await ended()
        await ready.work()
        assert all("您遇到了什么事" in person.screen[-1] for person in people)
        assert all(len(person.screen) == 2 for person in people)


async def timed(act):
    """What was shown, and after how long."""
    begun = time.monotonic()
    return await act, time.monotonic() - begun


@pytest.mark.slow
async def test_people_are_answered_while_more_turns_hang_than_may(
    settings, database_url, clock, database
):
    """The answer comes later then, but nobody waits longer than the platform does."""
    async with stage(wechat_settings(settings), database_url, clock, database, Patience()) as ready:
        stuck = [await consenting(ready, f"oStuck{number}") for number in range(8)]
        people = [await consenting(ready, f"oPerson{number}") for number in range(20)]
        waiting = hanging(ready, stuck)
        await asyncio.sleep(0.3)
        answers = await asyncio.gather(*(timed(each.say("同意")) for each in people))
        assert max(spent for _, spent in answers) < PLATFORM_SECONDS
        ready.engine.gate.set()
        await asyncio.gather(*waiting)
        await ended()
        await ready.work()
        assert all("您遇到了什么事" in person.screen[-1] for person in people)
        assert all("您同意吗" in person.screen[-1] for person in stuck)


async def test_people_are_answered_at_once_while_fewer_turns_hang(wechat):
    stuck = [await consenting(wechat, f"oStuck{number}") for number in range(Patience().turns - 1)]
    people = [await consenting(wechat, f"oPerson{number}") for number in range(10)]
    waiting = hanging(wechat, stuck)
    answers = await asyncio.gather(*(each.say("同意") for each in people))
    assert all("您遇到了什么事" in shown[0] for shown in answers)
    assert not any(each.done() for each in waiting)
    wechat.engine.gate.set()
    await asyncio.gather(*waiting)
    assert all("您同意吗" in person.screen[-1] for person in stuck)


def hanging(stage, people):
    """These people's turns hang until the gate is open."""
    stage.engine.hangs_on = "卡住"
    stage.engine.gate.clear()
    return [asyncio.ensure_future(each.say("卡住了")) for each in people]


async def test_backend_that_hangs_with_a_photo_holds_nobody_up(hurried):
    """OCR and the keeping of files are the backend's: no turn waits for them."""
    one, other = await consenting(hurried, "oOne"), await consenting(hurried, "oOther")
    hurried.platform.media["m"] = (photo(), "image/jpeg")
    hurried.backend.hangs = asyncio.Event()
    shown, spent = await timed(one.send("image", {"MediaId": "m", "PicUrl": ""}))
    assert "正在处理" in shown[0]
    assert spent < 4
    assert "您遇到了什么事" in (await other.say("同意"))[0]
    hurried.backend.hangs.set()
    await settled(hurried)
    await hurried.work()
    assert "您同意吗" in one.screen[-1]


async def test_photo_that_comes_drop_by_drop_is_given_up(wechat, monkeypatch):
    monkeypatch.setattr(transport, "LONGEST_SECONDS", 0.2)
    person = await consenting(wechat)
    wechat.platform.fail("media/get", "hang")
    wechat.platform.media["m"] = (photo(), "image/jpeg")
    shown, spent = await timed(person.send("image", {"MediaId": "m", "PicUrl": ""}))
    assert "存不上" in shown[0]
    assert spent < 2


async def test_photo_beyond_any_photo_is_not_read(wechat, monkeypatch):
    monkeypatch.setattr(transport, "LONGEST_ANSWER", 1000)
    person = await consenting(wechat)
    wechat.platform.media["m"] = (b"\xff\xd8" + b"x" * 5000, "image/jpeg")
    shown = await person.send("image", {"MediaId": "m", "PicUrl": ""})
    assert "存不上" in shown[0]
    assert not wechat.backend.received
