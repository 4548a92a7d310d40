"""What the bot may know of a filing, and the notice that tells of a change."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from filing_backend.contracts.filings import DocumentRef, FilingCopy, Notice
from filing_backend.contracts.statuses import NoticeCode
from filing_backend.domain.events import EventKind
from filing_backend.domain.filing import Filing

__all__ = ["NOTICE_OF", "compose_notice", "filing_copy"]

NOTICE_OF: Mapping[EventKind, NoticeCode] = {
    EventKind.RECEIVED: NoticeCode.RECEIVED,
    EventKind.ASSEMBLED: NoticeCode.ASSEMBLED,
    EventKind.SUBMITTED: NoticeCode.SUBMITTED,
    EventKind.RETURNED: NoticeCode.RETURNED,
    EventKind.CORRECTED: NoticeCode.CORRECTED,
    EventKind.REVIEW_PASSED: NoticeCode.REVIEW_PASSED,
    EventKind.FEE_DUE: NoticeCode.FEE_DUE,
    EventKind.FILED: NoticeCode.FILED,
    EventKind.REFUSED: NoticeCode.REFUSED,
    EventKind.WITHDRAWN: NoticeCode.WITHDRAWN,
    EventKind.DELAYED: NoticeCode.DELAYED,
    EventKind.FAILED: NoticeCode.FAILED,
    EventKind.OVERDUE: NoticeCode.OVERDUE,
}
"""Which notice tells of which event; the others are not told."""


def filing_copy(filing: Filing, documents: Iterable[tuple[str, str]], today: date) -> FilingCopy:
    """The bot's copy; `documents` are (kind, media type)."""
    return FilingCopy(
        number=filing.number,
        draft_id=filing.draft_id,
        status=filing.status,
        status_since=filing.status_since,
        court=filing.court,
        overdue=filing.overdue(today),
        withdrawal_asked=filing.withdrawal_asked,
        case_no=filing.case_no,
        fee=filing.fee,
        deadline=filing.deadline,
        returned=filing.returned,
        reason=filing.reason,
        documents=tuple(
            DocumentRef(
                kind=kind,
                media_type=media_type,
                url_path=f"/api/v1/filings/{filing.number}/documents/{kind}?media_type={media_type}",
            )
            for kind, media_type in documents
        ),
        missing=filing.missing,
        history=filing.history,
    )


def compose_notice(code: NoticeCode, filing: Filing, copy: FilingCopy, at: datetime) -> Notice:
    """A notice with a fresh id; `values` are what its sentence may print."""
    values = {"number": filing.number, "court": filing.court}
    if copy.case_no:
        values["case_no"] = copy.case_no
    if copy.fee is not None:
        values |= {"fee": f"{copy.fee.amount:f}", "fee_due_on": _day(copy.fee.due_on)}
    if copy.deadline is not None:
        values["deadline"] = _day(copy.deadline.on)
    if copy.reason:
        values["reason"] = copy.reason
    if copy.returned:
        values["returned_count"] = str(len(copy.returned))
    return Notice(
        notice_id=f"n{secrets.token_hex(12)}",
        person_id=filing.person_id,
        draft_id=filing.draft_id,
        code=code,
        values=values,
        filing=copy,
        at=at,
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
