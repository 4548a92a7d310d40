"""Write down how a case stands at the court; the same reply again changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from filing_backend.courts.errors import CourtRefused
from filing_backend.courts.gateway import CourtGateway, CourtReply, CourtState
from filing_backend.domain.events import Event, EventKind
from filing_backend.domain.filing import Filing
from filing_backend.services.office import Desk
from filing_backend.services.telling import record

__all__ = ["ask_court", "receipt_to_follow", "record_court_reply"]


def receipt_to_follow(desk: Desk, filing_id: str) -> str | None:
    """The receipt to ask the court about; None if the court has nothing more to say."""
    filing = desk.filings.by_id(filing_id)
    if filing is None or filing.closed:
        return None
    return filing.receipt


def ask_court(court: CourtGateway, receipt: str) -> CourtReply | None:
    """How the case stands; None if the court does not know the receipt."""
    try:
        return court.status(receipt)
    except CourtRefused:
        return None


def record_court_reply(desk: Desk, filing: Filing, reply: CourtReply, by: str = "court") -> Filing:
    """The filing after the reply; it must have been read with `lock=True`.

    A reply on an earlier round's receipt is let go.
    """
    if reply.receipt != filing.receipt:
        return filing
    wanted = []
    after = filing
    for event in _events(reply, by):
        if after.allows(event.kind):
            wanted.append(event)
            after = after.after(event)
    return record(desk, filing, wanted)


def _events(reply: CourtReply, by: str) -> Iterator[Event]:
    at, state = reply.at, reply.state
    if state is CourtState.RETURNED:
        details: dict[str, Any] = {"items": [item.model_dump() for item in reply.items]}
        if reply.correct_by is not None:
            details["correct_by"] = reply.correct_by.isoformat()
        yield Event(EventKind.RETURNED, at, by, details)
    elif state is CourtState.REFUSED:
        yield Event(EventKind.REFUSED, at, by, {"reason": reply.reason})
    elif state is CourtState.WITHDRAWN:
        yield Event(EventKind.WITHDRAWN, at, by)
    elif state is not CourtState.UNDER_REVIEW:
        yield Event(EventKind.REVIEW_PASSED, at, by)
        if reply.fee is not None:
            due_on = reply.fee.due_on.isoformat()
            fee = {"amount": str(reply.fee.amount), "due_on": due_on}
            yield Event(EventKind.FEE_DUE, at, by, fee)
        if state is CourtState.FILED:
            yield Event(EventKind.FILED, at, by, {"case_no": reply.case_no})
