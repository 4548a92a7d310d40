"""A draft as the backend takes it over: answers, materials, signatures, provenance."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from bot.conversation.situation import Draft
from dialogs.interview.view import View, look
from dialogs.schema.files import Bundle
from filing_backend.contracts import (
    AnswersWire,
    FilingDraft,
    HelperRecord,
    MaterialRef,
    Provenance,
    ServiceChoice,
)

__all__ = ["filing_draft"]


def filing_draft(
    draft: Draft, bundle: Bundle, person_id: str, today: date, signed_at: datetime | None
) -> FilingDraft:
    """The draft as it stood on `today`, with the source of its own interview.

    The same draft and day give the same result.
    """
    view = look(draft.interview, draft.state, today)
    state = draft.state
    return FilingDraft(
        draft_id=draft.id,
        person_id=person_id,
        interview_id=draft.interview.id,
        interview_version=draft.interview.version,
        interview_digest=draft.interview.digest,
        definition=bundle,
        answers=AnswersWire.of(view.answers),
        materials=tuple(
            MaterialRef(kind=kind, material_ids=ids)
            for kind, ids in sorted(state.materials.items())
            if ids
        ),
        court=state.court or "",
        signatures={path: signed[0] for path, signed in sorted(state.signatures.items())},
        statement_of_truth_at=signed_at,
        provenance={
            path: Provenance(message_n=given.n or None, text=given.text[:2000])
            for path, given in sorted(state.given.items())
        },
        service=_service(view),
        helper=_helper(state.helper),
    )


def _helper(said: Mapping[str, str]) -> HelperRecord | None:
    """Who filled it in for the plaintiff, if somebody else did."""
    names = ("whom", "name", "relation", "agrees")
    if not said:
        return None
    return HelperRecord.model_validate({name: said.get(name, "") for name in names})


def _service(view: View) -> ServiceChoice:
    answers = view.answers
    electronic = answers.get("service_electronic")
    return ServiceChoice(
        address=answers.text("service_address"),
        recipient=answers.text("service_recipient"),
        phone=answers.text("service_phone"),
        electronic=electronic if isinstance(electronic, bool) else None,
    )
