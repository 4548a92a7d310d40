"""Who may call a route: the bot by the service token, staff machines by the clerk token."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Request

from filing_backend.courts.signing import is_genuine
from filing_backend.domain.errors import Unauthorized
from filing_backend.services.edge import Edge

__all__ = ["BotOnly", "Caller", "ClerkOnly", "CourtOnly", "TheEdge", "Tokens"]

CLERK_MACHINE = "machine:clerk"


class Caller(StrEnum):
    """Kinds of callers."""

    BOT = "bot"
    CLERK = "clerk"
    COURT = "court"


@dataclass(frozen=True, slots=True)
class Tokens:
    """What each kind of caller has to show; an empty token lets nobody in."""

    bot: str
    clerk: str
    court: str = ""

    def of(self, caller: Caller) -> str:
        """The token of that kind of caller."""
        return {Caller.BOT: self.bot, Caller.CLERK: self.clerk, Caller.COURT: self.court}[caller]


class Require:
    """A dependency that refuses whoever does not bear the caller's token."""

    def __init__(self, caller: Caller) -> None:
        self.caller = caller

    async def __call__(self, request: Request) -> None:
        """Let the caller pass.

        Raises:
            Unauthorized: no token, or another one.
        """
        tokens: Tokens = request.app.state.tokens
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        wanted = tokens.of(self.caller).encode()
        genuine = hmac.compare_digest(given.strip().encode(), wanted)
        if scheme.lower() != "bearer" or not wanted or not genuine:
            raise Unauthorized("no valid bearer token")


class RequireSignature(Require):
    """A dependency that refuses a request which the court's secret has not signed."""

    async def __call__(self, request: Request) -> None:
        """Let the court pass.

        Raises:
            Unauthorized: no signature, another one, or an old one.
        """
        secret = request.app.state.tokens.of(self.caller)
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        now = request.app.state.edge.office.clock.now()
        body = await request.body()
        if not is_genuine(secret, request.method, path, body, request.headers, now):
            raise Unauthorized("not signed by the court")


BotOnly = Depends(Require(Caller.BOT))
ClerkOnly = Depends(Require(Caller.CLERK))
CourtOnly = Depends(RequireSignature(Caller.COURT))


def _edge(request: Request) -> Edge:
    edge: Edge = request.app.state.edge
    return edge


TheEdge = Annotated[Edge, Depends(_edge)]
