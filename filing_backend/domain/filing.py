"""A filing: what it is and what its events add up to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from filing_backend.contracts.filings import Deadline, Fee, HistoryEntry, ReturnedItem
from filing_backend.contracts.statuses import DeadlineKind, Status
from filing_backend.domain.errors import NotAllowed
from filing_backend.domain.events import FINAL, Event, EventKind, may_follow
from filing_backend.domain.ids import DraftId, FilingId, FilingNumber, PersonId
from filing_backend.domain.periods import review_deadline
from infra.clock import day_in_shanghai

__all__ = ["Filing"]

HAND_OVERS = frozenset({EventKind.RECEIVED, EventKind.CORRECTED})


@dataclass(frozen=True, slots=True)
class Filing:
    """One application to file a case; it changes only by events."""

    id: FilingId
    number: FilingNumber
    draft_id: DraftId
    person_id: PersonId
    interview_id: str
    interview_version: int
    interview_digest: str
    court: str
    events: tuple[Event, ...] = ()

    @property
    def status(self) -> Status:
        """The status set last."""
        return self._last_status().status

    @property
    def status_since(self) -> datetime:
        """When the status began."""
        return self._last_status().at

    @property
    def received_at(self) -> datetime:
        """When it was handed over."""
        return self.events[0].at

    @property
    def round(self) -> int:
        """1 for the first submission, one more for every correction."""
        return 1 + sum(event.kind is EventKind.CORRECTED for event in self.events)

    @property
    def closed(self) -> bool:
        """Whether nothing can happen to it any more."""
        return self.status in FINAL

    @property
    def withdrawal_asked(self) -> bool:
        """Whether the person asked for withdrawal and it is not done yet."""
        return not self.closed and self._last(EventKind.WITHDRAWAL_ASKED) is not None

    @property
    def receipt(self) -> str | None:
        """The court's receipt for the last submission."""
        return self._detail(EventKind.SUBMITTED, "receipt")

    @property
    def case_no(self) -> str | None:
        """案号."""
        return self._detail(EventKind.FILED, "case_no")

    @property
    def fee(self) -> Fee | None:
        """The court fee that was asked for."""
        amount = self._detail(EventKind.FEE_DUE, "amount")
        due_on = self._detail(EventKind.FEE_DUE, "due_on")
        if amount is None or due_on is None:
            return None
        return Fee(amount=Decimal(amount), due_on=date.fromisoformat(due_on))

    @property
    def returned(self) -> tuple[ReturnedItem, ...]:
        """What stands to be mended now."""
        if self.status is not Status.RETURNED:
            return ()
        event = self._last(EventKind.RETURNED)
        items = () if event is None else event.details.get("items", ())
        return tuple(ReturnedItem.model_validate(item) for item in items)

    @property
    def correct_by(self) -> date | None:
        """The last day to mend what was returned, if the court named one."""
        if self.status is not Status.RETURNED:
            return None
        day = self._detail(EventKind.RETURNED, "correct_by")
        return None if day is None else date.fromisoformat(day)

    @property
    def reason(self) -> str | None:
        """Why it was refused."""
        return self._detail(EventKind.REFUSED, "reason")

    @property
    def deadline(self) -> Deadline | None:
        """The period that runs now: the court's review, the correction or the payment."""
        if self.correct_by is not None:
            return Deadline(kind=DeadlineKind.CORRECTION, on=self.correct_by)
        if self.status is Status.SUBMITTED:
            day = review_deadline(day_in_shanghai(self.status_since))
            return Deadline(kind=DeadlineKind.REVIEW, on=day)
        if self.status is Status.FEE_DUE and self.fee is not None:
            return Deadline(kind=DeadlineKind.PAYMENT, on=self.fee.due_on)
        return None

    @property
    def missing(self) -> tuple[str, ...]:
        """Characters that the last documents leave blank."""
        event = self._last(EventKind.ASSEMBLED)
        return () if event is None else tuple(event.details.get("missing", ()))

    @property
    def history(self) -> tuple[HistoryEntry, ...]:
        """Every status it had, in order."""
        return tuple(HistoryEntry(status=step.status, at=step.at) for step in self._steps())

    def overdue(self, today: date) -> bool:
        """Whether the court's review lasts longer than the law allows (民诉法126)."""
        deadline = self.deadline
        review = deadline is not None and deadline.kind is DeadlineKind.REVIEW
        return review and deadline is not None and today > deadline.on

    def kinds_since_hand_over(self) -> frozenset[EventKind]:
        """What happened since the filing was handed over or corrected last."""
        begun = max(n for n, event in enumerate(self.events) if event.kind in HAND_OVERS)
        return frozenset(event.kind for event in self.events[begun:])

    def allows(self, kind: EventKind) -> bool:
        """Whether the event may come now."""
        return may_follow(self.status if self.events else None, kind)

    def after(self, event: Event) -> Filing:
        """The filing after the event.

        Raises:
            NotAllowed: the status does not allow it.
        """
        if not self.allows(event.kind):
            raise NotAllowed(self.status if self.events else "new", event.kind)
        return replace(self, events=(*self.events, event))

    def _steps(self) -> Iterator[_Step]:
        for event in self.events:
            if event.kind.status is not None:
                yield _Step(event.kind.status, event.at)

    def _last_status(self) -> _Step:
        return list(self._steps())[-1]

    def _detail(self, kind: EventKind, name: str) -> str | None:
        """A detail of the last event of a kind; None too where details were deleted."""
        event = self._last(kind)
        value = None if event is None else event.details.get(name)
        return None if value is None else str(value)

    def _last(self, kind: EventKind) -> Event | None:
        return next((event for event in reversed(self.events) if event.kind is kind), None)


@dataclass(frozen=True, slots=True)
class _Step:
    status: Status
    at: datetime
