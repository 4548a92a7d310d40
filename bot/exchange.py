"""What a channel and the conversation hand each other, besides messages."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages import Message

__all__ = [
    "DocumentView",
    "DraftRef",
    "FilingView",
    "Grant",
    "Passage",
    "SessionRef",
    "Started",
    "Turn",
]


@dataclass(frozen=True, slots=True)
class Started:
    """A conversation begun, with the bot's first messages."""

    conversation_id: str
    person_id: str
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """The bot's messages of one turn. `repeated`: the id was seen, these are the first ones.

    session: whose turn it was. moved: the device shows this conversation from now on.
    """

    messages: tuple[Message, ...]
    session: SessionRef
    repeated: bool = False
    moved: SessionRef | None = None


@dataclass(frozen=True, slots=True)
class DraftRef:
    """Where files of a conversation go. `asks` is what the bot asks at this moment."""

    draft_id: str
    person_id: str
    asks: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document of a filing; `target` as in `bot.messages.Link`."""

    kind: str
    media_type: str
    target: str


@dataclass(frozen=True, slots=True)
class FilingView:
    """A filing as the person sees it."""

    number: str
    status: str
    status_text: str
    case_no: str | None = None
    documents: tuple[DocumentView, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionRef:
    """Whose session a token is."""

    conversation_id: str
    person_id: str


@dataclass(frozen=True, slots=True)
class Grant:
    """What a signed address opens, to whom, and on which channel it was given."""

    target: str
    conversation_id: str
    person_id: str
    channel: str = "web"


@dataclass(frozen=True, slots=True)
class Passage:
    """How a browser gets to a page: at once, or by way of `location`; `cookie` goes with it."""

    location: str = ""
    cookie: str = ""
