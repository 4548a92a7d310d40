"""What a filing consists of: its contents by round, its form, its documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection, RowMapping

from filing_backend.contracts.drafts import FilingDraft
from filing_backend.domain.filing import Filing
from filing_backend.persistence.tables import (
    contents,
    court_exchange,
    documents,
    events,
    filings,
    notices,
)
from infra.sealing import Sealer

__all__ = ["Papers", "StoredDocument"]


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document that was made for a filing."""

    round: int
    kind: str
    media_type: str
    object_key: str
    sha256: str
    size: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Papers:
    """The repository of contents and documents, in the caller's transaction."""

    connection: Connection
    sealer: Sealer

    def add_content(
        self, filing: Filing, draft: FilingDraft, form_digest: str | None, at: datetime
    ) -> None:
        """Store what was handed over in the filing's present round, and by which form."""
        stored = draft.model_copy(update={"definition": None})
        place = _content_place(filing.id, filing.round)
        self.connection.execute(
            contents.insert().values(
                filing_id=filing.id,
                round=filing.round,
                sealed_draft=self.sealer.seal(stored.model_dump(mode="json"), place),
                form_digest=form_digest,
                received_at=at,
            )
        )

    def content(self, filing: Filing, round_number: int | None = None) -> FilingDraft | None:
        """What was handed over in a round, by default the present one."""
        number = round_number or filing.round
        sealed = self.connection.execute(
            sa.select(contents.c.sealed_draft).where(
                contents.c.filing_id == filing.id, contents.c.round == number
            )
        ).scalar_one_or_none()
        if sealed is None:
            return None
        place = _content_place(filing.id, number)
        return FilingDraft.model_validate(self.sealer.open(sealed, place))

    def form_digest(self, filing: Filing) -> str | None:
        """By which form the last round was handed over."""
        return self.connection.execute(
            sa.select(contents.c.form_digest)
            .where(contents.c.filing_id == filing.id)
            .order_by(contents.c.round.desc())
            .limit(1)
        ).scalar_one_or_none()

    def put_document(self, filing: Filing, document: StoredDocument) -> None:
        """Note a document that was made; made again it takes the old one's place."""
        values = {name: getattr(document, name) for name in document.__slots__}
        statement = insert(documents).values(filing_id=filing.id, **values)
        keys = ["filing_id", "round", "kind", "media_type"]
        changed = {name: statement.excluded[name] for name in values if name not in keys}
        self.connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed))

    def documents(self, filing: Filing, round_number: int | None = None) -> list[StoredDocument]:
        """The documents of a round, by default of the last one that has any."""
        latest = (
            sa.select(sa.func.max(documents.c.round))
            .where(documents.c.filing_id == filing.id)
            .scalar_subquery()
        )
        rows = self.connection.execute(
            sa.select(documents)
            .where(documents.c.filing_id == filing.id)
            .where(documents.c.round == (round_number or latest))
            .order_by(documents.c.kind, documents.c.media_type)
        ).mappings()
        return [_stored_document(row) for row in rows]

    def empty(self, filing: Filing, at: datetime) -> list[str]:
        """Remove all but number, status and times; gives the object keys to delete."""
        of_filing = documents.c.filing_id == filing.id
        keys = self.connection.execute(
            documents.delete().where(of_filing).returning(documents.c.object_key)
        ).scalars()
        removed = list(keys)
        for table in (contents, notices, court_exchange):
            self.connection.execute(table.delete().where(table.c.filing_id == filing.id))
        self.connection.execute(
            events.update().where(events.c.filing_id == filing.id).values(sealed_details=None)
        )
        self.connection.execute(
            filings.update()
            .where(filings.c.id == filing.id)
            .values(emptied_at=at, parties_index=None, case_no_index=None, names_index=None)
        )
        return removed


def _stored_document(row: RowMapping) -> StoredDocument:
    return StoredDocument(**{name: row[name] for name in StoredDocument.__slots__})


def _content_place(filing_id: str, number: int) -> str:
    return f"filing_contents:{filing_id}/{number}:sealed_draft"
