"""The same client with Telegram in its hand: on the web it only reads."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import httpx

from tests.fakes.contract_client import Case, ContractClient
from tests.fakes.telegram_people import TelegramPerson
from tests.fakes.telegram_platform import SECRET, SECRET_HEADER, FakeTelegram

__all__ = ["TelegramClient", "reaches"]

CODE = re.compile(r"口令是：(\w{8})")
PICTURES = ("image/jpeg", "image/png")
PATIENCE_SECONDS = 60


def reaches(telegram: FakeTelegram, address: str) -> None:
    """Let the platform hand its updates to the bot over HTTP."""

    async def over_http(update: dict[str, Any]) -> httpx.Response:
        async with httpx.AsyncClient(timeout=30, trust_env=False) as http:
            headers = {SECRET_HEADER: SECRET}
            return await http.post(f"{address}/telegram", json=update, headers=headers)

    telegram.deliver = over_http


class TelegramClient(ContractClient):
    """Words, buttons, photos and documents go through the chat; nothing through a page."""

    def __init__(self, http: httpx.Client, case: Case, telegram: FakeTelegram) -> None:
        super().__init__(http, case)
        self.person: TelegramPerson = telegram.person()
        asyncio.run(self.person.say("/start"))
        self.until(lambda: self.person.screen)
        asyncio.run(self.person.say("换个设备"))
        found = self.until(lambda: CODE.search(self.person.text()))
        super().say(found[1])
        self.messages.clear()
        self.refresh()

    def until(self, ready: Callable[[], Any]) -> Any:
        """What `ready` gives, once it gives something."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (found := ready()):
            assert time.monotonic() < deadline, f"never came: {self.person.text()[-500:]}"
            time.sleep(0.05)
        return found

    def say(self, text: str) -> list[dict[str, Any]]:
        return self._after(self.person.say(text))

    def choose(self, option: str) -> list[dict[str, Any]]:
        """Press the option's button, which comes a moment after the question is stored."""
        assert self.question is not None
        offered = self.question["options"]
        place = [each["id"] for each in offered].index(option)
        label = f"{place + 1}. {offered[place]['label']}"
        last_lines = self.question["text"].split("\n\n")[-1]
        self.until(lambda: last_lines in self.person.text())
        return self._after(self.person.press(label))

    def upload(
        self, files: Sequence[tuple[str, str, bytes]], material: str | None = None
    ) -> list[dict[str, Any]]:
        """Photos as photos, everything else as documents."""
        said: list[dict[str, Any]] = []
        for name, media, content in files:
            as_photo = media in PICTURES
            said += self._after(self.person.send_file(content, "" if as_photo else name))
        return said

    def _after(self, act: Coroutine[Any, Any, Any]) -> list[dict[str, Any]]:
        last = max((message["n"] for message in self.messages), default=0)
        asyncio.run(act)
        self.sent += 1

        def answered() -> list[dict[str, Any]]:
            self.refresh()
            new = [message for message in self.messages if message["n"] > last]
            return new if any(message["from"] == "bot" for message in new) else []

        found: list[dict[str, Any]] = self.until(answered)
        return found
