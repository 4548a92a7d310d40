"""The court's decision on a filing, where our staff plays the court."""

from __future__ import annotations

from typing import Any

from dialogs.answers import split_path
from dialogs.rules.case_fees import case_fee
from dialogs.rules.fees import Fee
from dialogs.schema.definition import Interview
from filing_backend.contracts.drafts import FilingDraft
from filing_backend.contracts.staff import Accept, Decision, Refuse, Return
from filing_backend.contracts.statuses import UNDER_REVIEW, Status
from filing_backend.courts.errors import CourtRefused
from filing_backend.courts.gateway import ClerksDesk, FeeNotice
from filing_backend.domain.errors import Conflict, Invalid, NotAllowed, UnknownElement
from filing_backend.domain.filing import Filing
from filing_backend.domain.periods import payment_deadline
from filing_backend.services.office import Desk
from filing_backend.services.record_court_reply import record_court_reply

__all__ = ["decide", "fee_notice", "fee_of_filing", "is_element", "register"]


def decide(desk: Desk, number: str, decision: Decision, actor: str) -> Filing:
    """The filing after the decision; the same decision again changes nothing.

    Raises:
        NotAllowed: the filing is not under review; the error holds its status.
        UnknownElement: an item names no element of this filing.
        Invalid: the last day to mend it is over already.
        Conflict: this court's decisions are not made here.
    """
    filing = desk.filing(number, lock=True)
    if already_decided(filing, decision):
        return filing
    if filing.status not in UNDER_REVIEW:
        raise NotAllowed(filing.status, decision.decision)
    draft = desk.content(filing)
    interview = desk.interview(draft.interview_id, draft.interview_digest)
    if isinstance(decision, Return):
        if decision.correct_by is not None and decision.correct_by < desk.today():
            raise Invalid("the last day is over", code="correct_by_past")
        for item in decision.items:
            if not is_element(item.element, interview, draft):
                raise UnknownElement(item.element, values={"element": item.element})
    fee = fee_notice(desk, draft) if isinstance(decision, Accept) else None
    filing = _at_court(desk, filing, decision, fee, actor)
    desk.audit.add(actor, f"filing.{decision.decision}", number, desk.now(), _noted(decision))
    return filing


def register(desk: Desk, number: str, case_no: str, actor: str) -> Filing:
    """The filing with its case number, the fee being paid; again with the same: no change.

    Raises:
        NotAllowed: it has not passed review, or has another case number.
        Conflict: this court's decisions are not made here.
    """
    filing = desk.filing(number, lock=True)
    if filing.status is Status.FILED and filing.case_no == case_no:
        return filing
    if filing.status not in {Status.REVIEW_PASSED, Status.FEE_DUE}:
        raise NotAllowed(filing.status, "register")
    try:
        reply = _clerks_desk(desk).register(filing.receipt or "", case_no)
    except CourtRefused as refused:
        raise NotAllowed(filing.status, "register") from refused
    filing = record_court_reply(desk, filing, reply, actor)
    desk.audit.add(actor, "filing.register", number, desk.now(), {"case_no": case_no})
    return filing


def already_decided(filing: Filing, decision: Decision) -> bool:
    """Whether the filing stands as this very decision left it."""
    if isinstance(decision, Return):
        asked = (filing.returned, filing.correct_by)
        return filing.status is Status.RETURNED and asked == (decision.items, decision.correct_by)
    if isinstance(decision, Refuse):
        return filing.status is Status.REFUSED and filing.reason == decision.reason
    if decision.case_no is None:
        return filing.status in {Status.REVIEW_PASSED, Status.FEE_DUE}
    return filing.status is Status.FILED and filing.case_no == decision.case_no


def is_element(path: str, interview: Interview, draft: FilingDraft) -> bool:
    """Whether it is an element path of this filing, `material:<kind>` or `court`."""
    if path == "court":
        return True
    head, colon, kind = path.partition(":")
    if colon:
        kinds = {rule.kind for rule in interview.materials}
        kinds |= {ref.kind for ref in draft.materials}
        return head == "material" and kind in kinds
    try:
        interview.element(path)
        group, index, _ = split_path(path)
    except (KeyError, ValueError):
        return False
    return group is None or (index or 0) < draft.answers.counts.get(group, 0)


def fee_notice(desk: Desk, draft: FilingDraft) -> FeeNotice | None:
    """The court fee by the rule that the findings rest on, and the last day; None if it is open.

    Source: 诉讼费用交纳办法 13, 22.
    """
    fee = fee_of_filing(desk, draft)
    if fee is None or fee.exact is None:
        return None
    return FeeNotice(fee.exact.yuan, payment_deadline(desk.today()))


def fee_of_filing(desk: Desk, draft: FilingDraft) -> Fee | None:
    """What filing costs: one figure, or a span where the province sets a part."""
    found = case_fee(draft.interview_id, draft.answers.answers(), desk.today())
    return found.whole if found else None


def _at_court(
    desk: Desk, filing: Filing, decision: Decision, fee: FeeNotice | None, actor: str
) -> Filing:
    receipt = filing.receipt or ""
    try:
        reply = _clerks_desk(desk).decide(receipt, decision, fee)
    except CourtRefused as refused:
        # The court decided before and our note of it was lost: write down what it says.
        filing = record_court_reply(desk, filing, desk.office.court.status(receipt), actor)
        if not already_decided(filing, decision):
            raise NotAllowed(filing.status, decision.decision) from refused
        return filing
    return record_court_reply(desk, filing, reply, actor)


def _clerks_desk(desk: Desk) -> ClerksDesk:
    if desk.office.clerks_desk is None:
        raise Conflict("the court decides elsewhere", code="court_decides_elsewhere")
    return desk.office.clerks_desk


def _noted(decision: Decision) -> dict[str, Any]:
    if isinstance(decision, Return):
        return {"elements": [item.element for item in decision.items]}
    if isinstance(decision, Accept) and decision.case_no:
        return {"case_no": decision.case_no}
    return {}
