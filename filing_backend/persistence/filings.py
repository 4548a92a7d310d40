"""Filings with their events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from filing_backend.contracts.drafts import FilingDraft
from filing_backend.contracts.statuses import Status
from filing_backend.domain.events import Event, EventKind
from filing_backend.domain.filing import Filing
from filing_backend.domain.ids import DraftId, FilingId, FilingNumber, PersonId
from filing_backend.persistence.tables import events, filings
from infra.sealing import Sealer

__all__ = ["Filings"]

CASE_NO = "filings:case_no_index"
NAMES = "filings:names_index"


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

    def index_names(self, filing: Filing, names: Sequence[str]) -> None:
        """Keep digests of the parties' names."""
        digests = [self.sealer.index(name, NAMES) for name in names]
        self.connection.execute(
            filings.update().where(filings.c.id == filing.id).values(names_index=digests)
        )

    def without_names(self, *, limit: int) -> list[Filing]:
        """Filings whose names have no digests yet, the latest first."""
        rows = self.connection.execute(
            sa.select(filings.c.number)
            .where(filings.c.names_index.is_(None), filings.c.emptied_at.is_(None))
            .order_by(filings.c.received_at.desc(), filings.c.id)
            .limit(limit)
        )
        return self.by_numbers(list(rows.scalars()))

    def by_name(self, name: str, *, limit: int) -> list[Filing]:
        """Filings with a party of this name, the latest first."""
        digests = self.sealer.indexes(name, NAMES)
        rows = self.connection.execute(
            sa.select(filings.c.number)
            .where(filings.c.names_index.overlap(digests))
            .order_by(filings.c.received_at.desc(), filings.c.id)
            .limit(limit)
        )
        return self.by_numbers(list(rows.scalars()))

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

    def ids_with_status_before(
        self, status: Status, before: datetime, *, share: tuple[int, int] = (0, 1)
    ) -> list[FilingId]:
        """Filings that have stood so since before an instant, oldest first, a thousand at most.

        share: (n, of) leaves all out but the n-th part of them, the same ones every time.
        """
        number, parts = share
        part = sa.func.mod(sa.func.hashtext(filings.c.id).op("&")(0x7FFFFFFF), parts)
        rows = self.connection.execute(
            sa.select(filings.c.id)
            .where(filings.c.status == status, filings.c.status_since < before, part == number)
            .order_by(filings.c.status_since)
            .limit(1000)
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


def _event_place(filing_id: str, seq: int) -> str:
    return f"filing_events:{filing_id}/{seq}:sealed_details"
