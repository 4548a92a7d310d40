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
    "asked_before",
    "old_option",
]


OLD = "old:"


def old_option(asked: str, option: str) -> str:
    """An option of a question that no longer stands, as a channel sends it."""
    return f"{OLD}{asked} {option}"


def asked_before(option: str) -> tuple[str | None, str]:
    """What was asked where the option stood, None if the channel does not know; and its id."""
    if not option.startswith(OLD):
        return None, option
    asked, _, found = option.removeprefix(OLD).partition(" ")
    return asked, found


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
