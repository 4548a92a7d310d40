"""The supervisor's pages: how filings go and who did what. Read only, and no one's answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.responses import Response

from filing_backend.console.history import Names, interview_of, steps_of
from filing_backend.console.queue import PAGE_SIZE, TABS, overdue_before
from filing_backend.console.reasons import ready_made
from filing_backend.console.sheet import name_of
from filing_backend.console.trail import act_words
from filing_backend.console.visits import Visit
from filing_backend.contracts.statuses import Status
from filing_backend.domain.events import EventKind
from filing_backend.persistence.figures import Figures
from filing_backend.persistence.queue import Queue
from filing_backend.services.queries import count_filings

__all__ = ["overview", "steps", "steps_of_filing"]

PERIODS = (7, 30, 90, 365)
MOST_RETURNED = 1000
SHOWN_LATE = 50


@dataclass(frozen=True, slots=True)
class Cause:
    """How often an element was sent back, and the ready-made reasons given most.

    Own words of a clerk may tell of the person: they are counted here, and read in the filing's
    own steps only, where the look is written down.
    """

    name: str
    times: int
    reasons: tuple[tuple[str, int], ...]


def overview(visit: Visit) -> Response:
    """Figures of a period, overdue reviews, what is sent back, who did what."""
    desk = visit.desk
    days = visit.number("days", least=30, most=365)
    days = days if days in PERIODS else 30
    since = desk.now() - timedelta(days=days)
    figures, order = Figures(desk.connection), Queue(desk.connection)
    before = overdue_before(desk)
    late = order.numbers((Status.SUBMITTED,), before, limit=SHOWN_LATE)
    today = desk.today()
    return visit.page(
        "overview.html",
        days=days,
        periods=PERIODS,
        received=figures.received(since),
        reviews=figures.reviews(since),
        counts=count_filings(desk),
        late_count=order.count_late(before),
        late=[each for each in desk.filings.by_numbers(late) if each.overdue(today)],
        causes=_causes(visit, figures, since),
        acts=_acts(visit, figures, since),
    )


def steps(visit: Visit) -> Response:
    """Every filing with every step and its time; by status, what moved last first."""
    desk = visit.desk
    number = visit.number("page")
    tab = visit.query.get("show", "all")
    tab = tab if tab in TABS else "all"
    order, offset = Queue(desk.connection), (number - 1) * PAGE_SIZE
    if tab == "all":
        numbers = order.latest(limit=PAGE_SIZE + 1, offset=offset)
    else:
        before = overdue_before(desk)
        numbers = order.numbers(TABS[tab], before, limit=PAGE_SIZE + 1, offset=offset)
    found = desk.filings.by_numbers(numbers[:PAGE_SIZE])
    names, pages, now = Names(desk, visit.pages), visit.pages, desk.now()
    return visit.page(
        "steps.html",
        tab=tab,
        tabs=TABS,
        page=number,
        more=len(numbers) > PAGE_SIZE,
        rows=[(each, steps_of(each, None, names, pages, now)) for each in found],
    )


def steps_of_filing(visit: Visit) -> Response:
    """One filing's steps and everything the audit trail says of it; not its content."""
    desk = visit.desk
    found = desk.filing(visit.path["number"])
    entries = desk.audit.of_object(found.number)
    visit.note("filing.view_steps", found.number)
    names = Names(desk, visit.pages)
    interview = interview_of(desk, found)
    return visit.page(
        "filing_steps.html",
        filing=found,
        title=interview.title,
        steps=steps_of(found, interview, names, visit.pages, desk.now()),
        entries=entries,
        names=names,
        acts=act_words(visit, {entry.act for entry in entries}),
    )


def _causes(visit: Visit, figures: Figures, since: datetime) -> list[Cause]:
    """What was sent back, the most frequent first; items of a group are counted together."""
    numbers = figures.returned_numbers(since, limit=MOST_RETURNED)
    times: Counter[str] = Counter()
    reasons: dict[str, Counter[str]] = {}
    ready, own = ready_made(visit.pages.responses), visit.pages.say("cause_own_words")
    for filing in visit.desk.filings.by_numbers(numbers):
        interview = interview_of(visit.desk, filing)
        for event in filing.events:
            if event.kind is not EventKind.RETURNED or event.at < since:
                continue
            for item in event.details["items"]:
                name = _plain(name_of(interview, item["element"], visit.pages.responses))
                times[name] += 1
                reasons.setdefault(name, Counter())[
                    item["reason"] if item["reason"] in ready else own
                ] += 1
    return [
        Cause(name, number, tuple(reasons[name].most_common(3)))
        for name, number in times.most_common(20)
    ]


def _plain(name: str) -> str:
    """`借款2 · 实际出借金额` → `借款 · 实际出借金额`."""
    item, dot, label = name.partition(" · ")
    return f"{item.rstrip('0123456789')}{dot}{label}" if dot else name


def _acts(visit: Visit, figures: Figures, since: datetime) -> list[tuple[str, str, int]]:
    names = Names(visit.desk, visit.pages)
    found = figures.acts(since)
    acts = act_words(visit, {act for _, act, _ in found})
    return [(names.in_full(actor), acts[act], number) for actor, act, number in found]
