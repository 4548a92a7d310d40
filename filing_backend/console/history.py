"""What happened to a filing, step by step, and who did it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dialogs.interview.catalogue import load_interview
from dialogs.interview.readback import spoken_date
from dialogs.money import Money
from dialogs.schema.definition import Interview
from filing_backend.console.pages import Pages
from filing_backend.console.sheet import name_of
from filing_backend.contracts.filings import ReturnedItem
from filing_backend.domain.events import Event, EventKind
from filing_backend.domain.filing import Filing
from filing_backend.services.office import Desk

__all__ = ["Names", "Step", "interview_of", "last_decision", "steps_of"]

DECISIONS = frozenset(
    {EventKind.RETURNED, EventKind.REVIEW_PASSED, EventKind.REFUSED, EventKind.FILED}
)


class Names:
    """How actors of events and audit entries are called on a page."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self._say = pages.say
        self._accounts = {account.login: account for account in desk.staff.all()}

    def __call__(self, actor: str) -> str:
        """`staff:wang` → the person's name; `person`, `court`, … → the word for it."""
        kind, _, login = actor.partition(":")
        if kind == "staff":
            account = self._accounts.get(login)
            return account.name if account else login
        known = {"person", "court", "system", "machine", "bot"}
        return self._say(f"actor_{kind}") if kind in known else actor

    def role(self, actor: str) -> str:
        """`staff:wang` → log-in name and role; empty for everybody else."""
        kind, _, login = actor.partition(":")
        if kind != "staff":
            return ""
        account = self._accounts.get(login)
        role = self._say(f"role_{account.role}") if account else ""
        return self._say("actor_login", login=login, role=role)

    def in_full(self, actor: str) -> str:
        """The name with the log-in name and the role."""
        return f"{self(actor)} {self.role(actor)}".strip()


@dataclass(frozen=True, slots=True)
class Step:
    """One event in words. lasted: until the next step; items: what was returned and why."""

    kind: EventKind
    title: str
    who: str
    at: datetime
    lasted: timedelta | None
    items: tuple[tuple[str, str], ...] = ()
    text: str = ""


def steps_of(
    filing: Filing, interview: Interview | None, names: Names, pages: Pages, now: datetime
) -> list[Step]:
    """Every event, oldest first."""
    ends = [event.at for event in filing.events[1:]] + [None if filing.closed else now]
    return [
        Step(
            kind=event.kind,
            title=pages.say(f"event_{event.kind}"),
            who=names(event.by),
            at=event.at,
            lasted=None if end is None else end - event.at,
            items=tuple(_items(event, interview, pages)),
            text=_text(event, pages),
        )
        for event, end in zip(filing.events, ends, strict=True)
    ]


def last_decision(filing: Filing) -> Event | None:
    """What the court decided last."""
    return next((event for event in reversed(filing.events) if event.kind in DECISIONS), None)


def interview_of(desk: Desk, filing: Filing) -> Interview:
    """The definition the filing was made by; it is kept longer than the filing's content."""
    source = desk.definitions.source(filing.interview_digest)
    if source is None:
        return load_interview(filing.interview_id)
    return desk.interview(filing.interview_id, filing.interview_digest)


def _items(event: Event, interview: Interview | None, pages: Pages) -> Iterable[tuple[str, str]]:
    for raw in event.details.get("items", ()):
        item = ReturnedItem.model_validate(raw)
        name = name_of(interview, item.element, pages.responses) if interview else item.element
        yield name, item.reason


def _text(event: Event, pages: Pages) -> str:
    details = event.details
    if event.kind is EventKind.FEE_DUE:
        amount = str(Money.of(str(details["amount"])))
        due_on = spoken_date(date.fromisoformat(str(details["due_on"])))
        return pages.say("step_fee", amount=amount, due_on=due_on)
    if event.kind is EventKind.FILED:
        return pages.say("step_case_no", case_no=details["case_no"])
    return str(details.get("reason", ""))
