"""A process of its own that calls the platform: ten calls at once, and ten after the expiry."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import httpx

from bot.channels.wechat.account import Account
from bot.channels.wechat.platform import Platform
from bot.channels.wechat.transport import Transport
from bot.sessions.platform_tokens import PlatformTokens
from infra.clock import SystemClock
from infra.database import Database
from infra.encryption import Keyring
from infra.sealing import Sealer
from tests.fakes.wechat_platform import AES_KEY, APP_ID, SECRET, TOKEN

__all__ = ["asks_for_tokens"]

MASTER_KEY = "dGVzdC1tYXN0ZXIta2V5LXRlc3QtbWFzdGVyLWtleS0wMQ=="


def asks_for_tokens(url: str, address: str, start: Any) -> None:
    """Call twice ten times, over one expiry; fails if a call does."""
    account = Account(TOKEN, AES_KEY, APP_ID, SECRET, address)
    sealer = Sealer(Keyring(MASTER_KEY).cipher("bot", "conversation"))

    async def ten_calls(database: Database) -> None:
        async with httpx.AsyncClient(trust_env=False) as http:
            tokens = PlatformTokens(database, sealer, SystemClock())
            platform = Platform(Transport(account, tokens, http))
            await asyncio.gather(*(platform.create_menu([]) for _ in range(10)))

    with Database(url, pool_size=4) as database:
        start.wait()
        asyncio.run(ten_calls(database))
        start.wait()
        time.sleep(3.2)
        start.wait()
        asyncio.run(ten_calls(database))
