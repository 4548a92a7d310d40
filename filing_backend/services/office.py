"""What services work with: the office stands as long as the process, a desk as long as a
transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection

from dialogs.errors import UnknownInterviewError
from dialogs.interview.catalogue import compile_bundle, load_interview
from dialogs.schema.definition import Interview
from dialogs.schema.files import digest_of
from filing_backend.contracts.drafts import FilingDraft
from filing_backend.courts.gateway import ClerksDesk, CourtGateway
from filing_backend.domain.errors import Invalid, NotFound
from filing_backend.domain.filing import Filing
from filing_backend.persistence.audit import AuditTrail
from filing_backend.persistence.calls import Calls
from filing_backend.persistence.exchange import (
    CourtExchange,
    Definitions,
    IdempotencyKeys,
    Outbox,
)
from filing_backend.persistence.filings import Filings
from filing_backend.persistence.materials import Materials, Previews
from filing_backend.persistence.papers import Papers
from filing_backend.persistence.staff import StaffAccounts
from infra.clock import Clock
from infra.jobs import JobQueue
from infra.objects import ObjectStore
from infra.sealing import Sealer

__all__ = ["QUEUE", "Desk", "Limits", "Office"]

QUEUE = "filing"


@dataclass(frozen=True, slots=True)
class Limits:
    """Defaults of the product, not of any court."""

    file_bytes: int = 10 * 1024 * 1024
    files_per_request: int = 20
    pixels: int = 60_000_000
    pdf_pages: int = 500
    unpacked_ratio: int = 200
    unpacked_bytes: int = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Office:
    """What all transactions share. `clerks_desk` is set where our staff plays the court."""

    clock: Clock
    sealer: Sealer
    objects: ObjectStore
    jobs: JobQueue
    court: CourtGateway
    fonts: Path
    clerks_desk: ClerksDesk | None = None
    limits: Limits = Limits()

    def at(self, connection: Connection) -> Desk:
        """A desk for one transaction."""
        return Desk(self, connection)


@dataclass(frozen=True, slots=True)
class Desk:
    """One transaction: the repositories in it, and the office behind it."""

    office: Office
    connection: Connection

    @property
    def filings(self) -> Filings:
        """Filings with their events."""
        return Filings(self.connection, self.office.sealer)

    @property
    def papers(self) -> Papers:
        """What filings consist of."""
        return Papers(self.connection, self.office.sealer)

    @property
    def materials(self) -> Materials:
        """Uploaded files."""
        return Materials(self.connection, self.office.sealer)

    @property
    def previews(self) -> Previews:
        """Rendered previews."""
        return Previews(self.connection)

    @property
    def keys(self) -> IdempotencyKeys:
        """Idempotency keys."""
        return IdempotencyKeys(self.connection)

    @property
    def definitions(self) -> Definitions:
        """Interviews by hash."""
        return Definitions(self.connection)

    @property
    def exchange(self) -> CourtExchange:
        """Calls to courts."""
        return CourtExchange(self.connection, self.office.sealer)

    @property
    def outbox(self) -> Outbox:
        """Notices to be delivered."""
        return Outbox(self.connection, self.office.sealer)

    @property
    def calls(self) -> Calls:
        """Who waits for a member of staff."""
        return Calls(self.connection, self.office.sealer)

    @property
    def audit(self) -> AuditTrail:
        """The audit trail."""
        return AuditTrail(self.connection, self.office.sealer)

    @property
    def staff(self) -> StaffAccounts:
        """Staff accounts."""
        return StaffAccounts(self.connection)

    def now(self) -> datetime:
        """The instant."""
        return self.office.clock.now()

    def today(self) -> date:
        """The day in China."""
        return self.office.clock.today()

    def defer(
        self, task: str, *, lock: str | None = None, key: str | None = None, **args: str
    ) -> None:
        """Enqueue a task of the backend with this transaction; see `JobQueue.defer`."""
        arguments: dict[str, Any] = dict(args)
        self.office.jobs.defer(self.connection, task, queue=QUEUE, lock=lock, key=key, **arguments)

    def delete_objects(self, keys: Iterable[str]) -> None:
        """Delete bytes from the store once this transaction has committed."""
        wanted: list[Any] = sorted(keys)
        if wanted:
            task = "filing.delete_objects"
            self.office.jobs.defer(self.connection, task, queue=QUEUE, keys=wanted)

    def filing(self, number: str, *, lock: bool = False) -> Filing:
        """The filing with this number.

        Raises:
            NotFound: there is none.
        """
        found = self.filings.by_number(number, lock=lock)
        if found is None:
            raise NotFound(f"no filing {number}", code="filing_not_found")
        return found

    def content(self, filing: Filing) -> FilingDraft:
        """What was handed over last.

        Raises:
            NotFound: it was deleted at the person's wish.
        """
        found = self.papers.content(filing)
        if found is None:
            raise NotFound("the content was deleted", code="filing_emptied")
        return found

    def keep_definition(self, draft: FilingDraft) -> None:
        """Store the definition that came with a draft.

        Raises:
            Invalid: it is not what the digest says.
        """
        if draft.definition is None:
            return
        if digest_of(draft.definition) != draft.interview_digest:
            raise Invalid("definition and digest differ", code="definition_not_genuine")
        self.definitions.put(
            draft.interview_digest,
            draft.interview_id,
            draft.interview_version,
            draft.definition,
            self.now(),
        )

    def interview(self, interview_id: str, digest: str) -> Interview:
        """The interview with this digest: as the files now say, or as stored.

        Raises:
            Invalid: the definition is not known; the bot must send it along.
        """
        current = _current(interview_id)
        if current is not None and current.digest == digest:
            return current
        if digest not in COMPILED:
            source = self.definitions.source(digest)
            if source is None:
                raise Invalid("unknown interview digest", code="definition_unknown")
            COMPILED[digest] = compile_bundle(source)
        return COMPILED[digest]


COMPILED: dict[str, Interview] = {}
"""Stored definitions, compiled once a process; there are as many as versions in use."""


def _current(interview_id: str) -> Interview | None:
    try:
        return load_interview(interview_id)
    except UnknownInterviewError:
        return None
