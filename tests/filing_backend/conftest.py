"""A backend on a real PostgreSQL, its worker, and a bot that takes notices."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx
import pytest
import sqlalchemy as sa

from filing_backend.app import build_office, create_backend, create_tasks
from filing_backend.courts.sandbox import SandboxCourt
from filing_backend.services.edge import Edge
from filing_backend.services.office import Desk, Office
from infra.clock import FixedClock
from infra.database import Database
from infra.settings import Settings
from infra.worker import Worker
from tests.filing_backend.drafts import loan_draft, upload_all

T = TypeVar("T")

SERVICE = {"Authorization": "Bearer test-service-token"}
CLERK = {"Authorization": "Bearer test-clerk-token"}


@dataclass
class BotStub:
    """Takes notices; refuses as long as `down` is set."""

    notices: list[dict[str, Any]] = field(default_factory=list)
    down: bool = False

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        if self.down:
            return httpx.Response(503)
        import orjson

        self.notices.append(orjson.loads(request.content))
        return httpx.Response(204)

    def codes(self) -> list[str]:
        return [notice["code"] for notice in self.notices]


@dataclass
class Stand:
    """Everything a test of the backend touches."""

    settings: Settings
    database: Database
    office: Office
    clock: FixedClock
    bot: BotStub
    database_url: str

    @property
    def edge(self) -> Edge:
        return Edge(self.office, self.database)

    @property
    def court(self) -> SandboxCourt:
        assert isinstance(self.office.court, SandboxCourt)
        return self.office.court

    def transact(self, act: Callable[[Desk], T]) -> T:
        with self.database.transaction() as connection:
            return act(self.office.at(connection))

    def due_jobs(self) -> int:
        """How many jobs wait to be run now."""
        waiting = sa.text(
            "SELECT count(*) FROM jobs.procrastinate_jobs WHERE status = 'todo'"
            " AND (scheduled_at IS NULL OR scheduled_at <= now())"
        )
        with self.database.transaction() as connection:
            return int(connection.execute(waiting).scalar_one())

    def work(self) -> None:
        """Run every job that is due, and those that they bring about."""

        async def drain() -> None:
            transport = httpx.MockTransport(self.bot)
            async with httpx.AsyncClient(transport=transport, base_url="http://bot") as bot:
                tasks = create_tasks(self.office, self.database, bot)
                for _ in range(20):
                    await Worker(self.database_url, tasks).drain()
                    if self.due_jobs() == 0:
                        break

        asyncio.run(drain())

    def call(self, method: str, path: str, **options: Any) -> httpx.Response:
        """One request to the backend's application."""

        async def ask() -> httpx.Response:
            app = create_backend(self.settings, self.database, self.office)
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="http://backend") as client:
                return await client.request(method, path, **options)

        return asyncio.run(ask())

    def bot_calls(self, method: str, path: str, **options: Any) -> httpx.Response:
        headers = {**SERVICE, **options.pop("headers", {})}
        return self.call(method, path, headers=headers, **options)

    def clerk_calls(self, method: str, path: str, **options: Any) -> httpx.Response:
        return self.call(method, path, headers=CLERK, **options)

    def decide(self, number: str, **decision: Any) -> httpx.Response:
        return self.clerk_calls("POST", f"/api/v1/clerk/filings/{number}/decision", json=decision)

    def hand_over(self, key: str = "key-00000001", **changes: Any) -> str:
        """Upload the materials, hand over a draft; gives its number."""
        draft = upload_all(self, loan_draft(**changes))
        answer = self.bot_calls(
            "POST", "/api/v1/filings", json=draft, headers={"Idempotency-Key": key}
        )
        assert answer.status_code == 201, answer.text
        return str(answer.json()["number"])

    def submitted(self, key: str = "key-00000001", **changes: Any) -> str:
        """A filing that the court has under review."""
        number = self.hand_over(key, **changes)
        self.work()
        assert self.status(number) == "submitted"
        return number

    def filing(self, number: str) -> dict[str, Any]:
        answer = self.bot_calls("GET", f"/api/v1/filings/{number}")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def status(self, number: str) -> str:
        return str(self.filing(number)["status"])


@pytest.fixture
def stand(
    settings: Settings, database: Database, database_url: str, clock: FixedClock
) -> Iterator[Stand]:
    with Database(database_url, pool_size=4, application_name="court") as court_database:
        office = build_office(settings, court_database, clock=clock)
        yield Stand(settings, database, office, clock, BotStub(), database_url)
