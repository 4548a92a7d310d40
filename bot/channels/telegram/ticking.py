"""Ticks under a question of which several choices may be taken, until 好了 is pressed.

What is ticked stands in the data of every button, so that it outlives anything of ours. Two
presses that come faster than the buttons change are told apart by what is stored meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import sqlalchemy as sa

from bot.channels.telegram.answering import Pressed
from bot.channels.telegram.buttons import Button
from bot.delivery import Identity
from bot.messages import Option
from bot.sessions.replies import Replies
from infra.clock import Clock

__all__ = ["Ticking"]

STATE = "ticked"
BETWEEN = "、"


@dataclass(frozen=True, slots=True)
class Ticking:
    """Ticks of one account, on the caller's connection."""

    replies: Replies
    clock: Clock

    def flip(self, connection: sa.Connection, identity: Identity, button: Button) -> int:
        """Tick a choice, or take its tick away; all that is ticked now."""
        ticked = self.ticked(connection, identity, button) ^ 1 << (button.place - 1)
        now = self.clock.now()
        self.replies.keep(
            connection, identity.device, _name(identity, button), STATE, f"{ticked:x}", now
        )
        return ticked

    def ticked(self, connection: sa.Connection, identity: Identity, button: Button) -> int:
        """What is ticked: as it was last stored, else as the button says."""
        kept = self.replies.given(connection, identity.device, _name(identity, button))
        return button.ticked if kept is None else int(kept[1], 16)

    @staticmethod
    def labels(pressed: Pressed, ticked: int) -> str:
        """The choices that are ticked, as they read."""
        return BETWEEN.join(each.label for _, each in _chosen(pressed, ticked))

    @staticmethod
    def answered(pressed: Pressed, ticked: int) -> Pressed:
        """The press of 好了 as an answer: numbers, which no label can be mistaken for."""
        words = BETWEEN.join(str(place) for place, _ in _chosen(pressed, ticked))
        return replace(pressed, tick=None, words=words, label=Ticking.labels(pressed, ticked))


def _chosen(pressed: Pressed, ticked: int) -> Iterator[tuple[int, Option]]:
    assert pressed.message is not None, "ticks stand under a message"
    for place, each in enumerate(pressed.message.options, 1):
        if ticked >> (place - 1) & 1:
            yield place, each


def _name(identity: Identity, button: Button) -> str:
    return f"ticks:{identity.session.conversation_id}:{button.n}"
