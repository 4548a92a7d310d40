"""The bot's tasks, from handing over to deleting. Each bears being run twice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
import structlog

from bot.conversation.drafts import loaded
from bot.conversation.pushes import Pushes
from bot.conversation.situation import Draft
from bot.conversation.tools import Tools
from bot.filing_client import BackendRefused, BackendUnreachable, FilingClient, HandOverBlocked
from bot.handing_over import filing_draft
from bot.sessions.definitions import Definitions
from bot.sessions.deletion import delete_person
from bot.sessions.filings import FilingCopies
from bot.sessions.store import ConversationStore
from dialogs.interview.state import Phase
from dialogs.schema.files import Bundle
from filing_backend.contracts import LONGEST_PERSON_TEXT
from infra.clock import Clock
from infra.database import Database
from infra.jobs import Retry, Task
from infra.metrics import counter

__all__ = ["Tasks"]

QUEUE = "bot"
RATINGS = counter("satisfaction", "How it went for the person", ("stage", "answer"))
CONSENT_VERSION = "1"
log = structlog.get_logger("bot.jobs")


@dataclass(frozen=True, slots=True)
class Tasks:
    """What the tasks work with."""

    database: Database
    store: ConversationStore
    copies: FilingCopies
    pushes: Pushes
    client: FilingClient
    definitions: Definitions
    tools: Tools
    clock: Clock

    def all(self) -> tuple[Task, ...]:
        """Every task of queue `bot`."""
        patient = Retry(limit=500, first_seconds=1, longest_seconds=300)
        return (
            Task("bot.hand_over", QUEUE, self.hand_over, patient),
            Task("bot.preview", QUEUE, self.preview, Retry(limit=8, longest_seconds=60)),
            Task("bot.withdraw", QUEUE, self.withdraw, patient),
            Task("bot.call_staff", QUEUE, self.call_staff, patient),
            Task("bot.tell_staff", QUEUE, self.tell_staff, patient),
            Task("bot.delete_person", QUEUE, self.delete, patient),
            Task("bot.record_consent", QUEUE, self.record_consent, patient),
            Task("bot.record_rating", QUEUE, self.record_rating, Retry(limit=8)),
        )

    async def hand_over(self, draft_id: str, today: str, at: str) -> None:
        """Give the signed draft to the backend, under a key of its own for each round."""
        found = await asyncio.to_thread(self._draft, draft_id)
        if found is None or found[0].state.phase is not Phase.HANDED_OVER:
            return
        draft, person_id = found
        payload = filing_draft(
            draft,
            await self._bundle(draft),
            person_id,
            date.fromisoformat(today),
            datetime.fromisoformat(at),
        )
        key = f"{draft_id}:{draft.round}"
        number = draft.filing_number if draft.round else None
        try:
            copy = await self.client.hand_over(payload, key, number)
        except HandOverBlocked as blocked:
            await asyncio.to_thread(self.pushes.refused, draft_id, blocked.findings)
        except BackendUnreachable:
            await self._say_delayed(draft_id)
            raise
        except BackendRefused as refused:
            log.error("hand_over.refused", draft_id=draft_id, code=refused.detail)
            await asyncio.to_thread(self.pushes.faulted, draft_id)
        else:
            await asyncio.to_thread(self.pushes.handed_over, draft_id, copy)

    async def preview(self, draft_id: str, today: str, digest: str) -> None:
        """Render the complaint and show its pages in the chat."""
        found = await asyncio.to_thread(self._draft, draft_id)
        if found is None:
            return
        draft, person_id = found
        try:
            result = await self.client.preview(
                filing_draft(
                    draft, await self._bundle(draft), person_id, date.fromisoformat(today), None
                )
            )
        except (BackendRefused, HandOverBlocked) as refused:
            log.warning("preview.refused", draft_id=draft_id, code=refused.detail)
            return
        await asyncio.to_thread(self.pushes.previewed, draft_id, result.pages, result.digest)

    async def withdraw(self, number: str) -> None:
        """Withdraw a filing and tell the person how it went."""
        await self._answer(number, "withdrawn", "withdraw_refused", self._withdraw)

    async def _withdraw(self, number: str) -> None:
        await self.client.withdraw(number)

    async def _answer(
        self, number: str, done: str, refused: str, act: Callable[[str], Awaitable[None]]
    ) -> None:
        code = done
        try:
            await act(number)
        except BackendRefused:
            code = refused
        text = self.tools.say(code, number=number)
        await asyncio.to_thread(self._tell_owner, number, text)

    def _tell_owner(self, number: str, text: str) -> None:
        with self.database.transaction() as connection:
            conversation_id = connection.scalar(
                sa.text("SELECT conversation_id FROM bot.filing_copies WHERE number = :number"),
                {"number": number},
            )
        if conversation_id is not None:
            self.pushes.tell(str(conversation_id), text)

    async def call_staff(self, person_id: str, call_id: str, at: str) -> None:
        """Put the wish for a human where the court's staff see it."""
        await self.client.call_staff(person_id, call_id, datetime.fromisoformat(at))

    async def tell_staff(self, person_id: str, conversation_id: str, n: int) -> None:
        """Let whoever answers read what the person wrote; no job holds the words themselves."""
        text = await asyncio.to_thread(self._words, conversation_id, n)
        if text:
            said = text[:LONGEST_PERSON_TEXT]
            await self.client.tell_staff(
                person_id, f"{conversation_id}-{n}", said, self.clock.now()
            )

    def _words(self, conversation_id: str, n: int) -> str:
        with self.database.transaction() as connection:
            found = self.store.history(connection, conversation_id, n - 1, 1)
        return next((each.text.strip() for each in found if each.n == n), "")

    async def delete(self, person_id: str) -> None:
        """Delete a person's data here and at the backend; say what had to be kept."""
        deletion = await self.client.delete_person(person_id)
        kept = [
            self.tools.responses.say("notices", each.code, number=each.number)
            for each in deletion.kept
        ]
        await asyncio.to_thread(self._delete_here, person_id, self.tools.say("deleted", kept=kept))

    def _delete_here(self, person_id: str, text: str) -> None:
        with self.database.transaction() as connection:
            conversations = delete_person(connection, person_id)
        for conversation_id in conversations:
            self.pushes.tell(conversation_id, text)

    def record_consent(self, person_id: str) -> None:
        """Keep when consent was given, apart from the talk."""
        with self.database.transaction() as connection:
            connection.execute(
                sa.text(
                    "INSERT INTO bot.consents (person_id, version, given_at)"
                    " VALUES (:id, :version, :at) ON CONFLICT (person_id, version)"
                    " DO UPDATE SET withdrawn_at = NULL"
                ),
                {"id": person_id, "version": CONSENT_VERSION, "at": self.clock.now()},
            )

    def record_rating(self, stage: str, answer: str) -> None:
        """Count how it went for somebody; nothing says for whom."""
        RATINGS.labels(stage, answer).inc()

    async def _say_delayed(self, draft_id: str) -> None:
        await asyncio.to_thread(self.pushes.delayed, draft_id)

    async def _bundle(self, draft: Draft) -> Bundle:
        return await asyncio.to_thread(
            self.definitions.bundle, draft.interview.id, draft.interview.digest
        )

    def _draft(self, draft_id: str) -> tuple[Draft, str] | None:
        with self.database.transaction() as connection:
            found = self.store.draft(connection, draft_id)
        if found is None:
            return None
        draft = loaded(found[0], self.tools)
        return None if draft is None else (draft, found[1])
