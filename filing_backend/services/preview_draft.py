"""Show a draft's complaint as pictures of its pages, before anything is handed over."""

from __future__ import annotations

import hashlib

from filing_backend.contracts.drafts import FilingDraft, PreviewResult
from filing_backend.domain.errors import NotFound
from filing_backend.persistence.materials import Preview
from filing_backend.services.assemble_filing import gather_parts
from filing_backend.services.assembly import Assembly, Pictures
from filing_backend.services.office import Desk
from filing_backend.services.open_draft import open_draft

__all__ = ["gather_preview", "preview_page", "store_preview"]


def gather_preview(desk: Desk, draft: FilingDraft) -> Assembly:
    """What the preview is made from: all but the bytes of the evidence, which it only lists."""
    open_draft(desk, draft)
    return gather_parts(desk, draft, "", 0, contents=False)


def store_preview(desk: Desk, draft: FilingDraft, pictures: Pictures) -> PreviewResult:
    """Store the pictures in place of the draft's last ones."""
    pages = pictures.pages
    digest = hashlib.sha256(b"".join(pages)).hexdigest()[:32]
    preview = Preview(draft.draft_id, draft.person_id, digest, len(pages), desk.now())
    before = desk.previews.of_draft(draft.draft_id)
    for number, page in enumerate(pages, 1):
        desk.office.objects.put(preview.object_key(number), page)
    desk.previews.put(preview)
    if before is not None and before.digest != digest:
        desk.delete_objects(before.object_keys())
    return PreviewResult(pages=len(pages), digest=digest, missing=pictures.missing)


def preview_page(desk: Desk, draft_id: str, page: int) -> bytes:
    """The picture of a page, from 1.

    Raises:
        NotFound: the draft has no such page.
    """
    preview = desk.previews.of_draft(draft_id)
    if preview is None or not 1 <= page <= preview.pages:
        raise NotFound(f"no page {page}", code="preview_not_found")
    return desk.office.objects.get(preview.object_key(page))
