"""Take over a finished draft as a filing: once per idempotency key, once per draft."""

from __future__ import annotations

import hashlib

import orjson
from sqlalchemy.exc import IntegrityError

from dialogs.findings import Level
from dialogs.schema.definition import Interview
from filing_backend.contracts.drafts import FilingDraft
from filing_backend.domain.errors import AlreadyHandedOver, Blocked, KeyReused
from filing_backend.domain.events import Event, EventKind
from filing_backend.domain.filing import Filing
from filing_backend.domain.ids import (
    DraftId,
    FilingId,
    PersonId,
    new_filing_id,
    new_filing_number,
)
from filing_backend.persistence.exchange import UsedKey
from filing_backend.services.check_draft import hand_over_findings, parties_index
from filing_backend.services.forms import keep_form
from filing_backend.services.office import Desk
from filing_backend.services.open_draft import open_draft
from filing_backend.services.party_names import index_parties
from filing_backend.services.steps import defer_step
from filing_backend.services.telling import tell

__all__ = ["claim_key", "receive_filing", "refuse_if_blocked"]


def receive_filing(desk: Desk, draft: FilingDraft, key: str) -> tuple[Filing, bool]:
    """The filing that the draft becomes, and whether it is new.

    Raises:
        KeyReused: the key was used for another draft or other answers.
        AlreadyHandedOver: the draft is a filing under another key.
        Blocked: something stands against it that the statute makes a condition.
    """
    filing_id = new_filing_id()
    used = claim_key(desk, f"filing:{draft.person_id}", key, draft, filing_id)
    if used is not None:
        known = desk.filings.by_id(used.filing_id)
        assert known is not None
        return known, False
    interview = open_draft(desk, draft)
    refuse_if_blocked(desk, draft, interview)
    filing = _add(desk, draft, filing_id)
    index_parties(desk, filing, draft)
    desk.papers.add_content(filing, draft, keep_form(desk, interview), desk.now())
    desk.audit.add("person", "filing.receive", filing.number, desk.now())
    tell(desk, filing, EventKind.RECEIVED)
    defer_step(desk, "check", filing)
    return filing, True


def claim_key(
    desk: Desk, scope: str, key: str, draft: FilingDraft, filing_id: FilingId
) -> UsedKey | None:
    """Take the idempotency key; what it was used for if it is not new.

    Raises:
        KeyReused: it was used for another body.
    """
    left_out = {"definition"} | ({"helper"} if draft.helper is None else set())
    body = draft.model_dump(mode="json", exclude=left_out)
    digest = hashlib.sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).hexdigest()
    used = desk.keys.claim(scope, key, digest, filing_id, desk.now())
    if used is not None and used.request_sha256 != digest:
        raise KeyReused("same key, another body")
    return used


def refuse_if_blocked(desk: Desk, draft: FilingDraft, interview: Interview) -> None:
    """Raises `Blocked` with everything that was found, if anything blocks."""
    findings = hand_over_findings(desk, draft, interview)
    if any(finding.level is Level.BLOCK for finding in findings):
        raise Blocked(findings)


def _add(desk: Desk, draft: FilingDraft, filing_id: FilingId) -> Filing:
    known = desk.filings.under_way_of_draft(draft.draft_id)
    if known is not None:
        raise AlreadyHandedOver("another key", values={"number": known.number})
    parties = parties_index(desk, draft)
    while True:
        filing = _new_filing(desk, draft, filing_id)
        try:
            with desk.connection.begin_nested():
                desk.filings.add(filing, parties)
        except IntegrityError as error:
            if desk.filings.by_number(filing.number) is not None:
                continue  # the number is taken: draw another
            # the same draft came twice at once under two keys
            raise AlreadyHandedOver("another key at the same time") from error
        return filing


def _new_filing(desk: Desk, draft: FilingDraft, filing_id: FilingId) -> Filing:
    return Filing(
        id=filing_id,
        number=new_filing_number(desk.today()),
        draft_id=DraftId(draft.draft_id),
        person_id=PersonId(draft.person_id),
        interview_id=draft.interview_id,
        interview_version=draft.interview_version,
        interview_digest=draft.interview_digest,
        court=draft.court,
        events=(Event(EventKind.RECEIVED, desk.now(), "person"),),
    )
