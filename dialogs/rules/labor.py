"""Rules of labour disputes (劳动争议): L01–L08.

Reads `arbitration_status` (none, pending, awarded, not_accepted, wage_iou, mediated_wages,
payment_order_ended), `award_received_on`, `award_kind` (final, not_final, unclear),
`claims_cover_award`, `late_reason`, `arbitration_accepted_on`, `not_accepted_reason`
(no_jurisdiction, wrong_party, out_of_time, other), `arbitration_applied_on`,
`employment_ended_on`, `wages_only`, `new_claims`, `draws_pension`. Who is the employer follows
from `kind`: an organisation that sues is the employer.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from dialogs.answers import Known
from dialogs.findings import Finding
from dialogs.rules.case_file import CaseFile, Rule, block, info, warn
from dialogs.rules.deadlines import add_years, due
from dialogs.rules.numerals import han_date
from dialogs.rules.parameters import figure

__all__ = ["LABOR_RULES"]

STATUS = ("arbitration_status",)
SUIT_SOURCES = (
    "labor-arbitration-law:48",
    "labor-arbitration-law:50",
    "civil-procedure-law:85",
    "civil-procedure-law:86",
)


def _employer_sues(file: CaseFile) -> bool:
    side = file.answers.text("side")
    return side == "employer" or (not side and file.answers.text("plaintiffs[0].kind") == "org")


def arbitration_comes_first(file: CaseFile) -> Iterator[Finding]:
    """L01, L05: no suit before arbitration, save where the law opens the way."""
    status = file.answers.text("arbitration_status")
    if file.answers.known("arbitration_status") is Known.UNKNOWN:
        yield warn("arbitration_status_unknown", STATUS, ("labor-arbitration-law:5",))
    if status == "none":
        sources = (
            "labor-arbitration-law:5",
            "labor-arbitration-law:27",
            "labor-interpretation-1:15",
        )
        yield block("arbitration_first", STATUS, sources)
    elif status == "pending":
        yield from _pending(file)
    elif status == "not_accepted":
        yield from _not_accepted(file)


def _pending(file: CaseFile) -> Iterator[Finding]:
    accepted = file.answers.date("arbitration_accepted_on")
    sources = ("labor-arbitration-law:43", "labor-interpretation-1:12")
    if accepted is None:
        yield _not_accepted_yet(file) or warn("arbitration_pending_since_unknown", STATUS, sources)
        return
    first = figure("labor_arbitration_award", file.today)
    more = figure("labor_arbitration_award_extension", file.today)
    usual, latest = accepted + timedelta(days=first), accepted + timedelta(days=first + more)
    values = {"usual": han_date(usual), "latest": han_date(latest)}
    paths = ("arbitration_accepted_on",)
    if file.today <= usual:
        yield block("arbitration_pending", paths, sources, **values)
    elif file.today <= latest:
        yield warn("arbitration_may_be_extended", paths, sources, **values)
    else:
        yield info("arbitration_overdue", paths, sources, **values)


def _not_accepted_yet(file: CaseFile) -> Finding | None:
    """L05: five days without a word on acceptance open the court's door too."""
    applied = file.answers.date("arbitration_applied_on")
    if applied is None:
        return None
    days = figure("labor_arbitration_acceptance", file.today)
    last = applied + timedelta(days=days)
    if file.today <= last:
        return None
    sources = ("labor-arbitration-law:29", "labor-interpretation-1:12")
    values = {"applied": han_date(applied), "until": han_date(last)}
    return info("arbitration_acceptance_overdue", ("arbitration_applied_on",), sources, **values)


def _not_accepted(file: CaseFile) -> Iterator[Finding]:
    reason = file.answers.text("not_accepted_reason")
    paths = ("not_accepted_reason",)
    if reason == "no_jurisdiction":
        yield warn("arbitration_elsewhere", paths, ("labor-interpretation-1:5",))
    elif reason == "wrong_party":
        yield warn("arbitration_wrong_party", paths, ("labor-interpretation-1:7",))
    else:
        yield info("arbitration_not_accepted", paths, ("labor-arbitration-law:29",))


def suit_in_time(file: CaseFile) -> Iterator[Finding]:
    """L02: fifteen days from receiving the award; lateness never blocks."""
    received = file.answers.date("award_received_on")
    final = file.answers.text("award_kind") == "final"
    if file.answers.text("arbitration_status") != "awarded" or (final and _employer_sues(file)):
        return
    if received is None:
        yield warn("award_receipt_unknown", ("award_received_on",), SUIT_SOURCES)
        return
    last = due("labor_suit", received)
    values = {"received": han_date(received), "until": han_date(last.on)}
    code = "labor_suit_due"
    if last.over(file.today):
        code = "labor_suit_late_excused" if file.answers.text("late_reason") else "labor_suit_late"
    yield warn(code, ("award_received_on",), SUIT_SOURCES, **values)


def whole_award_is_claimed(file: CaseFile) -> Iterator[Finding]:
    """L02a, L02b: a suit unmakes the whole award; a withdrawal makes it final."""
    if file.answers.text("arbitration_status") != "awarded":
        return
    if not file.answers.get("claims_cover_award") and not _employer_sues(file):
        yield warn(
            "claim_all_of_the_award", ("claims_cover_award",), ("labor-interpretation-1:16",)
        )
    sources = ("fashi-2000-18:1", "fashi-2000-18:2")
    yield warn("withdrawal_makes_award_final", STATUS, sources)


def employer_and_final_award(file: CaseFile) -> Iterator[Finding]:
    """L03: against a final award the employer may only ask the intermediate court, 30 days."""
    if not _employer_sues(file) or file.answers.text("award_kind") != "final":
        return
    sources = (
        "labor-arbitration-law:47",
        "labor-arbitration-law:49",
        "labor-interpretation-1:18",
        "labor-interpretation-1:19",
        "labor-interpretation-1:20",
    )
    received = file.answers.date("award_received_on")
    until = han_date(due("labor_set_aside", received).on) if received else ""
    yield block("employer_cannot_sue_final_award", ("award_kind",), sources, until=until)


def arbitration_in_time(file: CaseFile) -> Iterator[Finding]:
    """L04: a year; wages owed while employed only from the end of employment.

    Whoever may sue directly has nothing to apply for; of others only the day told counts.
    """
    ended, status = file.answers.date("employment_ended_on"), _status(file)
    waiting = file.today if status == "none" else None
    applied = file.answers.date("arbitration_applied_on") or waiting
    if ended is None or applied is None or status in DIRECT:
        return
    until = add_years(ended, figure("labor_arbitration_limit", file.today))
    values = {"ended": han_date(ended), "until": han_date(until)}
    sources = ("labor-arbitration-law:27",)
    if applied > until:
        yield warn("arbitration_late", ("employment_ended_on",), sources, **values)
    elif status == "none":
        yield warn("arbitration_due", ("employment_ended_on",), sources, **values)


def nothing_new(file: CaseFile) -> Iterator[Finding]:
    """L06: a claim of its own that was not before the arbitrators goes there first."""
    if file.answers.get("new_claims"):
        yield warn("claim_not_arbitrated", ("new_claims",), ("labor-interpretation-1:14",))


DIRECT = frozenset({"wage_iou", "mediated_wages", "payment_order_ended"})
ONLY_WAGES = frozenset({"wage_iou", "mediated_wages"})


def _status(file: CaseFile) -> str:
    return file.answers.text("arbitration_status")


def only_wages_go_straight(file: CaseFile) -> Iterator[Finding]:
    """L07: a paper on wages opens the door for wages alone; other claims are arbitrated first."""
    claims = frozenset(file.answers.get("claim_kinds") or ())
    if _status(file) in ONLY_WAGES and claims - {"wages"}:
        sources = ("labor-interpretation-1:15", "labor-interpretation-1:51")
        yield warn("only_wages_go_straight", ("claim_kinds",), sources)


def wage_iou(file: CaseFile) -> Iterator[Finding]:
    """L07: a paper that owes wages, or a mediated agreement on wages, opens the court's door."""
    status = _status(file)
    if status == "wage_iou":
        yield info("wage_iou_direct", STATUS, ("labor-interpretation-1:15",))
    elif status == "mediated_wages":
        yield info("mediated_wages_direct", STATUS, ("labor-interpretation-1:51",))
    elif status == "payment_order_ended":
        sources = ("labor-arbitration-law:16", "labor-interpretation-1:13")
        yield info("payment_order_ended_direct", STATUS, sources)


def pensioner(file: CaseFile) -> Iterator[Finding]:
    """L08: work beyond the pension age is not simply service any more."""
    if file.answers.get("draws_pension"):
        yield warn("pensioner_at_work", ("draws_pension",), ("labor-interpretation-2:21",))


LABOR_RULES: tuple[Rule, ...] = (
    arbitration_comes_first,
    suit_in_time,
    whole_award_is_claimed,
    employer_and_final_award,
    arbitration_in_time,
    nothing_new,
    wage_iou,
    only_wages_go_straight,
    pensioner,
)
