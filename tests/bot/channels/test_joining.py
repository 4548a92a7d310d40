"""One person on several devices: a code joins them, a word parts them, both are kept."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

import pytest

from bot.sessions.devices import Devices
from tests.fakes.chat_stage import stage, wechat_settings


@pytest.fixture
async def both(settings, database_url, clock, database):
    async with stage(wechat_settings(settings), database_url, clock, database) as ready:
        yield ready


def code_in(text):
    found = re.search(r"口令是：(\w{8})", text)
    assert found, text
    return found[1]


async def begun_on_the_web(stage):
    web = await stage.web()
    await web.say("同意")
    await web.say("民间借贷纠纷")
    await web.say("个人")
    return web


async def begun_on_wechat(stage, openid="oPerson_1-x"):
    person = stage.platform.person(openid)
    await person.event("subscribe")
    await person.say("同意")
    await person.say("民间借贷纠纷")
    return person


def asked(message):
    """The last paragraph of a question."""
    return message["text"].split("\n\n")[-1]


async def test_draft_begun_on_the_web_goes_on_at_the_same_question_in_wechat(both):
    web = await begun_on_the_web(both)
    question = asked(web.messages[-1])
    answer = await web.say("换个设备")
    assert "10分钟" in answer["messages"][0]["text"]
    person = both.platform.person()
    await person.event("subscribe")
    shown = await person.say(f" {code_in(answer['messages'][0]['text']).lower()} ")
    assert "接上了" in shown[0]
    assert question.splitlines()[0] in shown[0]
    after = await person.say("张伟")
    history = await web.history()
    assert [each["text"] for each in history if each["from"] == "person"][-1] == "张伟"
    assert asked(history[-1]).splitlines()[0] in after[0]
    again = await web.say("上一步")
    assert "姓名" in again["messages"][-1]["text"] or again["messages"]


async def test_draft_begun_in_wechat_goes_on_on_the_web(both):
    person = await begun_on_wechat(both)
    code = code_in((await person.say("换个设备"))[0])
    web = await both.web()
    answer = await web.say(code, message_id="join-1")
    assert answer["moved"] is True
    assert "接上了" in answer["messages"][0]["text"]
    again = await web.say(code, message_id="join-1")
    assert again["messages"] == answer["messages"] or again["moved"] is True
    history = await web.history()
    assert any("民间借贷" in each["text"] for each in history)
    rows = both.rows("SELECT DISTINCT person_id FROM bot.channel_identities")
    moved = both.rows("SELECT act, channel, to_person_id FROM bot.device_moves")
    assert [tuple(each) for each in moved] == [("joined", "web", rows[0][0])]


@pytest.mark.parametrize(
    "words", ["手机屏幕太小我想到家里电脑上接着填", "能不能挪到我闺女手机上继续填后面的"]
)
async def test_code_is_given_whatever_the_words_for_it(both, words):
    web = await begun_on_the_web(both)
    assert code_in((await web.say(words))["messages"][0]["text"])


async def test_code_is_good_once_and_for_ten_minutes(both):
    web = await begun_on_the_web(both)
    first = code_in((await web.say("换个设备"))["messages"][0]["text"])
    second = code_in((await web.say("换手机"))["messages"][0]["text"])
    one, other = both.platform.person("oOne"), both.platform.person("oOther")
    await one.event("subscribe")
    await other.event("subscribe")
    assert "不对" in (await one.say(first))[0]
    assert "接上了" in (await one.say(second))[0]
    assert "不对" in (await other.say(second))[0]
    late = code_in((await web.say("换个设备"))["messages"][0]["text"])
    both.clock.advance(timedelta(minutes=10, seconds=1))
    assert "不对" in (await other.say(late))[0]


async def test_guessing_is_stopped(both):
    web = await begun_on_the_web(both)
    person = both.platform.person()
    await person.event("subscribe")
    for number in range(2, 7):
        assert "不对" in (await person.say(f"{number}A3B4C5D"))[0]
    good = code_in((await web.say("换个设备"))["messages"][0]["text"])
    assert "太多" in (await person.say(good))[0]
    both.clock.advance(timedelta(minutes=11))
    fresh = code_in((await web.say("换个设备"))["messages"][0]["text"])
    assert "接上了" in (await person.say(fresh))[0]


async def test_codes_are_not_given_without_end(both):
    web = await begun_on_the_web(both)
    texts = [(await web.say("换个设备"))["messages"][0]["text"] for _ in range(7)]
    assert sum("口令是" in each for each in texts) == 6
    assert "要得太多" in texts[-1]


async def test_ten_people_with_one_code_are_one(both):
    web = await begun_on_the_web(both)
    code = code_in((await web.say("换个设备"))["messages"][0]["text"])
    people = [both.platform.person(f"oPerson{number}") for number in range(10)]
    await asyncio.gather(*(each.event("subscribe") for each in people))
    shown = await asyncio.gather(*(each.say(code) for each in people))
    assert sum("接上了" in each[0] for each in shown) == 1
    assert both.rows("SELECT count(*) FROM bot.device_moves")[0][0] == 1


async def test_leaving_leads_back_and_shows_nothing_of_the_other(both):
    web = await begun_on_the_web(both)
    await web.say("赵某某")
    person = await begun_on_wechat(both)
    own = both.conversation()
    code = code_in((await web.say("换个设备"))["messages"][0]["text"])
    await person.say(code)
    assert both.conversation() != own
    shown = await person.say("退出共用")
    assert "退出了" in shown[0]
    assert both.conversation() == own
    seen = len(person.screen)
    await both.work()
    await person.say("再说一遍")
    assert "赵某某" not in "".join(person.screen[seen:])
    acts = [row[0] for row in both.rows("SELECT act FROM bot.device_moves ORDER BY id")]
    assert acts == ["joined", "left"]
    assert "不用退出" in (await person.say("退出共用"))[0]


async def test_deleting_is_told_on_the_chat_and_then_the_account_is_forgotten(both):
    person = await begun_on_wechat(both)
    await person.say("删除我的信息")
    await person.say("删除")
    await both.work()
    await both.work()
    assert "删" in person.screen[-1]
    assert both.rows("SELECT count(*) FROM bot.channel_identities")[0][0] == 0
    assert both.rows("SELECT count(*) FROM bot.channel_replies")[0][0] == 0
    assert "您同意吗" in (await person.say("您好"))[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2A3B4C5D", "2A3B4C5D"),
        ("2a3b 4c5d", "2A3B4C5D"),
        ("２Ａ３Ｂ４Ｃ５Ｄ", "2A3B4C5D"),
        ("2A-3B-4C-5D", "2A3B4C5D"),
        ("HT202401", None),
        ("A2B3C4D5", None),
        ("我的口令2A3B4C5D", None),
        ("110105199003071234", None),
        ("", None),
        ("2A3B4C5D" * 2, None),
    ],
)
def test_code_is_told_from_everything_else(text, code):
    assert Devices.code_in(text) == code
