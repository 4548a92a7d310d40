"""What an update leads to: a turn, and what the person is to be shown. Everything here blocks."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.channels.meeting import meet
from bot.channels.options import option_at
from bot.channels.seam import Conversations
from bot.channels.telegram.account import CHANNEL
from bot.channels.telegram.buttons import TICKING, Button, ButtonKind, Buttons
from bot.channels.telegram.files import Brought
from bot.channels.telegram.incoming import BUTTON, COMMAND, EDITED, FILE, TEXT, Incoming
from bot.channels.telegram.rendering import Renderer, documents_of
from bot.delivery import Identity
from bot.exchange import SessionRef, Turn
from bot.messages import Attachment, Inbound, Link, Message
from bot.sessions.channels import ChannelIdentities
from infra.clock import Clock
from infra.database import Database

__all__ = ["Answering", "Pressed", "Shown"]

START = "start"
COMMANDS = {START: "repeat", "new": "start", "cases": "status", "help": "help", "human": "human"}
"""Commands of the menu, and the buttons that they stand for."""
CASE = "case_"
WITH_UPLOAD_PAGE = ("file_too_large", "file_gone", "file_failed", "got_video", "got_video_note")


@dataclass(frozen=True, slots=True)
class Shown:
    """Something to show: a sentence, or stored messages of a conversation by number."""

    text: str = ""
    conversation_id: str = ""
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button stands for: an option, a file, ticks, words, or nothing (any more)."""

    option: str | None = None
    file: Link | None = None
    page: str = ""
    label: str = ""
    tick: Button | None = None
    message: Message | None = None
    words: str = ""

    @property
    def known(self) -> bool:
        """Whether it stands for anything."""
        return any(each is not None for each in (self.option, self.file, self.tick)) or bool(
            self.words
        )


class Answering:
    """Answers for one bot."""

    def __init__(
        self,
        account_name: str,
        conversations: Conversations,
        database: Database,
        identities: ChannelIdentities,
        renderer: Renderer,
        buttons: Buttons,
        clock: Clock,
        cases: Mapping[str, str],
    ) -> None:
        self._account_name = account_name
        self._conversations = conversations
        self._database = database
        self._identities = identities
        self._renderer = renderer
        self._buttons = buttons
        self._clock = clock
        self._cases = cases

    def meet(self, sender: str) -> tuple[Identity, tuple[Message, ...]]:
        """Who writes, and the bot's first messages if it is somebody new."""
        return meet(
            self._conversations, self._database, self._identities, self._clock, CHANNEL, sender
        )

    def pressed(self, incoming: Incoming, session: SessionRef) -> Pressed:
        """What the button stands for; nothing if it was made up or is another person's."""
        button = self._buttons.read(incoming.text, session.conversation_id)
        if button is None:
            return Pressed()
        history = self._conversations.history(session.conversation_id, button.n - 1)
        if not history or history[0].n != button.n:
            return Pressed()
        if button.kind is ButtonKind.FILE:
            files = documents_of(history[0])
            if not 0 < button.place <= len(files):
                return Pressed()
            file = files[button.place - 1]
            return Pressed(file=file, page=f"page:preview:{button.n}", label=file.label)
        done = button.kind is ButtonKind.DONE
        place = 1 if done else button.place
        option = option_at(button.n, place, history)
        if option is None:
            return Pressed()
        if button.kind in TICKING and option == history[0].options[place - 1].id:
            return Pressed(tick=button, message=history[0])
        label = self._renderer.say("ticks_done") if done else history[0].options[place - 1].label
        return Pressed(option, label=label)

    def answer(
        self,
        identity: Identity,
        newcomer: tuple[Message, ...],
        batch: Sequence[Incoming],
        brought: Brought,
        pressed: Pressed,
    ) -> list[Shown]:
        """Everything that the person is to be shown, in order."""
        first = batch[0]
        session = identity.session
        if first.kind == COMMAND and first.name == START:
            return self._started(session, newcomer, first)
        greeting = [Shown(self._renderer.greeting())] if newcomer else []
        if first.kind == BUTTON:
            return [*greeting, *self._button(session, first, pressed)]
        if first.kind == FILE:
            return [*greeting, *self._sent(session, batch, brought)]
        if first.kind == COMMAND and first.name in COMMANDS:
            option = COMMANDS[first.name]
            return [*greeting, *self._turn(session, first, option=option, words=f"/{first.name}")]
        if first.kind in (TEXT, COMMAND):
            text = first.text if first.kind == TEXT else f"{first.name} {first.text}".strip()
            return [*greeting, *self._turn(session, first, text=text)]
        code = EDITED if first.kind == EDITED else f"got_{first.kind}"
        return [*greeting, *self._noted(session, first, code)]

    def _started(
        self, session: SessionRef, newcomer: tuple[Message, ...], incoming: Incoming
    ) -> list[Shown]:
        numbers = tuple(each.n for each in newcomer)
        first = [Shown("", session.conversation_id, numbers)] if numbers else []
        words = self._cases.get(incoming.text.removeprefix(CASE)) if incoming.text else None
        if words is not None:
            return [*first, *self._turn(session, incoming, text=words)]
        return first or self._turn(session, incoming, option="repeat", words=f"/{START}")

    def _button(self, session: SessionRef, incoming: Incoming, pressed: Pressed) -> list[Shown]:
        if pressed.option is not None:
            return self._turn(session, incoming, option=pressed.option, words=pressed.label)
        if pressed.words:
            return self._turn(session, incoming, text=pressed.words, words=pressed.label)
        return [] if pressed.file else self._noted(session, incoming, "button_gone")

    def _sent(
        self, session: SessionRef, batch: Sequence[Incoming], brought: Brought
    ) -> list[Shown]:
        shown = [Shown(self._note(code, session)) for code in brought.notes]
        if brought.attachments:
            shown += self._turn(session, batch[0], attachments=brought.attachments)
        for incoming in batch:
            if incoming.text.strip():
                shown += self._turn(session, incoming, text=incoming.text, mark=":caption")
        if shown and not any(each.numbers for each in shown):
            shown += self._turn(
                session, batch[0], option="repeat", words=self._renderer.say("shown_file")
            )
        return shown

    def _noted(self, session: SessionRef, incoming: Incoming, code: str) -> list[Shown]:
        """What cannot be taken, what to do instead, and the question again."""
        shown = self._renderer.say(f"shown_{incoming.kind}")
        again = self._turn(session, incoming, option="repeat", words=shown)
        return [Shown(self._note(code, session)), *again]

    def _note(self, code: str, session: SessionRef) -> str:
        text = self._renderer.say(code)
        if code in WITH_UPLOAD_PAGE:
            return f"{text}\n{self._renderer.upload_line(session)}"
        return text

    def _turn(
        self,
        session: SessionRef,
        incoming: Incoming,
        *,
        text: str | None = None,
        option: str | None = None,
        attachments: tuple[Attachment, ...] = (),
        words: str = "",
        mark: str = "",
    ) -> list[Shown]:
        platform_id = f"{self._account_name}:{incoming.update_id}{mark}"
        extra: dict[str, object] = {
            "digest": hashlib.sha256(platform_id.encode()).hexdigest(),
            "device": self._identities.device(CHANNEL, incoming.sender),
        }
        if words:
            extra["shown"] = words
        turn = self._conversations.turn(
            Inbound(
                CHANNEL,
                session.conversation_id,
                platform_id,
                self._clock.now(),
                text=text,
                option=option,
                attachments=attachments,
                extra=extra,
            )
        )
        numbers = tuple(each.n for each in turn.messages)
        return [Shown("", self._place(turn, session), numbers)] if numbers else []

    def _place(self, turn: Turn, session: SessionRef) -> str:
        """Where the answer stands: joining answers in the new conversation, leaving in the old."""
        if turn.moved is not None:
            first = turn.messages[0]
            if first in self._conversations.history(turn.moved.conversation_id, first.n - 1, 1):
                return turn.moved.conversation_id
        return session.conversation_id
