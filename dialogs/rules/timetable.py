"""The days by which the court, and the person, must act after handing in (G20–G24, C09, §5.3, §9).

Source: 民诉法 85, 104, 126, 171; 民诉法解释 126; 登记立案规定 7, 8, 13; 诉讼费用交纳办法 22;
在线诉讼规则 9; 劳动争议调解仲裁法 50. Filling in a form here stops no clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dialogs.rules.deadlines import Deadline, due

__all__ = ["PERIODS", "Act", "Due", "deadline_of"]


class Act(StrEnum):
    """What happened, from which a period runs."""

    SUBMITTED = "submitted"
    CORRECTED = "corrected"
    FEE_NOTICE = "fee_notice"
    REFUSED = "refused"
    COMPLAINED = "complained"
    PRESERVED = "preserved"
    MEDIATION_ORDINARY = "mediation_ordinary"
    MEDIATION_SUMMARY = "mediation_summary"
    AWARD_RECEIVED = "award_received"
    AWARD_SET_ASIDE = "award_set_aside"
    FINAL_AWARD_RECEIVED = "final_award_received"
    DEFENDANT_TOLD = "defendant_told"
    MEDIATION_ONLINE = "mediation_online"
    MEDIATOR_ASKED_FOR = "mediator_asked_for"
    TO_ORDINARY_PROCEDURE = "to_ordinary_procedure"
    FEE_REFUNDED = "fee_refunded"
    LEGAL_AID_APPLIED = "legal_aid_applied"
    LEGAL_AID_GRANTED = "legal_aid_granted"
    LEGAL_AID_OBJECTED = "legal_aid_objected"
    HINDRANCE_GONE = "hindrance_gone"


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline, who must act, and its sources.

    who: `person`, `court`, `defendant`, `legal_aid` (the agency), `justice` (its authority).
    """

    deadline: Deadline
    who: str
    sources: tuple[str, ...]


PERIODS: dict[Act, tuple[str, str, tuple[str, ...]]] = {
    Act.SUBMITTED: ("filing_review", "court", ("civil-procedure-law:126",)),
    Act.CORRECTED: (
        "filing_review",
        "court",
        ("online-litigation-rules:9", "civil-procedure-interpretation:126"),
    ),
    Act.FEE_NOTICE: ("fee_payment", "person", ("fee-measures:22",)),
    Act.REFUSED: ("ruling_appeal", "person", ("civil-procedure-law:171",)),
    Act.COMPLAINED: ("complaint_answer", "court", ("case-filing-rules:13",)),
    Act.PRESERVED: ("suit_after_preservation", "person", ("civil-procedure-law:104",)),
    Act.MEDIATION_ORDINARY: ("mediation_ordinary", "court", ("filing-mediation-opinion:3",)),
    Act.MEDIATION_SUMMARY: ("mediation_summary", "court", ("filing-mediation-opinion:3",)),
    Act.AWARD_RECEIVED: ("labor_suit", "person", ("labor-arbitration-law:50",)),
    Act.AWARD_SET_ASIDE: ("labor_suit", "person", ("labor-arbitration-law:49",)),
    Act.FINAL_AWARD_RECEIVED: ("labor_set_aside", "person", ("labor-arbitration-law:49",)),
    Act.DEFENDANT_TOLD: ("online_consent", "defendant", ("online-litigation-rules:10",)),
    Act.MEDIATION_ONLINE: ("mediator_named", "court", ("online-mediation-rules:10",)),
    Act.MEDIATOR_ASKED_FOR: ("mediator_chosen", "person", ("online-mediation-rules:10",)),
    Act.TO_ORDINARY_PROCEDURE: (
        "fee_difference",
        "person",
        ("civil-procedure-interpretation:199",),
    ),
    Act.FEE_REFUNDED: ("fee_refund", "court", ("fee-measures:53",)),
    Act.LEGAL_AID_APPLIED: ("legal_aid_decision", "legal_aid", ("legal-aid-law:43",)),
    Act.LEGAL_AID_GRANTED: ("legal_aid_assignment", "legal_aid", ("legal-aid-law:43",)),
    Act.LEGAL_AID_OBJECTED: ("legal_aid_objection", "justice", ("legal-aid-law:49",)),
    Act.HINDRANCE_GONE: ("excuse_application", "person", ("civil-procedure-law:86",)),
}


def deadline_of(act: Act, on: date) -> Due:
    """The deadline that an act of that day sets running; its first day is the next one (G19)."""
    name, who, sources = PERIODS[act]
    return Due(due(name, on), who, (*sources, "civil-procedure-law:85"))
