"""A clerk decides: first everything is shown once more, then it is done, once."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from starlette.responses import Response

from dialogs.interview.flagged import Flagged, flagged
from dialogs.interview.readback import spoken_date
from dialogs.money import Money
from dialogs.rules.case_numbers import court_of_number
from filing_backend.console.acts import Asked, Problem, read_act
from filing_backend.console.clerk import show_filing
from filing_backend.console.history import Names, interview_of, last_decision
from filing_backend.console.reasons import reasons_for
from filing_backend.console.sheet import name_of
from filing_backend.console.visits import Visit, see_other
from filing_backend.contracts.statuses import UNDER_REVIEW, Status
from filing_backend.courts.gateway import FeeNotice
from filing_backend.domain.errors import Conflict, Invalid
from filing_backend.domain.events import EventKind
from filing_backend.domain.filing import Filing
from filing_backend.services.decide import already_decided, decide, fee_notice, register
from filing_backend.services.party_names import parties_of

__all__ = ["decide_page"]

BEFORE_NUMBER = frozenset({Status.REVIEW_PASSED, Status.FEE_DUE})


def decide_page(visit: Visit) -> Response:
    """Show the act to be confirmed, or do it when it is (`step` = `do`).

    What is wrong with it is said on the same page (422); 409 shows who decided what before.
    """
    asked = read_act(visit.form, visit.desk.today())
    if asked is None:
        return visit.page("message.html", 400, **_message(visit, "error_form"))
    number = visit.path["number"]
    filing = visit.desk.filing(number, lock=True)
    if _done(filing, asked):
        return see_other(f"/console/filings/{number}")
    if not _possible(filing, asked) or asked.round != filing.round:
        return _conflict(visit, filing, asked)
    if visit.form.get("step") == "edit":
        return show_filing(visit, replace(asked, problems=()))
    if asked.problems:
        return _ask_again(visit, filing, asked)
    if visit.form.get("step") != "do" or _unseen(visit, filing, asked):
        return _confirm(visit, filing, asked)
    return _do(visit, filing, asked)


def _unseen(visit: Visit, filing: Filing, asked: Asked) -> bool:
    """Whether the words to be sent were changed since their preview was shown."""
    shown = visit.form.get("previewed")
    return bool(shown) and shown != _digest(_notice(visit, filing, asked, None))


def _digest(notice: str) -> str:
    return hashlib.sha256(notice.encode()).hexdigest()[:16]


def _do(visit: Visit, filing: Filing, asked: Asked) -> Response:
    try:
        if asked.act == "register":
            register(visit.desk, filing.number, asked.case_no, visit.actor)
        else:
            decide(visit.desk, filing.number, asked.decision(), visit.actor)
    except Conflict:
        return _conflict(visit, visit.desk.filing(filing.number), asked)
    except Invalid as error:
        element = error.values.get("element", "")
        problem = Problem(f"reason:{element}", "problem_unknown_element", {"element": element})
        wrong = Asked(asked.act, asked.round, items=asked.items, problems=(problem,))
        return _confirm(visit, filing, wrong, 422)
    return see_other(f"/console/filings/{filing.number}?done=1")


def _done(filing: Filing, asked: Asked) -> bool:
    """Whether this very act was done before: a second click, a page sent again."""
    if asked.problems:
        return False
    if asked.act == "register":
        return filing.status is Status.FILED and filing.case_no == asked.case_no
    return already_decided(filing, asked.decision())


def _possible(filing: Filing, asked: Asked) -> bool:
    allowed = BEFORE_NUMBER if asked.act == "register" else UNDER_REVIEW
    return filing.status in allowed


def _ask_again(visit: Visit, filing: Filing, asked: Asked) -> Response:
    """A return is mended on the page where it is confirmed, all else beside the filing."""
    if asked.act == "return" and asked.items:
        return _confirm(visit, filing, asked, 422)
    return show_filing(visit, asked, 422)


def _confirm(visit: Visit, filing: Filing, asked: Asked, status: int = 200) -> Response:
    desk, responses = visit.desk, visit.pages.responses
    interview, draft = interview_of(desk, filing), desk.content(filing)
    fee = fee_notice(desk, draft) if asked.act == "accept" else None
    notice = _notice(visit, filing, asked, fee)
    items = [
        {
            "path": item.element,
            "name": name_of(interview, item.element, responses),
            "reason": item.reason,
            "ready": reasons_for(item.element, interview, responses),
            "problem": asked.problem(f"reason:{item.element}"),
        }
        for item in asked.items
    ]
    return visit.page(
        "confirm.html",
        status,
        filing=filing,
        parties=parties_of(draft),
        asked=asked,
        items=items,
        names={f"reason:{item['path']}": item["name"] for item in items},
        fee=fee,
        notice=notice,
        previewed=_digest(notice) if asked.act == "return" else "",
        renewed=visit.form.get("step") == "do" and not asked.problems,
        never_returned=not any(each.kind is EventKind.RETURNED for each in filing.events),
        numbered_by=_other_court(filing, asked),
    )


def _other_court(filing: Filing, asked: Asked) -> str:
    """The court whose code stands in the case number, if it is plainly not the filing's."""
    numbered = court_of_number(asked.case_no) if asked.case_no else ""
    return "" if numbered == filing.court else numbered


def _notice(visit: Visit, filing: Filing, asked: Asked, fee: FeeNotice | None) -> str:
    """What the person will read first: the chat's own sentence for the new status."""
    if asked.act == "return":
        status = Status.RETURNED
    elif asked.act == "refuse":
        status = Status.REFUSED
    elif asked.case_no:
        status = Status.FILED
    else:
        status = Status.REVIEW_PASSED if fee is None else Status.FEE_DUE
    due = fee or filing.fee
    last_day = asked.last_day
    return visit.pages.responses.say(
        "conversation",
        f"status_{status}",
        number=filing.number,
        court=filing.court,
        case_no=asked.case_no,
        fee=str(Money(due.amount)) if due else "",
        fee_due=spoken_date(due.due_on) if due else "",
        deadline=spoken_date(last_day) if last_day else "",
        reason=asked.reason,
        returned=len(asked.items),
        items=_flagged(visit, filing, asked),
    )


def _flagged(visit: Visit, filing: Filing, asked: Asked) -> tuple[Flagged, ...]:
    """The items as the chat will list them."""
    if asked.act != "return":
        return ()
    return flagged(
        interview_of(visit.desk, filing),
        visit.desk.content(filing).answers.answers(),
        [(item.element, item.reason) for item in asked.items],
        visit.pages.responses,
    )


def _conflict(visit: Visit, filing: Filing, asked: Asked) -> Response:
    """Who did what before: the act does not fit any more."""
    say, names = visit.pages.say, Names(visit.desk, visit.pages)
    decision = last_decision(filing)
    lines = [say("conflict_status", status=say(f"status_{filing.status}"))]
    if decision is not None:
        moment = visit.pages.moment(decision.at)
        event = say(f"event_{decision.kind}")
        lines.append(say("conflict_who", who=names(decision.by), at=moment, event=event))
    if asked.round != filing.round:
        lines.append(say("conflict_round", seen=asked.round, round=filing.round))
    if visit.desk.office.clerks_desk is None:
        lines.append(say("conflict_elsewhere"))
    return visit.page(
        "message.html", 409, title=say("conflict_title"), lines=lines, filing=filing.number
    )


def _message(visit: Visit, code: str) -> dict[str, object]:
    return {"title": visit.pages.say(code), "lines": (), "filing": visit.path["number"]}
