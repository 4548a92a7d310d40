from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from infra.database import Database
from infra.errors import TaskMisdeclared
from infra.jobs import JobQueue, Retry, Task
from infra.worker import Heartbeat, Worker

QUEUE = JobQueue()
ONCE = Retry(limit=0)


def _jobs(database: Database) -> list[tuple[str, str]]:
    with database.transaction() as connection:
        rows = connection.execute(text("SELECT task_name, status::text FROM procrastinate_jobs"))
        return [(row[0], row[1]) for row in rows]


def _drain(url: str, *tasks: Task) -> None:
    asyncio.run(Worker(url, tasks).drain())


async def _until(condition: Callable[[], Any], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never happened"
        await asyncio.sleep(0.02)


def _defer_and_fail(database: Database) -> None:
    with database.transaction() as connection:
        QUEUE.defer(connection, "test.note", queue="bot", number=1)
        raise RuntimeError


def test_a_job_of_a_transaction_that_fails_never_exists(database: Database) -> None:
    with pytest.raises(RuntimeError):
        _defer_and_fail(database)
    assert _jobs(database) == []


def test_a_job_is_run_and_forgotten(database: Database, database_url: str) -> None:
    seen: list[int] = []
    with database.session() as session:
        QUEUE.defer(session, "test.note", queue="bot", number=7)
    _drain(database_url, Task("test.note", "bot", lambda number: seen.append(number), ONCE))
    assert seen == [7]
    assert _jobs(database) == []


def test_one_key_waits_once_and_leaves_the_transaction_whole(database: Database) -> None:
    with database.transaction() as connection:
        first = QUEUE.defer(connection, "test.note", queue="bot", key="one")
        second = QUEUE.defer(connection, "test.note", queue="bot", key="one")
        third = QUEUE.defer(connection, "test.note", queue="bot", key="two")
    assert first is not None
    assert second is None
    assert third is not None
    assert len(_jobs(database)) == 2


def test_a_job_for_later_is_not_run_now(database: Database, database_url: str) -> None:
    seen: list[int] = []
    with database.transaction() as connection:
        later = datetime.now(UTC) + timedelta(hours=1)
        QUEUE.defer(connection, "test.note", queue="bot", run_at=later)
    _drain(database_url, Task("test.note", "bot", lambda: seen.append(1), ONCE))
    assert seen == []


def test_a_failing_job_is_run_again_up_to_its_limit(database: Database, database_url: str) -> None:
    runs: list[float] = []

    def fail() -> None:
        runs.append(time.monotonic())
        raise ValueError

    task = Task("test.fail", "bot", fail, Retry(limit=2, first_seconds=0.02))
    with database.transaction() as connection:
        QUEUE.defer(connection, "test.fail", queue="bot")
    end = time.monotonic() + 20
    while len(runs) < 3 and time.monotonic() < end:
        _drain(database_url, task)
    _drain(database_url, task)
    assert len(runs) == 3
    assert _jobs(database) == [("test.fail", "failed")]


def test_a_final_error_is_not_tried_again(database: Database, database_url: str) -> None:
    async def refuse() -> None:
        raise PermissionError

    with database.transaction() as connection:
        QUEUE.defer(connection, "test.refuse", queue="bot")
    retry = Retry(limit=5, first_seconds=0, final=(PermissionError,))
    _drain(database_url, Task("test.refuse", "bot", refuse, retry))
    assert _jobs(database) == [("test.refuse", "failed")]


def test_a_task_without_a_limit_is_refused() -> None:
    with pytest.raises(TaskMisdeclared, match="limit"):
        Task("test.endless", "bot", print, None)  # type: ignore[arg-type]
    with pytest.raises(TaskMisdeclared, match="limit"):
        Task("test.endless", "bot", print, Retry(limit=-1))


def test_two_tasks_of_one_name_are_refused(database_url: str) -> None:
    task = Task("test.twice", "bot", print, ONCE)
    with pytest.raises(TaskMisdeclared, match="two tasks"):
        Worker(database_url, [task, task])


def test_waits_double_up_to_the_longest() -> None:
    retry = Retry(limit=9, first_seconds=2, longest_seconds=60)
    waits = [retry.wait_seconds(attempts) for attempts in range(12)]
    assert 1.8 <= waits[0] <= 2
    assert 7.2 <= waits[2] <= 8
    assert 54 <= waits[11] <= 60


async def test_running_worker_picks_up_sync_and_async_jobs_at_once(
    database: Database, database_url: str
) -> None:
    seen: list[str] = []
    main = threading.get_ident()

    def plain() -> None:
        seen.append("loop" if threading.get_ident() == main else "thread")

    async def asynchronous() -> None:
        seen.append("loop" if threading.get_ident() == main else "thread")

    tasks = [
        Task("test.plain", "bot", plain, ONCE),
        Task("test.async", "filing", asynchronous, ONCE),
    ]
    async with Worker(database_url, tasks):
        # Deferring beside an open worker in one process is what the bare app is for.
        for name, queue in (("test.plain", "bot"), ("test.async", "filing")):
            with database.transaction() as connection:
                QUEUE.defer(connection, name, queue=queue)
            started = time.monotonic()
            await _until(lambda: len(seen) == (1 if queue == "bot" else 2))  # noqa: B023
            assert time.monotonic() - started < 10
    assert seen == ["thread", "loop"]


async def test_a_task_with_a_cron_line_runs_by_the_clock(
    database: Database, database_url: str
) -> None:
    seen: list[int] = []
    # Six fields: the last one is seconds, which only a test needs.
    task = Task("test.tick", "bot", lambda: seen.append(1), ONCE, every="* * * * * */1")
    async with Worker(database_url, [task]):
        await _until(lambda: len(seen) >= 2)


VICTIM = """
import asyncio, sys, time
from infra.jobs import Retry, Task
from infra.worker import Heartbeat, Worker

def hang():
    print("begun", flush=True)
    time.sleep(600)

async def main():
    task = Task("test.survive", "bot", hang, Retry(limit=3))
    async with Worker(sys.argv[1], [task], heartbeat=Heartbeat(0.2, 1.0, 0.2)):
        await asyncio.sleep(600)

asyncio.run(main())
"""


@pytest.mark.kill
async def test_the_job_of_a_killed_worker_is_taken_up(
    database: Database, database_url: str
) -> None:
    with database.transaction() as connection:
        QUEUE.defer(connection, "test.survive", queue="bot")
    victim = subprocess.Popen(
        [sys.executable, "-c", VICTIM, database_url], stdout=subprocess.PIPE, text=True
    )
    assert victim.stdout is not None
    with victim.stdout:
        assert "begun\n" in iter(victim.stdout.readline, "")
        os.kill(victim.pid, signal.SIGKILL)
        victim.wait()
    seen: list[int] = []
    task = Task("test.survive", "bot", lambda: seen.append(1), Retry(limit=3))
    async with Worker(database_url, [task], heartbeat=Heartbeat(0.2, 1.0, 0.2)):
        await _until(lambda: seen)
    assert seen == [1]
    assert _jobs(database) == []


def _doing(database: Database, attempts: int, key: str | None = None) -> None:
    """A job whose worker is gone."""
    with database.transaction() as connection:
        number = QUEUE.defer(connection, "test.lost", queue="bot", key=key)
        change = "UPDATE procrastinate_jobs SET status = 'doing', attempts = :a WHERE id = :id"
        connection.execute(text(change), {"a": attempts, "id": number})


async def _sweep(url: str, limit: int) -> None:
    worker = Worker(url, [Task("test.lost", "bot", print, Retry(limit=limit))])
    async with worker._app.open_async():
        await worker.sweep()


async def test_a_job_that_kills_every_worker_is_given_up(
    database: Database, database_url: str
) -> None:
    _doing(database, attempts=3)
    await _sweep(database_url, limit=3)
    assert _jobs(database) == [("test.lost", "failed")]


async def test_a_lost_job_gives_way_to_one_of_its_key_that_waits(
    database: Database, database_url: str
) -> None:
    _doing(database, attempts=0, key="same")
    with database.transaction() as connection:
        assert QUEUE.defer(connection, "test.lost", queue="bot", key="same") is not None
    await _sweep(database_url, limit=3)
    assert _jobs(database) == [("test.lost", "todo")]


async def test_leaving_a_worker_waits_for_its_running_jobs(
    database: Database, database_url: str
) -> None:
    seen: list[str] = []

    def slow() -> None:
        seen.append("begun")
        time.sleep(0.3)
        seen.append("ended")

    with database.transaction() as connection:
        QUEUE.defer(connection, "test.slow", queue="bot")
    async with Worker(database_url, [Task("test.slow", "bot", slow, ONCE)]):
        await _until(lambda: seen)
    assert seen == ["begun", "ended"]
    assert _jobs(database) == []


async def test_worker_outlives_a_lost_connection(database: Database, database_url: str) -> None:
    seen: list[int] = []
    task = Task("test.note", "bot", lambda: seen.append(1), Retry(limit=3, first_seconds=0.1))
    async with Worker(database_url, [task], heartbeat=Heartbeat(0.2, 1.0, 0.2)):
        cut = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'lian-worker' AND datname = current_database()"
        )
        with database.transaction() as connection:
            connection.execute(text(cut))
        with database.transaction() as connection:
            QUEUE.defer(connection, "test.note", queue="bot")
        await _until(lambda: seen)
