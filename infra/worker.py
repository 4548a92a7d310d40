"""The worker: runs the tasks it is given for the jobs of its queues.

It lives inside an asyncio lifespan (`async with Worker(…):`). A killed worker's jobs are taken up
by any other within about ten seconds.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from procrastinate import App, BaseRetryStrategy, JobContext, PsycopgConnector, RetryDecision
from procrastinate.jobs import DeleteJobCondition, Job
from psycopg import AsyncConnection
from psycopg.errors import UniqueViolation

from infra.database import conninfo, session_options
from infra.errors import TaskMisdeclared
from infra.jobs import Retry, Task
from infra.metrics import JOB_SECONDS, JOBS

__all__ = ["Heartbeat", "Worker"]

log = structlog.get_logger("infra.worker")

# The library's own lines quote the arguments of jobs.
logging.getLogger("procrastinate").setLevel(logging.CRITICAL)

_STALLED = """
SELECT job.id, job.task_name, job.attempts
  FROM procrastinate_jobs job
  LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
 WHERE job.status = 'doing'
   AND job.queue_name = ANY(%s)
   AND (worker.id IS NULL OR worker.last_heartbeat < now() - make_interval(secs => %s))
   FOR UPDATE OF job SKIP LOCKED
"""
_RUN_AGAIN = "SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)"
_GIVE_UP = "SELECT procrastinate_finish_job_v1(%s, 'failed', %s)"


@dataclass(frozen=True)
class Heartbeat:
    """How a worker shows that it lives, in seconds."""

    every: float = 2
    dead_after: float = 8
    sweep_every: float = 4


class _Strategy(BaseRetryStrategy):
    def __init__(self, retry: Retry) -> None:
        self._retry = retry

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if job.attempts >= self._retry.limit or isinstance(exception, self._retry.final):
            return None
        # An error may know how long to wait: a platform that is asked too often says so.
        asked_for = float(getattr(exception, "after_seconds", 0))
        milliseconds = int(max(self._retry.wait_seconds(job.attempts), asked_for) * 1000)
        return RetryDecision(retry_in={"milliseconds": milliseconds})


def _callable(task: Task) -> Callable[..., Any]:
    """The task's function, without the point of time that is passed to periodic ones."""
    if task.every is None:
        return task.run
    if task.is_async:

        async def run_async(timestamp: int) -> Any:
            return await task.run()

        return run_async

    def run(timestamp: int) -> Any:
        return task.run()

    return run


class Worker:
    """Runs jobs from entering its context until leaving it.

    Args:
        url: the database; the worker keeps up to four connections of its own.
        tasks: what it can run; it serves the queues these belong to.
        concurrency: jobs at a time.
        patience_seconds: on leaving, how long running jobs may take to end.
    """

    def __init__(
        self,
        url: str,
        tasks: Iterable[Task],
        *,
        concurrency: int = 4,
        heartbeat: Heartbeat | None = None,
        patience_seconds: float = 20,
    ) -> None:
        self._tasks = _by_name(tasks)
        self.queues: Sequence[str] = sorted({task.queue for task in self._tasks.values()})
        self._heartbeat = heartbeat or Heartbeat()
        self._concurrency = concurrency
        self._patience_seconds = patience_seconds
        self._connector = PsycopgConnector(
            conninfo=conninfo(url),
            min_size=1,
            max_size=4,
            kwargs={"options": session_options(), "application_name": "lian-worker"},
        )
        self._app = App(connector=self._connector)
        for task in self._tasks.values():
            self._register(task)
        self._running: list[asyncio.Task[None]] = []

    def _register(self, task: Task) -> None:
        declared = self._app.task(name=task.name, queue=task.queue, retry=_Strategy(task.retry))
        registered = declared(_callable(task))
        if task.every is not None:
            self._app.periodic(cron=task.every, queueing_lock=task.name)(registered)

    async def __aenter__(self) -> Worker:
        await self._app.open_async()
        await self.sweep()
        self._running = [
            asyncio.create_task(self._work_for_ever(), name="worker"),
            asyncio.create_task(self._sweep_for_ever(), name="worker sweep"),
        ]
        log.info("worker.started", queues=list(self.queues), tasks=len(self._tasks))
        return self

    async def __aexit__(self, *exception: object) -> None:
        for running in self._running:
            running.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        self._running = []
        await self._app.close_async()
        log.info("worker.stopped", queues=list(self.queues))

    async def drain(self) -> None:
        """Run every job that is due, and return; for tests and for commands."""
        async with self._app.open_async():
            await self._work(wait=False)

    async def sweep(self) -> int:
        """Take up the jobs of workers that died; gives how many.

        The rows are locked while they are looked at, so that two sweepers cannot both put back
        a job which a third worker has already begun again.
        """
        values = (list(self.queues), self._heartbeat.dead_after)
        async with self._connector.pool.connection() as connection, connection.transaction():
            rows = await (await connection.execute(_STALLED, values)).fetchall()
            for job_id, task_name, attempts in rows:
                await self._take_up(connection, job_id, task_name, attempts)
        return len(rows)

    async def _take_up(
        self, connection: AsyncConnection[Any], job_id: int, task_name: str, attempts: int
    ) -> None:
        task = self._tasks.get(task_name)
        if task is None or attempts >= max(task.retry.limit, 1):
            await connection.execute(_GIVE_UP, (job_id, False))
            log.error("job.given_up", job=job_id, task=task_name, reason="its workers died")
            return
        try:
            async with connection.transaction():
                await connection.execute(_RUN_AGAIN, (job_id,))
            log.warning("job.taken_up", job=job_id, task=task_name)
        except UniqueViolation:
            # Another job with the same key waits already: it will do the work.
            await connection.execute(_GIVE_UP, (job_id, True))

    async def _work(self, *, wait: bool) -> None:
        await self._app.run_worker_async(
            queues=self.queues,
            name="lian",
            concurrency=self._concurrency,
            wait=wait,
            # A retried job announces itself to nobody: it is found by looking.
            fetch_job_polling_interval=1,
            install_signal_handlers=False,
            update_heartbeat_interval=self._heartbeat.every,
            stalled_worker_timeout=self._heartbeat.dead_after,
            shutdown_graceful_timeout=self._patience_seconds,
            delete_jobs=DeleteJobCondition.SUCCESSFUL,
            worker_middleware=[_observed],
        )

    async def _work_for_ever(self) -> None:
        while True:
            try:
                await self._work(wait=True)
            except Exception as error:  # the database went away: wait for it
                log.error("worker.interrupted", error=type(error).__name__)
            await asyncio.sleep(1)

    async def _sweep_for_ever(self) -> None:
        while True:
            await asyncio.sleep(self._heartbeat.sweep_every)
            try:
                await self.sweep()
            except Exception as error:
                log.error("worker.sweep_failed", error=type(error).__name__)


def _by_name(tasks: Iterable[Task]) -> dict[str, Task]:
    found: dict[str, Task] = {}
    for task in tasks:
        if task.name in found:
            raise TaskMisdeclared(f"two tasks are called {task.name}")
        found[task.name] = task
    return found


async def _observed(call_next: Callable[[], Awaitable[Any]], context: JobContext, _: Any) -> Any:
    """Count, time and log a run; the arguments stay out of it."""
    job = context.job
    started = time.perf_counter()
    outcome = "failed"
    with structlog.contextvars.bound_contextvars(job=job.id, task=job.task_name):
        try:
            result = await call_next()
            outcome = "done"
            return result
        except asyncio.CancelledError:
            outcome = "cut_off"
            raise
        except Exception:
            log.warning("job.failed", attempt=job.attempts + 1, exc_info=True)
            raise
        finally:
            seconds = time.perf_counter() - started
            JOBS.labels(task=job.task_name, outcome=outcome).inc()
            JOB_SECONDS.labels(task=job.task_name).observe(seconds)
            with contextlib.suppress(ValueError):
                log.debug("job.ended", outcome=outcome, seconds=round(seconds, 3))
