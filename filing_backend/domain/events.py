"""What happens to a filing, and what may follow what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from filing_backend.contracts.statuses import Status

__all__ = ["FINAL", "FOLLOWS", "Event", "EventKind", "may_follow"]


class EventKind(StrEnum):
    """Kinds of events; those named like a status set it, the others leave it."""

    RECEIVED = "received"
    CHECKED = "checked"
    ASSEMBLED = "assembled"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CORRECTED = "corrected"
    REVIEW_PASSED = "review_passed"
    FEE_DUE = "fee_due"
    FILED = "filed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    DELAYED = "delayed"  # the court could not be reached
    FAILED = "failed"  # a step of ours failed for good
    WITHDRAWAL_ASKED = "withdrawal_asked"
    OVERDUE = "overdue"  # the review period has run out, once a round

    @property
    def status(self) -> Status | None:
        """The status it sets, if any."""
        return STATUS_OF.get(self)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `by`: `system`, `person`, `court`, or a staff account.

    details: returned → `items` [{element, reason}], `correct_by`;
        refused → `reason`; fee_due → `amount`, `due_on`; filed → `case_no`;
        submitted → `receipt`; delayed, failed → `step`.
    """

    kind: EventKind
    at: datetime
    by: str
    details: Mapping[str, Any] = field(default_factory=dict)


S, K = Status, EventKind

STATUS_OF = {EventKind(status.value): status for status in Status}

FINAL = frozenset({S.FILED, S.REFUSED, S.WITHDRAWN})
"""Statuses that nothing follows."""

FOLLOWS: Mapping[Status | None, frozenset[EventKind]] = {
    None: frozenset({K.RECEIVED}),
    S.RECEIVED: frozenset({K.CHECKED, K.WITHDRAWN}),
    S.CHECKED: frozenset({K.ASSEMBLED, K.WITHDRAWN}),
    S.ASSEMBLED: frozenset({K.SUBMITTED, K.RETURNED, K.WITHDRAWN}),
    S.SUBMITTED: frozenset({K.RETURNED, K.REVIEW_PASSED, K.REFUSED, K.WITHDRAWN, K.OVERDUE}),
    S.RETURNED: frozenset({K.CORRECTED, K.WITHDRAWN}),
    S.CORRECTED: frozenset({K.CHECKED, K.WITHDRAWN}),
    S.REVIEW_PASSED: frozenset({K.FEE_DUE, K.FILED, K.WITHDRAWN}),
    S.FEE_DUE: frozenset({K.FILED, K.WITHDRAWN}),
    S.FILED: frozenset(),
    S.REFUSED: frozenset(),
    S.WITHDRAWN: frozenset(),
}
"""Which events may come in which status; None: nothing has happened yet."""

ANY_TIME = frozenset({K.DELAYED, K.FAILED, K.WITHDRAWAL_ASKED})


def may_follow(status: Status | None, kind: EventKind) -> bool:
    """Whether the event may come while the filing stands so."""
    if kind in ANY_TIME:
        return status is not None and status not in FINAL
    return kind in FOLLOWS[status]
