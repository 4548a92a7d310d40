"""The clerk's queue: who against whom, for how much, how long it waits; found by number or name.

Names stand here since decision 0012: every look at them is in the audit trail. What is searched
for comes in the body of a request, never in an address.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from starlette.responses import Response

from dialogs.rules.ids import check_case_no, check_phone
from filing_backend.console.visits import Visit
from filing_backend.contracts.statuses import Status
from filing_backend.domain.filing import Filing
from filing_backend.domain.periods import review_deadline
from filing_backend.persistence.queue import Queue
from filing_backend.services.office import Desk
from filing_backend.services.party_names import Parties, find_by_party, parties_of
from filing_backend.services.queries import count_filings
from infra.clock import SHANGHAI, day_in_shanghai

__all__ = ["PAGE_SIZE", "TABS", "overdue_before", "queue", "search"]

PAGE_SIZE = 30
LONGEST_WANTED = 100
S = Status
TABS: dict[str, tuple[Status, ...]] = {
    "review": (S.SUBMITTED,),
    "fee": (S.REVIEW_PASSED, S.FEE_DUE),
    "returned": (S.RETURNED,),
    "under_way": (S.RECEIVED, S.CHECKED, S.ASSEMBLED, S.CORRECTED),
    "filed": (S.FILED,),
    "refused": (S.REFUSED,),
    "withdrawn": (S.WITHDRAWN,),
    "all": (),
}
"""The filters of the queue, and which statuses each shows (none: all)."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row of the queue. parties: None once the person's data were deleted. days: it waits."""

    filing: Filing
    title: str
    parties: Parties | None
    days: int


def queue(visit: Visit) -> Response:
    """The queue, filtered by status; `q` is a number of ours."""
    desk, wanted = visit.desk, visit.query.get("q", "").strip()[:LONGEST_WANTED]
    if wanted:
        visit.note("queue.search", "queue", by="number")
        return _page(visit, _by_number(desk, wanted), wanted=wanted)
    tab = visit.query.get("show", "review")
    tab = tab if tab in TABS else "review"
    offset = (visit.number("page") - 1) * PAGE_SIZE
    order = Queue(desk.connection)
    numbers = order.numbers(TABS[tab], overdue_before(desk), limit=PAGE_SIZE + 1, offset=offset)
    visit.note("queue.view", "queue", status=tab)
    return _page(visit, desk.filings.by_numbers(numbers), tab=tab)


def search(visit: Visit) -> Response:
    """Filings by our number, a case number, a full name, or the telephone of whoever files."""
    wanted = str(visit.form.get("q", "")).strip()[:LONGEST_WANTED]
    by_number = _by_number(visit.desk, wanted) if wanted else []
    if by_number or not wanted:
        visit.note("queue.search", "queue", by="number")
        return _page(visit, by_number, wanted=wanted)
    found = find_by_party(visit.desk, wanted, limit=PAGE_SIZE)
    by = "phone" if check_phone(wanted).valid else "name"
    visit.note("queue.search", "queue", by=by, numbers=[each.number for each in found])
    return _page(visit, found, wanted=wanted)


def overdue_before(desk: Desk) -> datetime:
    """Reviews that began before this instant have outlasted the period of 民诉法126."""
    day, today = desk.today(), desk.today()
    while review_deadline(day) >= today:
        day -= timedelta(days=1)
    return datetime.combine(day + timedelta(days=1), time(), SHANGHAI)


def _page(visit: Visit, found: list[Filing], *, tab: str = "review", wanted: str = "") -> Response:
    desk = visit.desk
    counts = count_filings(desk)
    sums = {
        name: sum(counts.get(each, 0) for each in (statuses or tuple(counts)))
        for name, statuses in TABS.items()
    }
    return visit.page(
        "queue.html",
        rows=_rows(desk, found[:PAGE_SIZE]),
        more=len(found) > PAGE_SIZE,
        page=visit.number("page"),
        tab=tab,
        tabs=sums,
        wanted=wanted,
        late=Queue(desk.connection).count_late(overdue_before(desk)),
    )


def _rows(desk: Desk, found: list[Filing]) -> list[Waiting]:
    rows = []
    for filing in found:
        draft = desk.papers.content(filing)
        title = desk.interview(filing.interview_id, filing.interview_digest).title
        days = (desk.today() - day_in_shanghai(filing.status_since)).days
        rows.append(Waiting(filing, title, parties_of(draft) if draft else None, days))
    return rows


def _by_number(desk: Desk, wanted: str) -> list[Filing]:
    """By case number if it is one, else by the characters of our own number."""
    case_no = check_case_no(wanted)
    if case_no.valid:
        found = desk.filings.by_case_no(case_no.value)
        return [found] if found else []
    if not wanted.isascii():
        return []
    return desk.filings.by_numbers(Queue(desk.connection).like(wanted.upper(), limit=PAGE_SIZE))
