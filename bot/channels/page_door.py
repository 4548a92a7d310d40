"""Who stands before the pages that are linked to from a chat: the chat must still be theirs.

A link stands in the chat's history for two days. Who has left a shared case, turned to another
one or had their data deleted meanwhile has no business behind it.
"""

from __future__ import annotations

from typing import Protocol

from anyio import to_thread
from starlette.requests import Request

from bot.errors import LinkExpired
from bot.exchange import Grant, Passage
from bot.sessions.channels import ChannelIdentities
from infra.database import Database

__all__ = ["ChatDoor", "PageDoor"]

WEB = "web"


class PageDoor(Protocol):
    """Whether a browser may use a page that was linked to from a chat."""

    async def enter(self, request: Request, grant: Grant) -> Passage: ...


class ChatDoor:
    """Opens to links of a chat that still shows their conversation; then a platform may ask too."""

    def __init__(
        self, database: Database, identities: ChannelIdentities, login: PageDoor | None = None
    ) -> None:
        self._database = database
        self._identities = identities
        self._login = login

    async def enter(self, request: Request, grant: Grant) -> Passage:
        """Whether this browser may use the page now, or where it has to go first.

        Raises:
            LinkExpired: no account of this channel shows the conversation any more.
            BotError: whatever the platform's own door says.
        """
        if grant.channel != WEB and not await to_thread.run_sync(self._shown, grant):
            raise LinkExpired(grant.channel)
        return Passage() if self._login is None else await self._login.enter(request, grant)

    def _shown(self, grant: Grant) -> bool:
        with self._database.transaction() as connection:
            found = self._identities.of_conversation(connection, grant.conversation_id)
        return any(
            each.device.channel == grant.channel and each.session.person_id == grant.person_id
            for each in found
        )
