"""The order in which staff see filings: overdue reviews first, then by how long they wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from filing_backend.contracts.statuses import Status
from filing_backend.domain.events import FINAL
from filing_backend.persistence.tables import filings

__all__ = ["Queue"]


@dataclass(frozen=True, slots=True)
class Queue:
    """Numbers of filings in the order of the queue, in the caller's transaction."""

    connection: Connection

    def numbers(
        self,
        statuses: Sequence[Status],
        overdue_before: datetime,
        *,
        limit: int,
        offset: int = 0,
    ) -> list[str]:
        """A page of the queue (all statuses if none is named).

        Reviews that began before `overdue_before` come first, then open filings, the longest
        waiting first, then closed ones, the latest first.
        """
        late = self._late(overdue_before)
        closed = filings.c.status.in_(sorted(FINAL))
        waiting = sa.func.extract("epoch", filings.c.status_since)
        rows = self.connection.execute(
            sa.select(filings.c.number)
            .where(filings.c.status.in_(statuses) if statuses else sa.true())
            .order_by(late.desc(), closed, sa.case((closed, -waiting), else_=waiting), filings.c.id)
            .limit(limit)
            .offset(offset)
        )
        return list(rows.scalars())

    def like(self, text: str, *, limit: int) -> list[str]:
        """Numbers of filings that hold these characters, the latest first."""
        rows = self.connection.execute(
            sa.select(filings.c.number)
            .where(filings.c.number.contains(text, autoescape=True))
            .order_by(filings.c.received_at.desc(), filings.c.id)
            .limit(limit)
        )
        return list(rows.scalars())

    def count_late(self, overdue_before: datetime) -> int:
        """How many reviews began before then and still go on."""
        statement = sa.select(sa.func.count()).where(self._late(overdue_before))
        return int(self.connection.execute(statement).scalar_one())

    def latest(self, *, limit: int, offset: int = 0) -> list[str]:
        """Numbers of all filings, what moved last first."""
        rows = self.connection.execute(
            sa.select(filings.c.number)
            .order_by(filings.c.status_since.desc(), filings.c.id)
            .limit(limit)
            .offset(offset)
        )
        return list(rows.scalars())

    @staticmethod
    def _late(overdue_before: datetime) -> sa.ColumnElement[bool]:
        return sa.and_(
            filings.c.status == Status.SUBMITTED, filings.c.status_since < overdue_before
        )
