"""What the clock brings about: steps that got lost, replies to ask for, reviews overdue."""

from __future__ import annotations

from datetime import timedelta

from filing_backend.contracts.statuses import Status
from filing_backend.domain.events import Event, EventKind
from filing_backend.services.office import Desk
from filing_backend.services.steps import NEXT_STEP, Step
from filing_backend.services.telling import record

__all__ = ["note_overdue", "poll_courts", "take_up_again"]

QUIET = timedelta(minutes=5)
FOLLOWED = (Status.SUBMITTED, Status.REVIEW_PASSED, Status.FEE_DUE)
SHORTEST_REVIEW = timedelta(days=7)


def take_up_again(desk: Desk) -> int:
    """Enqueue steps of filings that have stood still, and notices that nobody took."""
    before = desk.now() - QUIET
    found = 0
    for status, step in NEXT_STEP.items():
        for filing_id in desk.filings.ids_with_status_before(status, before):
            _defer_once(desk, step, filing_id)
            found += 1
    for notice_id, of_filing in desk.outbox.waiting_since(before):
        desk.defer(
            "filing.notify",
            lock=f"notices:{of_filing}",
            key=f"notice:{notice_id}",
            notice_id=notice_id,
        )
        found += 1
    for message_id in desk.calls.waiting_since(before):
        desk.defer("filing.tell_caller", key=f"message:{message_id}", message_id=message_id)
        found += 1
    return found


def poll_courts(desk: Desk, share: tuple[int, int] = (0, 1)) -> int:
    """Ask the court about the filings that it has, or a share of them."""
    found = 0
    for status in FOLLOWED:
        for filing_id in desk.filings.ids_with_status_before(status, desk.now(), share=share):
            _defer_once(desk, "poll", filing_id)
            found += 1
    return found


def note_overdue(desk: Desk) -> int:
    """Tell of reviews that last longer than the law allows, once a round."""
    before = desk.now() - SHORTEST_REVIEW
    found = 0
    for filing_id in desk.filings.ids_with_status_before(Status.SUBMITTED, before):
        filing = desk.filings.by_id(filing_id, lock=True)
        if filing is None or not filing.overdue(desk.today()):
            continue
        if EventKind.OVERDUE in filing.kinds_since_hand_over():
            continue
        record(desk, filing, [Event(EventKind.OVERDUE, desk.now(), "system")])
        found += 1
    return found


def _defer_once(desk: Desk, step: Step, filing_id: str) -> None:
    desk.defer(
        f"filing.{step}",
        lock=f"filing:{filing_id}",
        key=f"{step}:{filing_id}",
        filing_id=filing_id,
    )
