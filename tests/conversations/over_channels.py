"""The conversation as people reach it: over a channel's own wire, and seen on its screen."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager

from bot.messages import Message, Sender
from infra.settings import Settings
from tests.conversations.stage import Driver, Heard, Stage
from tests.fakes.chat_stage import wechat_settings
from tests.fakes.talks import TALKS, lost
from tests.fakes.telegram_stage import telegram_stage

__all__ = ["NotHere", "over_channel"]

SENDING = ("bot.deliver", "bot.finish", "bot.telegram_updates")
BROKEN = b"bytes of bad"


class NotHere(Exception):
    """A step that a person cannot take on this channel, such as an option that is not shown."""


class OverChannel:
    """Somebody on a channel. Everything that the bot says must be seen, in its order."""

    def __init__(self, stage: Stage, settings: Settings, channel: str) -> None:
        self._stage = stage
        self._runner = asyncio.Runner()
        self._open = AsyncExitStack()
        both = wechat_settings(settings)
        ready = self._runner.run(
            self._open.enter_async_context(
                telegram_stage(both, stage.database.url, stage.clock, stage.database)
            )
        )
        # The backend is not there: only what sends is run.
        ready.on.only, ready.on.backend.broken = SENDING, BROKEN
        stage.pushes = ready.on.pushes
        self._talk = TALKS[channel](ready)
        self._channel = channel
        self._heard: dict[str, list[Heard]] = {}
        self._told = 0
        shown = self._runner.run(self._talk.begin())
        self.conversation_id = self._talk.conversation()
        self.first = self._seen(shown)

    def send(
        self,
        id: str,
        *,
        text: str | None = None,
        option: str | None = None,
        files: Sequence[str] = (),
        material: str | None = None,
    ) -> list[Heard]:
        if self._channel == "terminal" and text is not None and not text.strip():
            raise NotHere("an empty line is none")
        if text is not None:
            shown = self._runner.run(self._talk.say(text, id))
        elif option is not None:
            shown = self._runner.run(self._talk.choose(self._label(option), id))
        else:
            shown = ""
            for name in files:
                shown += self._runner.run(self._talk.send_file(b"bytes of " + name.encode(), name))
        self._heard[id] = self._seen(shown) or self._heard.get(id, [])
        return self._heard[id]

    def close(self) -> None:
        """Leave, and end the bot."""
        self._runner.run(self._talk.leave())
        self._runner.run(self._open.aclose())
        self._runner.close()

    def _label(self, option: str) -> str:
        said = [
            each
            for each in reversed(self._stage.history(self.conversation_id))
            if each.sender is not Sender.PERSON and (each.options or each.asks)
        ]
        # In a terminal a number answers what was asked last; buttons stay elsewhere.
        for message in said[:1] if self._channel == "terminal" else said:
            for each in message.options:
                if each.id == option:
                    return each.label
        raise NotHere(f"nobody can choose {option} here")

    def _seen(self, shown: str) -> list[Heard]:
        new = self._stage.history(self.conversation_id, self._told)
        self._told += len(new)
        missing = lost(shown, new)
        assert not missing, f"{missing!r} is not seen, or out of order, in {shown!r}"
        return [_heard(each) for each in new if each.sender is not Sender.PERSON]


def _heard(message: Message) -> Heard:
    return Heard(message.text, message.asks, tuple(each.id for each in message.options))


@contextmanager
def over_channel(stage: Stage, settings: Settings, channel: str) -> Iterator[Driver]:
    """Somebody on a channel, as long as the context lasts."""
    driver = OverChannel(stage, settings, channel)
    try:
        yield driver
    finally:
        driver.close()
