"""What staff and their machines send and see."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from filing_backend.contracts.drafts import Wire
from filing_backend.contracts.filings import Deadline, ReturnedItem
from filing_backend.contracts.statuses import Status

__all__ = [
    "Accept",
    "ClerkFiling",
    "ClerkFilings",
    "Decision",
    "DecisionBody",
    "Refuse",
    "Registration",
    "Return",
]

CaseNumber = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f]+$")]
Reason = Annotated[str, Field(min_length=1, max_length=2000)]


class Accept(Wire):
    """Review passed; with a case number all further steps are recorded in one act."""

    decision: Literal["accept"]
    case_no: CaseNumber | None = None


class Return(Wire):
    """退回补正: everything that has to be mended, at once; correct_by: 补正期限, if one is set."""

    decision: Literal["return"]
    items: Annotated[tuple[ReturnedItem, ...], Field(min_length=1)]
    correct_by: dt.date | None = None


class Refuse(Wire):
    """不予立案."""

    decision: Literal["refuse"]
    reason: Reason


Decision = Accept | Return | Refuse
DecisionBody = Annotated[Decision, Field(discriminator="decision")]


class Registration(Wire):
    """The fee is paid, the case has its number."""

    case_no: CaseNumber


class ClerkFiling(Wire):
    """One row of the clerk's queue."""

    number: str
    status: Status
    status_since: AwareDatetime
    received_at: AwareDatetime
    court: str
    interview_id: str
    overdue: bool
    deadline: Deadline | None = None
    case_no: str | None = None


class ClerkFilings(Wire):
    """The queue; `filings` are the rows, oldest first."""

    filings: tuple[ClerkFiling, ...]
