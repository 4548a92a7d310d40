"""`lian serve`: bot, backend, worker, console and the embedded court in one process, or several."""

from __future__ import annotations

import asyncio
import fcntl
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import sqlalchemy as sa
import typer
import uvicorn
from fastapi import FastAPI, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.channels.wechat.account import missing_settings
from dialogs.interview.catalogue import load_interview
from dialogs.schema.files import titles
from infra import metrics
from infra.database import Database
from infra.errors import SettingsRefused
from infra.logs import configure_logs
from infra.postgres import EmbeddedPostgres
from infra.settings import Settings, load_settings
from infra.worker import Worker
from lian.fonts import FONTS
from lian.parts import Parts, build_parts
from lian.schemas import migrate_all
from lian.staff import make_first_staff

__all__ = ["app", "application"]

app = typer.Typer()
LEAVING_SECONDS = 10
"""How long one that is just ending may take to let go of the data folder."""
OF_THE_BACKEND = ("/api/", "/console")


@app.command()
def serve(processes: int = typer.Option(0, help="Processes; 0: LIAN_PROCESSES.")) -> None:
    """Start everything on this machine and print where it is."""
    settings = load_settings()
    configure_logs(settings.log_level)
    if settings.database_url is not None:
        _serve(settings, settings.database_url, processes)
        return
    alone_on(settings.data_dir)
    embedded = EmbeddedPostgres(settings.data_dir)
    # The server hands a signal on once it has ended: then the database is still to be stopped.
    signal.signal(signal.SIGTERM, lambda _signal, _frame: sys.exit(0))
    try:
        _serve(settings, embedded.start(), processes)
    finally:
        embedded.stop()


def _serve(settings: Settings, url: str, processes: int) -> None:
    migrate_all(url)
    make_first_staff(settings, url)
    if settings.database_url is None:
        forget_workers(url)
    refuse_taken_port(settings)
    refuse_missing_fonts(settings)
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


def alone_on(folder: Path) -> None:
    """Hold the data folder for as long as this process and its children live.

    Raises:
        SettingsRefused: another `lian serve` runs over the same folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    held = os.open(folder / "serve.lock", os.O_RDWR | os.O_CREAT, 0o600)
    deadline = time.monotonic() + LEAVING_SECONDS
    while True:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > deadline:
                break
            time.sleep(0.05)
    raise SettingsRefused(
        f"another lian serve runs over {folder}: end it first, or set LIAN_DATA_DIR"
    )


def forget_workers(url: str) -> None:
    """Whoever is alone on the folder knows that all workers before are dead: their jobs go on."""
    with Database(url, pool_size=1) as database, database.transaction() as connection:
        connection.execute(sa.text("DELETE FROM jobs.procrastinate_workers"))


def refuse_taken_port(settings: Settings) -> None:
    """Say so before the addresses are printed, not after.

    Raises:
        SettingsRefused: something else listens there.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise SettingsRefused(
                f"cannot listen on {settings.host}:{settings.port} ({error.strerror}): "
                f"end what listens there, or choose another port with LIAN_PORT"
            ) from None


def refuse_missing_fonts(settings: Settings) -> None:
    """Without typefaces no paper can be set: better no server than one that finds out later.

    Raises:
        SettingsRefused: one of them is not there.
    """
    missing = [name for name in FONTS if not (settings.fonts_dir / Path(name).name).is_file()]
    if missing:
        raise SettingsRefused(
            f"the typefaces are not in {settings.fonts_dir}: fetch them with: lian fonts"
        )


def warm_up(settings: Settings) -> None:
    """Read interviews, patterns and fonts once the server answers: nobody waits for them."""
    from bot.understanding.expressions import compile_waiting
    from filing_backend.documents.assemble import warm_up as warm_documents

    for interview_id in titles():
        load_interview(interview_id)
    compile_waiting()
    warm_documents(settings.fonts_dir)


def announce(settings: Settings) -> None:
    """Print the addresses, and in a demo the log-in of the demo clerk."""
    typer.echo(f"网页聊天  {settings.base_url}/")
    typer.echo(f"法院后台  {settings.base_url}/console")
    if settings.demo:
        typer.echo(f"后台登录  clerk / {settings.staff_password.get_secret_value()}")
        typer.echo("监督登录  supervisor，密码相同")
    typer.echo(f"终端聊天  {_own_command()} chat")
    missing = missing_settings(settings)
    lacks = f"未开启，缺少 {' '.join(missing)}"
    typer.echo(f"微信      {lacks if missing else settings.base_url + '/wechat'}")


def _own_command() -> str:
    """`lian` as a person at this folder must type it: nothing puts it on the PATH."""
    command = Path(sys.prefix) / "bin" / "lian"
    return os.path.relpath(command) if command.is_relative_to(Path.cwd()) else str(command)


def application() -> ASGIApp:
    """One process of `lian serve`: every part under one address."""
    settings = load_settings()
    configure_logs(settings.log_level)
    url = database_url(settings)
    parts = build_parts(settings, url)
    return Switch(_front(settings, url, parts), parts.backend)


class Switch:
    """Sends a request to the backend or to the bot, by its path."""

    def __init__(self, front: ASGIApp, backend: ASGIApp) -> None:
        self._front = front
        self._backend = backend

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        behind = scope["type"] == "http" and scope["path"].startswith(OF_THE_BACKEND)
        await (self._backend if behind else self._front)(scope, receive, send)


def _front(settings: Settings, url: str, parts: Parts) -> FastAPI:
    """The bot's application, with health and metrics, whose lifespan carries the worker."""
    bot = parts.bot.app
    inner = bot.router.lifespan_context

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(parts.open())
            await stack.enter_async_context(inner(app))
            await stack.enter_async_context(
                Worker(url, parts.tasks, concurrency=settings.worker_concurrency)
            )
            warming = asyncio.create_task(asyncio.to_thread(warm_up, settings), name="warm up")
            yield
            await warming

    bot.router.lifespan_context = lifespan

    @bot.get("/healthz", include_in_schema=False)
    async def healthz() -> Response:
        return Response("ok", media_type="text/plain")

    @bot.get("/readyz", include_in_schema=False)
    def readyz() -> Response:
        return Response("ok", media_type="text/plain", status_code=200 if parts.ready() else 503)

    @bot.get("/metrics", include_in_schema=False)
    def metrics_page() -> Response:
        return Response(metrics.render(), media_type=metrics.CONTENT_TYPE)

    return bot
