"""The port of understanding: a message and what was asked go in, commands come out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.messages import Option
from dialogs.answers import Answers
from dialogs.interview.commands import Command
from dialogs.schema.definition import Element, Interview

__all__ = ["Context", "Engine", "Understanding"]


@dataclass(frozen=True, slots=True)
class Context:
    """What an engine may know beside the words.

    asks: what the open question asks, as in `bot.messages.Message.asks`.
    element: the element of that question, if it is one; index: its item in the group.
    options: the buttons that stand under the question, in the order shown.
    interview, answers: the draft, once there is one.
    heeded: a danger in these words was met before; now they are only a story.
    """

    today: date
    asks: str | None = None
    element: Element | None = None
    index: int | None = None
    options: tuple[Option, ...] = ()
    interview: Interview | None = None
    answers: Answers | None = None
    heeded: bool = False


@dataclass(frozen=True, slots=True)
class Understanding:
    """What the words may mean, best first.

    intent: name of the act (`dialogs.interview.commands.Act`) if the words are one.
    engine: which engine said so.
    """

    commands: tuple[Command, ...]
    intent: str | None = None
    confidence: float = 0.0
    engine: str = "embedded"


class Engine(Protocol):
    """Anything that understands. It never raises on any text and never blocks for long."""

    def understand(self, text: str, context: Context) -> Understanding:
        """The commands that the words propose; no commands if nothing was understood."""
        ...
