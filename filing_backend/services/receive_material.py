"""Take in an uploaded file; give one back; take one away."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import structlog

from filing_backend.contracts.drafts import FilingDraft, MaterialVerdict
from filing_backend.domain.errors import Conflict, NotFound
from filing_backend.domain.ids import DraftId, PersonId, new_material_id
from filing_backend.persistence.materials import Material
from filing_backend.services.office import Desk, Limits
from filing_backend.services.opening import FileRefused, Opened, open_file

__all__ = ["SeenFile", "look_at", "material_bytes", "receive_material", "remove_material"]

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class SeenFile:
    """An uploaded file that has been opened: what it is, or why it cannot be taken."""

    name: str
    data: bytes = field(repr=False)
    sha256: str
    opened: Opened | None
    refused: FileRefused | None = None


def look_at(name: str, data: bytes, limits: Limits) -> SeenFile:
    """Open and hash a file. It takes a while: call it outside transactions."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        return SeenFile(name, data, digest, open_file(data, name, limits))
    except FileRefused as refused:
        return SeenFile(name, data, digest, None, refused)


def receive_material(
    desk: Desk, draft_id: str, person_id: str, file: SeenFile, kind: str = ""
) -> MaterialVerdict:
    """Store a file that was looked at; the verdict says if it was taken and why not."""
    known = desk.materials.same_bytes(draft_id, file.sha256)
    if known is not None:
        return _verdict(known, existing=True)
    if file.opened is None:
        return _refusal(draft_id, file)
    material_id = new_material_id()
    material = Material(
        id=material_id,
        draft_id=DraftId(draft_id),
        person_id=PersonId(person_id),
        kind=kind,
        name=file.name,
        media_type=file.opened.media_type,
        size=len(file.data),
        sha256=file.sha256,
        pages=file.opened.pages,
        object_key=f"materials/{draft_id}/{material_id}",
        received_at=desk.now(),
    )
    return _store(desk, material, file.data)


def _refusal(draft_id: str, file: SeenFile) -> MaterialVerdict:
    refused = file.refused
    assert refused is not None
    log.info("material.refused", draft_id=draft_id, code=refused.code, size=len(file.data))
    return MaterialVerdict(
        material_id="",
        name=file.name,
        media_type="",
        size=len(file.data),
        sha256=file.sha256,
        code=refused.code,
        values=refused.values,
    )


def _store(desk: Desk, material: Material, data: bytes) -> MaterialVerdict:
    if not desk.materials.add(material):  # the same bytes came twice at once
        rival = desk.materials.same_bytes(material.draft_id, material.sha256)
        assert rival is not None
        return _verdict(rival, existing=True)
    desk.office.objects.put(material.object_key, data)
    log.info("material.received", material_id=material.id, media_type=material.media_type)
    return _verdict(material, existing=False)


def _verdict(material: Material, *, existing: bool) -> MaterialVerdict:
    return MaterialVerdict(
        material_id=material.id,
        name=material.name,
        media_type=material.media_type,
        size=material.size,
        sha256=material.sha256,
        pages=material.pages,
        existing=existing,
    )


def material_bytes(desk: Desk, material_id: str) -> tuple[Material, bytes]:
    """The file as it came.

    Raises:
        NotFound: there is none with this id.
    """
    material = desk.materials.by_id(material_id)
    if material is None:
        raise NotFound(f"no material {material_id}", code="material_not_found")
    return material, desk.office.objects.get(material.object_key)


def remove_material(desk: Desk, draft_id: str, material_id: str) -> None:
    """Forget a file of a draft; once more is no error.

    Raises:
        Conflict: a filing that is under way holds it.
    """
    material = desk.materials.by_id(material_id)
    if material is None or material.draft_id != draft_id:
        return
    filing = desk.filings.under_way_of_draft(draft_id)
    if filing is not None and material_id in _held_by(desk.papers.content(filing)):
        raise Conflict("the filing holds it", code="material_in_filing")
    desk.materials.remove(material_id)
    desk.delete_objects([material.object_key])


def _held_by(draft: FilingDraft | None) -> set[str]:
    if draft is None:
        return set()
    held = {each for ref in draft.materials for each in ref.material_ids}
    return held | set(draft.signatures.values())
