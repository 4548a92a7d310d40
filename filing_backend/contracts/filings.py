"""A filing as the bot keeps a copy of it, and the notices that keep it fresh."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from pydantic import AwareDatetime, Field

from filing_backend.contracts.drafts import FindingOut, Wire
from filing_backend.contracts.statuses import DeadlineKind, NoticeCode, Status

__all__ = [
    "Deadline",
    "DocumentRef",
    "ErrorBody",
    "ErrorOut",
    "Fee",
    "FilingCopy",
    "HistoryEntry",
    "KeptRecord",
    "Notice",
    "PersonDeletion",
    "ReturnedItem",
]


class Fee(Wire):
    """The court fee to pay, in yuan, and the last day."""

    amount: Decimal
    due_on: dt.date


class Deadline(Wire):
    """The period that runs now."""

    kind: DeadlineKind
    on: dt.date


class ReturnedItem(Wire):
    """What the court wants mended: an element path, `material:<kind>` or `court`."""

    element: str
    reason: str


class DocumentRef(Wire):
    """A document to be fetched from the backend at `url_path`."""

    kind: str
    media_type: str
    url_path: str


class HistoryEntry(Wire):
    """A status and when it began."""

    status: Status
    at: AwareDatetime


class FilingCopy(Wire):
    """All that the bot may know of a filing.

    missing: characters that the font lacks; their places in the PDF are blank.
    """

    number: str
    draft_id: str
    status: Status
    status_since: AwareDatetime
    court: str
    overdue: bool = False
    withdrawal_asked: bool = False
    case_no: str | None = None
    fee: Fee | None = None
    deadline: Deadline | None = None
    returned: tuple[ReturnedItem, ...] = ()
    reason: str | None = None
    documents: tuple[DocumentRef, ...] = ()
    missing: tuple[str, ...] = ()
    history: tuple[HistoryEntry, ...] = ()

    @property
    def correct_by(self) -> dt.date | None:
        """The last day to mend what was returned, if the court named one."""
        period = self.deadline
        return period.on if period and period.kind is DeadlineKind.CORRECTION else None


class Notice(Wire):
    """POSTed to the bot; `notice_id` is the idempotency key."""

    notice_id: str
    person_id: str
    draft_id: str
    code: NoticeCode
    values: dict[str, str] = Field(default_factory=dict)
    filing: FilingCopy
    at: AwareDatetime


class KeptRecord(Wire):
    """What is kept after a deletion; `code` names the reason under `notices`."""

    kind: str
    number: str
    code: str


class PersonDeletion(Wire):
    """What a deletion removed, and what it had to leave."""

    deleted: dict[str, int]
    kept: tuple[KeptRecord, ...] = ()


class ErrorBody(Wire):
    """Why a request was refused."""

    code: str
    text: str
    values: dict[str, str] = Field(default_factory=dict)
    findings: tuple[FindingOut, ...] = ()


class ErrorOut(Wire):
    """The shape of every error answer."""

    error: ErrorBody
