"""Files that came in a chat, on their way to the backend before the turn."""

from __future__ import annotations

from collections.abc import Sequence

from anyio import to_thread

from bot.channels.seam import Conversations, Materials, Upload
from bot.exchange import SessionRef
from bot.messages import Attachment

__all__ = ["MATERIAL", "receive"]

MATERIAL = "material:"


async def receive(
    conversations: Conversations,
    materials: Materials,
    session: SessionRef,
    files: Sequence[Upload],
) -> tuple[Attachment, ...]:
    """The files with the backend's verdicts; they belong to the material that is asked for.

    Raises:
        BotError: the backend does not take them now.
    """
    draft = await to_thread.run_sync(conversations.open_draft, session.conversation_id)
    asks = draft.asks or ""
    kind = asks.removeprefix(MATERIAL) if asks.startswith(MATERIAL) else None
    return await materials.receive(draft, files, kind)
