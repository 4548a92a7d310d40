"""Cuts what there is to say into one passive answer and the rest, and keeps both.

The rest is pushed while the platform's window allows it; else it waits for the next contact.
Whatever a person has not seen yet comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import sqlalchemy as sa

from bot.channels.text import Section, pack, utf8_bytes
from bot.channels.wechat.rendering import LONGEST_TEXT, Renderer
from bot.delivery import Device, Identity, ItemState
from bot.sessions.channels import ChannelIdentities
from bot.sessions.outbox import Outbox
from bot.sessions.replies import Replies
from infra.clock import Clock
from infra.database import Database

__all__ = ["Composer"]

ANSWERED, PUSHED = "answered", "pushed"
BETWEEN = "\n\n"


class Composer:
    """Composes answers; one transaction each, locked on the account."""

    def __init__(
        self,
        database: Database,
        identities: ChannelIdentities,
        outbox: Outbox,
        replies: Replies,
        renderer: Renderer,
        clock: Clock,
    ) -> None:
        self._database = database
        self._identities = identities
        self._outbox = outbox
        self._replies = replies
        self._renderer = renderer
        self._clock = clock

    def answered(self, connection: sa.Connection, device: Device, platform_id: str) -> bool:
        """Whether this message has its answer."""
        return self._replies.given(connection, device, platform_id) is not None

    def compose(
        self,
        device: Device,
        platform_id: str,
        fresh: Sequence[Section],
        late: Callable[[], bool],
    ) -> tuple[str, bool]:
        """The passive answer, and whether this call made it; a stored one is given again.

        late: whether the platform no longer waits; then nothing is taken for shown.
        """
        with self._database.transaction() as connection:
            identity = self._identities.locked(connection, device)
            if identity is None:
                return "", False
            prior = self._replies.given(connection, device, platform_id)
            if prior is not None and prior[0] == ANSWERED:
                return prior[1], False
            now = self._clock.now()
            if late():
                if prior is None:
                    self._outbox.put_texts(connection, identity, _texts(fresh), now)
                    self._replies.keep(connection, device, platform_id, PUSHED, "", now)
                return "", prior is None
            text = self._first(connection, identity, () if prior is not None else fresh)
            if text or prior is None:
                self._replies.keep(connection, device, platform_id, ANSWERED, text, now)
            return text, True

    def push(self, device: Device, platform_id: str, text: str) -> None:
        """Push an answer that came too late to be given; what was left unfinished is done."""
        with self._database.transaction() as connection:
            identity = self._identities.locked(connection, device)
            if identity is not None and text:
                now = self._clock.now()
                self._outbox.put_texts(connection, identity, [text], now)
                self._replies.keep(connection, device, platform_id, PUSHED, "", now)
            self._replies.finished(connection, device, platform_id)

    def _first(
        self, connection: sa.Connection, identity: Identity, fresh: Sequence[Section]
    ) -> str:
        """The text to answer with; what does not fit is kept."""
        items = self._outbox.unseen(connection, identity.device)
        unseen: list[Section] = []
        for item in items:
            if item.text is not None:
                unseen.append(Section(item.text, whole=True))
            elif item.message is not None:
                unseen += self._renderer.sections(item.message, identity.session)
        self._outbox.mark(connection, items, ItemState.SHOWN, self._clock.now())
        texts = _texts([*unseen, *fresh])
        if len(texts) < 2:
            return "".join(texts)
        now = self._clock.now()
        if identity.window.open(now) and identity.window.left >= len(texts) - 1:
            first, *rest = texts
            self._outbox.put_texts(connection, identity, rest, now)
            return first
        first, rest = self._without_pushing(unseen, fresh)
        self._outbox.put_texts(connection, identity, rest, now, send=False)
        return first

    def _without_pushing(
        self, unseen: Sequence[Section], fresh: Sequence[Section]
    ) -> tuple[str, list[str]]:
        """One text that ends with the question that stands open, and what is left for later."""
        more = self._renderer.say("more_below")
        room = LONGEST_TEXT - utf8_bytes(more) - 2 * len(BETWEEN)
        *earlier, last = pack(fresh[-1:], room, utf8_bytes) if fresh else [""]
        sections = [*unseen, *fresh[:-1], *(Section(each, whole=True) for each in earlier)]
        first, *rest = pack(sections, room, utf8_bytes)
        if not last:
            return BETWEEN.join([first, more]), rest
        if utf8_bytes(first) > room - utf8_bytes(last):
            return BETWEEN.join([more, last]), [first, *rest]
        return BETWEEN.join([first, *([more] if rest else []), last]), rest


def _texts(sections: Sequence[Section]) -> list[str]:
    return pack(sections, LONGEST_TEXT, utf8_bytes)
