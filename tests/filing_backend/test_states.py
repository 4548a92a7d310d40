"""Whatever happens to a filing, its status is what its events add up to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filing_backend.contracts.statuses import Status
from filing_backend.domain.errors import NotAllowed
from filing_backend.domain.events import FINAL, FOLLOWS, Event, EventKind, may_follow
from filing_backend.domain.filing import Filing
from filing_backend.domain.ids import DraftId, FilingId, FilingNumber, PersonId

START = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
DETAILS: dict[EventKind, dict[str, Any]] = {
    EventKind.SUBMITTED: {"receipt": "R1"},
    EventKind.RETURNED: {"items": [{"element": "court", "reason": "不对"}]},
    EventKind.FEE_DUE: {"amount": "850.00", "due_on": "2026-11-27"},
    EventKind.FILED: {"case_no": "(2026)京0105民初1号"},
    EventKind.REFUSED: {"reason": "不对"},
}


def event(kind: EventKind, minute: int) -> Event:
    return Event(kind, START + timedelta(minutes=minute), "system", DETAILS.get(kind, {}))


def received() -> Filing:
    return Filing(
        id=FilingId("f"),
        number=FilingNumber("L20261120-AAAAAA"),
        draft_id=DraftId("d"),
        person_id=PersonId("p"),
        interview_id="private_lending",
        interview_version=1,
        interview_digest="x",
        court="北京市朝阳区人民法院",
    ).after(event(EventKind.RECEIVED, 0))


@given(st.lists(st.sampled_from(EventKind), max_size=30))
def test_only_allowed_events_change_a_filing(kinds: list[EventKind]) -> None:
    filing = received()
    for minute, kind in enumerate(kinds, 1):
        allowed = may_follow(filing.status, kind)
        if not allowed:
            with pytest.raises(NotAllowed):
                filing.after(event(kind, minute))
            continue
        before = filing
        filing = filing.after(event(kind, minute))
        assert filing.status == (kind.status or before.status)
        assert filing.history[: len(before.history)] == before.history
    assert filing.round == 1 + sum(e.kind is EventKind.CORRECTED for e in filing.events)
    assert filing.history[-1].status is filing.status
    assert filing.closed == (filing.status in FINAL)
    assert bool(filing.returned) == (filing.status is Status.RETURNED)
    assert (filing.case_no is not None) == (filing.status is Status.FILED)
    assert (filing.reason is not None) == (filing.status is Status.REFUSED)


def test_every_status_is_reached_and_only_final_ones_end() -> None:
    reached: set[Status | None] = {None}
    waiting: list[Status | None] = [None]
    while waiting:
        for kind in FOLLOWS[waiting.pop()]:
            if kind.status is not None and kind.status not in reached:
                reached.add(kind.status)
                waiting.append(kind.status)
    assert reached == {None, *Status}
    ends = {status for status, kinds in FOLLOWS.items() if not kinds}
    assert ends == FINAL


def test_every_filing_under_way_can_be_withdrawn() -> None:
    for status in set(Status) - FINAL:
        assert may_follow(status, EventKind.WITHDRAWN)
        assert may_follow(status, EventKind.WITHDRAWAL_ASKED)


def test_the_review_ends_seven_days_later_or_on_the_next_working_day() -> None:
    filing = received()
    for kind in (EventKind.CHECKED, EventKind.ASSEMBLED):
        filing = filing.after(event(kind, 1))
    friday = filing.after(event(EventKind.SUBMITTED, 2))
    assert friday.deadline is not None
    assert friday.deadline.on == date(2026, 11, 27)
    saturday = filing.after(event(EventKind.SUBMITTED, 24 * 60))
    assert saturday.deadline is not None
    assert saturday.deadline.on == date(2026, 11, 30)
    assert not saturday.overdue(date(2026, 11, 30))
    assert saturday.overdue(date(2026, 12, 1))
