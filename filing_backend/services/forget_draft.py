"""Delete what is stored of a draft that nobody will hand over any more."""

from __future__ import annotations

from filing_backend.contracts.filings import PersonDeletion
from filing_backend.domain.errors import Conflict
from filing_backend.services.office import Desk

__all__ = ["forget_draft"]


def forget_draft(desk: Desk, draft_id: str) -> PersonDeletion:
    """Materials and preview of the draft; once more there is nothing left to delete.

    Raises:
        Conflict: the draft has become a filing that is under way.
    """
    if desk.filings.under_way_of_draft(draft_id) is not None:
        raise Conflict("the draft is a filing", code="already_handed_over")
    materials, preview = desk.materials.of_draft(draft_id), desk.previews.of_draft(draft_id)
    for material in materials:
        desk.materials.remove(material.id)
    desk.delete_objects(each.object_key for each in materials)
    if preview is not None:
        desk.previews.remove(draft_id)
        desk.delete_objects(preview.object_keys())
    deleted = {"materials": len(materials), "previews": int(preview is not None)}
    desk.audit.add("bot", "draft.expire", draft_id, desk.now(), deleted)
    return PersonDeletion(deleted=deleted)
