"""A turn with files: they go to the backend first, the turn sees its verdicts."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.channels.web.bodies import FilesBody
from bot.channels.web.entry import Entry
from bot.channels.web.ports import WebPorts
from bot.exchange import SessionRef, Turn
from bot.messages import Inbound

__all__ = ["CHANNEL", "take_files"]

CHANNEL = "web"


async def take_files(
    ports: WebPorts,
    entry: Entry,
    session: SessionRef,
    body: FilesBody,
    channel: str = CHANNEL,
) -> Turn:
    """The turn of an upload, from the API or from a page under `/h/*`.

    Raises:
        IdReused
    """
    conversation_id = session.conversation_id
    draft = await entry.read(lambda: ports.conversations.open_draft(conversation_id))
    attachments = await ports.materials.receive(draft, body.files, body.material)
    inbound = Inbound(
        channel=channel,
        conversation_id=conversation_id,
        platform_id=body.id,
        received_at=datetime.now(UTC),
        attachments=attachments,
        material=body.material,
        extra={"digest": body.digest},
    )
    turn = await entry.turn(lambda: ports.conversations.turn(inbound))
    relay = ports.relay
    if relay is not None and channel != CHANNEL:
        await entry.turn(lambda: relay(inbound, turn))
    return turn
