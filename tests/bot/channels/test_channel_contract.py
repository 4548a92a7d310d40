"""The same small conversations over every channel: nothing that the bot says is lost on any.

A channel is a `Talk`: it sends words, takes an option, sends a photo, and gives what the person
then sees as plain text. A new channel adds its own to TALKS.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Protocol

import pytest

from bot.messages import Message, Sender
from tests.fakes.chat_stage import Stage, WebPerson, wechat_settings
from tests.fakes.pictures import photo
from tests.fakes.telegram_stage import TelegramStage, telegram_stage
from tests.fakes.wechat_platform import Person

TAG = re.compile(r"</?a[^>]*>")


class Talk(Protocol):
    """Somebody on one channel."""

    async def begin(self) -> str: ...

    async def say(self, text: str) -> str: ...

    async def choose(self, label: str) -> str: ...

    async def send_photo(self, content: bytes) -> str: ...

    def conversation(self) -> str: ...


class WebTalk:
    """Somebody at the web page."""

    def __init__(self, on: Stage) -> None:
        self._stage = on
        self._person: WebPerson | None = None

    @property
    def person(self) -> WebPerson:
        assert self._person is not None
        return self._person

    async def begin(self) -> str:
        self._person = await self._stage.web()
        return _web_text(self.person.messages)

    async def say(self, text: str) -> str:
        return _web_text((await self.person.say(text))["messages"])

    async def choose(self, label: str) -> str:
        offered = {
            option["label"]: option["id"]
            for message in self.person.messages
            for option in message["options"]
        }
        self.person.sent += 1
        body = {"id": f"option-{self.person.sent}", "option": offered[label]}
        answer = await self._stage.http.post(
            "/web/messages", json=body, headers=self.person.headers
        )
        self.person.messages += answer.json()["messages"]
        return _web_text(answer.json()["messages"])

    async def send_photo(self, content: bytes) -> str:
        answer = await self._stage.http.post(
            "/web/files",
            data={"id": "photo-1"},
            files={"file": ("photo.jpg", content, "image/jpeg")},
            headers=self.person.headers,
        )
        return _web_text(answer.json()["messages"])

    def conversation(self) -> str:
        (row,) = self._stage.rows("SELECT conversation_id FROM bot.web_sessions")
        return str(row[0])


class WeChatTalk:
    """Somebody with WeChat."""

    def __init__(self, on: Stage) -> None:
        self._stage = on
        self._person: Person = on.platform.person()

    async def begin(self) -> str:
        return await self._seen(self._person.event("subscribe"))

    async def say(self, text: str) -> str:
        return await self._seen(self._person.say(text))

    async def choose(self, label: str) -> str:
        return await self._seen(self._person.tap(label))

    async def send_photo(self, content: bytes) -> str:
        self._stage.platform.media["photo"] = (content, "image/jpeg")
        return await self._seen(self._person.send("image", {"MediaId": "photo", "PicUrl": ""}))

    def conversation(self) -> str:
        return self._stage.conversation()

    async def _seen(self, act: Any) -> str:
        seen = len(self._person.screen)
        await act
        await self._stage.work()
        return TAG.sub("", "\n".join(self._person.screen[seen:]))


class TelegramTalk:
    """Somebody with Telegram."""

    def __init__(self, on: TelegramStage) -> None:
        self._stage = on
        self._person = on.telegram.person()

    async def begin(self) -> str:
        return await self._seen(self._person.say("/start"))

    async def say(self, text: str) -> str:
        return await self._seen(self._person.say(text))

    async def choose(self, label: str) -> str:
        return await self._seen(self._person.press(label))

    async def send_photo(self, content: bytes) -> str:
        return await self._seen(self._person.send_file(content))

    def conversation(self) -> str:
        return self._stage.conversation()

    async def _seen(self, act: Any) -> str:
        seen = len(self._person.screen)
        await act
        return self._person.text(seen)


TALKS: dict[str, Callable[[TelegramStage], Talk]] = {
    "web": lambda ready: WebTalk(ready.on),
    "wechat": lambda ready: WeChatTalk(ready.on),
    "telegram": TelegramTalk,
}

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


def _web_text(messages: list[dict[str, Any]]) -> str:
    lines = []
    for message in messages:
        lines.append(message["text"])
        lines += [f"{n}. {option['label']}" for n, option in enumerate(message["options"], 1)]
    return "\n".join(lines)


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text.replace("<", "＜"))


def _parts(message: Message) -> list[str]:
    """All that a person must see of a message."""
    options = [f"{n}. {each.label}" for n, each in enumerate(message.options, 1)]
    return [*message.text.split("\n"), *options]


@pytest.fixture
async def ready(settings, database_url, clock, database):
    both = wechat_settings(settings)
    async with telegram_stage(both, database_url, clock, database) as found:
        yield found


@pytest.mark.parametrize("name", CONVERSATIONS)
@pytest.mark.parametrize("channel", TALKS)
async def test_everything_the_bot_says_is_seen_in_order(ready, channel, name):
    talk = TALKS[channel](ready)
    shown = await talk.begin()
    told = 0
    for words in ["", *CONVERSATIONS[name]]:
        if words == "*":
            shown = await talk.send_photo(photo())
        elif words.startswith("="):
            shown = await talk.choose(words[1:])
        elif words:
            shown = await talk.say(words)
        history = ready.on.bot.turns.history(talk.conversation(), told)
        told += len(history)
        place = 0
        for message in history:
            if message.sender is Sender.PERSON:
                continue
            for part in _parts(message):
                found = _flat(shown).find(_flat(part), place)
                assert found >= 0, f"{channel}: {part!r} is missing or out of order in {shown!r}"
                place = found + len(_flat(part))


async def test_the_bot_says_the_same_on_every_channel(ready):
    said = {}
    for channel, kind in TALKS.items():
        talk = kind(ready)
        await talk.begin()
        for words in CONVERSATIONS["straying"]:
            await talk.say(words)
        history = ready.on.bot.turns.history(talk.conversation(), 0)
        said[channel] = [each.text for each in history if each.sender is Sender.BOT]
    assert said["web"] == said["wechat"] == said["telegram"]
