"""Make the documents of a filing: read, make, store, so that no lock is held while making."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from filing_backend.contracts.drafts import FilingDraft
from filing_backend.documents.signature_image import signature_png
from filing_backend.domain.events import Event, EventKind
from filing_backend.domain.filing import Filing
from filing_backend.persistence.papers import StoredDocument
from filing_backend.services.assembly import Assembly, Made, MaterialFile
from filing_backend.services.forms import kept_form
from filing_backend.services.office import Desk
from filing_backend.services.steps import NEXT_STEP, defer_step
from filing_backend.services.telling import record
from infra.clock import day_in_shanghai

__all__ = ["gather", "gather_parts", "store_sheets"]


def gather(desk: Desk, filing_id: str) -> Assembly | None:
    """Everything the documents are made from; None if there is nothing to assemble now."""
    filing = desk.filings.by_id(filing_id)
    if filing is None or not _waits(filing):
        return None
    draft = desk.content(filing)
    assembly = gather_parts(desk, draft, filing.number, filing.round)
    form = kept_form(desk, desk.papers.form_digest(filing))
    return replace(assembly, form=form)


def gather_parts(
    desk: Desk, draft: FilingDraft, number: str, round_number: int, *, contents: bool = True
) -> Assembly:
    """The same for any draft, e.g. one to be previewed; files that are gone are left out.

    contents: whether the bytes of the files are read; the complaint lists them without.
    """
    named = [each for ref in draft.materials for each in ref.material_ids]
    known = desk.materials.by_ids([*named, *draft.signatures.values()])
    read = desk.office.objects.get
    files = [
        MaterialFile(
            ref.kind, ref.owner_path, known[each], read(known[each].object_key) if contents else b""
        )
        for ref in draft.materials
        for each in ref.material_ids
        if each in known
    ]
    signatures = {
        path: picture
        for path, each in draft.signatures.items()
        if each in known and (picture := signature_png(read(known[each].object_key))) is not None
    }
    interview = desk.interview(draft.interview_id, draft.interview_digest)
    signed = draft.statement_of_truth_at
    return Assembly(
        draft=draft,
        interview=interview,
        files=files,
        signatures=signatures,
        on=desk.today() if signed is None else day_in_shanghai(signed),
        fonts=desk.office.fonts,
        number=number,
        round=round_number,
    )


def store_sheets(desk: Desk, filing_id: str, made_for_round: int, made: Made) -> None:
    """Store the documents and go on to submitting; nothing if the filing has moved on."""
    filing = desk.filings.by_id(filing_id, lock=True)
    if filing is None or filing.round != made_for_round or not _waits(filing):
        return
    for sheet in made.sheets:
        digest = hashlib.sha256(sheet.data).hexdigest()
        key = f"documents/{filing.id}/{filing.round}/{sheet.kind}-{digest[:16]}"
        desk.office.objects.put(key, sheet.data)
        stored = StoredDocument(
            round=filing.round,
            kind=sheet.kind,
            media_type=sheet.media_type,
            object_key=key,
            sha256=digest,
            size=len(sheet.data),
            made_at=desk.now(),
        )
        desk.papers.put_document(filing, stored)
    details = {"missing": list(made.missing)} if made.missing else {}
    filing = record(desk, filing, [Event(EventKind.ASSEMBLED, desk.now(), "system", details)])
    defer_step(desk, "submit", filing)


def _waits(filing: Filing) -> bool:
    return NEXT_STEP.get(filing.status) == "assemble" and not filing.withdrawal_asked
