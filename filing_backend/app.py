"""Builds the backend: its office, its web application and its tasks."""

from __future__ import annotations

import httpx
from fastapi import FastAPI

from filing_backend.api import clerk, court, drafts, filings, sandbox
from filing_backend.api.callers import Tokens
from filing_backend.api.faults import answer_errors
from filing_backend.console.router import console_router
from filing_backend.courts.http import HttpCourt
from filing_backend.courts.sandbox import SandboxCourt
from filing_backend.services.edge import Edge
from filing_backend.services.office import Limits, Office
from filing_backend.worker.tasks import filing_tasks
from infra.clock import Clock, SystemClock
from infra.database import Database
from infra.encryption import Keyring
from infra.errors import SettingsRefused
from infra.jobs import JobQueue, Task
from infra.objects import ObjectStore, open_store
from infra.sealing import Sealer
from infra.settings import Settings

__all__ = ["build_office", "create_backend", "create_tasks"]

SCHEMA = "filing"


def build_office(
    settings: Settings,
    court_database: Database,
    *,
    clock: Clock | None = None,
    limits: Limits | None = None,
) -> Office:
    """What all transactions of the backend share.

    Args:
        court_database: where the sandbox court keeps its tables; a pool of its own, since it
            is called while another connection is held.
    """
    clock = clock or SystemClock()
    keyring = Keyring(settings.master_key.get_secret_value())
    court = _court(settings, court_database, keyring, clock)
    return Office(
        clock=clock,
        sealer=Sealer(keyring.cipher(SCHEMA, "fields")),
        objects=ObjectStore(open_store(settings.objects_url), keyring.cipher(SCHEMA, "objects")),
        jobs=JobQueue(),
        court=court,
        fonts=settings.fonts_dir,
        clerks_desk=court if isinstance(court, SandboxCourt) else None,
        limits=limits or Limits(),
    )


def _court(
    settings: Settings, court_database: Database, keyring: Keyring, clock: Clock
) -> SandboxCourt | HttpCourt:
    if settings.court == "sandbox":
        return SandboxCourt(court_database.engine, keyring.cipher(SCHEMA, "court"), clock)
    secret = settings.court_secret.get_secret_value()
    if settings.court != "http" or not settings.court_url or not secret:
        raise SettingsRefused(
            "LIAN_COURT=http needs LIAN_COURT_URL and LIAN_COURT_SECRET; "
            "LIAN_COURT=handoff is not there yet."
        )
    return HttpCourt(httpx.Client(base_url=settings.court_url), secret, clock)


def create_backend(
    settings: Settings, database: Database, office: Office, *, threads: int = 4
) -> FastAPI:
    """The web application; serve it alone, or call it through `httpx.ASGITransport`.

    Args:
        database: the backend's own pool; it needs at least `threads` connections, and those
            of the worker beside them if the worker shares it.
    """
    app = FastAPI(title="立案通 filing backend", version="1", docs_url=None, redoc_url=None)
    app.state.edge = Edge(office, database, threads)
    app.state.tokens = Tokens(
        bot=settings.service_token.get_secret_value(),
        clerk=settings.clerk_token.get_secret_value(),
        court=settings.court_secret.get_secret_value(),
    )
    answer_errors(app)
    for part in (drafts, filings, clerk, court):
        app.include_router(part.router)
    if isinstance(office.court, SandboxCourt):
        app.include_router(sandbox.router)
    secure = settings.base_url.startswith("https://")
    app.include_router(console_router(app.state.edge, secure_cookies=secure))
    return app


def create_tasks(office: Office, database: Database, bot: httpx.AsyncClient) -> list[Task]:
    """The tasks for a worker on queue `filing`. `bot` has the bot's address and its token."""
    return filing_tasks(office, database, bot)
