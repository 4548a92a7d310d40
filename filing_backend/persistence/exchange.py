"""Idempotency keys, definitions by hash, the exchange with courts, and the notices' outbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection

from filing_backend.contracts.filings import Notice
from filing_backend.persistence.tables import (
    court_exchange,
    definitions,
    idempotency,
    notices,
)
from infra.sealing import Sealer

__all__ = ["CourtExchange", "Definitions", "IdempotencyKeys", "Outbox", "UsedKey"]


@dataclass(frozen=True, slots=True)
class UsedKey:
    """What an idempotency key was used for."""

    request_sha256: str
    filing_id: str


@dataclass(frozen=True, slots=True)
class IdempotencyKeys:
    """Keys that clients send so that a repeated request acts once."""

    connection: Connection

    def claim(
        self, scope: str, key: str, request_sha256: str, filing_id: str, at: datetime
    ) -> UsedKey | None:
        """Take a key; if it was taken already, what for. Waits for a rival's transaction."""
        claimed = self.connection.execute(
            insert(idempotency)
            .values(scope=scope, key=key, request_sha256=request_sha256, filing_id=filing_id, at=at)
            .on_conflict_do_nothing()
            .returning(idempotency.c.key)
        ).scalar_one_or_none()
        if claimed is not None:
            return None
        row = self.connection.execute(
            sa.select(idempotency).where(idempotency.c.scope == scope, idempotency.c.key == key)
        ).one()
        return UsedKey(row.request_sha256, row.filing_id)


@dataclass(frozen=True, slots=True)
class Definitions:
    """Compiled interviews by their digest: a filing is frozen with the one it was made by."""

    connection: Connection

    def put(
        self,
        digest: str,
        interview_id: str,
        version: int,
        source: Mapping[str, Any],
        at: datetime,
    ) -> None:
        """Store a definition once."""
        self.connection.execute(
            insert(definitions)
            .values(
                digest=digest,
                interview_id=interview_id,
                version=version,
                source=dict(source),
                stored_at=at,
            )
            .on_conflict_do_nothing(index_elements=["digest"])
        )

    def source(self, digest: str) -> dict[str, Any] | None:
        """The stored source."""
        found: dict[str, Any] | None = self.connection.execute(
            sa.select(definitions.c.source).where(definitions.c.digest == digest)
        ).scalar_one_or_none()
        return found


@dataclass(frozen=True, slots=True)
class CourtExchange:
    """Every call to a court and what came of it."""

    connection: Connection
    sealer: Sealer

    def note(
        self,
        filing_id: str,
        key: str,
        act: str,
        at: datetime,
        outcome: str,
        answer: Mapping[str, Any] | None = None,
    ) -> None:
        """Add one call. outcome: asking, answered, unreachable, refused."""
        place = f"court_exchange:{filing_id}/{key}:sealed_answer"
        sealed = None if answer is None else self.sealer.seal(dict(answer), place)
        self.connection.execute(
            court_exchange.insert().values(
                filing_id=filing_id, key=key, act=act, at=at, outcome=outcome, sealed_answer=sealed
            )
        )

    def asked_before(self, key: str, act: str) -> bool:
        """Whether the court was ever asked for this act under this key."""
        found = self.connection.execute(
            sa.select(court_exchange.c.id)
            .where(court_exchange.c.key == key, court_exchange.c.act == act)
            .limit(1)
        ).first()
        return found is not None


@dataclass(frozen=True, slots=True)
class Outbox:
    """Notices for the bot, stored with the change they tell of."""

    connection: Connection
    sealer: Sealer

    def put(self, notice: Notice, filing_id: str) -> None:
        """Store a notice to be delivered."""
        body = notice.model_dump(mode="json")
        self.connection.execute(
            notices.insert().values(
                id=notice.notice_id,
                filing_id=filing_id,
                code=notice.code,
                sealed_body=self.sealer.seal(body, _body_place(notice.notice_id)),
                at=notice.at,
            )
        )

    def waiting(self, notice_id: str) -> Notice | None:
        """The notice if it has not been delivered yet."""
        sealed = self.connection.execute(
            sa.select(notices.c.sealed_body).where(
                notices.c.id == notice_id, notices.c.delivered_at.is_(None)
            )
        ).scalar_one_or_none()
        if sealed is None:
            return None
        return Notice.model_validate(self.sealer.open(sealed, _body_place(notice_id)))

    def delivered(self, notice_id: str, at: datetime) -> None:
        """Note that the bot has it."""
        self.connection.execute(
            notices.update()
            .where(notices.c.id == notice_id)
            .values(delivered_at=at, attempts=notices.c.attempts + 1)
        )

    def waiting_since(self, before: datetime) -> list[tuple[str, str]]:
        """(notice id, filing id) of notices that have waited since before an instant."""
        rows = self.connection.execute(
            sa.select(notices.c.id, notices.c.filing_id)
            .where(notices.c.delivered_at.is_(None), notices.c.at < before)
            .order_by(notices.c.at)
        )
        return [(row.id, row.filing_id) for row in rows]


def _body_place(notice_id: str) -> str:
    return f"notices:{notice_id}:sealed_body"
