"""The same small conversations over every channel: nothing that the bot says is lost on any."""

from __future__ import annotations

import pytest

from bot.messages import Sender
from tests.fakes.chat_stage import wechat_settings
from tests.fakes.pictures import photo
from tests.fakes.talks import TALKS, lost, opened
from tests.fakes.telegram_stage import telegram_stage

CONVERSATIONS: dict[str, list[str]] = {
    "consent by words": ["同意", "民间借贷纠纷", "1", "张伟"],
    "consent by option": ["=同意", "=民间借贷纠纷", "=个人"],
    "story first": ["李四借了我五万块钱不还，有借条", "同意", "民间借贷纠纷"],
    "straying": ["同意", "民间借贷纠纷", "为什么", "上一步", "你是律师吗", "再说一遍", "帮助"],
    "pausing": ["同意", "民间借贷纠纷", "明天再说", "继续"],
    "status": ["同意", "民间借贷纠纷", "我的案子怎么样了"],
    "a person": ["同意", "转人工", "你好", "继续"],
    "refusal": ["不同意", "为什么", "同意"],
    "photo too early": ["同意", "民间借贷纠纷", "*"],
    "several lines": ["同意", "民间借贷纠纷", "第一行\n第二行", "<b>&amp;]]>"],
}


@pytest.fixture
async def ready(settings, database_url, clock, database):
    both = wechat_settings(settings)
    async with telegram_stage(both, database_url, clock, database) as found:
        yield found


@pytest.mark.parametrize("name", CONVERSATIONS)
@pytest.mark.parametrize("channel", TALKS)
async def test_everything_the_bot_says_is_seen_in_order(ready, channel, name):
    async with opened(ready, channel) as talk:
        shown = await talk.begin()
        told = 0
        for words in ["", *CONVERSATIONS[name]]:
            if words == "*":
                shown = await talk.send_file(photo())
            elif words.startswith("="):
                shown = await talk.choose(words[1:])
            elif words:
                shown = await talk.say(words)
            history = ready.on.bot.turns.history(talk.conversation(), told)
            told += len(history)
            assert not lost(shown, history), shown


async def test_the_bot_says_the_same_on_every_channel(ready):
    said = {}
    for channel in TALKS:
        async with opened(ready, channel) as talk:
            await talk.begin()
            for words in CONVERSATIONS["straying"]:
                await talk.say(words)
            history = ready.on.bot.turns.history(talk.conversation(), 0)
        said[channel] = [each.text for each in history if each.sender is Sender.BOT]
    assert len({tuple(each) for each in said.values()}) == 1, said


@pytest.mark.parametrize("channel", TALKS)
async def test_what_comes_by_itself_is_seen(ready, channel):
    async with opened(ready, channel) as talk:
        await talk.begin()
        ready.on.tell(talk.conversation(), "法院来消息了")
        await ready.work()
        assert "法院来消息了" in await talk.look()
