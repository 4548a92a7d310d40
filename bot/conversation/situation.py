"""What a turn is decided on, and what it decides: plain data, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from bot.conversation.dialogue import Dialogue
from bot.messages import Image, InputHint, Link, Option, Progress, Sender
from dialogs.interview.state import State
from dialogs.schema.definition import Interview
from filing_backend.contracts import FilingCopy

__all__ = ["Draft", "Job", "Reply", "Situation", "Utterance"]


LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as the conversation holds it. round: how often it was handed over before.

    moved_from: digest of the version it was stored with, if that is not the present one; the
        person has not been told yet. dropped: answers that the present one does not know.
    """

    id: str
    interview: Interview
    state: State
    round: int = 0
    filing_number: str | None = None
    moved_from: str = ""
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a turn may rest on.

    n: number of the person's message. set_aside: drafts put away that can be found again, the
        last one first; looked up only when no draft wants answers.
    """

    dialogue: Dialogue
    draft: Draft | None
    filings: tuple[FilingCopy, ...]
    today: date
    n: int
    person_id: str = ""
    now: datetime = LONG_AGO
    set_aside: tuple[Draft, ...] = ()
    conversation_id: str = ""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A message not yet numbered."""

    text: str
    options: tuple[Option, ...] = ()
    asks: str | None = None
    input: InputHint | None = None
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    progress: Progress | None = None
    sender: Sender = Sender.BOT


@dataclass(frozen=True, slots=True)
class Job:
    """Work to enqueue in the turn's own transaction."""

    task: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a turn decided: new states, what to say, work to enqueue.

    draft: None leaves the drafts alone; a draft with an unknown id is new.
    closed: the draft in hand is put away; 继续 finds it again.
    """

    dialogue: Dialogue
    utterances: tuple[Utterance, ...] = ()
    draft: Draft | None = None
    jobs: tuple[Job, ...] = ()
    closed: bool = False
    deleted: bool = False
