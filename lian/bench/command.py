"""Runs the measurements one after the other and prints a table and one JSON line each."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from infra.database import Database
from infra.encryption import new_master_key
from infra.postgres import EmbeddedPostgres
from lian.bench.machine import Running, free_port, memory_megabytes, wait_for
from lian.bench.packets import packet_seconds
from lian.bench.stored import store
from lian.bench.wechat import SETTINGS as WECHAT
from lian.bench.wechat import deaf_server
from lian.bench.words import understanding

__all__ = ["app"]

app = typer.Typer()
FEW, MANY = 1_000, 1_000_000
MESSAGES_A_SECOND = 50


@app.command()
def bench(
    seconds: float = typer.Option(15, help="How long each load lasts."),
    people: int = typer.Option(24, help="People at once."),
    processes: int = typer.Option(3, help="LIAN_PROCESSES of the server."),
    stored: int = typer.Option(MANY, help="Stored conversations of the second run."),
    bare: bool = typer.Option(True, help="Measure the bare path beside it."),
) -> None:
    """Measure turns, start, memory, packets and understanding; fsync and encryption on."""
    say("machine", cores=os.cpu_count(), system=platform.machine(), load=os.getloadavg()[0])
    with tempfile.TemporaryDirectory(prefix="lian-bench-", ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        postgres = EmbeddedPostgres(data)
        try:
            if bare:
                say("bare path", **_bare(postgres.start(), people, seconds, processes))
            _product(data, postgres, FEW, people, seconds, processes)
            _product(data, postgres, stored, people, seconds, processes)
        finally:
            postgres.stop()
        _wechat(Path(folder) / "wechat", int(seconds))
    say("packet of 10 pages", **packet_seconds())
    say("a message understood", **understanding())


def say(what: str, **figures: Any) -> None:
    """One line of the report."""
    typer.echo(f"{what:<28}" + json.dumps(figures, ensure_ascii=False))


def _product(
    data: Path, postgres: EmbeddedPostgres, count: int, people: int, seconds: float, processes: int
) -> None:
    label = f"{count:,} stored"
    environment = {"LIAN_DATA_DIR": str(data), "LIAN_LOG_LEVEL": "error"}
    with _serving(environment, 1) as (server, started):
        with Database(postgres.start(), statement_timeout_seconds=600) as database:
            store(database, count, FEW if count > FEW else 0)
        say(
            f"{label}: one person",
            start_seconds=started,
            memory_mb=memory_megabytes(server.process.pid),
            **_load(server.address, 1, seconds),
        )
    with _serving(environment, processes) as (server, _):
        say(f"{label}: {people} people", **_load(server.address, people, seconds))


def _wechat(data: Path, seconds: int) -> None:
    """Fifty messages a second of WeChat, with the default engine and with Rasa hanging."""
    environment = {"LIAN_DATA_DIR": str(data), "LIAN_LOG_LEVEL": "error", **WECHAT}
    label = f"WeChat, {MESSAGES_A_SECOND}/s"
    postgres = EmbeddedPostgres(data)
    try:
        with _serving(environment, 1) as (server, _):
            say(label, **_messages(server.address, seconds))
        with deaf_server() as deaf:
            hanging = {"LIAN_NLU": "rasa", "LIAN_RASA_URL": deaf, "LIAN_RASA_TOKEN": "bench"}
            with _serving(environment | hanging, 1) as (server, _):
                say(f"{label}, Rasa hangs", **_messages(server.address, seconds))
    finally:
        postgres.stop()


def _messages(address: str, seconds: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "lian.bench.wechat", address]
    command += [str(MESSAGES_A_SECOND), str(seconds)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@contextmanager
def _serving(environment: dict[str, str], processes: int) -> Iterator[tuple[Running, float]]:
    port = free_port()
    settings = {**environment, "LIAN_PORT": str(port), "LIAN_PROCESSES": str(processes)}
    begun = time.perf_counter()
    running = Running([sys.executable, "-m", "lian", "serve"], settings, port)
    try:
        wait_for(running)
        yield running, round(time.perf_counter() - begun, 2)
    finally:
        running.stop()


def _bare(url: str, people: int, seconds: float, processes: int) -> dict[str, Any]:
    port = free_port()
    settings = {"LIAN_BENCH_DATABASE": url, "LIAN_BENCH_KEY": new_master_key()}
    command = [sys.executable, "-m", "uvicorn", "--factory", "lian.bench.bare:application"]
    command += ["--port", str(port), "--workers", str(processes), "--log-level", "error"]
    running = Running(command, settings, port)
    try:
        wait_for(running, path="/docs")
        return _load(running.address, people, seconds)
    finally:
        running.stop()


def _load(address: str, people: int, seconds: float) -> dict[str, Any]:
    """A warm-up, then the measurement, from a process of its own."""
    for duration in (min(3.0, seconds), seconds):
        command = [sys.executable, "-m", "lian.bench.load", address, str(people), str(duration)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found
