"""Who may call a route: the bot by the service token, staff machines by the clerk token."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Request

from filing_backend.domain.errors import Unauthorized
from filing_backend.services.edge import Edge

__all__ = ["BotOnly", "Caller", "ClerkOnly", "TheEdge", "Tokens"]

CLERK_MACHINE = "machine:clerk"


class Caller(StrEnum):
    """Kinds of callers."""

    BOT = "bot"
    CLERK = "clerk"


@dataclass(frozen=True, slots=True)
class Tokens:
    """What each kind of caller has to show; an empty token lets nobody in."""

    bot: str
    clerk: str

    def of(self, caller: Caller) -> str:
        """The token of that kind of caller."""
        return self.bot if caller is Caller.BOT else self.clerk


class Require:
    """A dependency that refuses whoever does not bear the caller's token."""

    def __init__(self, caller: Caller) -> None:
        self.caller = caller

    def __call__(self, request: Request) -> str:
        """The actor's name for the audit trail.

        Raises:
            Unauthorized: no token, or another one.
        """
        tokens: Tokens = request.app.state.tokens
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        wanted = tokens.of(self.caller).encode()
        genuine = hmac.compare_digest(given.strip().encode(), wanted)
        if scheme.lower() != "bearer" or not wanted or not genuine:
            raise Unauthorized("no valid bearer token")
        return CLERK_MACHINE if self.caller is Caller.CLERK else "bot"


BotOnly = Depends(Require(Caller.BOT))
ClerkOnly = Depends(Require(Caller.CLERK))


def _edge(request: Request) -> Edge:
    edge: Edge = request.app.state.edge
    return edge


TheEdge = Annotated[Edge, Depends(_edge)]
