"""Where a court's own system tells of a change; every call is signed with the shared secret."""

from __future__ import annotations

from fastapi import APIRouter

from filing_backend.api.callers import CourtOnly, TheEdge
from filing_backend.courts.http import ReplyBody
from filing_backend.services.office import Desk
from filing_backend.services.record_court_reply import record_court_reply

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/court", tags=["court"], dependencies=[CourtOnly])


@router.post("/replies", status_code=204)
async def take_reply(body: ReplyBody, edge: TheEdge) -> None:
    """Write down how a case stands; `key` is the one that we filed it under."""

    def note(desk: Desk) -> None:
        number, _, _ = body.key.rpartition("/")
        record_court_reply(desk, desk.filing(number, lock=True), body.reply())

    await edge.run(note)
