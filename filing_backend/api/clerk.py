"""The staff API: a machine account of the court decides on filings."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from filing_backend.api.callers import CLERK_MACHINE, ClerkOnly, TheEdge
from filing_backend.api.params import Identifier
from filing_backend.contracts.filings import FilingCopy
from filing_backend.contracts.staff import ClerkFilings, DecisionBody, Registration
from filing_backend.contracts.statuses import Status
from filing_backend.services.decide import decide, register
from filing_backend.services.office import Desk
from filing_backend.services.queries import list_filings
from filing_backend.services.telling import copy_of

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/clerk", tags=["clerk"], dependencies=[ClerkOnly])

Statuses = Annotated[list[Status], Query(alias="status", default_factory=list)]
Limit = Annotated[int, Query(ge=1, le=1000)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]


@router.get("/filings")
async def queue(
    edge: TheEdge, statuses: Statuses, limit: Limit = 200, offset: Offset = 0
) -> ClerkFilings:
    """The queue, longest waiting first; `status` may be given several times."""

    def read(desk: Desk) -> ClerkFilings:
        rows = list_filings(desk, statuses, limit=limit, offset=offset)
        return ClerkFilings(filings=tuple(rows))

    return await edge.run(read)


@router.post("/filings/{number}/decision")
async def decide_filing(number: Identifier, decision: DecisionBody, edge: TheEdge) -> FilingCopy:
    """Accept, return or refuse; 409 with the status if the filing is not under review."""
    return await edge.run(lambda desk: copy_of(desk, decide(desk, number, decision, CLERK_MACHINE)))


@router.post("/filings/{number}/registration")
async def register_filing(number: Identifier, body: Registration, edge: TheEdge) -> FilingCopy:
    """The fee is paid: the case gets its number."""
    return await edge.run(
        lambda desk: copy_of(desk, register(desk, number, body.case_no, CLERK_MACHINE))
    )
