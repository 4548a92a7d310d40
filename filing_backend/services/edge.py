"""Where a request or a job becomes one transaction, in a bounded number of threads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

from filing_backend.services.office import Desk, Office
from infra.database import Database

__all__ = ["Edge"]

T = TypeVar("T")


@dataclass(frozen=True)
class Edge:
    """Runs acts of services; the only place that commits.

    threads: how many acts run at a time; never more than the pool has connections, and not
        shared with the bot, so that neither can stop the other.
    """

    office: Office
    database: Database
    threads: int = 4
    _limiter: CapacityLimiter = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_limiter", CapacityLimiter(self.threads))

    def transact(self, act: Callable[[Desk], T]) -> T:
        """Run the act in a transaction: committed at its end, rolled back on an error."""
        with self.database.transaction() as connection:
            return act(self.office.at(connection))

    async def run(self, act: Callable[[Desk], T]) -> T:
        """The same from a coroutine, in a thread."""
        return await to_thread.run_sync(self.transact, act, limiter=self._limiter)

    async def work(self, make: Callable[[], T]) -> T:
        """Run something slow that needs no database, in one of the same threads."""
        return await to_thread.run_sync(make, limiter=self._limiter)
