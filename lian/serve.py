"""`lian serve`: bot, backend, worker, console and the embedded court in one process, or several."""

from __future__ import annotations

import fcntl
import gc
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
import typer

from infra.database import Database
from infra.errors import SettingsRefused
from infra.logs import configure_logs
from infra.postgres import EmbeddedPostgres
from infra.settings import Settings, load_settings
from lian.fonts import FONTS
from lian.schemas import migrate_all

if TYPE_CHECKING:
    from starlette.types import ASGIApp

__all__ = ["app", "application"]

app = typer.Typer()
LEAVING_SECONDS = 10
"""How long one that is just ending may take to let go of the data folder."""


@app.command()
def serve(processes: int = typer.Option(0, help="Processes; 0: LIAN_PROCESSES.")) -> None:
    """Start everything on this machine and print where it is."""
    settings = load_settings()
    configure_logs(settings.log_level)
    if settings.database_url is not None:
        _refuse(settings)
        _serve(settings, settings.database_url, processes)
        return
    alone_on(settings.data_dir)
    _refuse(settings)
    embedded = EmbeddedPostgres(settings.data_dir)
    # The server hands a signal on once it has ended: then the database is still to be stopped.
    signal.signal(signal.SIGTERM, lambda _signal, _frame: sys.exit(0))
    try:
        with ThreadPoolExecutor(1) as beside:
            starting = beside.submit(embedded.start)
            _bring_in(processes or settings.processes)
        _serve(settings, starting.result(), processes)
    finally:
        embedded.stop()


def _refuse(settings: Settings) -> None:
    """What cannot work is said before anything is started."""
    refuse_taken_port(settings)
    refuse_missing_fonts(settings)


def _bring_in(processes: int) -> None:
    """Import the parts, if it is this process that answers; others answer when there are many."""
    if processes == 1:
        with started_without_collecting():
            pass


def _serve(settings: Settings, url: str, processes: int) -> None:
    import uvicorn

    count = processes or settings.processes
    _bring_in(count)
    _prepare(settings, url)
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


def _prepare(settings: Settings, url: str) -> None:
    """What is done once, however many processes will answer; a folder's owner is alone with it."""
    from lian.staff import keep_first_staff

    migrate_all(url)
    keep_first_staff(settings, url)
    if settings.database_url is None:
        forget_workers(url)
    announce(settings)


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


def announce(settings: Settings) -> None:
    """Print the addresses, and in a demo the log-in of the demo clerk."""
    from bot.channels.wechat.account import missing_settings

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
    """One process: every part under one address."""
    settings = load_settings()
    configure_logs(settings.log_level)
    with started_without_collecting():
        from lian.process import build

        return build(settings, database_url(settings))


@contextmanager
def started_without_collecting() -> Iterator[None]:
    """Modules and their tables live as long as the process: nothing of them is ever garbage.

    Looking through them again and again takes a tenth of the start, and later of every turn.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
