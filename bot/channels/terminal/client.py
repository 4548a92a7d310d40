"""A client of the web API: one session, kept in a file; every turn arrives once."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

__all__ = ["Answer", "ChatClient", "NoServer", "Refused", "WireMessage"]

WireMessage = dict[str, Any]
TRIES = 6
UNAUTHORIZED = 401
TOO_MANY = 429


class NoServer(Exception):
    """Nobody answers at the address."""


class Refused(Exception):
    """The server refused a request; `text` says why, in words for the person."""

    def __init__(self, status: int, code: str, text: str) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.text = text


@dataclass(frozen=True, slots=True)
class Answer:
    """The bot's messages of one turn. moved: another conversation is shown from now on."""

    messages: list[WireMessage]
    moved: bool = False


class ChatClient:
    """Speaks for one person. `on_lost` is called before each new try on a broken line."""

    def __init__(
        self,
        http: httpx.Client,
        session_file: Path,
        on_lost: Callable[[], None] = lambda: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._http = http
        self._file = session_file
        self._on_lost = on_lost
        self._sleep = sleep
        self._token = self._remembered()

    @property
    def url(self) -> str:
        """The server's address."""
        return str(self._http.base_url).rstrip("/")

    def begin(self) -> tuple[list[WireMessage], bool]:
        """The messages so far, and whether an earlier conversation goes on.

        Raises:
            NoServer
        """
        try:
            if self._token:
                return self.messages(0), True
        except Refused as error:
            if error.status != UNAUTHORIZED:
                raise
        except httpx.TransportError as error:
            raise NoServer from error
        return self.begin_anew(), False

    def begin_anew(self) -> list[WireMessage]:
        """A new conversation; its first messages. The former one stays until it is there.

        Raises:
            NoServer
        """
        former, self._token = self._token, None
        try:
            body = self._send("POST", "/web/session")
        except httpx.TransportError as error:
            self._token = former
            raise NoServer from error
        except Refused:
            self._token = former
            raise
        self._token = body["token"]
        self._remember()
        return list(body["messages"])

    def say(self, text: str, message_id: str = "") -> Answer:
        """One turn with words; those of the same id count once."""
        body = {"id": message_id or uuid4().hex, "text": text}
        answer = self._certain("POST", "/web/messages", json=body)
        return Answer(list(answer["messages"]), bool(answer.get("moved")))

    def upload(
        self, files: Sequence[tuple[str, bytes]], material: str | None = None
    ) -> list[WireMessage]:
        """One turn with files: name and content of each."""
        data = {"id": uuid4().hex}
        if material:
            data["material"] = material
        parts = [("file", file) for file in files]
        return list(self._certain("POST", "/web/files", data=data, files=parts)["messages"])

    def messages(self, after: int) -> list[WireMessage]:
        """Everything after `after`, of both sides."""
        found: list[WireMessage] = []
        while True:
            more = self._send("GET", "/web/messages", params={"after": after})["messages"]
            if not more:
                return found
            found += more
            after = more[-1]["n"]

    def filings(self) -> list[dict[str, Any]]:
        """The person's filings."""
        return list(self._certain("GET", "/web/filings")["filings"])

    def _certain(self, method: str, path: str, **request: Any) -> dict[str, Any]:
        """Send until it has arrived: the id in the body makes sending again harmless."""
        for attempt in range(TRIES):
            last = attempt == TRIES - 1
            try:
                return self._send(method, path, **request)
            except httpx.TransportError as error:
                if last:
                    raise NoServer from error
            except Refused as error:
                if last or (error.status < 500 and error.status != TOO_MANY):
                    raise
            self._on_lost()
            self._sleep(min(20, 2**attempt))
        raise NoServer

    def _send(self, method: str, path: str, **request: Any) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        answer = self._http.request(method, path, headers=headers, **request)
        # The cookie is for browsers; here it would only outlive the token.
        self._http.cookies.clear()
        try:
            if answer.is_success:
                return dict(answer.json())
            error = answer.json()["error"]
            raise Refused(answer.status_code, error["code"], error["text"])
        except (ValueError, KeyError, TypeError) as strange:
            raise Refused(answer.status_code, "", answer.reason_phrase) from strange

    def _remembered(self) -> str | None:
        try:
            kept = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return None
        if not isinstance(kept, dict):
            return None
        return str(kept["token"]) if kept.get("url") == self.url and kept.get("token") else None

    def _remember(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.unlink(missing_ok=True)
        descriptor = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump({"url": self.url, "token": self._token}, file)
