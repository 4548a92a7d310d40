"""What staff see: the queue, and one filing with everything about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dialogs.findings import Finding
from dialogs.schema.definition import Interview
from filing_backend.contracts.drafts import FilingDraft
from filing_backend.contracts.staff import ClerkFiling
from filing_backend.contracts.statuses import Status
from filing_backend.domain.filing import Filing
from filing_backend.persistence.audit import Entry
from filing_backend.persistence.materials import Material
from filing_backend.persistence.papers import StoredDocument
from filing_backend.services.check_draft import check_draft
from filing_backend.services.office import Desk

__all__ = ["FilingView", "count_filings", "list_filings", "view_filing"]


@dataclass(frozen=True, slots=True)
class FilingView:
    """One filing as the clerk sees it. Without `draft` its content was deleted.

    findings: the same as the person was shown before handing over, as of today.
    changed: element path → (before, now), against the round before.
    """

    filing: Filing
    draft: FilingDraft | None
    interview: Interview | None
    findings: Sequence[Finding]
    materials: Sequence[tuple[str, Material]]
    documents: Sequence[StoredDocument]
    changed: Mapping[str, tuple[object, object]]
    audit: Sequence[Entry]


def list_filings(
    desk: Desk, statuses: Sequence[Status] = (), *, limit: int = 200, offset: int = 0
) -> list[ClerkFiling]:
    """The queue, longest waiting first; all statuses if none is named."""
    today = desk.today()
    found = desk.filings.with_status(statuses, limit=limit, offset=offset)
    return [
        ClerkFiling(
            number=filing.number,
            status=filing.status,
            status_since=filing.status_since,
            received_at=filing.received_at,
            court=filing.court,
            interview_id=filing.interview_id,
            overdue=filing.overdue(today),
            deadline=filing.deadline,
            case_no=filing.case_no,
        )
        for filing in found
    ]


def count_filings(desk: Desk) -> dict[Status, int]:
    """How many filings stand how."""
    return desk.filings.counts()


def view_filing(desk: Desk, number: str, actor: str) -> FilingView:
    """The filing; that `actor` has seen it is noted in the audit trail.

    Raises:
        NotFound: there is none with this number.
    """
    filing = desk.filing(number)
    draft = desk.papers.content(filing)
    entries = desk.audit.of_object(number)
    desk.audit.add(actor, "filing.view", number, desk.now())
    documents = desk.papers.documents(filing)
    if draft is None:
        return FilingView(filing, None, None, (), (), documents, {}, entries)
    interview = desk.interview(draft.interview_id, draft.interview_digest)
    known = desk.materials.by_ids([each for ref in draft.materials for each in ref.material_ids])
    return FilingView(
        filing=filing,
        draft=draft,
        interview=interview,
        findings=check_draft(desk, draft, interview),
        materials=[
            (ref.kind, known[each])
            for ref in draft.materials
            for each in ref.material_ids
            if each in known
        ],
        documents=documents,
        changed=_changed(desk, filing, draft),
        audit=entries,
    )


def _changed(desk: Desk, filing: Filing, draft: FilingDraft) -> dict[str, tuple[object, object]]:
    if filing.round == 1:
        return {}
    before = desk.papers.content(filing, filing.round - 1)
    if before is None:
        return {}
    old, new = before.answers.values, draft.answers.values
    paths = sorted(old.keys() | new.keys())
    found: dict[str, tuple[object, object]] = {
        path: (old.get(path), new.get(path)) for path in paths if old.get(path) != new.get(path)
    }
    if before.court != draft.court:
        found["court"] = (before.court, draft.court)
    return found
