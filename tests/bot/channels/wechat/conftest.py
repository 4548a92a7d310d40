"""A bot with the WeChat channel on, and the platform before it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.channels.wechat import Patience
from infra.clock import FixedClock
from infra.database import Database
from infra.settings import Settings
from tests.fakes.chat_stage import Stage, stage, wechat_settings

QUICK = Patience(answer=1.5, body=0.2, keep=0.3, keep_again=(0.02, 0.02))


@pytest.fixture
async def wechat(
    settings: Settings, database_url: str, clock: FixedClock, database: Database
) -> AsyncIterator[Stage]:
    """The bot and the platform, both at ease."""
    async with stage(wechat_settings(settings), database_url, clock, database) as ready:
        yield ready


@pytest.fixture
async def hurried(
    settings: Settings, database_url: str, clock: FixedClock, database: Database
) -> AsyncIterator[Stage]:
    """The same, but the bot must answer within a second and a half."""
    async with stage(wechat_settings(settings), database_url, clock, database, QUICK) as ready:
        ready.platform.patience_seconds = 5.0
        yield ready
