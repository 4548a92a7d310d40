"""Wire shapes and enums: all of the backend that the bot may import."""

from __future__ import annotations

from filing_backend.contracts.calls import CallOut, PersonCall, StaffMessage
from filing_backend.contracts.drafts import (
    AnswersWire,
    CheckResult,
    FilingDraft,
    FindingOut,
    MaterialRef,
    MaterialVerdict,
    PreviewResult,
    Provenance,
    ServiceChoice,
)
from filing_backend.contracts.filings import (
    Deadline,
    DocumentRef,
    ErrorBody,
    ErrorOut,
    Fee,
    FilingCopy,
    HistoryEntry,
    KeptRecord,
    Notice,
    PersonDeletion,
    ReturnedItem,
)
from filing_backend.contracts.staff import (
    Accept,
    ClerkFiling,
    ClerkFilings,
    Decision,
    Refuse,
    Registration,
    Return,
)
from filing_backend.contracts.statuses import (
    UNDER_REVIEW,
    DeadlineKind,
    DocumentKind,
    NoticeCode,
    Status,
)

__all__ = [
    "UNDER_REVIEW",
    "Accept",
    "AnswersWire",
    "CallOut",
    "CheckResult",
    "ClerkFiling",
    "ClerkFilings",
    "Deadline",
    "DeadlineKind",
    "Decision",
    "DocumentKind",
    "DocumentRef",
    "ErrorBody",
    "ErrorOut",
    "Fee",
    "FilingCopy",
    "FilingDraft",
    "FindingOut",
    "HistoryEntry",
    "KeptRecord",
    "MaterialRef",
    "MaterialVerdict",
    "Notice",
    "NoticeCode",
    "PersonCall",
    "PersonDeletion",
    "PreviewResult",
    "Provenance",
    "Refuse",
    "Registration",
    "Return",
    "ReturnedItem",
    "ServiceChoice",
    "StaffMessage",
    "Status",
]
