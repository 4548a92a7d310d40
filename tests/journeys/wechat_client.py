"""The same client with WeChat in its hand: it speaks and sends there, and only reads on the web."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Sequence
from typing import Any

import httpx

from infra.clock import SystemClock
from tests.fakes.contract_client import Case, ContractClient
from tests.fakes.wechat_platform import Callback, FakePlatform, Person

__all__ = ["WeChatClient", "WeChatPlatform"]

CODE = re.compile(r"口令是：(\w{8})")
PICTURES = ("image/jpeg", "image/png")


class WeChatPlatform(FakePlatform):
    """A platform that reaches the bot over HTTP."""

    def __init__(self, address: str) -> None:
        super().__init__(SystemClock(), self._over_http)
        self._address = address

    async def _over_http(self, callback: Callback) -> httpx.Response:
        async with httpx.AsyncClient(timeout=30, trust_env=False) as http:
            return await http.post(
                f"{self._address}/wechat", params=callback.query, content=callback.body
            )


class WeChatClient(ContractClient):
    """Files go as photos in the chat, or through the page that the chat links to."""

    def __init__(self, http: httpx.Client, case: Case, platform: WeChatPlatform) -> None:
        super().__init__(http, case)
        self.person: Person = platform.person()
        self._used: set[str] = set()
        asyncio.run(self.person.event("subscribe"))
        shown = asyncio.run(self.person.say("换个设备"))
        found = CODE.search(shown[0])
        assert found, shown
        super().say(found[1])
        self.messages.clear()
        self.refresh()

    def say(self, text: str) -> list[dict[str, Any]]:
        return self._after(self.person.say(text))

    def choose(self, option: str) -> list[dict[str, Any]]:
        assert self.question is not None
        offered = self.question["options"]
        number = [each["id"] for each in offered].index(option) + 1
        label = offered[number - 1]["label"]
        if f">{label}</a>" in self.person.screen[-1]:
            return self._after(self.person.tap(label))
        return self._after(self.person.say(str(number)))

    def upload(
        self, files: Sequence[tuple[str, str, bytes]], material: str | None = None
    ) -> list[dict[str, Any]]:
        said: list[dict[str, Any]] = []
        page = "signature" if material is None else "upload"
        if material is not None and all(media in PICTURES for _, media, _ in files):
            for name, media, content in files:
                self.person.platform.media[name] = (content, media)
                fields = {"MediaId": name, "PicUrl": ""}
                said += self._after(self.person.send("image", fields))
            return said
        address = self._link(page)
        data = {"id": self._id()} | ({"material": material} if material else {})
        parts = [("file", (name, content, media)) for name, media, content in files]
        answer = self.http.post(address, data=data, files=parts)
        assert answer.status_code == httpx.codes.OK, answer.text
        self.sent += 1
        self.refresh()
        return said

    def _link(self, page: str, seconds: float = 60) -> str:
        """The newest link to a page, of this question; it may come a moment after the answer."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found = [link for link, _ in self.person.links() if f"/h/{page}/" in link]
            if found and found[-1] not in self._used:
                self._used.add(found[-1])
                return found[-1]
            time.sleep(0.1)
        raise AssertionError(f"no link to {page}: {self.person.screen[-4:]}")

    def _after(self, act: Any) -> list[dict[str, Any]]:
        asyncio.run(act)
        self.sent += 1
        last = max((message["n"] for message in self.messages), default=0)
        self.refresh()
        return [message for message in self.messages if message["n"] > last]
