"""Take the corrected draft of a returned filing: the next round, linked to the first."""

from __future__ import annotations

from filing_backend.contracts.drafts import FilingDraft
from filing_backend.domain.errors import Invalid, NotAllowed
from filing_backend.domain.events import Event, EventKind
from filing_backend.domain.filing import Filing
from filing_backend.services.check_draft import parties_index
from filing_backend.services.forms import keep_form
from filing_backend.services.office import Desk
from filing_backend.services.open_draft import open_draft
from filing_backend.services.party_names import index_parties
from filing_backend.services.receive_filing import claim_key, refuse_if_blocked
from filing_backend.services.steps import defer_step
from filing_backend.services.telling import record

__all__ = ["receive_correction"]


def receive_correction(desk: Desk, number: str, draft: FilingDraft, key: str) -> Filing:
    """The filing in its next round; the same key again changes nothing.

    Raises:
        KeyReused: the key was used for other answers.
        NotAllowed: the filing is not returned.
        Invalid: the draft is another one's.
        Blocked: something stands against it that the statute makes a condition.
    """
    filing = desk.filing(number, lock=True)
    if (filing.draft_id, filing.person_id) != (draft.draft_id, draft.person_id):
        raise Invalid("another draft", code="draft_of_another_filing")
    if claim_key(desk, f"correction:{number}", key, draft, filing.id) is not None:
        return filing
    if not filing.allows(EventKind.CORRECTED):
        raise NotAllowed(filing.status, "correct")
    interview = open_draft(desk, draft)
    refuse_if_blocked(desk, draft, interview)
    form_digest = desk.papers.form_digest(filing)
    if draft.interview_digest != filing.interview_digest:
        form_digest = keep_form(desk, interview)
    desk.filings.correct(filing, draft, parties_index(desk, draft))
    index_parties(desk, filing, draft)
    filing = record(desk, filing, [Event(EventKind.CORRECTED, desk.now(), "person")])
    desk.audit.add("person", "filing.correct", number, desk.now())
    desk.papers.add_content(filing, draft, form_digest, desk.now())
    defer_step(desk, "check", filing)
    return filing
