"""Routes for filings and for what is stored of a person."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Response

from filing_backend.api.callers import BotOnly, TheEdge
from filing_backend.api.params import Identifier
from filing_backend.contracts.calls import CallOut, PersonCall, PersonMessage
from filing_backend.contracts.drafts import FilingDraft
from filing_backend.contracts.filings import FilingCopy, PersonDeletion
from filing_backend.services.answer_call import hear_caller, receive_call
from filing_backend.services.delete_person import delete_person
from filing_backend.services.office import Desk
from filing_backend.services.read_document import read_document
from filing_backend.services.receive_correction import receive_correction
from filing_backend.services.receive_filing import receive_filing
from filing_backend.services.telling import copy_of
from filing_backend.services.withdraw_filing import ask_for_withdrawal

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["filings"], dependencies=[BotOnly])

IdempotencyKey = Annotated[str, Header(alias="Idempotency-Key", min_length=8, max_length=200)]


@router.post("/filings", status_code=201)
async def hand_over(
    draft: FilingDraft, key: IdempotencyKey, response: Response, edge: TheEdge
) -> FilingCopy:
    """Take over a finished draft; the same key again gives the same filing with 200."""

    def receive(desk: Desk) -> tuple[FilingCopy, bool]:
        filing, new = receive_filing(desk, draft, key)
        return copy_of(desk, filing), new

    copy, new = await edge.run(receive)
    if not new:
        response.status_code = 200
    return copy


@router.get("/filings/{number}")
async def get_filing(number: Identifier, edge: TheEdge) -> FilingCopy:
    """How the filing stands."""
    return await edge.run(lambda desk: copy_of(desk, desk.filing(number)))


@router.get("/filings/{number}/documents/{kind}")
async def get_document(
    number: Identifier, kind: Identifier, edge: TheEdge, media_type: str | None = None
) -> Response:
    """A document of the filing; without `media_type` the PDF where there are several."""
    document, data = await edge.run(lambda desk: read_document(desk, number, kind, media_type))
    headers = {"ETag": f'"{document.sha256}"'}
    return Response(data, media_type=document.media_type, headers=headers)


@router.post("/filings/{number}/corrections")
async def correct(
    number: Identifier, draft: FilingDraft, key: IdempotencyKey, edge: TheEdge
) -> FilingCopy:
    """Take the corrected draft of a returned filing."""
    return await edge.run(lambda desk: copy_of(desk, receive_correction(desk, number, draft, key)))


@router.post("/filings/{number}/withdrawal")
async def withdraw(number: Identifier, edge: TheEdge) -> FilingCopy:
    """Take the application back; the court's answer comes by notice."""
    return await edge.run(lambda desk: copy_of(desk, ask_for_withdrawal(desk, number)))


@router.delete("/persons/{person_id}")
async def forget_person(person_id: Identifier, edge: TheEdge) -> PersonDeletion:
    """Delete what is stored of a person; says what stays and why."""
    return await edge.run(lambda desk: delete_person(desk, person_id))


@router.post("/persons/{person_id}/calls")
async def call_staff(person_id: Identifier, call: PersonCall, edge: TheEdge) -> CallOut:
    """The person wants a human; told once however often it is sent."""
    return await edge.run(lambda desk: receive_call(desk, person_id, call.call_id, call.at))


@router.post("/persons/{person_id}/messages", status_code=204)
async def hear_person(person_id: Identifier, message: PersonMessage, edge: TheEdge) -> None:
    """What the person writes to whoever answers; kept once however often it is sent."""
    await edge.run(lambda desk: hear_caller(desk, person_id, message))
