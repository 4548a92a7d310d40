"""Drafts that nobody touches: which to remind of, to warn of, to delete; and days soon over.

A candidate is only found here; whoever locks its conversation then claims it, so that no two
workers tell a person the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import sqlalchemy as sa

__all__ = [
    "DRAFTS_LAST",
    "REMIND_AFTER",
    "WARN_BEFORE",
    "claim_correction",
    "claim_fee",
    "claim_reminder",
    "claim_warning",
    "corrections_due",
    "delete_expired",
    "drafts_left",
    "expired",
    "fees_due",
    "to_remind",
    "to_warn",
]

Candidate = tuple[str, str]
"""Id of the draft (number of the filing) and of its conversation."""

DRAFTS_LAST = timedelta(days=180)
"""How long a draft keeps; said in advance."""
WARN_BEFORE = timedelta(days=7)
REMIND_AFTER = timedelta(days=3)
REMIND_UNTIL = timedelta(days=30)
FEE_WARNING = CORRECTION_WARNING = timedelta(days=2)

SILENT = """d.updated_at <= :before AND d.updated_at > :since
    AND (d.reminded_at IS NULL OR d.reminded_at < d.updated_at)"""
TO_REMIND = sa.text(f"""
SELECT d.id, c.id FROM bot.drafts d JOIN bot.conversations c ON c.draft_id = d.id
WHERE {SILENT} AND c.updated_at <= :before ORDER BY d.updated_at, d.id LIMIT :limit
""")
CLAIM_REMINDER = sa.text(f"""
UPDATE bot.drafts d SET reminded_at = :now WHERE d.id = :id AND {SILENT} RETURNING d.id
""")

UNWARNED = """d.filing_number IS NULL AND d.updated_at <= :before
    AND (d.warned_at IS NULL OR d.warned_at < d.updated_at)"""
TO_WARN = sa.text(f"""
SELECT d.id, d.conversation_id FROM bot.drafts d WHERE {UNWARNED}
ORDER BY d.updated_at, d.id LIMIT :limit
""")
CLAIM_WARNING = sa.text(f"""
UPDATE bot.drafts d SET warned_at = :now WHERE d.id = :id AND {UNWARNED} RETURNING d.id
""")

EXPIRED = """d.filing_number IS NULL AND d.updated_at <= :before
    AND d.warned_at <= :warned AND d.warned_at >= d.updated_at"""
TO_EXPIRE = sa.text(f"""
SELECT d.id, d.conversation_id FROM bot.drafts d WHERE {EXPIRED}
ORDER BY d.updated_at, d.id LIMIT :limit
""")
# A person who wrote while the draft was in hand has touched it, even without a new answer.
TOUCH = sa.text("""
UPDATE bot.drafts d SET updated_at = m.at
FROM (
    SELECT max(at) AS at FROM bot.messages WHERE conversation_id = :conversation_id
        AND sender = 'person' AND at > :before
) m
WHERE d.id = :id AND m.at IS NOT NULL
    AND EXISTS (SELECT FROM bot.conversations c WHERE c.draft_id = d.id)
RETURNING d.id
""")
DELETE = sa.text(f"DELETE FROM bot.drafts d WHERE d.id = :id AND {EXPIRED} RETURNING d.id")

FEE = "status = 'fee_due' AND fee_due_on BETWEEN :today AND :until" + (
    " AND fee_reminded_on IS DISTINCT FROM fee_due_on"
)
FEES = sa.text(f"""
SELECT number, conversation_id FROM bot.filing_copies WHERE {FEE}
ORDER BY fee_due_on, number LIMIT :limit
""")
CLAIM_FEE = sa.text(f"""
UPDATE bot.filing_copies SET fee_reminded_on = fee_due_on WHERE number = :id AND {FEE}
RETURNING number
""")

CORRECTION = "status = 'returned' AND correct_by BETWEEN :today AND :until" + (
    " AND correction_reminded_on IS DISTINCT FROM correct_by"
)
CORRECTIONS = sa.text(f"""
SELECT number, conversation_id FROM bot.filing_copies WHERE {CORRECTION}
ORDER BY correct_by, number LIMIT :limit
""")
CLAIM_CORRECTION = sa.text(f"""
UPDATE bot.filing_copies SET correction_reminded_on = correct_by
WHERE number = :id AND {CORRECTION} RETURNING number
""")


def to_remind(connection: sa.Connection, now: datetime, limit: int) -> Sequence[Candidate]:
    """Drafts in hand that have been silent for days, the conversation too."""
    return _found(connection, TO_REMIND, limit=limit, **_silent(now))


def claim_reminder(connection: sa.Connection, draft_id: str, now: datetime) -> bool:
    """Whether it is ours to remind of this draft; once for each silence."""
    return _claimed(connection, CLAIM_REMINDER, id=draft_id, now=now, **_silent(now))


def to_warn(connection: sa.Connection, now: datetime, limit: int) -> Sequence[Candidate]:
    """Drafts whose time is nearly over."""
    return _found(connection, TO_WARN, before=now - DRAFTS_LAST + WARN_BEFORE, limit=limit)


def claim_warning(connection: sa.Connection, draft_id: str, now: datetime) -> bool:
    """Whether it is ours to announce this draft's end; once for each silence."""
    before = now - DRAFTS_LAST + WARN_BEFORE
    return _claimed(connection, CLAIM_WARNING, id=draft_id, now=now, before=before)


def expired(connection: sa.Connection, now: datetime, limit: int) -> Sequence[Candidate]:
    """Drafts whose time is over, and whose end was announced in time."""
    return _found(connection, TO_EXPIRE, limit=limit, **_over(now))


def delete_expired(
    connection: sa.Connection, draft_id: str, conversation_id: str, now: datetime
) -> bool:
    """Delete the draft, unless somebody has turned to it; the caller holds the conversation."""
    touched = {"conversation_id": conversation_id, "before": now - WARN_BEFORE}
    if _claimed(connection, TOUCH, id=draft_id, **touched):
        return False
    return _claimed(connection, DELETE, id=draft_id, **_over(now))


def drafts_left(connection: sa.Connection, conversation_id: str) -> bool:
    """Whether the conversation has drafts."""
    statement = "SELECT EXISTS (SELECT FROM bot.drafts WHERE conversation_id = :id)"
    return bool(connection.scalar(sa.text(statement), {"id": conversation_id}))


def fees_due(connection: sa.Connection, today: date, limit: int) -> Sequence[Candidate]:
    """Filings whose fee is due within days."""
    return _found(connection, FEES, today=today, until=today + FEE_WARNING, limit=limit)


def claim_fee(connection: sa.Connection, number: str, today: date) -> bool:
    """Whether it is ours to remind of this fee; once for each last day."""
    return _claimed(connection, CLAIM_FEE, id=number, today=today, until=today + FEE_WARNING)


def corrections_due(connection: sa.Connection, today: date, limit: int) -> Sequence[Candidate]:
    """Returned filings whose last day to be mended is within days."""
    until = today + CORRECTION_WARNING
    return _found(connection, CORRECTIONS, today=today, until=until, limit=limit)


def claim_correction(connection: sa.Connection, number: str, today: date) -> bool:
    """Whether it is ours to remind of this correction; once for each last day."""
    until = today + CORRECTION_WARNING
    return _claimed(connection, CLAIM_CORRECTION, id=number, today=today, until=until)


def _silent(now: datetime) -> dict[str, datetime]:
    return {"before": now - REMIND_AFTER, "since": now - REMIND_UNTIL}


def _over(now: datetime) -> dict[str, datetime]:
    return {"before": now - DRAFTS_LAST, "warned": now - WARN_BEFORE}


def _found(
    connection: sa.Connection, statement: sa.TextClause, **values: object
) -> Sequence[Candidate]:
    return [(row[0], row[1]) for row in connection.execute(statement, values)]


def _claimed(connection: sa.Connection, statement: sa.TextClause, **values: object) -> bool:
    return connection.execute(statement, values).first() is not None
