"""Asks the platform for updates, where it cannot reach us. One process of all does so."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
import sqlalchemy as sa
import structlog
from anyio import to_thread

from bot.channels.platform_errors import Malformed
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.platform import Platform, Sleep
from bot.errors import BotError
from infra.database import conninfo

__all__ = ["Polling"]

PAUSE_SECONDS = 3.0
LOOK_AGAIN_SECONDS = 10.0
log = structlog.get_logger("bot.channels.telegram")


class Polling:
    """Runs while the bot lives; what was not stored is asked for again."""

    def __init__(
        self,
        platform: Platform,
        intake: Intake,
        database_url: str,
        account_name: str,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._platform = platform
        self._intake = intake
        self._conninfo = conninfo(database_url)
        self._account_name = account_name
        self._sleep = sleep

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Polls until the context ends."""
        task = asyncio.create_task(self._for_ever(), name="telegram polling")
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _for_ever(self) -> None:
        while True:
            try:
                await self._as_the_only_one()
            except (BotError, psycopg.Error, sa.exc.SQLAlchemyError) as error:
                log.warning("telegram.polling_interrupted", error=type(error).__name__)
            await self._sleep(PAUSE_SECONDS)

    async def _as_the_only_one(self) -> None:
        """Poll as long as the database's lock is ours: the platform refuses two who ask."""
        async with await psycopg.AsyncConnection.connect(
            self._conninfo, autocommit=True, application_name="lian-telegram"
        ) as connection:
            while not await self._locked(connection):
                await asyncio.sleep(LOOK_AGAIN_SECONDS)
            log.info("telegram.polling")
            await self._platform.drop_webhook()
            offset: int | None = None
            while True:
                offset = await self._round(offset)
                # Fails if the connection, and with it the lock, is gone.
                await connection.execute("SELECT 1")

    async def _locked(self, connection: psycopg.AsyncConnection[tuple[object, ...]]) -> bool:
        cursor = await connection.execute(
            "SELECT pg_try_advisory_lock(hashtext(%s))", (f"polling:{self._account_name}",)
        )
        row = await cursor.fetchone()
        return bool(row and row[0])

    async def _round(self, offset: int | None) -> int | None:
        """Store what has come; the next round confirms it."""
        for tree in await self._platform.updates(offset):
            try:
                await to_thread.run_sync(self._intake.take, tree)
            except Malformed as error:
                log.warning("telegram.malformed", reason=error.detail)
            number = tree.get("update_id") if isinstance(tree, dict) else None
            if isinstance(number, int):
                offset = max(offset or 0, number + 1)
        return offset
