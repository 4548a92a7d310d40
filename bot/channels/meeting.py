"""Who writes from a chat account: somebody known, or somebody whose conversation begins now."""

from __future__ import annotations

from bot.channels.seam import Conversations
from bot.delivery import Identity
from bot.exchange import SessionRef
from bot.messages import Message
from bot.sessions.channels import ChannelIdentities
from infra.clock import Clock
from infra.database import Database

__all__ = ["meet"]


def meet(
    conversations: Conversations,
    database: Database,
    identities: ChannelIdentities,
    clock: Clock,
    channel: str,
    sender: str,
) -> tuple[Identity, tuple[Message, ...]]:
    """The account, and the bot's first messages if it is new. Blocks."""
    with database.transaction() as connection:
        found = identities.find(connection, channel, sender)
    if found is not None:
        return found, ()
    started = conversations.start(channel)
    session = SessionRef(started.conversation_id, started.person_id)
    with database.transaction() as connection:
        added = identities.add(connection, channel, sender, session, clock.now())
        found = identities.find(connection, channel, sender)
    assert found is not None, "an account that was just added is there"
    return found, started.messages if added else ()
