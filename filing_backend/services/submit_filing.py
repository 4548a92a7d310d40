"""Send a filing to the court, once, whatever happens in between.

The intent is committed before the court is called. When an earlier call's outcome is unknown, the
court is asked for our key first; nothing is ever resent blindly.
"""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from filing_backend.contracts.filings import ReturnedItem
from filing_backend.contracts.statuses import DocumentKind, Status
from filing_backend.courts.errors import AlreadyFiled, CourtRefused
from filing_backend.courts.gateway import CourtGateway, CourtPacket
from filing_backend.domain.events import Event, EventKind
from filing_backend.domain.filing import Filing
from filing_backend.services.office import Desk
from filing_backend.services.steps import NEXT_STEP, defer_step
from filing_backend.services.telling import record

__all__ = [
    "Submission",
    "court_key",
    "prepare_submission",
    "record_refusal",
    "record_submission",
    "send",
]

PACKET_TYPE = "application/zip"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Submission:
    """One filing on its way to the court. asked_before: an earlier outcome is unknown."""

    filing_id: str
    key: str
    packet: CourtPacket
    asked_before: bool


def court_key(filing: Filing) -> str:
    """The key under which the court knows this round of the filing."""
    return f"{filing.number}/{filing.round}"


def prepare_submission(desk: Desk, filing_id: str) -> Submission | None:
    """Note the intent to submit and read the packet; None if there is nothing to submit now."""
    filing = desk.filings.by_id(filing_id, lock=True)
    if filing is None or NEXT_STEP.get(filing.status) != "submit":
        return None
    key = court_key(filing)
    asked_before = desk.exchange.asked_before(key, "file")
    if filing.withdrawal_asked and not asked_before:
        return None
    packet = _packet(desk, filing)
    desk.exchange.note(filing.id, key, "file", desk.now(), "asking")
    return Submission(filing.id, key, packet, asked_before)


def _packet(desk: Desk, filing: Filing) -> CourtPacket:
    stored = desk.papers.documents(filing, filing.round)
    packet = next(
        each
        for each in stored
        if each.kind == DocumentKind.PACKET and each.media_type == PACKET_TYPE
    )
    return CourtPacket(
        number=filing.number,
        court=filing.court,
        interview_id=filing.interview_id,
        packet=desk.office.objects.get(packet.object_key),
        sha256=packet.sha256,
        summary={"documents": [each.kind for each in stored], "round": filing.round},
        previous_receipt=filing.receipt,
    )


def send(court: CourtGateway, submission: Submission) -> str:
    """The court's receipt. Call it outside any transaction.

    Raises:
        CourtUnreachable: unknown outcome; try again later.
        CourtRefused: the court's system does not take the packet.
    """
    if submission.asked_before:
        receipt = court.find(submission.key)
        if receipt is not None:
            return receipt
    try:
        return court.file(submission.packet, submission.key)
    except AlreadyFiled as known:
        return known.receipt


def record_submission(desk: Desk, submission: Submission, receipt: str) -> None:
    """Note the receipt; a withdrawal that was asked for meanwhile goes on to the court."""
    filing = desk.filings.by_id(submission.filing_id, lock=True)
    if filing is None or filing.status is not Status.ASSEMBLED:
        return
    desk.exchange.note(filing.id, submission.key, "file", desk.now(), "answered")
    event = Event(EventKind.SUBMITTED, desk.now(), "system", {"receipt": receipt})
    filing = record(desk, filing, [event])
    if filing.withdrawal_asked:
        defer_step(desk, "withdraw", filing)


def record_refusal(desk: Desk, submission: Submission, refusal: CourtRefused) -> None:
    """The court's system does not take the packet: hand back what it says, to be mended."""
    filing = desk.filings.by_id(submission.filing_id, lock=True)
    if filing is None or filing.status is not Status.ASSEMBLED:
        return
    desk.exchange.note(filing.id, submission.key, "file", desk.now(), "refused")
    items = refusal.items or (ReturnedItem(element="court", reason=refusal.reason),)
    details = {"items": [item.model_dump() for item in items]}
    record(desk, filing, [Event(EventKind.RETURNED, desk.now(), "court", details)])
