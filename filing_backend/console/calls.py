"""等人工: people who asked for a human, the longest waiting first."""

from __future__ import annotations

from starlette.responses import Response

from filing_backend.console.clerk import Unsent, show_filing
from filing_backend.console.history import Names
from filing_backend.console.visits import Visit, see_other
from filing_backend.contracts.calls import LONGEST_STAFF_TEXT
from filing_backend.persistence.calls import Call
from filing_backend.services.answer_call import close_call, write_to_caller, write_to_party
from filing_backend.services.party_names import Parties, parties_of

__all__ = ["calls", "close", "write", "write_to_filing"]

PAGE_SIZE = 30


def calls(visit: Visit) -> Response:
    """Open calls, with what was written on both sides; that they were seen is in the trail."""
    visit.note("call.view", "calls")
    return _page(visit)


def write(visit: Visit) -> Response:
    """Send a message of staff into the chat."""
    text, problem = _written(visit)
    if problem:
        return _page(visit, 422, problem=problem, wrong=visit.path["id"], text=text)
    write_to_caller(visit.desk, visit.path["id"], text, visit.actor)
    return see_other("/console/calls?done=written")


def write_to_filing(visit: Visit) -> Response:
    """Send a message to whoever handed over a filing; nobody needs to have called."""
    text, problem = _written(visit)
    number = visit.path["number"]
    if problem:
        return show_filing(visit, None, 422, unsent=Unsent(text, problem))
    write_to_party(visit.desk, number, text, visit.actor)
    return see_other(f"/console/filings/{number}?done=written#messages")


def close(visit: Visit) -> Response:
    """Mark a call done."""
    close_call(visit.desk, visit.path["id"], visit.actor)
    return see_other("/console/calls?done=closed")


def _written(visit: Visit) -> tuple[str, str]:
    """The text of the form, and the code of what is wrong with it."""
    text = str(visit.form.get("text", "")).replace("\r\n", "\n").strip()
    if len(text) > LONGEST_STAFF_TEXT:
        return text, "call_text_long"
    return text, "" if text else "call_text_missing"


def _page(
    visit: Visit, status: int = 200, *, problem: str = "", wrong: str = "", text: str = ""
) -> Response:
    number = visit.number("page")
    found = visit.desk.calls.open(limit=PAGE_SIZE + 1, offset=(number - 1) * PAGE_SIZE)
    shown = found[:PAGE_SIZE]
    done = visit.query.get("done", "")
    return visit.page(
        "calls.html",
        status,
        found=shown,
        numbers={
            each.person_id: [
                filing.number for filing in visit.desk.filings.of_person(each.person_id)
            ]
            for each in shown
        },
        parties=_parties(visit, shown),
        names=Names(visit.desk, visit.pages),
        page=number,
        more=len(found) > PAGE_SIZE,
        most=LONGEST_STAFF_TEXT,
        done=done if done in ("written", "closed") else "",
        problem=problem,
        wrong=wrong,
        text=text,
    )


def _parties(visit: Visit, calls: list[Call]) -> dict[str, Parties]:
    """Who stands in the last filing of each caller who has one."""
    found = {}
    for call in calls:
        filings = visit.desk.filings.of_person(call.person_id)
        draft = visit.desk.papers.content(filings[-1]) if filings else None
        if draft is not None:
            found[call.person_id] = parties_of(draft)
    return found
