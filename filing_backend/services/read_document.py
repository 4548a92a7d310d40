"""Give back a document that was made for a filing."""

from __future__ import annotations

from filing_backend.domain.errors import NotFound
from filing_backend.persistence.papers import StoredDocument
from filing_backend.services.office import Desk

__all__ = ["read_document"]

FIRST_CHOICE = "application/pdf"


def read_document(
    desk: Desk, number: str, kind: str, media_type: str | None = None
) -> tuple[StoredDocument, bytes]:
    """The document with its bytes; without a media type the PDF where there are several.

    Raises:
        NotFound: there is no such filing or document.
    """
    filing = desk.filing(number)
    found = [each for each in desk.papers.documents(filing) if each.kind == kind]
    if media_type is not None:
        found = [each for each in found if each.media_type == media_type]
    if not found:
        raise NotFound(f"no {kind} of {number}", code="document_not_found")
    chosen = min(found, key=lambda each: each.media_type != FIRST_CHOICE)
    return chosen, desk.office.objects.get(chosen.object_key)
