"""One person on any two channels: joined in the middle of a question, parted again."""

from __future__ import annotations

import itertools
import re

import pytest

from tests.fakes.chat_stage import wechat_settings
from tests.fakes.talks import TALKS, opened
from tests.fakes.telegram_stage import telegram_stage

PAIRS = [*itertools.permutations(TALKS, 2)]
CODE = re.compile(r"口令是：(\w{8})")
NAME, NEXT = "姓名", "身份证号"


@pytest.fixture
async def ready(settings, database_url, clock, database):
    async with telegram_stage(wechat_settings(settings), database_url, clock, database) as found:
        yield found


async def begun(talk):
    """Who has agreed and is asked for their name; a code for another device."""
    await talk.begin()
    for words in ("同意", "民间借贷纠纷", "个人"):
        shown = await talk.say(words)
    assert NAME in shown
    found = CODE.search(await talk.say("换个设备"))
    assert found
    return found[1]


def moves(ready):
    return [
        (row.act, row.channel)
        for row in ready.rows("SELECT act, channel FROM bot.device_moves ORDER BY id")
    ]


@pytest.mark.parametrize(("first", "second"), PAIRS, ids=["-".join(each) for each in PAIRS])
async def test_question_goes_on_elsewhere_and_comes_back(ready, first, second):
    async with opened(ready, first) as one, opened(ready, second) as other:
        code = await begun(one)
        await other.begin()
        home = other.conversation()
        assert NAME in await other.say(code)
        assert other.conversation() == one.conversation()
        assert NEXT in await other.say("张伟")
        # The first one goes on where the second has come to.
        assert NEXT in (await one.say("再说一遍"))
        kept = ready.on.bot.turns.history(one.conversation(), 0)
        assert "张伟" in [each.text for each in kept]
        wire = {"terminal": "web"}.get(second, second)
        assert moves(ready) == [("joined", wire)]

        assert "退出了" in await other.say("退出共用")
        assert other.conversation() == home
        assert moves(ready)[1:] == [("left", wire)]
        await one.look()
        ready.on.tell(one.conversation(), "只给没退出的")
        await ready.work()
        assert "只给没退出的" in await one.look()
        assert "只给没退出的" not in await other.look() + await other.say("再说一遍")


@pytest.mark.parametrize("second", ["wechat", "telegram"])
async def test_what_was_on_its_way_when_a_device_left_is_not_sent_to_it(ready, second):
    async with opened(ready, "web") as one, opened(ready, second) as other:
        code = await begun(one)
        await other.begin()
        await other.say(code)
        # Queued for both, and not yet sent when one of them leaves.
        ready.on.tell(one.conversation(), "路上的消息")
        shown = await other.say("退出共用")
        assert "退出了" in shown
        tail = shown.partition("退出了")[2] + await other.look() + await other.say("再说一遍")
        assert "路上的消息" not in tail
        assert "路上的消息" in await one.look()
