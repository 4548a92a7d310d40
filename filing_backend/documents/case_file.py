"""What documents are made of: answers, materials as bytes, signatures, court, day."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dialogs.answers import Answers
from dialogs.schema.definition import Interview
from dialogs.schema.forms import Form

__all__ = ["CaseFile", "Document", "Kind", "Material", "MediaType", "digest"]


class MediaType(StrEnum):
    """The media types that documents and materials have."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ZIP = "application/zip"
    JPEG = "image/jpeg"
    PNG = "image/png"


class Kind(StrEnum):
    """The kinds of document that a filing is assembled into."""

    COMPLAINT = "complaint"
    WORKINGS = "workings"
    EVIDENCE_LIST = "evidence_list"
    EVIDENCE_BUNDLE = "evidence_bundle"
    SERVICE_ADDRESS = "service_address"
    AUTHORIZATION = "authorization"
    LEGAL_REP_CERTIFICATE = "legal_rep_certificate"
    PACKET = "packet"


def digest(content: bytes) -> str:
    """SHA-256 as 64 hex digits."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class Material:
    """A file that the person gave, as it was given. kind: that of the interview's checklist.

    pages: of a PDF, where they have been counted; 0 where they have not.
    """

    kind: str
    name: str
    media_type: str
    content: bytes = field(repr=False)
    owner_path: str = ""
    pages: int = 0

    @property
    def sha256(self) -> str:
        """The digest of the bytes as given."""
        return digest(self.content)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One filing, complete for printing.

    today: the date that all papers bear. signatures: PNG by party path (`plaintiffs[0]`).
    workings: lines that show how a derived value came about, by its path, in print order.
    number: the filing's number, "" before there is one. form: the frozen form of a filing
    that was handed over; None takes the one that the interview names.
    """

    interview: Interview
    answers: Answers
    today: date
    court: str = ""
    materials: tuple[Material, ...] = ()
    signatures: Mapping[str, bytes] = field(default_factory=dict)
    workings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    number: str = ""
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A finished document. pages is 0 where pages cannot be counted (DOCX, ZIP).

    missing: characters that the font lacks; their places are blank, to be written by hand.
    """

    kind: Kind
    media_type: str
    content: bytes = field(repr=False)
    pages: int = 0
    missing: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """The digest of the bytes."""
        return digest(self.content)
