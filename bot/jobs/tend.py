"""By the clock: reminds of silent drafts and days soon over, deletes drafts after 180 days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
import structlog

from bot.conversation import reminding
from bot.conversation.dialogue import Dialogue
from bot.conversation.pushes import Pushes
from bot.conversation.situation import Reply, Situation
from bot.conversation.tools import Tools
from bot.delivery import Kind
from bot.filing_client import BackendRefused, FilingClient
from bot.sessions import silence
from bot.sessions.filings import FilingCopies
from bot.sessions.store import ConversationStore
from dialogs.interview.state import Phase
from infra.clock import SHANGHAI, Clock
from infra.database import Database
from infra.jobs import JobQueue, Retry, Task

__all__ = ["Tending"]

QUEUE = "bot"
AT_ONCE = 200
"""Of each kind in one run; the next hour takes the rest."""

BY_DAY = "7 1-11 * * *"
"""Every hour from 9 to 19 in Shanghai: nobody is woken."""

OF_THE_PERSON = ("consented", "muted", "alarmed", "large_type", "reminders_off", "reports")
"""What a dialogue remembers beyond the draft."""

Act = Callable[[sa.Connection, str, str], None]
log = structlog.get_logger("bot.jobs")


@dataclass(frozen=True, slots=True)
class Tending:
    """What the tasks work with."""

    database: Database
    store: ConversationStore
    copies: FilingCopies
    pushes: Pushes
    client: FilingClient
    jobs: JobQueue
    tools: Tools
    clock: Clock

    def all(self) -> tuple[Task, ...]:
        """The tasks that look after what rests."""
        patient = Retry(limit=500, first_seconds=1, longest_seconds=3600)
        return (
            Task("bot.tend", QUEUE, self.tend, Retry(limit=2), every=BY_DAY),
            Task("bot.forget_draft", QUEUE, self.forget_draft, patient),
        )

    def tend(self) -> None:
        """One batch of each kind; every person in a transaction of their own."""
        now, today = self.clock.now(), self.clock.today()
        with self.database.transaction() as connection:
            batches: tuple[tuple[Act, list[tuple[str, str]]], ...] = (
                (self._remind_fee, list(silence.fees_due(connection, today, AT_ONCE))),
                (
                    self._remind_correction,
                    list(silence.corrections_due(connection, today, AT_ONCE)),
                ),
                (self._warn, list(silence.to_warn(connection, now, AT_ONCE))),
                (self._expire, list(silence.expired(connection, now, AT_ONCE))),
                (self._remind, list(silence.to_remind(connection, now, AT_ONCE))),
            )
        for act, candidates in batches:
            for candidate in candidates:
                self._each(act, *candidate)

    def _each(self, act: Act, subject: str, conversation_id: str) -> None:
        try:
            with self.database.transaction() as connection:
                act(connection, subject, conversation_id)
        except Exception as error:  # one that fails must not keep the others waiting
            log.error("tend.failed", conversation_id=conversation_id, error=type(error).__name__)

    def _remind(self, connection: sa.Connection, draft_id: str, conversation_id: str) -> None:
        def decide(situation: Situation) -> Reply | None:
            if not silence.claim_reminder(connection, draft_id, self.clock.now()):
                return None
            return reminding.reminder(situation, draft_id, self.tools)

        self.pushes.push(connection, conversation_id, decide)

    def _warn(self, connection: sa.Connection, draft_id: str, conversation_id: str) -> None:
        def decide(situation: Situation) -> Reply | None:
            if not silence.claim_warning(connection, draft_id, self.clock.now()):
                return None
            found = self.store.draft(connection, draft_id)
            if found is None or found[0].state.phase is Phase.HANDED_OVER:
                return None
            on = self._ends(found[3])
            return reminding.ending(situation, on.astimezone(SHANGHAI).date(), self.tools)

        self.pushes.push(connection, conversation_id, decide, Kind.STATUS)

    def _ends(self, touched: datetime) -> datetime:
        """When a draft that was touched then goes; never sooner than it can be announced."""
        return max(touched + silence.DRAFTS_LAST, self.clock.now() + silence.WARN_BEFORE)

    def _remind_fee(self, connection: sa.Connection, number: str, conversation_id: str) -> None:
        def decide(situation: Situation) -> Reply | None:
            if not silence.claim_fee(connection, number, self.clock.today()):
                return None
            filing = self.copies.one(connection, number)
            return reminding.fee_soon_due(situation, filing, self.tools) if filing else None

        self.pushes.push(connection, conversation_id, decide, Kind.STATUS)

    def _remind_correction(
        self, connection: sa.Connection, number: str, conversation_id: str
    ) -> None:
        def decide(situation: Situation) -> Reply | None:
            if not silence.claim_correction(connection, number, self.clock.today()):
                return None
            filing = self.copies.one(connection, number)
            return reminding.correction_soon_due(situation, filing, self.tools) if filing else None

        self.pushes.push(connection, conversation_id, decide, Kind.STATUS)

    def _expire(self, connection: sa.Connection, draft_id: str, conversation_id: str) -> None:
        """Delete the draft here, and in the same transaction queue its deletion at the backend."""
        now = self.clock.now()
        conversation = self.store.read(connection, conversation_id)
        found = self.store.draft(connection, draft_id)
        if found is None or found[0].state.phase is Phase.HANDED_OVER:
            return  # what is on its way is no draft any more
        if not silence.delete_expired(connection, draft_id, conversation_id, now):
            return
        if conversation.draft is not None and conversation.draft.id == draft_id:
            before = Dialogue.from_json(conversation.dialogue)
            left = {name: getattr(before, name) for name in OF_THE_PERSON}
            dialogue = Dialogue(**left).to_json()
            self.store.write(connection, conversation, (), dialogue, None, now)
        self._forget(connection, draft_id)
        if not silence.drafts_left(connection, conversation_id):
            self._forget(connection, conversation_id)  # where files go before a case is chosen
        log.info("draft.expired", draft_id=draft_id)

    def _forget(self, connection: sa.Connection, place: str) -> None:
        self.jobs.defer(connection, "bot.forget_draft", queue=QUEUE, draft_id=place)

    async def forget_draft(self, draft_id: str) -> None:
        """Delete the draft's materials and pictures at the backend."""
        try:
            await self.client.delete_draft(draft_id)
        except BackendRefused as refused:
            log.error("forget_draft.refused", draft_id=draft_id, code=refused.detail)
