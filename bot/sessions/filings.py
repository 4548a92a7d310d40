"""The bot's own read copies of filings, kept fresh by notices; and which notices have come."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from filing_backend.contracts import FilingCopy
from infra.sealing import Sealer

__all__ = ["FilingCopies"]

SAVE = sa.text("""
INSERT INTO bot.filing_copies
    (number, person_id, conversation_id, draft_id, status, sealed_copy, fee_due_on, correct_by,
    as_of, updated_at)
VALUES (:number, :person_id, :conversation_id, :draft_id, :status, :copy, :fee_due_on, :correct_by,
    :as_of, :at)
ON CONFLICT (number) DO UPDATE SET status = excluded.status, sealed_copy = excluded.sealed_copy,
    fee_due_on = excluded.fee_due_on, correct_by = excluded.correct_by,
    as_of = excluded.as_of, updated_at = excluded.updated_at
WHERE bot.filing_copies.as_of <= excluded.as_of
RETURNING number
""")


class FilingCopies:
    """Read copies by person. A copy never goes back in time."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer

    def save(
        self,
        connection: sa.Connection,
        copy: FilingCopy,
        person_id: str,
        conversation_id: str,
        at: datetime,
        as_of: datetime | None = None,
    ) -> bool:
        """Keep a copy; False if a newer one is there already."""
        saved = connection.execute(
            SAVE,
            {
                "number": copy.number,
                "person_id": person_id,
                "conversation_id": conversation_id,
                "draft_id": copy.draft_id,
                "status": copy.status.value,
                "copy": self._sealer.seal(
                    copy.model_dump(mode="json"), f"filing_copies:{copy.number}:copy"
                ),
                "fee_due_on": copy.fee.due_on if copy.fee else None,
                "correct_by": copy.correct_by,
                "as_of": as_of or copy.status_since,
                "at": at,
            },
        )
        return saved.first() is not None

    def of_person(self, connection: sa.Connection, person_id: str) -> tuple[FilingCopy, ...]:
        """All copies of a person's filings, newest first."""
        rows = connection.execute(
            sa.text(
                "SELECT number, sealed_copy FROM bot.filing_copies"
                " WHERE person_id = :id ORDER BY number DESC"
            ),
            {"id": person_id},
        )
        return tuple(
            FilingCopy.model_validate(self._sealer.open(row[1], f"filing_copies:{row[0]}:copy"))
            for row in rows
        )

    def one(self, connection: sa.Connection, number: str) -> FilingCopy | None:
        """The copy of one filing."""
        sealed = connection.scalar(
            sa.text("SELECT sealed_copy FROM bot.filing_copies WHERE number = :number"),
            {"number": number},
        )
        if sealed is None:
            return None
        return FilingCopy.model_validate(self._sealer.open(sealed, f"filing_copies:{number}:copy"))

    def owner(self, connection: sa.Connection, number: str) -> str | None:
        """Whose filing it is."""
        found: str | None = connection.scalar(
            sa.text("SELECT person_id FROM bot.filing_copies WHERE number = :number"),
            {"number": number},
        )
        return found

    def first_time(self, connection: sa.Connection, notice_id: str, at: datetime) -> bool:
        """Whether this notice has not come before; it has, from now on."""
        inserted = connection.execute(
            sa.text(
                "INSERT INTO bot.notices (id, received_at) VALUES (:id, :at)"
                " ON CONFLICT DO NOTHING RETURNING id"
            ),
            {"id": notice_id, "at": at},
        )
        return inserted.first() is not None
