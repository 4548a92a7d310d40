"""Record an event and tell the bot of it, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from filing_backend.contracts.filings import FilingCopy
from filing_backend.domain.events import Event, EventKind
from filing_backend.domain.filing import Filing
from filing_backend.notices.compose import NOTICE_OF, compose_notice, filing_copy
from filing_backend.services.office import Desk

__all__ = ["copy_of", "record", "tell"]

log = structlog.get_logger(__name__)


def copy_of(desk: Desk, filing: Filing) -> FilingCopy:
    """What the bot may know of the filing now."""
    documents = [(each.kind, each.media_type) for each in desk.papers.documents(filing)]
    return filing_copy(filing, documents, desk.today())


def record(desk: Desk, filing: Filing, events: Sequence[Event]) -> Filing:
    """Append events in order and tell the bot of the last one that is told at all.

    Raises:
        NotAllowed: the status does not allow one of them.
    """
    for event in events:
        filing = desk.filings.append(filing, event)
        log.info("filing.event", kind=event.kind, filing_id=filing.id, by=event.by)
    told = [event.kind for event in events if event.kind in NOTICE_OF]
    if told:
        tell(desk, filing, told[-1])
    return filing


def tell(desk: Desk, filing: Filing, kind: EventKind) -> None:
    """Put a notice into the outbox, with the job that delivers it."""
    notice = compose_notice(NOTICE_OF[kind], filing, copy_of(desk, filing), desk.now())
    desk.outbox.put(notice, filing.id)
    desk.defer("filing.notify", lock=f"notices:{filing.id}", notice_id=notice.notice_id)
