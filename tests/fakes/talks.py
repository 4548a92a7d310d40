"""Somebody on each channel, all in the same words: what they do, and what they then see as text.

A new channel adds its own to TALKS; the contract of channels and every dialogue run over all.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import queue
import re
import tempfile
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Protocol

import httpx

from bot.channels.terminal import ChatClient, Terminal
from bot.channels.terminal.screen import Screen
from bot.messages import Message, Sender
from dialogs.schema.responses import Responses
from tests.fakes.chat_stage import BASE_URL, Stage, WebPerson
from tests.fakes.telegram_stage import TelegramStage
from tests.fakes.wechat_platform import Person

__all__ = ["TALKS", "Talk", "lost", "opened"]

TAG = re.compile(r"</?a[^>]*>")
PROMPT_SECONDS = 20


class Talk(Protocol):
    """Somebody on one channel. Every act gives what was seen since the one before.

    id: of a message that is sent more than once.
    """

    async def begin(self) -> str: ...

    async def say(self, text: str, id: str = "") -> str: ...

    async def choose(self, label: str, id: str = "") -> str: ...

    async def send_file(self, content: bytes, name: str = "") -> str: ...

    async def look(self) -> str: ...

    async def leave(self) -> None: ...

    def conversation(self) -> str: ...


class WebTalk:
    """Somebody at the web page."""

    def __init__(self, ready: TelegramStage) -> None:
        self._stage = ready.on
        self._person: WebPerson | None = None
        self._last = 0

    @property
    def person(self) -> WebPerson:
        assert self._person is not None
        return self._person

    async def begin(self) -> str:
        self._person = await self._stage.web()
        return await self.look()

    async def say(self, text: str, id: str = "") -> str:
        answer = await self.person.say(text, id)
        if not answer.get("moved"):
            return await self.look()
        # Another conversation is shown from now on: its messages are counted anew.
        self._last = 0
        await self.look()
        return _web_text(answer["messages"])

    async def choose(self, label: str, id: str = "") -> str:
        offered = {
            option["label"]: option["id"]
            for message in self.person.messages
            for option in message["options"]
        }
        self.person.sent += 1
        body = {"id": id or f"option-{self.person.sent}", "option": offered[label]}
        answer = await self._stage.http.post(
            "/web/messages", json=body, headers=self.person.headers
        )
        self.person.messages += answer.json()["messages"]
        return await self.look()

    async def send_file(self, content: bytes, name: str = "") -> str:
        self.person.sent += 1
        answer = await self._stage.http.post(
            "/web/files",
            data={"id": f"file-{self.person.sent}"},
            files={"file": (name or "photo.jpg", content, "image/jpeg")},
            headers=self.person.headers,
        )
        self.person.messages += answer.json()["messages"]
        return await self.look()

    async def look(self) -> str:
        messages = [each for each in await self.person.history() if each["n"] > self._last]
        self._last = max((each["n"] for each in messages), default=self._last)
        return _web_text([each for each in messages if each["from"] != "person"])

    async def leave(self) -> None:
        return None

    def conversation(self) -> str:
        return _of_token(self._stage, self.person.token)


class WeChatTalk:
    """Somebody with WeChat."""

    def __init__(self, ready: TelegramStage, openid: str = "oPerson_1-x") -> None:
        self._stage = ready.on
        self._openid = openid
        self._person: Person = self._stage.platform.person(openid)
        self._seen = 0
        self._numbers: dict[str, str] = {}

    async def begin(self) -> str:
        return await self._after(self._person.event("subscribe"))

    async def say(self, text: str, id: str = "") -> str:
        return await self._after(self._person.send("text", {"Content": text}, self._number(id)))

    async def choose(self, label: str, id: str = "") -> str:
        tap = self._person.tapped(label)
        return await self._after(self._person.send("text", tap, self._number(id)))

    async def send_file(self, content: bytes, name: str = "") -> str:
        """A photo in the chat; anything else goes by the page that the chat links to."""
        if not name or name.endswith(".jpg") or name.endswith(".png"):
            media = self._stage.platform.next_id()
            self._stage.platform.media[media] = (content, "image/jpeg")
            fields = {"MediaId": media, "PicUrl": ""}
            return await self._after(self._person.send("image", fields))
        seen = await self._after(self._person.send("file", {"Title": name, "FileKey": "k"}))
        address = next(link for link, _ in reversed(self._person.links()) if "/h/upload/" in link)
        body = {"file": (name, content, "application/pdf")}
        page = self._stage.http.post(address, data={"id": f"page-{len(seen)}"}, files=body)
        assert (await page).status_code == httpx.codes.OK
        return seen + await self.look()

    async def look(self) -> str:
        return await self._after(asyncio.sleep(0))

    async def leave(self) -> None:
        return None

    def conversation(self) -> str:
        return _of_account(self._stage, "wechat", self._openid)

    def _number(self, id: str) -> str:
        return self._numbers.setdefault(id, self._stage.platform.next_id()) if id else ""

    async def _after(self, act: Awaitable[Any]) -> str:
        await act
        await self._stage.work()
        new = self._person.screen[self._seen :]
        self._seen = len(self._person.screen)
        return TAG.sub("", "\n".join(new))


class TelegramTalk:
    """Somebody with Telegram."""

    def __init__(self, ready: TelegramStage, number: int = 5_000_000_001) -> None:
        self._stage = ready
        self._number = number
        self._person = ready.telegram.person(number)
        self._seen = 0
        self._updates: dict[str, dict[str, Any]] = {}

    async def begin(self) -> str:
        return await self._after(self._person.say("/start"))

    async def say(self, text: str, id: str = "") -> str:
        fresh = self._stage.telegram.update(message=self._person.message(text=text))
        update = self._updates.setdefault(id, fresh) if id else fresh
        return await self._after(self._stage.telegram.push(update))

    async def choose(self, label: str, id: str = "") -> str:
        seen = await self._after(self._person.press(label))
        keys = self._person.button(label)[0].keys
        ticked = any(key["text"].startswith("✓") and label in key["text"] for key in keys)
        return seen + await self._after(self._person.press("好了")) if ticked else seen

    async def send_file(self, content: bytes, name: str = "") -> str:
        photo = not name or name.endswith((".jpg", ".png"))
        return await self._after(self._person.send_file(content, "" if photo else name))

    async def look(self) -> str:
        return await self._after(asyncio.sleep(0))

    async def leave(self) -> None:
        return None

    def conversation(self) -> str:
        return _of_account(self._stage.on, "telegram", str(self._number))

    async def _after(self, act: Awaitable[Any]) -> str:
        await act
        await self._stage.work()
        text = self._person.text(self._seen)
        self._seen = len(self._person.screen)
        return text


class TerminalTalk:
    """Somebody at a terminal: the channel's own loop, client and screen, in a thread."""

    def __init__(self, ready: TelegramStage) -> None:
        self._stage = ready.on
        self._app = ready.on.bot.app
        self._folder = tempfile.TemporaryDirectory(prefix="lian-terminal-")
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._asked: queue.Queue[None] = queue.Queue()
        self._shown: list[str] = []
        self._seen = 0
        self._thread: threading.Thread | None = None

    async def begin(self) -> str:
        transport = _Bridge(self._app, asyncio.get_running_loop())
        http = httpx.Client(base_url=BASE_URL, transport=transport)
        screen = Screen(Responses.load(), BASE_URL)
        terminal = Terminal(
            ChatClient(http, self._session, sleep=lambda _: None),
            screen,
            self._read,
            self._shown.append,
            lambda _: None,
            look_again_seconds=0.02,
        )
        self._thread = threading.Thread(target=terminal.run, daemon=True)
        self._thread.start()
        await asyncio.to_thread(self._asked.get, timeout=PROMPT_SECONDS)
        return self._new()

    async def say(self, text: str, id: str = "") -> str:
        self._lines.put(text)
        await asyncio.to_thread(self._asked.get, timeout=PROMPT_SECONDS)
        return self._new()

    async def choose(self, label: str, id: str = "") -> str:
        for shown in reversed(self._shown):
            found = re.search(rf"^  (\d+)\. {re.escape(label)}$", shown, re.MULTILINE)
            if found:
                return await self.say(found[1])
        raise AssertionError(f"no option {label!r} on the screen")

    async def send_file(self, content: bytes, name: str = "") -> str:
        path = Path(self._folder.name) / (name or "photo.jpg")
        path.write_bytes(content)
        return await self.say(f"/file '{path}'")

    async def look(self) -> str:
        """What came by itself: the terminal asks for it now and then."""
        await asyncio.sleep(0.2)
        return self._new()

    async def leave(self) -> None:
        self._lines.put(None)
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join, PROMPT_SECONDS)
        self._folder.cleanup()

    def conversation(self) -> str:
        return _of_token(self._stage, json.loads(self._session.read_text())["token"])

    @property
    def _session(self) -> Path:
        return Path(self._folder.name) / "session.json"

    def _read(self, _prompt: str) -> str | None:
        self._asked.put(None)
        return self._lines.get()

    def _new(self) -> str:
        new, self._seen = self._shown[self._seen :], len(self._shown)
        return "\n".join(new)


class _Bridge(httpx.BaseTransport):
    """Carries a thread's requests to an application that lives in an event loop."""

    def __init__(self, app: Any, loop: asyncio.AbstractEventLoop) -> None:
        self._app = app
        self._loop = loop

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        async def carried() -> httpx.Response:
            inner = httpx.ASGITransport(app=self._app)
            async with httpx.AsyncClient(transport=inner, base_url=BASE_URL) as http:
                return await http.request(
                    request.method, request.url, content=request.read(), headers=request.headers
                )

        answer = asyncio.run_coroutine_threadsafe(carried(), self._loop).result(PROMPT_SECONDS)
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)


TALKS: dict[str, Callable[[TelegramStage], Talk]] = {
    "web": WebTalk,
    "wechat": WeChatTalk,
    "telegram": TelegramTalk,
    "terminal": TerminalTalk,
}


@asynccontextmanager
async def opened(ready: TelegramStage, channel: str) -> AsyncIterator[Talk]:
    """Somebody on a channel, who leaves in the end."""
    talk = TALKS[channel](ready)
    try:
        yield talk
    finally:
        await talk.leave()


def lost(shown: str, history: tuple[Message, ...]) -> str:
    """The first thing the bot said that was not seen, or not in its order; empty for none."""
    screen, place = _flat(shown), 0
    for message in history:
        if message.sender is Sender.PERSON:
            continue
        for part in _parts(message):
            found = screen.find(_flat(part), place)
            if found < 0:
                return part
            place = found + len(_flat(part))
    return ""


def _parts(message: Message) -> list[str]:
    """All that a person must see of a message."""
    options = [f"{n}. {each.label}" for n, each in enumerate(message.options, 1)]
    return [*message.text.split("\n"), *options]


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text.replace("<", "＜"))


def _web_text(messages: list[dict[str, Any]]) -> str:
    lines = []
    for message in messages:
        lines.append(message["text"])
        lines += [f"{n}. {option['label']}" for n, option in enumerate(message["options"], 1)]
    return "\n".join(lines)


def _of_token(stage: Stage, token: str) -> str:
    hashed = hashlib.sha256(token.encode()).digest()
    (row,) = stage.rows(
        "SELECT conversation_id FROM bot.web_sessions WHERE token_hash = :t", t=hashed
    )
    return str(row[0])


def _of_account(stage: Stage, channel: str, sender: str) -> str:
    return stage.conversation_of(channel, sender)
