"""Routes for drafts: materials, check, preview."""

from __future__ import annotations

import re

from fastapi import APIRouter, Request, Response
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from filing_backend.api.callers import BotOnly, TheEdge
from filing_backend.api.params import Identifier, PageNumber
from filing_backend.contracts.drafts import (
    ID_PATTERN,
    CheckResult,
    FilingDraft,
    FindingOut,
    MaterialVerdict,
    PreviewResult,
)
from filing_backend.contracts.filings import PersonDeletion
from filing_backend.domain.errors import Invalid, TooLarge
from filing_backend.services.assembly import preview
from filing_backend.services.check_draft import check_draft
from filing_backend.services.forget_draft import forget_draft
from filing_backend.services.office import Desk, Limits
from filing_backend.services.open_draft import open_draft
from filing_backend.services.preview_draft import gather_preview, preview_page, store_preview
from filing_backend.services.receive_material import (
    look_at,
    material_bytes,
    receive_material,
    remove_material,
)
from filing_backend.services.show_material import thumbnail

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["drafts"], dependencies=[BotOnly])

FIELD_BYTES = 4096
PNG = "image/png"
KEEP = {"Cache-Control": "private, max-age=3600"}


@router.post("/drafts/{draft_id}/materials")
async def add_materials(
    draft_id: Identifier, request: Request, edge: TheEdge
) -> list[MaterialVerdict]:
    """Take in uploaded files (multipart `files`, `person_id`, `kind`); a verdict for each."""
    limits = edge.office.limits
    form = await _form(request, limits)
    try:
        person_id = _field(form, "person_id")
        kind = _field(form, "kind", "")
        uploads = [each for each in form.getlist("files") if isinstance(each, UploadFile)]
        if not uploads:
            raise Invalid("files and person_id are needed", code="upload_incomplete")
        if len(uploads) > limits.files_per_request:
            most = str(limits.files_per_request)
            raise Invalid("too many files", code="too_many_files", values={"limit": most})
        files = [(each.filename or "", await each.read()) for each in uploads]
    finally:
        await form.close()

    seen = await edge.work(lambda: [look_at(name, data, limits) for name, data in files])
    return await edge.run(
        lambda desk: [receive_material(desk, draft_id, person_id, each, kind) for each in seen]
    )


def _field(form: FormData, name: str, absent: str | None = None) -> str:
    """An identifier in the form; `absent` stands for one that is not there."""
    value = form.get(name) or absent
    if not isinstance(value, str) or (value and not re.match(ID_PATTERN, value)):
        raise Invalid(f"{name} is needed", code="upload_incomplete")
    return value


async def _form(request: Request, limits: Limits) -> FormData:
    """The multipart form, held in memory: nothing unsealed is ever written to a disk."""
    largest = limits.files_per_request * (limits.file_bytes + FIELD_BYTES)
    if int(request.headers.get("content-length") or 0) > largest:
        raise TooLarge("the request is too large")
    parser = MultiPartParser(
        request.headers, request.stream(), max_files=2 * limits.files_per_request, max_fields=8
    )
    parser.spool_max_size = largest
    try:
        return await parser.parse()
    except (MultiPartException, KeyError) as error:
        raise Invalid("not a multipart form", code="upload_incomplete") from error


@router.delete("/drafts/{draft_id}/materials/{material_id}", status_code=204)
async def delete_material(draft_id: Identifier, material_id: Identifier, edge: TheEdge) -> None:
    """Forget a file of a draft."""
    await edge.run(lambda desk: remove_material(desk, draft_id, material_id))


@router.delete("/drafts/{draft_id}")
async def expire_draft(draft_id: Identifier, edge: TheEdge) -> PersonDeletion:
    """Delete all that is stored of a draft whose time is over."""
    return await edge.run(lambda desk: forget_draft(desk, draft_id))


@router.get("/materials/{material_id}/content")
async def material_content(material_id: Identifier, edge: TheEdge) -> Response:
    """The file as it came."""
    material, data = await edge.run(lambda desk: material_bytes(desk, material_id))
    return Response(data, media_type=material.media_type, headers={"ETag": f'"{material.sha256}"'})


@router.get("/materials/{material_id}/thumbnail")
async def material_thumbnail(material_id: Identifier, edge: TheEdge) -> Response:
    """A small picture of its first page."""
    material, data = await edge.run(lambda desk: material_bytes(desk, material_id))
    picture = await edge.work(lambda: thumbnail(material.media_type, data))
    return Response(picture, media_type=PNG, headers=KEEP)


@router.post("/drafts/{draft_id}/check")
async def check(draft_id: Identifier, draft: FilingDraft, edge: TheEdge) -> CheckResult:
    """Everything that is missing or wrong, at once."""
    _same_draft(draft_id, draft)

    def findings(desk: Desk) -> CheckResult:
        found = check_draft(desk, draft, open_draft(desk, draft))
        return CheckResult(findings=tuple(FindingOut.of(each) for each in found))

    return await edge.run(findings)


@router.post("/drafts/{draft_id}/preview")
async def make_preview(draft_id: Identifier, draft: FilingDraft, edge: TheEdge) -> PreviewResult:
    """Render the complaint; the pages are fetched one by one."""
    _same_draft(draft_id, draft)
    assembly = await edge.run(lambda desk: gather_preview(desk, draft))
    pictures = await edge.work(lambda: preview(assembly))
    return await edge.run(lambda desk: store_preview(desk, draft, pictures))


@router.get("/drafts/{draft_id}/preview/{page}.png")
async def get_preview_page(draft_id: Identifier, page: PageNumber, edge: TheEdge) -> Response:
    """The picture of a page, from 1."""
    picture = await edge.run(lambda desk: preview_page(desk, draft_id, page))
    return Response(picture, media_type=PNG)


def _same_draft(draft_id: str, draft: FilingDraft) -> None:
    if draft.draft_id != draft_id:
        raise Invalid("another draft in the body", code="draft_id_differs")
