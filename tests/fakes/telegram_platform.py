"""A Telegram to the facts, served on loopback: the Bot API and its files.

It refuses what the real one refuses (lengths, buttons, albums, local addresses), repeats an update
until it is acknowledged, hands updates to who polls, and can be told to fail.
"""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import httpx
import orjson
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes.telegram_people import Sent, TelegramPerson

__all__ = ["SECRET", "SECRET_HEADER", "TOKEN", "FakeTelegram", "TelegramPerson"]

TOKEN = "7654321:AAF-fake_token_for_tests_0123456789abcd"
SECRET = "Webhook-secret_1"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024
LARGEST_PHOTO, LARGEST_FILE, LARGEST_GIVEN = 10_000_000, 50_000_000, 20_000_000
LOCAL = ("localhost", "127.0.0.1", "::1")


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


class FakeTelegram:
    """One bot. `deliver` posts an update to its webhook; without it updates wait for polling."""

    def __init__(self) -> None:
        self.deliver: Callable[[dict[str, Any]], Awaitable[httpx.Response]] | None = None
        self.settle: Callable[[], Awaitable[None]] = _at_once
        self.persons: dict[int, TelegramPerson] = {}
        self.calls: Counter[str] = Counter()
        self.faults: dict[str, list[str]] = defaultdict(list)
        self.statuses: list[int] = []
        self.webhook: dict[str, Any] = {}
        self.groups: dict[int, list[str]] = {}
        self.commands: list[dict[str, str]] = []
        self.pending: list[dict[str, Any]] = []
        self.offsets: list[int] = []
        self.under_way: Counter[int] = Counter()
        self.most_under_way = 0
        self.address = ""
        self._files: dict[str, tuple[bytes, str]] = {}
        self._ids = itertools.count(100)
        self._updates = itertools.count(900_000_000)
        self._lock = threading.Lock()

    def person(self, number: int = 5_000_000_001) -> TelegramPerson:
        """Somebody, made at first sight."""
        return self.persons.setdefault(number, TelegramPerson(self, number))

    def next_id(self) -> int:
        return next(self._ids)

    def keep(self, content: bytes, name: str) -> str:
        """A file on the platform; its id."""
        file_id = f"file-{self.next_id()}"
        self._files[file_id] = (content, name)
        return file_id

    def lose(self, file_id: str) -> None:
        """A file that is there no more."""
        del self._files[file_id]

    # ---- updates to the bot

    def update(self, **parts: Any) -> dict[str, Any]:
        """An update with the next number."""
        return {"update_id": next(self._updates), **parts}

    async def push(self, update: dict[str, Any]) -> None:
        """Hand an update over, again and again until it is acknowledged."""
        if self.deliver is None:
            self.pending.append(update)
            return
        for _ in range(3):
            response = await self.deliver(update)
            self.statuses.append(response.status_code)
            if response.is_success:
                return

    def fail(self, method: str, *faults: str) -> None:
        """The next calls fail: `429:<seconds>`, `400:<words>`, `403`, `502`, `lost`, `cut`."""
        self.faults[method].extend(faults)

    # ---- the Bot API

    def api(self) -> Starlette:
        """The API as an application."""
        return Starlette(
            routes=[
                Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
                Route("/file/bot{token}/{path:path}", self._download),
            ]
        )

    async def _call(self, request: Request) -> Response:
        method = request.path_params["method"]
        with self._lock:
            self.calls[method] += 1
            fault = self.faults[method].pop(0) if self.faults[method] else ""
        if request.path_params["token"] != TOKEN:
            return _refusal(401, "Unauthorized")
        if fault and fault != "lost":
            return _fault(fault)
        act = getattr(self, f"_{method}", None)
        if act is None:
            return _refusal(404, "Not Found")
        try:
            async with request.form() as form:
                result = await act(form)
        except _Refused as error:
            return _refusal(error.status, error.text)
        if fault == "lost":
            return _Cut()
        return JSONResponse({"ok": True, "result": result})

    async def _getMe(self, _form: Any) -> dict[str, Any]:
        return {"id": 7654321, "is_bot": True, "first_name": "立案通", "username": "lian_bot"}

    async def _setWebhook(self, form: Any) -> bool:
        self.webhook = dict(form)
        return True

    async def _deleteWebhook(self, form: Any) -> bool:
        assert form.get("drop_pending_updates") is None
        self.webhook = {}
        return True

    async def _setMyCommands(self, form: Any) -> bool:
        self.commands = orjson.loads(form["commands"])
        return True

    async def _getUpdates(self, form: Any) -> list[dict[str, Any]]:
        if self.webhook:
            raise _Refused(409, "Conflict: can't use getUpdates while webhook is active")
        offset = int(form.get("offset") or 0)
        self.offsets.append(offset)
        self.pending = [each for each in self.pending if _number(each) >= offset]
        for _ in range(10):
            if self.pending:
                break
            await asyncio.sleep(0.02)
        return list(self.pending)

    async def _leaveChat(self, form: Any) -> bool:
        if int(form["chat_id"]) not in self.groups:
            raise _Refused(403, "Forbidden: bot is not a member of the group chat")
        self.groups[int(form["chat_id"])].append("left")
        return True

    async def _sendMessage(self, form: Any) -> dict[str, Any]:
        if int(form["chat_id"]) in self.groups:
            self.groups[int(form["chat_id"])].append(form["text"])
            return {"message_id": self.next_id(), "date": 0, "chat": _group(int(form["chat_id"]))}
        person = self._reachable(form)
        text = form.get("text", "")
        if not text.strip():
            raise _Refused(400, "Bad Request: message text is empty")
        if utf16(text) > LONGEST_TEXT:
            raise _Refused(400, "Bad Request: message is too long")
        assert "parse_mode" not in form
        keys = _checked_keys(form.get("reply_markup"))
        with self._lock:
            self.under_way[person.id] += 1
            self.most_under_way = max(self.most_under_way, self.under_way[person.id])
        await asyncio.sleep(0.005)
        with self._lock:
            self.under_way[person.id] -= 1
        return self._shown(person, Sent(self.next_id(), text, keys))

    async def _editMessageReplyMarkup(self, form: Any) -> dict[str, Any]:
        person = self._reachable(form)
        shown = next((each for each in person.screen if each.id == int(form["message_id"])), None)
        if shown is None:
            raise _Refused(400, "Bad Request: message to edit not found")
        keys = _checked_keys(form.get("reply_markup"))
        if keys == shown.keys:
            raise _Refused(400, "Bad Request: message is not modified")
        shown.keys = keys
        return {"message_id": shown.id, "date": 1_795_140_000, "chat": person.chat}

    async def _sendPhoto(self, form: Any) -> dict[str, Any]:
        person = self._reachable(form)
        name, content = await _upload(form, "photo")
        if len(content) > LARGEST_PHOTO:
            raise _Refused(413, "Request Entity Too Large")
        return self._shown(person, Sent(self.next_id(), files=[(name, content)], kind="photo"))

    async def _sendMediaGroup(self, form: Any) -> list[dict[str, Any]]:
        person = self._reachable(form)
        media = orjson.loads(form["media"])
        if not 2 <= len(media) <= 10:
            raise _Refused(400, "Bad Request: wrong number of media")
        files = [await _upload(form, each["media"].removeprefix("attach://")) for each in media]
        return [self._shown(person, Sent(self.next_id(), files=files, kind="photos"))]

    async def _sendDocument(self, form: Any) -> dict[str, Any]:
        person = self._reachable(form)
        if utf16(form.get("caption", "")) > LONGEST_CAPTION:
            raise _Refused(400, "Bad Request: message caption is too long")
        name, content = await _upload(form, "document")
        if len(content) > LARGEST_FILE:
            raise _Refused(413, "Request Entity Too Large")
        sent = Sent(self.next_id(), form.get("caption", ""), [], [(name, content)], "document")
        return self._shown(person, sent)

    async def _answerCallbackQuery(self, form: Any) -> bool:
        text = form.get("text", "")
        if len(text) > 200:
            raise _Refused(400, "Bad Request: MESSAGE_TOO_LONG")
        for person in self.persons.values():
            person.toasts.append(text)
        return True

    async def _getFile(self, form: Any) -> dict[str, Any]:
        found = self._files.get(form["file_id"])
        if found is None:
            raise _Refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        path = f"documents/{form['file_id']}"
        size = len(found[0])
        if size > LARGEST_GIVEN:
            raise _Refused(400, "Bad Request: file is too big")
        return {"file_id": form["file_id"], "file_unique_id": "u", "file_path": path} | (
            {"file_size": size}
        )

    async def _download(self, request: Request) -> Response:
        with self._lock:
            self.calls["download"] += 1
            fault = self.faults["download"].pop(0) if self.faults["download"] else ""
        if fault:
            return _fault(fault)
        found = self._files.get(request.path_params["path"].removeprefix("documents/"))
        if found is None or request.path_params["token"] != TOKEN:
            return _refusal(404, "Not Found")
        return Response(found[0], media_type="application/octet-stream")

    def _reachable(self, form: Any) -> TelegramPerson:
        person = self.persons.get(int(form["chat_id"]))
        if person is None:
            raise _Refused(400, "Bad Request: chat not found")
        if person.blocked:
            raise _Refused(403, "Forbidden: bot was blocked by the user")
        return person

    def _shown(self, person: TelegramPerson, sent: Sent) -> dict[str, Any]:
        person.screen.append(sent)
        return {"message_id": sent.id, "date": 1_795_140_000, "chat": person.chat}


class _Refused(Exception):
    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.text = text


class _Cut(Response):
    """The connection ends before an answer."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        start = {
            "type": "http.response.start",
            "status": 200,
            "headers": [(b"content-length", b"9")],
        }
        await send(start)
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


def _group(number: int) -> dict[str, Any]:
    return {"id": number, "type": "group", "title": "群"}


async def _at_once() -> None:
    return None


def _number(update: dict[str, Any]) -> int:
    found = update.get("update_id")
    return found if isinstance(found, int) else 2**62


def _refusal(status: int, text: str, **parameters: Any) -> Response:
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": text}
    if parameters:
        body["parameters"] = parameters
    return JSONResponse(body, status)


def _fault(fault: str) -> Response:
    code, _, more = fault.partition(":")
    if code == "429":
        return _refusal(429, f"Too Many Requests: retry after {more}", retry_after=int(more))
    if code == "403":
        return _refusal(403, "Forbidden: bot was blocked by the user")
    if code == "cut":
        return _Cut()
    return _refusal(int(code), more or "told to")


async def _upload(form: Any, name: str) -> tuple[str, bytes]:
    file = form[name]
    assert isinstance(file, UploadFile), name
    content = await file.read()
    if not content:
        raise _Refused(400, "Bad Request: file must be non-empty")
    return file.filename or "", content


def _checked_keys(markup: str | None) -> list[dict[str, str]]:
    """The buttons, as the platform would take them."""
    if not markup:
        return []
    keys: list[dict[str, str]] = []
    for row in orjson.loads(markup)["inline_keyboard"]:
        keys += row
    if len(keys) > 100:
        raise _Refused(400, "Bad Request: reply markup is too long")
    for key in keys:
        data, url = key.get("callback_data"), key.get("url")
        if not key["text"] or (data is None) == (url is None):
            raise _Refused(400, "Bad Request: can't parse inline keyboard button")
        if data is not None and not 1 <= len(data.encode()) <= 64:
            raise _Refused(400, "Bad Request: BUTTON_DATA_INVALID")
        if url is not None and urlsplit(url).hostname in LOCAL:
            raise _Refused(400, "Bad Request: BUTTON_URL_INVALID")
    return keys
