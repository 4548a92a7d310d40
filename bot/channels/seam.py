"""The ports through which every channel talks with the conversation and the files."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.exchange import DocumentView, DraftRef, FilingView, Grant, SessionRef, Started, Turn
from bot.messages import Attachment, Inbound, Message

__all__ = [
    "Conversations",
    "DocumentView",
    "DraftRef",
    "FilingView",
    "Grant",
    "Materials",
    "SessionRef",
    "Sessions",
    "Signer",
    "Started",
    "StreamedObject",
    "Turn",
    "Upload",
]


class Conversations(Protocol):
    """The conversation, as a channel sees it. Synchronous: called in a thread pool."""

    def start(self, channel: str) -> Started:
        """Begin a conversation; its first messages are stored before this returns."""
        ...

    def turn(self, inbound: Inbound) -> Turn:
        """Take what the person sent and answer.

        `inbound.extra["digest"]` is the SHA-256 of the body: two bodies are the same if it is.

        Raises:
            IdReused: the id came before with another digest.
            NoSession: it names no conversation, and its device has none.
        """
        ...

    def history(self, conversation_id: str, after: int, limit: int = 200) -> tuple[Message, ...]:
        """Messages of both sides with `n > after`, in order, gapless."""
        ...

    def open_draft(self, conversation_id: str) -> DraftRef:
        """Where files sent now belong."""
        ...

    def filings(self, conversation_id: str) -> tuple[FilingView, ...]:
        """The person's filings, newest first."""
        ...

    async def wait(self, conversation_id: str, after: int, timeout: float) -> bool:
        """Wait until something newer than `after` may be there; False after `timeout` seconds."""
        ...


class Sessions(Protocol):
    """Bearer tokens of the web chat; only their hashes are stored. Synchronous."""

    def create(self, conversation_id: str, person_id: str) -> str:
        """A new token for a conversation."""
        ...

    def resolve(self, token: str) -> SessionRef | None:
        """Whose token it is, or None if it is nobody's (any more)."""
        ...

    def revoke(self, token: str) -> None:
        """The token opens nothing from now on. An unknown token is no error."""
        ...


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as it came over the wire."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class StreamedObject:
    """A file on its way to the person."""

    media_type: str
    name: str
    chunks: AsyncIterator[bytes]


class Materials(Protocol):
    """Files, kept by the backend."""

    async def receive(
        self, draft: DraftRef, files: Sequence[Upload], kind: str | None
    ) -> tuple[Attachment, ...]:
        """Hand files to the backend; each comes back with its verdict. Repeats are harmless."""
        ...

    async def stream(self, target: str, person_id: str) -> StreamedObject | None:
        """The file behind the `target` of a link or image, None if this person has no such."""
        ...


class Signer(Protocol):
    """Signs addresses for one person and one object, for a quarter of an hour."""

    def sign(self, grant: Grant) -> str:
        """A token that can stand in a path."""
        ...

    def open(self, token: str) -> Grant | None:
        """What was signed; None if it was not signed by us.

        Raises:
            LinkExpired: it was, but its time is over.
        """
        ...
