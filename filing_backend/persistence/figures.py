"""What a supervisor counts: decisions, how long reviews take, what is sent back, who acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from filing_backend.domain.events import EventKind
from filing_backend.persistence.tables import audit, events, filings

__all__ = ["Figures", "Reviews"]

DECIDED = (EventKind.REVIEW_PASSED, EventKind.RETURNED, EventKind.REFUSED)


@dataclass(frozen=True, slots=True)
class Reviews:
    """Decided reviews: every round of every filing that ended in a decision.

    first, first_passed: filings with any decision, and those that passed the first time.
    """

    passed: int
    returned: int
    refused: int
    first: int
    first_passed: int
    median: timedelta | None

    @property
    def decided(self) -> int:
        """All of them."""
        return self.passed + self.returned + self.refused


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over filings and the audit trail since an instant, in the caller's transaction."""

    connection: Connection

    def reviews(self, since: datetime) -> Reviews:
        """Reviews that were decided since then; the median from submission to decision."""
        wanted = (EventKind.SUBMITTED, *DECIDED)
        steps = (
            sa.select(
                events.c.filing_id,
                events.c.kind,
                events.c.at,
                _in_order(sa.func.lag(events.c.at)).label("begun_at"),
                _in_order(sa.func.lag(events.c.kind)).label("after"),
                _in_order(sa.func.row_number()).label("nth"),
            )
            .where(events.c.kind.in_(wanted))
            .subquery()
        )
        kind, first = steps.c.kind, steps.c.nth == 2
        took = sa.func.extract("epoch", steps.c.at - steps.c.begun_at)
        row = self.connection.execute(
            sa.select(
                *(_count(kind == each).label(each.value) for each in DECIDED),
                _count(first).label("first"),
                _count(first & (kind == EventKind.REVIEW_PASSED)).label("first_passed"),
                sa.func.percentile_cont(0.5).within_group(took.asc()).label("median"),
            ).where(steps.c.after == EventKind.SUBMITTED, kind.in_(DECIDED), steps.c.at >= since)
        ).one()
        return Reviews(
            passed=row.review_passed,
            returned=row.returned,
            refused=row.refused,
            first=row.first,
            first_passed=row.first_passed,
            median=None if row.median is None else timedelta(seconds=float(row.median)),
        )

    def received(self, since: datetime) -> int:
        """How many filings were handed over since then."""
        statement = sa.select(sa.func.count()).where(filings.c.received_at >= since)
        return int(self.connection.execute(statement).scalar_one())

    def returned_numbers(self, since: datetime, *, limit: int) -> list[str]:
        """Numbers of filings that were sent back since then, the latest first."""
        latest = sa.func.max(events.c.at)
        rows = self.connection.execute(
            sa.select(filings.c.number)
            .join(events, events.c.filing_id == filings.c.id)
            .where(events.c.kind == EventKind.RETURNED, events.c.at >= since)
            .group_by(filings.c.number)
            .order_by(latest.desc())
            .limit(limit)
        )
        return list(rows.scalars())

    def acts(self, since: datetime) -> list[tuple[str, str, int]]:
        """(actor, act, how often) in the audit trail since then, by actor."""
        often = sa.func.count()
        rows = self.connection.execute(
            sa.select(audit.c.actor, audit.c.act, often)
            .where(audit.c.at >= since)
            .group_by(audit.c.actor, audit.c.act)
            .order_by(audit.c.actor, often.desc(), audit.c.act)
        )
        return [(actor, act, number) for actor, act, number in rows]


def _in_order(function: sa.FunctionElement[Any]) -> sa.Over[Any]:
    return function.over(partition_by=events.c.filing_id, order_by=events.c.seq)


def _count(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.count().filter(condition)
