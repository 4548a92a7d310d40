"""A worker in a process of its own, to be killed; its bot takes every notice."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import httpx

from filing_backend.app import build_office, create_tasks
from infra.clock import FixedClock
from infra.database import Database
from infra.settings import load_settings
from infra.worker import Worker


async def _take(request: httpx.Request) -> httpx.Response:
    return httpx.Response(204)


async def main() -> None:
    """Work until killed."""
    settings = load_settings(env_file=None)
    clock = FixedClock(datetime(2026, 11, 20, 2, 0, tzinfo=UTC))
    url = settings.database_url
    assert url is not None
    with Database(url) as database, Database(url) as court_database:
        office = build_office(settings, court_database, clock=clock)
        bot = httpx.AsyncClient(transport=httpx.MockTransport(_take), base_url="http://bot")
        async with bot, Worker(url, create_tasks(office, database, bot)):
            await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
