"""Filings with their events, contents and documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection, RowMapping

from filing_backend.contracts.drafts import FilingDraft
from filing_backend.contracts.statuses import Status
from filing_backend.domain.events import Event, EventKind
from filing_backend.domain.filing import Filing
from filing_backend.domain.ids import DraftId, FilingId, FilingNumber, PersonId
from filing_backend.persistence.sealing import Sealer
from filing_backend.persistence.tables import contents, documents, events, filings

__all__ = ["Filings", "StoredDocument"]

CASE_NO = "filings:case_no_index"


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
class Filings:
    """The repository of filings, in the caller's transaction."""

    connection: Connection
    sealer: Sealer

    def add(self, filing: Filing, parties_index: bytes | None) -> None:
        """Store a new filing with its first events."""
        self.connection.execute(
            filings.insert().values(
                id=filing.id,
                number=filing.number,
                draft_id=filing.draft_id,
                person_id=filing.person_id,
                interview_id=filing.interview_id,
                interview_version=filing.interview_version,
                interview_digest=filing.interview_digest,
                court=filing.court,
                parties_index=parties_index,
                status=filing.status,
                status_since=filing.status_since,
                received_at=filing.received_at,
            )
        )
        for seq, event in enumerate(filing.events, 1):
            self._add_event(filing.id, seq, event)

    def append(self, filing: Filing, event: Event) -> Filing:
        """Store one more event; the filing must have been read with `lock=True`.

        Raises:
            NotAllowed: the status does not allow the event.
        """
        changed = filing.after(event)
        self._add_event(filing.id, len(changed.events), event)
        values: dict[str, Any] = {"status": changed.status, "status_since": changed.status_since}
        if event.kind is EventKind.FILED:
            values["case_no_index"] = self.sealer.index(str(changed.case_no), CASE_NO)
        self.connection.execute(filings.update().where(filings.c.id == filing.id).values(**values))
        return changed

    def correct(self, filing: Filing, draft: FilingDraft, parties_index: bytes | None) -> None:
        """Let a corrected draft change the court, the version and the parties' index."""
        self.connection.execute(
            filings.update()
            .where(filings.c.id == filing.id)
            .values(
                court=draft.court,
                interview_version=draft.interview_version,
                interview_digest=draft.interview_digest,
                parties_index=parties_index,
            )
        )

    def by_number(self, number: str, *, lock: bool = False) -> Filing | None:
        """The filing with this number."""
        return self._one(filings.c.number == number, lock)

    def by_id(self, filing_id: str, *, lock: bool = False) -> Filing | None:
        """The filing with this internal id."""
        return self._one(filings.c.id == filing_id, lock)

    def by_case_no(self, case_no: str) -> Filing | None:
        """The filing that became the case with this number, the latest if it was mistyped."""
        indexes = self.sealer.indexes(case_no, CASE_NO)
        found = self._many(filings.c.case_no_index.in_(indexes), limit=50)
        return found[-1] if found else None

    def by_numbers(self, numbers: Sequence[str]) -> list[Filing]:
        """The filings with these numbers, in this order; unknown numbers are left out."""
        found = {each.number: each for each in self._many(filings.c.number.in_(list(numbers)))}
        return [found[FilingNumber(number)] for number in numbers if number in found]

    def under_way_of_draft(self, draft_id: str) -> Filing | None:
        """The filing that this draft has become, unless withdrawn or refused."""
        ended = (Status.WITHDRAWN, Status.REFUSED)
        return self._one((filings.c.draft_id == draft_id) & filings.c.status.not_in(ended), False)

    def of_person(self, person_id: str) -> list[Filing]:
        """All filings of a person, oldest first."""
        return self._many(filings.c.person_id == person_id)

    def with_status(
        self, statuses: Sequence[Status] = (), *, limit: int = 200, offset: int = 0
    ) -> list[Filing]:
        """Filings standing so (all if none is named), longest waiting first."""
        condition = filings.c.status.in_(statuses) if statuses else sa.true()
        return self._many(condition, limit=limit, offset=offset)

    def counts(self) -> dict[Status, int]:
        """How many filings stand how."""
        rows = self.connection.execute(
            sa.select(filings.c.status, sa.func.count()).group_by(filings.c.status)
        )
        return {Status(status): number for status, number in rows}

    def ids_with_status_before(self, status: Status, before: datetime) -> list[FilingId]:
        """Filings that have stood so since before an instant."""
        rows = self.connection.execute(
            sa.select(filings.c.id)
            .where(filings.c.status == status, filings.c.status_since < before)
            .order_by(filings.c.status_since)
        )
        return [FilingId(row.id) for row in rows]

    def with_same_parties(self, parties_index: bytes, draft_id: str) -> list[Filing]:
        """Other drafts' filings between the same parties, unless withdrawn or refused."""
        ended = (Status.WITHDRAWN, Status.REFUSED)
        return self._many(
            (filings.c.parties_index == parties_index)
            & (filings.c.draft_id != draft_id)
            & filings.c.status.not_in(ended)
        )

    def add_content(self, filing: Filing, draft: FilingDraft, at: datetime) -> None:
        """Store what was handed over in the filing's present round."""
        stored = draft.model_copy(update={"definition": None})
        place = _content_place(filing.id, filing.round)
        self.connection.execute(
            contents.insert().values(
                filing_id=filing.id,
                round=filing.round,
                sealed_draft=self.sealer.seal(stored.model_dump(mode="json"), place),
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
        """Remove contents and documents of a closed filing; gives the object keys to delete."""
        keys = self.connection.execute(
            documents.delete()
            .where(documents.c.filing_id == filing.id)
            .returning(documents.c.object_key)
        ).scalars()
        removed = list(keys)
        self.connection.execute(contents.delete().where(contents.c.filing_id == filing.id))
        self.connection.execute(
            filings.update()
            .where(filings.c.id == filing.id)
            .values(emptied_at=at, parties_index=None)
        )
        return removed

    def _add_event(self, filing_id: FilingId, seq: int, event: Event) -> None:
        place = _event_place(filing_id, seq)
        details = dict(event.details)
        self.connection.execute(
            events.insert().values(
                filing_id=filing_id,
                seq=seq,
                kind=event.kind,
                at=event.at,
                actor=event.by,
                sealed_details=self.sealer.seal(details, place) if details else None,
            )
        )

    def _one(self, condition: Any, lock: bool) -> Filing | None:
        statement = sa.select(filings).where(condition)
        if lock:
            statement = statement.with_for_update()
        row = self.connection.execute(statement).mappings().one_or_none()
        return None if row is None else next(iter(self._with_events([row])))

    def _many(self, condition: Any, *, limit: int = 1000, offset: int = 0) -> list[Filing]:
        rows = self.connection.execute(
            sa.select(filings)
            .where(condition)
            .order_by(filings.c.status_since, filings.c.id)
            .limit(limit)
            .offset(offset)
        ).mappings()
        return list(self._with_events(rows.all()))

    def _with_events(self, rows: Sequence[RowMapping]) -> Iterable[Filing]:
        found = self.connection.execute(
            sa.select(events)
            .where(events.c.filing_id.in_([row["id"] for row in rows]))
            .order_by(events.c.filing_id, events.c.seq)
        ).mappings()
        by_filing: dict[str, list[Event]] = {}
        for row in found:
            by_filing.setdefault(row["filing_id"], []).append(self._event(row))
        for row in rows:
            yield _filing(row, by_filing.get(row["id"], []))

    def _event(self, row: RowMapping) -> Event:
        sealed = row["sealed_details"]
        place = _event_place(row["filing_id"], row["seq"])
        details = {} if sealed is None else self.sealer.open(sealed, place)
        return Event(EventKind(row["kind"]), row["at"], row["actor"], details)


def _filing(row: RowMapping, found: Sequence[Event]) -> Filing:
    return Filing(
        id=FilingId(row["id"]),
        number=FilingNumber(row["number"]),
        draft_id=DraftId(row["draft_id"]),
        person_id=PersonId(row["person_id"]),
        interview_id=row["interview_id"],
        interview_version=row["interview_version"],
        interview_digest=row["interview_digest"],
        court=row["court"],
        events=tuple(found),
    )


def _stored_document(row: RowMapping) -> StoredDocument:
    return StoredDocument(**{name: row[name] for name in StoredDocument.__slots__})


def _content_place(filing_id: str, number: int) -> str:
    return f"filing_contents:{filing_id}/{number}:sealed_draft"


def _event_place(filing_id: str, seq: int) -> str:
    return f"filing_events:{filing_id}/{seq}:sealed_details"
