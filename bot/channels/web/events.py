"""New messages as server-sent events: gapless, each with its `n` as the event's id."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import AsyncIterator, Callable

import orjson
from starlette.requests import Request

from bot.channels.web.entry import Entry
from bot.channels.web.errors import TooMany, Unreadable
from bot.channels.web.ports import WebPorts
from bot.channels.web.rendering import Renderer
from bot.errors import NoSession
from bot.exchange import SessionRef
from bot.messages import Message

__all__ = ["EventStreams", "starting_point"]

HEARTBEAT_SECONDS = 15.0
LIFETIME_SECONDS = 600.0
RETRY_MILLISECONDS = 3000
PAGE_SIZE = 200
MOVED = b"event: moved\ndata: {}\n\n"
"""Another page of this browser has joined or left: what it shows now has numbers of its own."""


def starting_point(request: Request) -> int:
    """The `n` after which to begin: the header of a reconnecting client, or `after`.

    Raises:
        Unreadable: it is not a whole number.
    """
    given = request.headers.get("last-event-id") or request.query_params.get("after") or "0"
    if not (given.isascii() and given.isdigit() and len(given) < 12):
        raise Unreadable("after is not a whole number")
    return int(given)


class EventStreams:
    """The open streams of this process; a session may have only a few."""

    def __init__(
        self, ports: WebPorts, entry: Entry, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._ports = ports
        self._entry = entry
        self._now = now
        self._open: Counter[str] = Counter()

    async def stream(self, token: str, session: SessionRef, after: int) -> AsyncIterator[bytes]:
        """Events from `after` on, until the session ends or the stream has lived its time.

        Raises:
            TooMany: the session has too many streams open.
        """
        if self._open[token] >= self._ports.limits.streams_per_session:
            raise TooMany(retry_after_seconds=30)
        return self._events(token, session, after)

    async def _events(self, token: str, session: SessionRef, after: int) -> AsyncIterator[bytes]:
        self._open[token] += 1
        try:
            yield b"retry: %d\n\n" % RETRY_MILLISECONDS
            ends = self._now() + LIFETIME_SECONDS
            while self._now() < ends:
                messages = await self._newer(session, after)
                # Asked after reading: what came once it had moved is not shown.
                if await self._entry.read(lambda: self._entry.resolve(token)) != session:
                    yield MOVED
                    return
                if messages:
                    after = messages[-1].n
                    yield self._render(session, messages)
                    continue
                if not await self._ports.conversations.wait(
                    session.conversation_id, after, HEARTBEAT_SECONDS
                ):
                    yield b": \n\n"
        except NoSession:
            return
        finally:
            self._open[token] -= 1
            if not self._open[token]:
                del self._open[token]

    async def _newer(self, session: SessionRef, after: int) -> tuple[Message, ...]:
        history = self._ports.conversations.history
        return await self._entry.read(lambda: history(session.conversation_id, after, PAGE_SIZE))

    def _render(self, session: SessionRef, messages: tuple[Message, ...]) -> bytes:
        renderer = Renderer(self._ports.signer, session)
        return b"".join(
            b"id: %d\ndata: %b\n\n" % (message.n, orjson.dumps(renderer.message(message)))
            for message in messages
        )
