"""The whole bot with the Telegram channel on, and the fake platform before it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from pydantic import SecretStr

from infra.clock import FixedClock
from infra.database import Database
from infra.settings import Settings
from tests.fakes.chat_stage import BASE_URL, Stage, stage
from tests.fakes.telegram_platform import SECRET, SECRET_HEADER, TOKEN, FakeTelegram
from tests.fakes.web_server import serve

__all__ = ["TelegramStage", "telegram_settings", "telegram_stage"]


@dataclass
class TelegramStage:
    """The bot and the platform."""

    on: Stage
    telegram: FakeTelegram

    async def post(self, update: Any, **headers: str) -> httpx.Response:
        """One call of the webhook."""
        given = {SECRET_HEADER: SECRET} | headers
        return await self.on.http.post("/telegram", json=update, headers=given)

    async def work(self) -> None:
        """Run every job, those too that wait for another of the same person to end."""
        for _ in range(5):
            await self.on.work()
            if not self.rows(
                "SELECT 1 FROM jobs.procrastinate_jobs WHERE status = 'todo' AND attempts = 0"
            ):
                return

    def rows(self, statement: str, **values: Any) -> list[Any]:
        """Rows of the database."""
        return self.on.rows(statement, **values)

    def conversation(self) -> str:
        """The only conversation of the only account."""
        return self.on.conversation("telegram")


def telegram_settings(settings: Settings, address: str, **changes: Any) -> Settings:
    """The same settings with the Telegram channel on."""
    on = {
        "telegram_token": SecretStr(TOKEN),
        "telegram_secret": SecretStr(SECRET),
        "telegram_api_base": f"{address}/bot",
        "telegram_file_base": f"{address}/file/bot",
        "public_url": BASE_URL,
    }
    return settings.model_copy(update=on | changes)


@asynccontextmanager
async def telegram_stage(
    settings: Settings,
    url: str,
    clock: FixedClock,
    database: Database,
    telegram: FakeTelegram | None = None,
    **changes: Any,
) -> AsyncIterator[TelegramStage]:
    """The bot, started; updates come by its webhook, unless it polls."""
    telegram = telegram or FakeTelegram()
    with serve(telegram.api()) as address:
        changed = telegram_settings(settings, address, **changes)
        async with stage(changed, url, clock, database) as on:
            ready = TelegramStage(on, telegram)
            telegram.address = address
            telegram.settle = ready.work
            if changed.telegram_mode == "webhook":
                telegram.deliver = ready.post
            yield ready
