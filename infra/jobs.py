"""Jobs: put into the queue in the caller's transaction, run by any number of workers.

A job runs at least once: a worker that is killed midway leaves its job to another, so a task must
bear being run twice. Arguments are ids, never people's data: they stand in a table as they are.
"""

from __future__ import annotations

import inspect
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from infra.errors import TaskMisdeclared

if TYPE_CHECKING:
    from procrastinate import App
    from sqlalchemy.orm import Session

__all__ = ["JobArgument", "JobQueue", "Retry", "Task"]

# Numbers, texts, truth values, and lists and mappings of them.
JobArgument = int | float | str | bool | None | list[Any] | dict[str, Any]


@dataclass(frozen=True)
class Retry:
    """How often, and after how long, a job that failed is run again.

    Args:
        limit: runs beyond the first; 0 means once and never again.
        first_seconds: the wait before the second run; it doubles every time.
        longest_seconds: the wait never grows beyond this.
        final: errors after which running again is of no use.
    """

    limit: int
    first_seconds: float = 2
    longest_seconds: float = 3600
    final: tuple[type[BaseException], ...] = ()

    def wait_seconds(self, attempts: int) -> float:
        """The wait after `attempts` runs have failed before, a tenth of it by chance."""
        grown = self.first_seconds * float(2 ** min(attempts, 30))
        return min(grown, self.longest_seconds) * random.uniform(0.9, 1.0)


@dataclass(frozen=True)
class Task:
    """A function that jobs run, under the name they are deferred by.

    Args:
        name: as in "bot.deliver"; jobs are stored with it, so it stays for ever.
        queue: "bot" or "filing".
        run: a function of keyword arguments; a plain one runs in a thread, an async one in the
            worker's loop.
        retry: its limit has no default, so that nobody forgets it.
        every: a cron line (five fields, UTC) for a task that runs by the clock; it is then
            called without arguments, and never twice for one point of time.
    """

    name: str
    queue: str
    run: Callable[..., Any]
    retry: Retry
    every: str | None = None

    def __post_init__(self) -> None:
        if getattr(self.retry, "limit", -1) < 0:
            raise TaskMisdeclared(
                f"task {self.name} needs a limit of retries: retry=Retry(limit=…)"
            )

    @property
    def is_async(self) -> bool:
        return inspect.iscoroutinefunction(self.run)


class JobQueue:
    """Puts jobs into the queue; knows tasks by name only."""

    @cached_property
    def _bare(self) -> App:
        # An app of its own, without tasks and never opened: in a process whose worker is open,
        # the worker's app cannot defer on a synchronous connection.
        from procrastinate import App, SyncPsycopgConnector

        return App(connector=SyncPsycopgConnector())

    def defer(
        self,
        connection: Connection | Session,
        task_name: str,
        /,
        *,
        queue: str,
        key: str | None = None,
        lock: str | None = None,
        run_at: datetime | None = None,
        **arguments: JobArgument,
    ) -> int | None:
        """Queue a job in the caller's transaction: it exists if, and when, that commits.

        Args:
            key: while a job with this key waits, no second one is queued; a job that has
                begun to run does not count as waiting.
            lock: jobs with the same lock run one after another, in the order they were queued;
                one that waits to be run again holds up those behind it.
            run_at: not before this instant (aware).

        Returns:
            The job's number, or None if one with this key is waiting already.
        """
        if not isinstance(connection, Connection):
            connection = connection.connection()
        from procrastinate.exceptions import AlreadyEnqueued

        job = self._bare.configure_task(
            task_name,
            queue=queue,
            queueing_lock=key,
            lock=lock,
            schedule_at=run_at,
            connection=connection.connection.driver_connection,
        )
        if key is None:
            return job.defer(**arguments)
        try:
            # The clash of two keys would spoil the caller's transaction without this savepoint.
            with connection.begin_nested():
                return job.defer(**arguments)
        except AlreadyEnqueued:
            return None
