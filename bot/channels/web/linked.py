"""What the pages under `/h/*` may do for the person a signed link was made for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.requests import Request

from bot.channels.web.bodies import read_files
from bot.channels.web.entry import Entry
from bot.channels.web.objects import open_link
from bot.channels.web.ports import WebPorts
from bot.channels.web.rendering import Renderer
from bot.channels.web.uploads import SIGNATURE, take_files
from bot.exchange import Grant, SessionRef

__all__ = ["LinkedActs"]


class LinkedActs:
    """Opens a link, reads one message, takes files: nothing else can be done with a link."""

    def __init__(self, ports: WebPorts) -> None:
        self._ports = ports
        self._entry = Entry(ports)

    def open(self, request: Request, token: str) -> Grant:
        """What the link opens.

        Raises:
            TooMany, LinkForged, LinkExpired
        """
        self._entry.admit(request)
        return open_link(self._ports.signer, token)

    async def message(self, grant: Grant, n: int) -> dict[str, Any] | None:
        """One message of the conversation as the web API would give it."""
        history = self._ports.conversations.history
        found = await self._entry.read(lambda: history(grant.conversation_id, n - 1, 1))
        return self._renderer(grant).message(found[0]) if found and found[0].n == n else None

    async def take_files(self, request: Request, grant: Grant) -> list[dict[str, Any]]:
        """Take files for what the link was made for; the bot's messages.

        Raises:
            IdReused, TooLarge, Unreadable
        """
        async with self._entry.uploads:
            body = await read_files(request, self._ports.limits)
            body = replace(body, material=_purpose(grant))
            session = SessionRef(grant.conversation_id, grant.person_id)
            turn = await take_files(self._ports, self._entry, session, body, grant.channel)
        return self._renderer(grant).messages(turn.messages)

    def _renderer(self, grant: Grant) -> Renderer:
        session = SessionRef(grant.conversation_id, grant.person_id)
        return Renderer(self._ports.signer, session, grant.channel)


def _purpose(grant: Grant) -> str | None:
    """The material that the page takes, or the signature; None if it takes anything."""
    _, name, what = grant.target.split(":")[:3]
    return (f"{SIGNATURE}{what}" if f"{name}:" == SIGNATURE else what) or None
