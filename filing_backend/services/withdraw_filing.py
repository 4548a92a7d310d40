"""The person takes the application back: noted at once, done with the court by a job."""

from __future__ import annotations

from dataclasses import dataclass

from filing_backend.contracts.statuses import Status
from filing_backend.courts.gateway import CourtGateway, CourtReply
from filing_backend.domain.errors import NotAllowed
from filing_backend.domain.events import Event, EventKind
from filing_backend.domain.filing import Filing
from filing_backend.services.office import Desk
from filing_backend.services.record_court_reply import record_court_reply
from filing_backend.services.steps import defer_step
from filing_backend.services.submit_filing import court_key
from filing_backend.services.telling import record

__all__ = [
    "Withdrawal",
    "ask_for_withdrawal",
    "prepare_withdrawal",
    "record_withdrawal",
    "withdraw_at_court",
]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What has to be asked of the court: by receipt, or by key where the outcome is unknown."""

    filing_id: str
    receipt: str | None
    key: str | None


def ask_for_withdrawal(desk: Desk, number: str) -> Filing:
    """Note the wish; asked again it is the same wish.

    Raises:
        NotAllowed: the case is filed or refused already.
    """
    filing = desk.filing(number, lock=True)
    if filing.status is Status.WITHDRAWN or filing.withdrawal_asked:
        return filing
    if filing.closed:
        raise NotAllowed(filing.status, "withdraw")
    filing = record(desk, filing, [Event(EventKind.WITHDRAWAL_ASKED, desk.now(), "person")])
    desk.audit.add("person", "filing.withdraw", filing.number, desk.now())
    defer_step(desk, "withdraw", filing)
    return filing


def prepare_withdrawal(desk: Desk, filing_id: str) -> Withdrawal | None:
    """What to ask of the court; None if nothing is to be done."""
    filing = desk.filings.by_id(filing_id, lock=True)
    if filing is None or not filing.withdrawal_asked:
        return None
    key = court_key(filing)
    unknown = filing.status is Status.ASSEMBLED and desk.exchange.asked_before(key, "file")
    return Withdrawal(filing.id, filing.receipt, key if unknown else None)


def withdraw_at_court(court: CourtGateway, withdrawal: Withdrawal) -> CourtReply | None:
    """The court's reply; None if the court has nothing of ours. Call it outside transactions.

    Raises:
        CourtUnreachable: unknown outcome; try again later.
    """
    receipt = withdrawal.receipt
    if withdrawal.key is not None:
        receipt = court.find(withdrawal.key) or receipt
    return None if receipt is None else court.withdraw(receipt)


def record_withdrawal(desk: Desk, withdrawal: Withdrawal, reply: CourtReply | None) -> None:
    """Close the filing, unless the court had decided before the wish reached it."""
    filing = desk.filings.by_id(withdrawal.filing_id, lock=True)
    if filing is None or filing.closed:
        return
    if reply is not None and reply.receipt != filing.receipt:
        event = Event(EventKind.SUBMITTED, desk.now(), "system", {"receipt": reply.receipt})
        if filing.allows(event.kind):
            filing = record(desk, filing, [event])
    if reply is not None:
        filing = record_court_reply(desk, filing, reply)
    if not filing.closed and filing.allows(EventKind.WITHDRAWN):
        record(desk, filing, [Event(EventKind.WITHDRAWN, desk.now(), "person")])
