"""A bot with the Telegram channel on, and the platform before it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from infra.clock import FixedClock
from infra.database import Database
from infra.settings import Settings
from tests.fakes.telegram_stage import TelegramStage, telegram_stage


@pytest.fixture
async def ready(
    settings: Settings, database_url: str, clock: FixedClock, database: Database
) -> AsyncIterator[TelegramStage]:
    """The bot and the platform, both at ease."""
    async with telegram_stage(settings, database_url, clock, database) as found:
        yield found
