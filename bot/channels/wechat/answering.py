"""What one message leads to: a turn, its passive answer, and what is left to be pushed.

Everything here but `fetch` blocks: it is called in a thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from bot.channels.meeting import meet
from bot.channels.seam import Conversations
from bot.channels.text import Section
from bot.channels.wechat.composing import Composer
from bot.channels.wechat.incoming import CLICK, IMAGE, SCAN, SUBSCRIBE, TEXT, UNSUBSCRIBE, Incoming
from bot.channels.wechat.pictures import Picture
from bot.channels.wechat.rendering import CHANNEL, Renderer, option_of
from bot.channels.wechat.scenes import Scenes
from bot.delivery import Identity, Outcome
from bot.errors import IdReused
from bot.exchange import SessionRef
from bot.messages import Inbound, Message
from bot.sessions.channels import ChannelIdentities
from bot.sessions.outbox import Outbox
from bot.understanding.acts import act_of
from dialogs.interview.commands import Act
from infra.clock import Clock
from infra.database import Database

__all__ = ["Answering", "Given"]

log = structlog.get_logger("bot.channels.wechat")

MESSAGE_WINDOW = (timedelta(hours=48), 5)
ACT_WINDOW = (timedelta(minutes=1), 3)
"""How long and how often the platform lets us write after a message, and after a tap."""
MENU = ("start", "status", "help")
WITHOUT_FILE = ("voice", "location")
TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class Given:
    """A passive answer, empty for none. mine: this run wrote it, so this run may push it."""

    text: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class _Said:
    """What a message led to, not yet cut; only_unseen: nothing new, what waits is shown."""

    sections: list[Section] = field(default_factory=list)
    only_unseen: bool = False


class Answering:
    """Answers for one account."""

    def __init__(
        self,
        conversations: Conversations,
        database: Database,
        identities: ChannelIdentities,
        outbox: Outbox,
        composer: Composer,
        renderer: Renderer,
        scenes: Scenes,
        clock: Clock,
        *,
        may_send: bool,
    ) -> None:
        self._conversations = conversations
        self._database = database
        self._identities = identities
        self._outbox = outbox
        self._composer = composer
        self._renderer = renderer
        self._scenes = scenes
        self._clock = clock
        self._may_send = may_send

    def known(self, incoming: Incoming) -> tuple[Identity, bool]:
        """The account that wrote, with a conversation; and whether the message was answered."""
        identity, _ = self._meet(incoming)
        with self._database.transaction() as connection:
            device, platform_id = identity.device, incoming.platform_id
            return identity, self._composer.answered(connection, device, platform_id)

    def take(self, incoming: Incoming, picture: Picture | None, late: Callable[[], bool]) -> Given:
        """Answer a message; a repeated one gets the stored answer.

        late: whether the platform has already been told to wait; then all of it is pushed.
        """
        if incoming.kind == UNSUBSCRIBE:
            return self._left(incoming)
        if incoming.kind == "report":
            return self._reported(incoming)
        identity, newcomer = self._meet(incoming)
        waiting = self._heard(identity, incoming)
        if waiting is None:
            said = _Said(only_unseen=True)
        else:
            try:
                said = self._said(identity, incoming, picture, newcomer, waiting=waiting)
            except IdReused:
                log.warning("wechat.id_reused")
                return Given()
        text, mine = self._composer.compose(
            identity.device, incoming.platform_id, said.sections, late
        )
        return Given(text, mine)

    def push(self, incoming: Incoming, given: Given) -> None:
        """Send what the platform no longer waits for."""
        with self._database.transaction() as connection:
            device = self._identities.device_of(connection, CHANNEL, incoming.sender)
        self._composer.push(device, incoming.platform_id, given.text)

    def _meet(self, incoming: Incoming) -> tuple[Identity, tuple[Message, ...]]:
        """The account, and the first messages if it is new."""
        return meet(
            self._conversations,
            self._database,
            self._identities,
            self._clock,
            CHANNEL,
            incoming.sender,
        )

    def _heard(self, identity: Identity, incoming: Incoming) -> bool | None:
        """Open the window; whether something waits to be shown. None: it was answered before."""
        acted = incoming.kind != TEXT and incoming.kind in (SUBSCRIBE, SCAN, CLICK)
        lasts, left = ACT_WINDOW if acted or incoming.option else MESSAGE_WINDOW
        now = self._clock.now()
        with self._database.transaction() as connection:
            if self._composer.answered(connection, identity.device, incoming.platform_id):
                return None
            if self._may_send:
                self._identities.heard(connection, identity.device, now, lasts, left)
            else:
                self._identities.subscribe(connection, identity.device, True)
            return self._outbox.holds_unseen(connection, identity.device)

    def _said(
        self,
        identity: Identity,
        incoming: Incoming,
        picture: Picture | None,
        newcomer: tuple[Message, ...],
        *,
        waiting: bool,
    ) -> _Said:
        if incoming.kind == TEXT:
            if waiting and not newcomer and _wants_more(incoming):
                return _Said(only_unseen=True)
            greeting = [Section(self._renderer.greeting())] if newcomer else []
            return _Said([*greeting, *self._text(identity, incoming)])
        if incoming.kind in (SUBSCRIBE, SCAN):
            return _Said(self._arrived(identity, incoming, newcomer))
        if incoming.kind == CLICK:
            return _Said(self._clicked(identity, incoming, newcomer))
        if incoming.kind == IMAGE and picture is not None and not picture.note:
            return _Said(self._turn(identity, incoming, picture=picture))
        code = picture.note if picture is not None else f"got_{incoming.kind}"
        notes = [self._renderer.note(code)]
        if incoming.kind not in WITHOUT_FILE:
            notes.append(Section(self._renderer.upload_link(identity.session), whole=True))
        again = self._turn(identity, incoming, option="repeat", shown=f"shown_{incoming.kind}")
        return _Said([*notes, *again])

    def _text(self, identity: Identity, incoming: Incoming) -> list[Section]:
        option = None
        if incoming.option:
            first = incoming.option.partition(".")[0]
            if first.isascii() and first.isdigit():
                history = self._conversations.history(
                    identity.session.conversation_id, int(first[:9]) - 1
                )
                option = option_of(incoming.option, incoming.text, history)
        if option is not None:
            # An option that stands is shown by its label; a tap may have sent its number only.
            words = incoming.text if option.startswith("old:") else ""
            return self._turn(identity, incoming, option=option, words=words)
        return self._turn(identity, incoming, text=incoming.text)

    def _arrived(
        self, identity: Identity, incoming: Incoming, newcomer: tuple[Message, ...]
    ) -> list[Section]:
        scene = self._scenes.read(incoming.text)
        notes = [self._renderer.note("scene_court", court=scene.court)] if scene.court else []
        if scene.words:
            greeting = [Section(self._renderer.greeting())] if newcomer else []
            shown = self._renderer.say(f"shown_{incoming.kind}")
            said = self._turn(identity, incoming, text=scene.words, words=shown)
            return [*greeting, *notes, *said]
        if newcomer:
            return [*notes, *self._rendered(newcomer, identity.session)]
        again = self._turn(identity, incoming, option="repeat", shown=f"shown_{incoming.kind}")
        return [*notes, *again]

    def _clicked(
        self, identity: Identity, incoming: Incoming, newcomer: tuple[Message, ...]
    ) -> list[Section]:
        if newcomer:
            return self._rendered(newcomer, identity.session)
        option = incoming.text if incoming.text in MENU else "repeat"
        return self._turn(identity, incoming, option=option, shown=f"shown_{option}")

    def _turn(
        self,
        identity: Identity,
        incoming: Incoming,
        *,
        text: str | None = None,
        option: str | None = None,
        picture: Picture | None = None,
        shown: str = "",
        words: str = "",
    ) -> list[Section]:
        extra: dict[str, object] = {"digest": incoming.digest, "device": identity.device}
        if shown and self._renderer.has(shown):
            words = self._renderer.say(shown)
        if words:
            extra["shown"] = words
        inbound = Inbound(
            CHANNEL,
            identity.session.conversation_id,
            f"{CHANNEL}:{incoming.platform_id}",
            self._clock.now(),
            text=text,
            option=option,
            attachments=picture.attachments if picture is not None else (),
            extra=extra,
        )
        turn = self._conversations.turn(inbound)
        return self._rendered(turn.messages, turn.moved or identity.session)

    def _rendered(self, messages: tuple[Message, ...], session: SessionRef) -> list[Section]:
        return [part for each in messages for part in self._renderer.sections(each, session)]

    def _left(self, incoming: Incoming) -> Given:
        with self._database.transaction() as connection:
            device = self._identities.device_of(connection, CHANNEL, incoming.sender)
            self._identities.subscribe(connection, device, False)
        return Given()

    def _reported(self, incoming: Incoming) -> Given:
        """The platform tells late whether a template message arrived."""
        outcome = Outcome.SENT if incoming.text == "success" else Outcome.REFUSED
        with self._database.transaction() as connection:
            self._outbox.report(
                connection, TEMPLATE, incoming.option, outcome, incoming.text, self._clock.now()
            )
        return Given()


def _wants_more(incoming: Incoming) -> bool:
    return act_of(incoming.text, within=False) is Act.RESUME
