"""Delete what is stored of a person, and say what stays and why.

Source: 个人信息保护法 47. A filing on its way or at the court stays until it ends, or the person
withdraws it; of an ended one only number, status and times stay, in the audit trail's company.
"""

from __future__ import annotations

from filing_backend.contracts.filings import KeptRecord, PersonDeletion
from filing_backend.domain.filing import Filing
from filing_backend.services.office import Desk

__all__ = ["delete_person"]


def delete_person(desk: Desk, person_id: str) -> PersonDeletion:
    """What was deleted, by kind, and what stays; asked again there is nothing left to delete."""
    filings = desk.filings.of_person(person_id)
    under_way: set[str] = {filing.draft_id for filing in filings if not filing.closed}
    deleted = {
        "materials": _materials(desk, person_id, under_way),
        "previews": _previews(desk, person_id, under_way),
        "filings": sum(_empty(desk, filing) for filing in filings if filing.closed),
    }
    kept = tuple(
        KeptRecord(
            kind="filing",
            number=filing.number,
            code="kept_event_record" if filing.closed else "kept_while_under_way",
        )
        for filing in filings
    )
    desk.calls.forget_person(person_id)
    desk.audit.add("person", "person.delete", person_id, desk.now(), deleted)
    return PersonDeletion(deleted=deleted, kept=kept)


def _materials(desk: Desk, person_id: str, under_way: set[str]) -> int:
    gone = [each for each in desk.materials.of_person(person_id) if each.draft_id not in under_way]
    for material in gone:
        desk.materials.remove(material.id)
    desk.delete_objects(material.object_key for material in gone)
    return len(gone)


def _previews(desk: Desk, person_id: str, under_way: set[str]) -> int:
    gone = [each for each in desk.previews.of_person(person_id) if each.draft_id not in under_way]
    for preview in gone:
        desk.previews.remove(preview.draft_id)
    desk.delete_objects(key for preview in gone for key in preview.object_keys())
    return len(gone)


def _empty(desk: Desk, filing: Filing) -> int:
    if desk.papers.content(filing, 1) is None:
        return 0
    desk.delete_objects(desk.papers.empty(filing, desk.now()))
    return 1
