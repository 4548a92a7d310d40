"""A message's body as JSON for the store, without empty fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.messages import Image, InputHint, Link, Message, Option, Progress, Sender

__all__ = ["body_of", "message_of"]


def body_of(message: Message) -> dict[str, Any]:
    """What of a message is sealed; number and sender stand in columns."""
    body: dict[str, Any] = {"text": message.text}
    if message.options:
        body["options"] = [[each.id, each.label] for each in message.options]
    if message.asks is not None:
        body["asks"] = message.asks
    if message.input is not None:
        hint = message.input
        body["input"] = [
            hint.type,
            hint.required,
            hint.options_only,
            list(hint.accept),
            hint.max_files,
        ]
    if message.links:
        body["links"] = [[each.label, each.target] for each in message.links]
    if message.images:
        body["images"] = [[each.target, each.alt] for each in message.images]
    if message.progress is not None:
        body["progress"] = [message.progress.done, message.progress.total]
    return body


def message_of(n: int, sender: str, body: Mapping[str, Any]) -> Message:
    """The message again."""
    hint = body.get("input")
    progress = body.get("progress")
    return Message(
        n=n,
        sender=Sender(sender),
        text=body["text"],
        options=tuple(Option(*each) for each in body.get("options", ())),
        asks=body.get("asks"),
        input=InputHint(hint[0], hint[1], hint[2], tuple(hint[3]), hint[4]) if hint else None,
        links=tuple(Link(*each) for each in body.get("links", ())),
        images=tuple(Image(*each) for each in body.get("images", ())),
        progress=Progress(*progress) if progress else None,
    )
