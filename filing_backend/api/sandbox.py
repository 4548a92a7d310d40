"""The embedded court's switches: slow, down, forgetful; and what it has on its desk."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel

from filing_backend.api.callers import ClerkOnly, TheEdge
from filing_backend.courts.sandbox import Behaviour, CourtCase, SandboxCourt

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/clerk/court", tags=["sandbox"], dependencies=[ClerkOnly])


class CourtCases(BaseModel):
    """What the embedded court was sent, in the order of filing."""

    cases: list[CourtCase]


def _court(request: Request) -> SandboxCourt:
    court: SandboxCourt = request.app.state.edge.office.court
    return court


TheCourt = Annotated[SandboxCourt, Depends(_court)]


@router.get("/behaviour")
async def how_it_behaves(court: TheCourt, edge: TheEdge) -> Behaviour:
    """How the embedded court behaves now."""
    return await edge.work(court.behaviour)


@router.put("/behaviour")
async def behave(wanted: Behaviour, court: TheCourt, edge: TheEdge) -> Behaviour:
    """Be slow, down, or forgetful from now on."""
    await edge.work(lambda: court.behave(wanted))
    return wanted


@router.get("/cases")
async def what_it_has(court: TheCourt, edge: TheEdge) -> CourtCases:
    """Every case at the embedded court."""
    return CourtCases(cases=await edge.work(court.cases))
