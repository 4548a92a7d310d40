"""The steps of a filing from hand-over to the court; each is a job that may come twice.

All jobs of one filing share a lock, so they run one after the other.
"""

from __future__ import annotations

from typing import Literal

from filing_backend.contracts.statuses import Status
from filing_backend.domain.events import Event, EventKind
from filing_backend.domain.filing import Filing
from filing_backend.services.office import Desk
from filing_backend.services.telling import record

__all__ = ["NEXT_STEP", "Step", "check_filing", "defer_step", "note_delay", "note_failure"]

Step = Literal["check", "assemble", "submit", "withdraw", "poll"]

NEXT_STEP: dict[Status, Step] = {
    Status.RECEIVED: "check",
    Status.CORRECTED: "check",
    Status.CHECKED: "assemble",
    Status.ASSEMBLED: "submit",
}
"""What has to be done next with a filing that stands so."""


def defer_step(desk: Desk, step: Step, filing: Filing) -> None:
    """Enqueue a step of the filing."""
    desk.defer(f"filing.{step}", lock=f"filing:{filing.id}", filing_id=filing.id)


def check_filing(desk: Desk, filing_id: str) -> None:
    """Note that the hand-over was checked, and go on to assembling.

    Nothing blocks here any more: what blocks was looked at when the filing came in.
    """
    filing = desk.filings.by_id(filing_id, lock=True)
    if filing is None or NEXT_STEP.get(filing.status) != "check" or filing.withdrawal_asked:
        return
    filing = record(desk, filing, [Event(EventKind.CHECKED, desk.now(), "system")])
    defer_step(desk, "assemble", filing)


def note_delay(desk: Desk, filing_id: str, step: Step) -> None:
    """Tell the person once a round that the court cannot be reached for now."""
    _note(desk, filing_id, EventKind.DELAYED, step)


def note_failure(desk: Desk, filing_id: str, step: Step) -> None:
    """Tell the person once a round that a step of ours failed."""
    _note(desk, filing_id, EventKind.FAILED, step)


def _note(desk: Desk, filing_id: str, kind: EventKind, step: Step) -> None:
    filing = desk.filings.by_id(filing_id, lock=True)
    if filing is None or not filing.allows(kind) or kind in filing.kinds_since_hand_over():
        return
    record(desk, filing, [Event(kind, desk.now(), "system", {"step": step})])
