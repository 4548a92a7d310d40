"""What every chat channel and the delivery of pushed messages hand each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.exchange import SessionRef
from bot.messages import Message

__all__ = [
    "Attempt",
    "Deliverer",
    "Device",
    "Identity",
    "Item",
    "ItemState",
    "Kind",
    "Outcome",
    "Parcel",
    "Receipt",
    "Window",
]


class Kind(StrEnum):
    """Why a message is pushed: the rest of an answer, a job's result, news about a filing."""

    ANSWER = "answer"
    RESULT = "result"
    STATUS = "status"


class ItemState(StrEnum):
    """Where a pushed message stands.

    waiting: a job will send it. sending: a job has begun to; if it dies, nobody knows.
    announced: a notice said that there is news, the text itself was not shown.
    unsent: no way was open. Announced and unsent ones are shown at the next contact.
    sent, shown: the person has it, by a push or inside an answer.
    """

    WAITING = "waiting"
    SENDING = "sending"
    ANNOUNCED = "announced"
    UNSENT = "unsent"
    SENT = "sent"
    SHOWN = "shown"


class Outcome(StrEnum):
    """How one attempt ended. unknown: it was sent, but no answer came."""

    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Device:
    """What a person writes from: a chat account or a browser's session, by its blind index."""

    channel: str
    index: bytes


@dataclass(frozen=True, slots=True)
class Window:
    """How long, and how many more messages, the platform lets us send unasked."""

    ends_at: datetime | None = None
    left: int = 0

    def open(self, now: datetime) -> bool:
        """Whether one more may be sent."""
        return self.ends_at is not None and self.ends_at > now and self.left > 0


@dataclass(frozen=True, slots=True)
class Identity:
    """A chat account: whom it belongs to, and whether it may be written to."""

    device: Device
    sender: str
    session: SessionRef
    subscribed: bool = True
    closing: bool = False
    window: Window = Window()


@dataclass(frozen=True, slots=True)
class Item:
    """One message on its way: a message of the conversation, or a text already rendered.

    parts: how many of the pieces it was cut into have been sent before.
    """

    id: int
    kind: Kind
    n: int
    text: str | None = None
    message: Message | None = None
    parts: int = 0


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is to be sent to one account, in order. refused: ways tried in vain for these."""

    identity: Identity
    items: tuple[Item, ...]
    refused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to reach the person, with what the platform said."""

    item_ids: tuple[int, ...]
    way: str
    outcome: Outcome
    code: str = ""
    platform_id: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a parcel.

    states: by item id; an item that is not named waits on.
    window: as it is now. again: try the waiting ones once more, `after_seconds` at the earliest.
    parts: pieces sent so far, by item id. left: the person takes no more messages.
    """

    attempts: tuple[Attempt, ...]
    states: Mapping[int, ItemState]
    window: Window
    again: bool = False
    after_seconds: float = 0
    parts: Mapping[int, int] = field(default_factory=dict)
    left: bool = False


class Deliverer(Protocol):
    """Sends pushed messages over one channel; never raises for what a platform can answer."""

    @property
    def channel(self) -> str:
        """The channel's name, as in `Inbound.channel`."""
        ...

    async def deliver(self, parcel: Parcel) -> Receipt:
        """Send what can be sent; say what became of each item."""
        ...
