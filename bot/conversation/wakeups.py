"""Tells waiting channels that a conversation has something new, across processes.

A push notifies `bot_messages` in its own transaction; one listening connection per process
wakes whoever waits.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict

import psycopg
import sqlalchemy as sa
import structlog

from infra.database import conninfo

__all__ = ["Wakeups", "Woken", "notify"]

CHANNEL = "bot_messages"
PAUSE_SECONDS = 2

log = structlog.get_logger("bot.wakeups")


def notify(connection: sa.Connection, conversation_id: str) -> None:
    """Wake whoever waits for this conversation, once the transaction commits."""
    connection.execute(
        sa.text("SELECT pg_notify(:channel, :id)"), {"channel": CHANNEL, "id": conversation_id}
    )


class Woken:
    """One waiter."""

    def __init__(self, wakeups: Wakeups, conversation_id: str) -> None:
        self._event = asyncio.Event()
        self._wakeups = wakeups
        self._conversation_id = conversation_id

    async def wait_for(self, seconds: float) -> bool:
        """Whether it was woken within this time."""
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            return False
        return True

    def wake(self) -> None:
        """Something is there."""
        self._event.set()

    def close(self) -> None:
        """Wait no longer."""
        self._wakeups.forget(self._conversation_id, self)


class Wakeups:
    """The waiters of this process, and the connection that listens for them."""

    def __init__(self, url: str) -> None:
        self._conninfo = conninfo(url)
        self._waiting: dict[str, set[Woken]] = defaultdict(set)
        self._listener: asyncio.Task[None] | None = None

    def listen(self, conversation_id: str) -> Woken:
        """A waiter for this conversation; close it in the end."""
        woken = Woken(self, conversation_id)
        self._waiting[conversation_id].add(woken)
        return woken

    def forget(self, conversation_id: str, woken: Woken) -> None:
        """Drop a waiter."""
        waiting = self._waiting.get(conversation_id, set())
        waiting.discard(woken)
        if not waiting:
            self._waiting.pop(conversation_id, None)

    async def __aenter__(self) -> Wakeups:
        self._listener = asyncio.create_task(self._listen_for_ever(), name="wakeups")
        return self

    async def __aexit__(self, *exception: object) -> None:
        if self._listener is not None:
            self._listener.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._listener

    async def _listen_for_ever(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    self._conninfo, autocommit=True, application_name="lian-wakeups"
                ) as connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    self._wake_all()
                    async for notice in connection.notifies():
                        self._wake(notice.payload)
            except psycopg.Error as error:
                log.warning("wakeups.interrupted", error=type(error).__name__)
            await asyncio.sleep(PAUSE_SECONDS)

    def _wake(self, conversation_id: str) -> None:
        for each in tuple(self._waiting.get(conversation_id, ())):
            each.wake()

    def _wake_all(self) -> None:
        for conversation_id in tuple(self._waiting):
            self._wake(conversation_id)
