"""Documents and materials of a filing, shown page by page or saved; each view is audited."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from starlette.responses import Response

from filing_backend.console.pages import OBJECT_HEADERS
from filing_backend.console.sheet import name_of
from filing_backend.console.visits import Visit
from filing_backend.contracts.drafts import FilingDraft
from filing_backend.documents.errors import UnreadableMaterial
from filing_backend.documents.pages import page_count, page_png
from filing_backend.domain.errors import NotFound
from filing_backend.persistence.materials import Material
from filing_backend.services.read_document import read_document
from filing_backend.services.receive_material import material_bytes

__all__ = [
    "ENDINGS",
    "document",
    "document_file",
    "document_page",
    "material",
    "material_file",
    "material_page",
    "thumbnail",
]

PDF, PNG = "application/pdf", "image/png"
THUMBNAIL_WIDTH = 240
PICTURES = frozenset({"image/jpeg", PNG})
ENDINGS = {
    PDF: "pdf",
    PNG: "png",
    "image/jpeg": "jpg",
    "application/zip": "zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}


@dataclass(frozen=True, slots=True)
class Held:
    """A file of the filing and what it was given for."""

    path: str
    id: str


def document(visit: Visit) -> Response:
    """A document of the court packet as pictures of its pages."""
    number, kind = visit.path["number"], visit.path["kind"]
    stored, data = read_document(visit.desk, number, kind)
    base = f"/console/filings/{number}/documents/{kind}"
    return visit.page(
        "viewer.html",
        number=number,
        title=visit.pages.say(f"document_{stored.kind}"),
        pictures=_pages(base, stored.media_type, data),
        file=f"{base}/file",
        facts=None,
        before="",
        after="",
        place="",
    )


def document_file(visit: Visit) -> Response:
    """A document to be saved."""
    number, kind = visit.path["number"], visit.path["kind"]
    wanted = visit.query.get("type") or None
    stored, data = read_document(visit.desk, number, kind, wanted)
    visit.note("document.save", number, kind=kind)
    ending = ENDINGS.get(stored.media_type, "bin")
    title = visit.pages.say(f"document_{stored.kind}")
    return _file(data, stored.media_type, f"{number}-{title}.{ending}", inline=False)


def document_page(visit: Visit) -> Response:
    """The picture of a page of a document."""
    number, kind, page = visit.path["number"], visit.path["kind"], visit.path["page"]
    _, data = read_document(visit.desk, number, kind, PDF)
    visit.note("document.view", number, kind=kind, page=page)
    return _picture(data, page)


def thumbnail(visit: Visit) -> Response:
    """The first page, too small to be read: it belongs to the filing's page, noted as that."""
    _, data = read_document(visit.desk, visit.path["number"], visit.path["kind"], PDF)
    return _picture(data, "1.png", THUMBNAIL_WIDTH)


def material(visit: Visit) -> Response:
    """One file that the person gave, with the way to the one before and after it."""
    held, found, data = _material(visit)
    number = visit.path["number"]
    filing = visit.desk.filing(number)
    draft = visit.desk.content(filing)
    interview = visit.desk.interview(draft.interview_id, draft.interview_digest)
    ids = [each.id for each in _held(draft)]
    at = ids.index(held.id)
    base = f"/console/filings/{number}/materials"
    file = f"{base}/{held.id}/file"
    pictures = [file] if found.media_type in PICTURES else []
    return visit.page(
        "viewer.html",
        number=number,
        title=_title(visit, held, name_of(interview, held.path, visit.pages.responses)),
        pictures=pictures or _pages(f"{base}/{held.id}", found.media_type, data),
        file=f"{file}?save=1",
        facts=found,
        before=f"{base}/{ids[at - 1]}" if at else "",
        after=f"{base}/{ids[at + 1]}" if at + 1 < len(ids) else "",
        place=visit.pages.say("viewer_place", n=at + 1, total=len(ids)),
    )


def material_file(visit: Visit) -> Response:
    """A file as it came: a picture to look at, anything to be saved."""
    held, found, data = _material(visit)
    save = visit.query.get("save") == "1" or found.media_type not in PICTURES
    act = "material.save" if save else "material.view"
    visit.note(act, visit.path["number"], material=held.id)
    return _file(data, found.media_type, found.name, inline=not save)


def material_page(visit: Visit) -> Response:
    """The picture of a page of a PDF that the person gave."""
    held, found, data = _material(visit)
    if found.media_type != PDF:
        raise NotFound("no pages", code="material_not_found")
    page = visit.path["page"]
    visit.note("material.view", visit.path["number"], material=held.id, page=page)
    return _picture(data, page)


def _material(visit: Visit) -> tuple[Held, Material, bytes]:
    """A file, if this filing holds it."""
    filing = visit.desk.filing(visit.path["number"])
    wanted = visit.path["id"]
    held = next((each for each in _held(visit.desk.content(filing)) if each.id == wanted), None)
    if held is None:
        raise NotFound(f"no material {wanted} here", code="material_not_found")
    return held, *material_bytes(visit.desk, wanted)


def _held(draft: FilingDraft) -> list[Held]:
    """All files in the order of the checklist, signatures last; each once."""
    named = [(f"material:{ref.kind}", each) for ref in draft.materials for each in ref.material_ids]
    named += sorted(draft.signatures.items())
    first = {id: path for path, id in reversed(named)}
    return [Held(first[id], id) for id in dict.fromkeys(id for _, id in named)]


def _title(visit: Visit, held: Held, name: str) -> str:
    if held.path.startswith("material:"):
        return name
    return visit.pages.say("signature_of", name=name)


def _pages(base: str, media_type: str, data: bytes) -> list[str]:
    if media_type != PDF:
        return []
    try:
        return [f"{base}/pages/{n}.png" for n in range(1, page_count(data) + 1)]
    except UnreadableMaterial:
        return []


def _picture(pdf: bytes, page: str, width: int = 1000) -> Response:
    number = page.removesuffix(".png")
    if not (number.isascii() and number.isdecimal() and len(number) < 6):
        raise NotFound(f"no page {number}", code="page_not_found")
    try:
        picture = page_png(pdf, int(number), width)
    except (IndexError, UnreadableMaterial) as error:
        raise NotFound(f"no page {number}", code="page_not_found") from error
    return _file(picture, PNG, f"{number}.png", inline=True)


def _file(data: bytes, media_type: str, name: str, *, inline: bool) -> Response:
    way = "inline" if inline else "attachment"
    headers = {"Content-Disposition": f"{way}; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(data, 200, {**OBJECT_HEADERS, **headers}, media_type)
