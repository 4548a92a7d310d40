"""The turn's transaction: lock, decide, store, commit. Implements `channels.seam.Conversations`."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import sqlalchemy as sa
import structlog

from bot.conversation.asking import gathering
from bot.conversation.decide import decide, greet
from bot.conversation.dialogue import Dialogue
from bot.conversation.drafts import loaded, stored, told_of_change
from bot.conversation.joining import Joining
from bot.conversation.situation import Reply, Situation, Utterance
from bot.conversation.statusing import filing_view
from bot.conversation.tools import Tools
from bot.conversation.wakeups import Wakeups, notify
from bot.delivery import Device
from bot.errors import IdReused, NoSession
from bot.exchange import DraftRef, FilingView, SessionRef, Started, Turn
from bot.messages import Inbound, Message, Option, Sender
from bot.sessions.definitions import Definitions
from bot.sessions.devices import Entered
from bot.sessions.filings import FilingCopies
from bot.sessions.silence import DRAFTS_LAST
from bot.sessions.store import Conversation, ConversationStore
from dialogs.interview.state import Phase
from infra.clock import Clock
from infra.database import Database
from infra.jobs import JobQueue

__all__ = ["Turns", "numbered"]

log = structlog.get_logger("bot.turns")
QUEUE = "bot"

QUIET_CHANNEL = "web"
"""Its turns are answered where they came from; others may have an open page to be told."""


class Turns:
    """Conversations over the database. Every method but `wait` blocks: call it in a thread."""

    def __init__(
        self,
        database: Database,
        store: ConversationStore,
        copies: FilingCopies,
        jobs: JobQueue,
        tools: Tools,
        clock: Clock,
        wakeups: Wakeups,
        joining: Joining | None = None,
        definitions: Definitions | None = None,
    ) -> None:
        self._database = database
        self._store = store
        self._copies = copies
        self._jobs = jobs
        self._tools = tools
        self._clock = clock
        self._wakeups = wakeups
        self._joining = joining
        self._definitions = definitions

    def start(self, channel: str, person_id: str | None = None) -> Started:
        """Begin a conversation; its first messages are stored before this returns."""
        with self._database.transaction() as connection:
            now = self._clock.now()
            ids = self._store.begin(connection, channel, now, person_id)
            conversation = Conversation(ids[0], ids[1], 0, {}, None, False, None)
            situation = Situation(Dialogue(), None, (), self._clock.today(), 0, ids[1])
            reply = greet(situation, self._tools)
            messages = numbered(reply.utterances, 0)
            dialogue = reply.dialogue.to_json()
            self._store.write(connection, conversation, messages, dialogue, None, now)
        return Started(ids[0], ids[1], messages)

    def turn(self, inbound: Inbound) -> Turn:
        """Take what the person sent and answer, in one transaction.

        Raises:
            ConversationUnknown: there is no such conversation.
            IdReused: the id came before with another digest.
            NoSession: the browser's session has ended, or never was.
        """
        digest = str(inbound.extra.get("digest", ""))
        if inbound.text is not None:
            # Half a character cannot be stored; what a broken client sends becomes a mark.
            inbound = replace(inbound, text=inbound.text.encode("utf-8", "replace").decode())
        with self._database.transaction() as connection:
            conversation, entered = self._place(connection, inbound)
            moved = entered.session if entered is not None else None
            session = SessionRef(conversation.id, conversation.person_id)
            if conversation.seen is not None:
                messages = self._repeated(connection, conversation, digest)
                return Turn(messages, session, repeated=True, moved=moved)
            inbound = replace(inbound, conversation_id=conversation.id)
            situation = self._situation(connection, conversation, self._clock.today())
            reply, left = self._decided(connection, situation, inbound, entered)
            asked = Message(situation.n, Sender.PERSON, _shown(inbound, situation.dialogue))
            answers = numbered(reply.utterances, situation.n)
            self._keep(connection, conversation, situation, reply, (asked, *answers), inbound)
            if inbound.channel != QUIET_CHANNEL:
                notify(connection, conversation.id)
        return Turn(answers, session, moved=left or moved)

    def _place(
        self, connection: sa.Connection, inbound: Inbound
    ) -> tuple[Conversation, Entered | None]:
        """The conversation of this turn, locked; and what became of a code that joins another."""
        entered = None
        if self._joining is not None:
            entered = self._joining.enter(connection, inbound, self._clock.now())
        if entered is not None and entered.session is not None:
            place = entered.session.conversation_id
            return self._store.read(connection, place, inbound.platform_id), entered
        if inbound.conversation_id:
            place = inbound.conversation_id
            return self._store.read(connection, place, inbound.platform_id), entered
        device: Device = inbound.extra["device"]
        found = self._store.read_of_session(connection, device.index, inbound.platform_id)
        if found is None:
            raise NoSession
        return found, entered

    def _decided(
        self,
        connection: sa.Connection,
        situation: Situation,
        inbound: Inbound,
        entered: Entered | None,
    ) -> tuple[Reply, SessionRef | None]:
        if self._joining is not None:
            reply, left = self._joining.reply(connection, situation, inbound, entered)
            if reply is not None:
                return reply, left
        try:
            reply = decide(situation, inbound, self._tools)
            return told_of_change(situation, reply, self._tools), None
        except Exception as error:  # our own fault must not end the talk
            log.error("turn.faulted", conversation_id=inbound.conversation_id, **_where(error))
            return _faulted(situation, self._tools), None

    def _repeated(
        self, connection: sa.Connection, conversation: Conversation, digest: str
    ) -> tuple[Message, ...]:
        assert conversation.seen is not None
        first_digest, first, last = conversation.seen
        if first_digest != digest:
            raise IdReused(conversation.id)
        messages = self._store.history(connection, conversation.id, first - 1, last - first + 1)
        return tuple(each for each in messages if each.n <= last)

    def _situation(
        self, connection: sa.Connection, conversation: Conversation, today: date
    ) -> Situation:
        filings = (
            self._copies.of_person(connection, conversation.person_id)
            if conversation.has_filings
            else ()
        )
        situation = Situation(
            Dialogue.from_json(conversation.dialogue),
            loaded(conversation.draft, self._tools),
            filings,
            today,
            conversation.last_n + 1,
            conversation.person_id,
            self._clock.now(),
            conversation_id=conversation.id,
        )
        if gathering(situation):
            return situation
        since = situation.now - DRAFTS_LAST
        rows = self._store.set_aside(connection, conversation.person_id, since)
        found = tuple(draft for row in rows if (draft := loaded(row, self._tools)) is not None)
        return replace(situation, set_aside=found)

    def _keep(
        self,
        connection: sa.Connection,
        conversation: Conversation,
        situation: Situation,
        reply: Reply,
        messages: Sequence[Message],
        inbound: Inbound,
    ) -> None:
        now = self._clock.now()
        draft = reply.draft
        changed, put_away = None, False
        if draft is not None and draft is not situation.draft:
            changed = stored(draft)
            if self._definitions is not None:
                final = draft.state.phase is Phase.HANDED_OVER
                keep = self._definitions.keep if final else self._definitions.remember
                keep(connection, draft.interview, now)
        elif reply.closed and situation.draft is not None:
            changed, put_away = stored(situation.draft), True
        held = conversation.draft.id if conversation.draft else None
        self._store.write(
            connection,
            conversation,
            messages,
            reply.dialogue.to_json(),
            None if reply.closed else (draft.id if draft is not None else held),
            now,
            (inbound.platform_id, str(inbound.extra.get("digest", "")), messages[0].n + 1),
            changed,
            put_away,
        )
        for job in reply.jobs:
            self._jobs.defer(connection, job.task, queue=QUEUE, key=job.key, **job.arguments)

    def history(self, conversation_id: str, after: int, limit: int = 200) -> tuple[Message, ...]:
        """Messages of both sides with `n > after`, in order."""
        with self._database.transaction() as connection:
            return self._store.history(connection, conversation_id, after, limit)

    def open_draft(self, conversation_id: str) -> DraftRef:
        """Where files sent now belong: the draft in hand, else a place by the conversation's id."""
        with self._database.transaction() as connection:
            conversation = self._store.read(connection, conversation_id)
        draft_id = conversation.draft.id if conversation.draft else conversation_id
        return DraftRef(draft_id, conversation.person_id, conversation.dialogue.get("asks"))

    def filings(self, conversation_id: str) -> tuple[FilingView, ...]:
        """The person's filings, newest first."""
        with self._database.transaction() as connection:
            conversation = self._store.read(connection, conversation_id)
            copies = self._copies.of_person(connection, conversation.person_id)
        return tuple(filing_view(copy, self._tools) for copy in copies)

    async def wait(self, conversation_id: str, after: int, timeout: float) -> bool:
        """Wait until something newer than `after` may be there; False after `timeout` seconds."""
        woken = self._wakeups.listen(conversation_id)
        try:
            if await asyncio.to_thread(self._newest, conversation_id) > after:
                return True
            return await woken.wait_for(timeout)
        finally:
            woken.close()

    def _newest(self, conversation_id: str) -> int:
        with self._database.transaction() as connection:
            return self._store.last_n(connection, conversation_id)


def numbered(utterances: Sequence[Utterance], after: int) -> tuple[Message, ...]:
    """Messages with their numbers, from `after` + 1."""
    return tuple(
        Message(
            n=number,
            sender=each.sender,
            text=each.text,
            options=each.options,
            asks=each.asks,
            input=each.input,
            links=each.links,
            images=each.images,
            progress=each.progress,
        )
        for number, each in enumerate(utterances, after + 1)
    )


def _faulted(situation: Situation, tools: Tools) -> Reply:
    """Says so in one sentence; the same question stands open, whatever broke."""
    dialogue = situation.dialogue
    options = tuple(Option(*each) for each in dialogue.options)
    said = Utterance(tools.say("fault"), options, asks=dialogue.asks)
    return Reply(dialogue, (said,))


def _where(error: Exception) -> dict[str, str]:
    """For the operator: what kind of error and in which line, without its words."""
    frames = traceback.extract_tb(error.__traceback__)
    at = f"{frames[-1].name}:{frames[-1].lineno}" if frames else ""
    return {"error": type(error).__name__, "at": at}


def _shown(inbound: Inbound, dialogue: Dialogue) -> str:
    """What the person's own message reads in the history."""
    if "shown" in inbound.extra:
        return str(inbound.extra["shown"])
    if inbound.option is not None:
        return dict(dialogue.options).get(inbound.option, inbound.option)
    if inbound.attachments:
        return "\n".join(f"[{each.name}]" for each in inbound.attachments)
    return inbound.text or ""
