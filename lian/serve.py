"""`lian serve`: bot, backend, worker, console and the embedded court in one process, or several."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import httpx
import typer
import uvicorn
from fastapi import FastAPI
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.app import create_bot
from infra import metrics
from infra.logs import configure_logs
from infra.postgres import EmbeddedPostgres
from infra.settings import Settings, load_settings
from infra.worker import Worker
from lian.engines import chosen_engine
from lian.schemas import migrate_all

__all__ = ["app", "application"]

app = typer.Typer()
DATABASE = "LIAN_SERVE_DATABASE_URL_IN_USE"
BACKEND_PATHS = ("/api/", "/console")


@app.command()
def serve(processes: int = typer.Option(0, help="Processes; 0: LIAN_PROCESSES.")) -> None:
    """Start everything on this machine and print where it is."""
    settings = load_settings()
    configure_logs(settings.log_level)
    url = database_url(settings)
    migrate_all(url)
    announce(settings)
    count = processes or settings.processes
    uvicorn.run(
        "lian.serve:application",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=count if count > 1 else None,
        loop="uvloop",
        http="httptools",
        lifespan="on",
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=10,
    )


def database_url(settings: Settings) -> str:
    """The configured server, or the embedded one, started if it is not running."""
    return settings.database_url or EmbeddedPostgres(settings.data_dir).start()


def application() -> ASGIApp:
    """One process of `lian serve`: everything under one address."""
    settings = load_settings()
    configure_logs(settings.log_level)
    url = database_url(settings)
    return Whole(settings, url)
