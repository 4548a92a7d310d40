"""What is not the platform's, and what is but makes no sense: never a 500, never two answers."""

from __future__ import annotations

import asyncio
import io
import logging
from datetime import timedelta

import pytest
import sqlalchemy as sa
import structlog

from bot.sessions.updates import Updates
from infra.logs import configure_logs
from tests.bot.channels.telegram.test_conversation import begun
from tests.fakes.pictures import photo
from tests.fakes.telegram_platform import SECRET, SECRET_HEADER, TOKEN
from tests.fakes.telegram_stage import telegram_stage


async def next_message_is_answered(ready):
    person = ready.telegram.person(5_999_999_999)
    await person.say("您好")
    assert "您同意吗" in person.text()


def waiting(ready):
    return ready.rows("SELECT count(*) FROM bot.updates WHERE sealed_update IS NOT NULL")[0][0]


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x", SECRET[:-1], SECRET.upper(), "é"])
async def test_foreign_request_is_refused(ready, secret):
    update = ready.telegram.update(message=ready.telegram.person().message(text="您好"))
    headers = {SECRET_HEADER: secret.encode()} if secret else {}
    answer = await ready.on.http.post("/telegram", json=update, headers=headers)
    assert (answer.status_code, answer.text) == (403, "")
    assert not ready.rows("SELECT 1 FROM bot.updates")
    assert (await ready.on.http.get("/telegram")).status_code == 405
    await next_message_is_answered(ready)


@pytest.mark.parametrize(
    "tree",
    [
        None, [], "x", 7, {}, {"update_id": "7"}, {"update_id": True}, {"update_id": -1},
        {"update_id": 2**70}, {"update_id": 1, "message": []}, {"update_id": 1, "message": "x"},
        {"update_id": 1, "message": {}}, {"update_id": 1, "message": {"chat": 5}},
        {"update_id": 1, "message": {"message_id": 1, "date": "x", "chat": {"id": 5}}},
        {"update_id": 1, "callback_query": {"id": "1"}}, {"update_id": 1, "hologram": {"a": 1}},
        {"update_id": 1, "message": {"message_id": 1, "date": 1, "text": 5,
                                     "chat": {"id": "5", "type": "private"}}},
    ],
)  # fmt: skip
async def test_update_that_makes_no_sense_is_acknowledged_and_dropped(ready, tree):
    answer = await ready.post(tree)
    assert answer.status_code == 200
    await ready.work()
    assert waiting(ready) == 0
    await next_message_is_answered(ready)


@pytest.mark.parametrize("field", ["text", "caption", "document", "photo", "voice", "entities"])
@pytest.mark.parametrize("value", [5, None, [], {}, "x", [[]], {"file_id": 7}])
async def test_fields_of_the_wrong_kind_do_no_harm(ready, field, value):
    person = ready.telegram.person()
    await person.send(message=person.message(**{field: value}))
    assert set(ready.telegram.statuses) == {200}
    assert waiting(ready) == 0
    await next_message_is_answered(ready)


async def test_body_that_is_too_large_slow_or_no_json_is_refused(ready):
    headers = {SECRET_HEADER: SECRET}
    post = ready.on.http.post
    assert (await post("/telegram", content=b"{", headers=headers)).status_code == 200
    assert (await post("/telegram", content=b"\xff\xfe", headers=headers)).status_code == 200
    large = await post("/telegram", content=b"x" * 20_000_000, headers=headers)
    assert large.status_code == 413

    async def chunks():
        for _ in range(400):
            yield b"x" * 50_000

    assert (await post("/telegram", content=chunks(), headers=headers)).status_code == 413
    await next_message_is_answered(ready)


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_nothing_is_said_outside_a_persons_own_chat(ready, kind):
    person = ready.telegram.person()
    message = person.message(text="您好") | {"chat": {"id": -100, "type": kind, "title": "群"}}
    await person.send(message=message)
    press = person.press_of("o1.1.AAAAAAAAAAAAAAAA")
    press["message"]["chat"] = {"id": -100, "type": kind, "title": "群"}
    await person.send(callback_query=press)
    assert set(ready.telegram.statuses) == {200}
    assert person.screen == []
    assert not ready.rows("SELECT 1 FROM bot.channel_identities")


def taken_into_a_group(ready, old="left", new="member"):
    """The update that says so."""
    ready.telegram.groups[-100] = []
    bot = {"id": 7654321, "is_bot": True, "first_name": "立案通"}
    change = {"chat": {"id": -100, "type": "group", "title": "群"}, "date": 1_795_140_000}
    change |= {"from": ready.telegram.person().user}
    change |= {"old_chat_member": {"status": old, "user": bot, "until_date": 0}}
    change |= {"new_chat_member": {"status": new, "user": bot, "until_date": 0}}
    return ready.telegram.update(my_chat_member=change)


async def test_bot_that_is_taken_into_a_group_says_why_and_leaves_it(ready):
    update = taken_into_a_group(ready)
    await ready.telegram.push(update)
    await ready.telegram.push(update)
    await ready.work()
    said, left = ready.telegram.groups[-100]
    assert "私下给我发消息" in said
    assert left == "left"
    assert not ready.rows("SELECT 1 FROM bot.channel_identities")
    assert not ready.rows("SELECT 1 FROM bot.updates")


async def test_group_that_cannot_be_told_is_left_all_the_same(ready):
    ready.telegram.fail("sendMessage", "400:not enough rights to send text messages")
    await ready.telegram.push(taken_into_a_group(ready))
    await ready.work()
    assert ready.telegram.groups[-100] == ["left"]


async def test_bot_that_was_put_out_of_a_group_says_nothing(ready):
    await ready.telegram.push(taken_into_a_group(ready, old="member", new="kicked"))
    await ready.work()
    assert ready.telegram.groups[-100] == []


async def test_ten_copies_at_once_have_one_answer(ready):
    person = await begun(ready)
    seen = len(person.screen)
    update = ready.telegram.update(message=person.message(text="个人"))
    answers = await asyncio.gather(*(ready.post(update) for _ in range(10)))
    assert {each.status_code for each in answers} == {200}
    await ready.work()
    await ready.post(update)
    await ready.work()
    assert len(person.screen) == seen + 1
    history = ready.on.bot.turns.history(ready.conversation(), 0)
    assert [each.text for each in history].count("个人") == 1


async def test_messages_are_answered_in_their_order(ready):
    person = await begun(ready)
    words = ["个人", "张伟", "上一步", "李强", "再说一遍"]
    updates = [ready.telegram.update(message=person.message(text=each)) for each in words]
    # The last two overtake each other on the line.
    for update in (*updates[:3], updates[4], updates[3]):
        await ready.post(update)
    await ready.work()
    history = ready.on.bot.turns.history(ready.conversation(), 0)
    said = [each.text for each in history if each.sender == "person"]
    assert said[-5:] == words
    assert ready.telegram.most_under_way == 1


async def test_forty_people_at_once_are_answered_each_their_own(ready):
    people = [ready.telegram.person(6_000_000_000 + number) for number in range(40)]
    hello = [ready.telegram.update(message=each.message(text="/start")) for each in people]
    await asyncio.gather(*(ready.post(each) for each in hello))
    await ready.work()
    presses = []
    for person in people:
        shown, key = person.button("同意")
        press = person.press_of(key["callback_data"], shown.id)
        presses.append(ready.telegram.update(callback_query=press))
    await asyncio.gather(*(ready.post(each) for each in presses))
    await ready.work()
    for person in people:
        assert person.text().count("您同意吗") == 1
        assert person.text().count("您遇到了什么事") == 1
    assert ready.rows("SELECT count(*) FROM bot.conversations")[0][0] == 40
    assert ready.telegram.most_under_way == 1


@pytest.mark.parametrize(
    "data",
    [
        "", "x", "o1.1", "o1.1.", "o1.1.AAAAAAAAAAAAAAAA", "f1.1.AAAAAAAAAAAAAAAA", "yes", "同意",
        "o999999999.1.AAAAAAAAAAAAAAAA", "o-1.1.AAAAAAAAAAAAAAAA", "o１.1.AAAAAAAAAAAAAAAA",
        "' OR 1=1", "o1.1." + "A" * 59, "o1.1.AAAAAAAAAAAAAAA\n",
    ],
)  # fmt: skip
async def test_button_that_was_made_up_does_nothing(ready, data):
    person = ready.telegram.person()
    await person.say("/start")
    await person.press_data(data)
    assert "用不了了" in person.text()
    assert person.text().count("您遇到了什么事") == 0
    assert person.toasts == ["这个按钮已经用不了了"]
    await person.press("同意")
    assert "您遇到了什么事" in person.text()


async def test_mark_of_one_button_opens_no_other(ready):
    person = ready.telegram.person()
    await person.say("/start")
    data = person.button("不同意")[1]["callback_data"]
    head, _, mark = data.rpartition(".")
    for changed in (f"{head[:-1]}1.{mark}", f"o1{head[1:]}.{mark}", f"f{head[1:]}.{mark}"):
        await person.press_data(changed)
    assert person.toasts == ["这个按钮已经用不了了"] * 3
    assert "您遇到了什么事" not in person.text()


async def test_button_of_another_person_does_nothing(ready):
    one, other = ready.telegram.person(6_000_000_001), ready.telegram.person(6_000_000_002)
    await one.say("/start")
    await other.say("/start")
    data = one.button("同意")[1]["callback_data"]
    seen = len(other.screen)
    await other.press_data(data)
    assert "用不了了" in other.text(seen)
    assert "您遇到了什么事" not in one.text() + other.text()
    # A press that names another person's chat is nobody's.
    press = other.press_of(data)
    press["message"]["chat"] = one.chat
    before = len(one.screen), len(other.screen)
    await other.send(callback_query=press)
    assert (len(one.screen), len(other.screen)) == before


async def test_old_button_says_so_and_asks_the_question_that_stands(ready):
    person = await begun(ready)
    shown = await person.press("同意")
    assert "前面的问题" in shown[0].text
    assert "1. 个人" in [key["text"] for key in shown[-1].keys]
    assert ready.rows("SELECT count(*) FROM bot.drafts")[0][0] == 1


async def test_button_pressed_twice_moves_once(ready):
    person = ready.telegram.person()
    await person.say("/start")
    shown, key = person.button("同意")
    presses = [
        ready.telegram.update(callback_query=person.press_of(key["callback_data"], shown.id))
        for _ in range(2)
    ]
    await asyncio.gather(*(ready.post(each) for each in presses))
    await ready.work()
    history = ready.on.bot.turns.history(ready.conversation(), 0)
    asked = [each.asks for each in history if each.asks]
    assert asked == ["consent", "case_type", "case_type"]


async def test_button_outlives_a_restart(settings, database_url, clock, database):
    async with telegram_stage(settings, database_url, clock, database) as first:
        person = first.telegram.person()
        await person.say("/start")
    async with telegram_stage(settings, database_url, clock, database, first.telegram):
        await person.press("同意")
        assert "您遇到了什么事" in person.text()


async def test_update_taken_before_a_crash_is_answered_after_it(
    settings, database_url, clock, database
):
    async with telegram_stage(settings, database_url, clock, database) as first:
        person = first.telegram.person()
        update = first.telegram.update(message=person.message(text="/start"))
        assert (await first.post(update)).status_code == 200
    async with telegram_stage(settings, database_url, clock, database, first.telegram) as second:
        await second.work()
        await second.post(update)
        await second.work()
    assert person.text().count("您同意吗") == 1


async def test_update_that_could_not_be_stored_is_not_acknowledged(ready, monkeypatch):
    add, left = Updates.add, [1]

    def failing_once(*given):
        if left:
            left.pop()
            raise sa.exc.OperationalError("INSERT", {}, Exception("the database is away"))
        return add(*given)

    monkeypatch.setattr(Updates, "add", failing_once)
    person = ready.telegram.person()
    await person.say("/start")
    assert ready.telegram.statuses == [503, 200]
    assert person.text().count("您同意吗") == 1


async def test_update_whose_job_is_gone_is_answered_after_the_next_sweep(ready):
    person = ready.telegram.person()
    await ready.post(ready.telegram.update(message=person.message(text="/start")))
    gone = "DELETE FROM jobs.procrastinate_jobs WHERE task_name = :name RETURNING id"
    assert ready.rows(gone, name="bot.telegram_updates")
    await ready.work()
    assert person.screen == []
    ready.on.clock.advance(timedelta(minutes=31))
    sweep = next(each.run for each in ready.on.bot.tasks if each.name == "bot.telegram_sweep")
    await asyncio.to_thread(sweep)
    await ready.work()
    assert person.text().count("您同意吗") == 1


async def test_fault_of_ours_is_tried_again_then_said_and_the_next_is_answered(ready, monkeypatch):
    person = await begun(ready)
    faults = iter(range(3))
    turn = ready.on.bot.turns.turn

    def failing(inbound):
        if next(faults, None) is not None:
            raise RuntimeError("秘密")
        return turn(inbound)

    answering = next(
        each.run.__self__.answering
        for each in ready.on.bot.tasks
        if each.name == "bot.telegram_updates"
    )
    monkeypatch.setattr(answering._conversations, "turn", failing, raising=False)
    await person.say("个人")
    for _ in range(3):
        await ready.work()
    assert "姓名" in person.screen[-1].text
    assert "系统出了点问题" not in person.text()
    faults = iter(range(5))
    await person.say("张伟")
    await ready.post(ready.telegram.update(message=person.message(text="再说一遍")))
    for _ in range(6):
        await ready.work()
    assert person.text().count("系统出了点问题") == 1
    assert waiting(ready) == 0
    assert "姓名" in person.screen[-1].text


async def test_neither_token_nor_words_stand_in_a_log(ready, caplog, capfd):
    stream = io.StringIO()
    before = logging.getLogger().handlers[:], logging.getLogger().level
    configure_logs("debug", stream)
    logging.getLogger().addHandler(caplog.handler)
    try:
        person = ready.telegram.person(6_123_456_789)
        await person.say("秘密13912345678")
        ready.telegram.fail("sendMessage", "502", "401", "429:1", "400:nothing")
        await person.send_file(photo(), "秘密.pdf", caption="秘密13912345678")
        ready.telegram.fail("getFile", "404")
        await person.send_file(photo(), "秘密.pdf")
        await ready.post({"update_id": 1, "message": {"text": "秘密13912345678"}})
        for name in ("httpx", "httpcore.connection", "telegram.Bot"):
            logging.getLogger(name).warning("POST %s", f"https://x/bot{TOKEN}/getMe")
            logging.getLogger(name).warning("%d %s", TOKEN)
    finally:
        logging.getLogger().handlers, logging.getLogger().level = before
        structlog.reset_defaults()
    written = stream.getvalue() + caplog.text + "".join(capfd.readouterr())
    assert "telegram" in written
    for secret in (TOKEN, TOKEN.partition(":")[2], SECRET, "秘密", "13912345678", "6123456789"):
        assert secret not in written, secret
