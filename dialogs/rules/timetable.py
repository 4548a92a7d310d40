"""The days by which the court, and the person, must act after handing in (G20–G24, C09).

Source: 民诉法 85, 104, 126, 171; 民诉法解释 126; 登记立案规定 7, 8, 13; 诉讼费用交纳办法 22;
在线诉讼规则 9; 劳动争议调解仲裁法 50. Filling in a form here stops no clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dialogs.rules.deadlines import Deadline, due

__all__ = ["Act", "Due", "deadline_of"]


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


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline, who must act (`court` or `person`), and its sources."""

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
}


def deadline_of(act: Act, on: date) -> Due:
    """The deadline that an act of that day sets running; its first day is the next one (G19)."""
    name, who, sources = PERIODS[act]
    return Due(due(name, on), who, (*sources, "civil-procedure-law:85"))
