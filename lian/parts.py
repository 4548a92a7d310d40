"""Builds the bot and the backend and joins them, in one process or over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
import sqlalchemy as sa
from fastapi import FastAPI

from bot.app import Bot, create_bot
from filing_backend.app import build_office, create_backend, create_tasks
from infra.database import Database
from infra.jobs import Task
from infra.settings import Settings
from lian.engines import chosen_engine

__all__ = ["Parts", "build_parts"]

INSIDE = "http://lian.internal"


@dataclass(frozen=True, slots=True)
class Parts:
    """Both halves of the product, ready to serve."""

    bot: Bot
    backend: FastAPI
    tasks: tuple[Task, ...]
    databases: tuple[Database, ...]
    clients: tuple[httpx.AsyncClient, ...]

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Keeps pools and clients open, and closes them at the end."""
        try:
            yield
        finally:
            for client in self.clients:
                await client.aclose()
            for database in self.databases:
                database.close()

    def ready(self) -> bool:
        """Whether the database answers."""
        try:
            with self.databases[0].transaction() as connection:
                connection.execute(sa.text("SELECT 1"))
        except sa.exc.SQLAlchemyError:
            return False
        return True


def build_parts(settings: Settings, url: str) -> Parts:
    """Bot and backend over one database, each with a pool of its own."""
    token = settings.service_token.get_secret_value()
    size = settings.backend_pool_size
    ours = Database(url, pool_size=size, application_name="lian-backend")
    courts = Database(url, pool_size=size, application_name="lian-court")
    office = build_office(settings, courts)
    backend = create_backend(settings, ours, office)
    to_backend = _client(settings.backend_url, backend, "")
    bot = create_bot(settings, url, chosen_engine(settings), to_backend)
    to_bot = _client(settings.bot_url, bot.app, token)
    tasks = (*bot.tasks, *create_tasks(office, ours, to_bot))
    return Parts(bot, backend, tasks, (ours, courts), (to_backend, to_bot))


def _client(address: str | None, app: FastAPI, token: str) -> httpx.AsyncClient:
    """A client of the other half: over HTTP if it has an address, else inside the process."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if address:
        return httpx.AsyncClient(base_url=address, headers=headers)
    transport = httpx.ASGITransport(app=app)
    return httpx.AsyncClient(transport=transport, base_url=INSIDE, headers=headers)
