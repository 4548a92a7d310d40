"""Messages between a person and the bot, the same on every channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

__all__ = [
    "Attachment",
    "Image",
    "Inbound",
    "InputHint",
    "Link",
    "Message",
    "Option",
    "Progress",
    "Sender",
]


class Sender(StrEnum):
    """Who said it."""

    PERSON = "person"
    BOT = "bot"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Option:
    """A button: its id comes back, its label is read."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class InputHint:
    """How the person may answer. type: an element type, or `options`, `files`, `signature`."""

    type: str
    required: bool = False
    options_only: bool = False
    accept: tuple[str, ...] = ()
    max_files: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A labelled link; `target` is `kind:object` until the edge signs it into a `url`."""

    label: str
    target: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture; `target` as in `Link`."""

    target: str
    alt: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the interview is, in questions."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation; `n` is gapless per conversation, from 1."""

    n: int
    sender: Sender
    text: str
    options: tuple[Option, ...] = ()
    asks: str | None = None
    input: InputHint | None = None
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file the backend has taken in: its verdict is known before the turn starts.

    code: "" if it was accepted, else a code under `errors` in `dialogs/responses`.
    """

    material_id: str
    name: str
    media_type: str
    size: int
    code: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    existing: bool = False
    """The very same bytes were already given."""


@dataclass(frozen=True, slots=True)
class Inbound:
    """What came in from a channel: exactly one of text, option or attachments.

    conversation_id: empty if the browser's session (`extra["device"]`) is all that is known.
    """

    channel: str
    conversation_id: str
    platform_id: str
    received_at: datetime
    text: str | None = None
    option: str | None = None
    attachments: tuple[Attachment, ...] = ()
    material: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
