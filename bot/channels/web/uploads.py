"""A turn with files: they go to the backend first, the turn sees its verdicts."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.channels.web.bodies import FilesBody
from bot.channels.web.entry import Entry
from bot.channels.web.ports import WebPorts
from bot.exchange import SessionRef, Turn
from bot.messages import Inbound

__all__ = ["CHANNEL", "SIGNATURE", "take_files"]

CHANNEL = "web"
SIGNATURE = "signature:"


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
    # A signature belongs to a party, not to a kind of material.
    signature = body.material is not None and body.material.startswith(SIGNATURE)
    kind = None if signature else body.material
    attachments = await ports.materials.receive(draft, body.files, kind)
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
