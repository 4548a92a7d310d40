"""Conversations, messages and drafts in the database. Every query on them lives here.

A turn costs two statements: one that locks and reads, one that writes everything.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.messages import Message
from bot.sessions.bodies import body_of, message_of
from bot.sessions.errors import ConversationUnknown
from bot.sessions.opened_states import OpenedStates
from dialogs.interview.state import State
from infra.sealing import Sealer

__all__ = ["Conversation", "ConversationStore", "StoredDraft"]


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A draft's row, its state opened."""

    id: str
    interview_id: str
    interview_version: int
    interview_digest: str
    round: int
    filing_number: str | None
    state: State


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation's row, locked, with its draft and what was stored for this id before.

    seen: digest, first and last n of the turn that had the same platform id.
    """

    id: str
    person_id: str
    last_n: int
    dialogue: Mapping[str, Any]
    draft: StoredDraft | None
    has_filings: bool
    seen: tuple[str, int, int] | None


READ = sa.text("""
SELECT c.person_id, c.last_n, c.sealed_dialogue, d.id, d.interview_id, d.interview_version,
       d.interview_digest, d.round, d.filing_number, d.sealed_state, i.digest, i.first_n, i.last_n,
       EXISTS (SELECT 1 FROM bot.filing_copies f WHERE f.person_id = c.person_id)
FROM bot.conversations c
LEFT JOIN bot.drafts d ON d.id = c.draft_id
LEFT JOIN bot.inbound i ON i.conversation_id = c.id AND i.platform_id = :platform_id
WHERE c.id = :id
""")

LOCK = sa.text("SELECT 1 FROM bot.conversations WHERE id = :id FOR UPDATE")
"""A statement of its own: one that both waits for the lock and joins other tables sees, after
the wait, the conversation as it is now but draft and inbound as they were before."""

WRITE = sa.text("""
WITH said AS (
    INSERT INTO bot.messages (conversation_id, n, sender, sealed_body, at)
    SELECT :id, m.n, m.sender, m.body, :at
    FROM unnest(CAST(:ns AS int[]), CAST(:senders AS text[]), CAST(:bodies AS bytea[]))
        AS m (n, sender, body)
), seen AS (
    INSERT INTO bot.inbound (conversation_id, platform_id, digest, first_n, last_n)
    SELECT :id, :platform_id, :digest, :first_n, :last_n WHERE :platform_id <> ''
)
UPDATE bot.conversations
SET last_n = :last_n, sealed_dialogue = :dialogue, draft_id = :draft_id, updated_at = :at
WHERE id = :id
""")

SAVE_DRAFT = sa.text("""
INSERT INTO bot.drafts (id, person_id, conversation_id, interview_id, interview_version,
    interview_digest, round, filing_number, set_aside, sealed_state, updated_at)
VALUES (:id, :person_id, :conversation_id, :interview_id, :interview_version, :interview_digest,
    :round, :filing_number, :set_aside, :state, :at)
ON CONFLICT (id) DO UPDATE SET sealed_state = excluded.sealed_state, round = excluded.round,
    set_aside = excluded.set_aside,
    filing_number = excluded.filing_number, interview_version = excluded.interview_version,
    interview_digest = excluded.interview_digest, updated_at = excluded.updated_at
""")

SET_ASIDE = sa.text("""
SELECT id, interview_id, interview_version, interview_digest, round, filing_number, sealed_state
FROM bot.drafts
WHERE person_id = :person_id AND set_aside AND updated_at > :since
ORDER BY updated_at DESC, id LIMIT 5
""")

START = sa.text("""
WITH person AS (
    INSERT INTO bot.persons (id, created_at) VALUES (:person_id, :at) ON CONFLICT DO NOTHING
)
INSERT INTO bot.conversations
    (id, person_id, channel, last_n, draft_id, sealed_dialogue, updated_at)
VALUES (:id, :person_id, :channel, 0, NULL, :dialogue, :at)
""")


class ConversationStore:
    """Reads and writes conversations on a connection whose transaction the caller ends."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer
        self._states = OpenedStates(sealer)

    def begin(
        self, connection: sa.Connection, channel: str, at: datetime, person_id: str | None = None
    ) -> tuple[str, str]:
        """A new conversation (and person, if none is given): their ids."""
        conversation_id, person_id = str(uuid.uuid4()), person_id or str(uuid.uuid4())
        connection.execute(
            START,
            {
                "id": conversation_id,
                "person_id": person_id,
                "channel": channel,
                "dialogue": self._sealer.seal({}, f"conversations:{conversation_id}:dialogue"),
                "at": at,
            },
        )
        return conversation_id, person_id

    def read(
        self, connection: sa.Connection, conversation_id: str, platform_id: str = ""
    ) -> Conversation:
        """The conversation, locked until the transaction ends.

        Raises:
            ConversationUnknown: there is none of that id.
        """
        connection.execute(LOCK, {"id": conversation_id})
        row = connection.execute(READ, {"id": conversation_id, "platform_id": platform_id}).first()
        if row is None:
            raise ConversationUnknown(conversation_id)
        draft = None
        if row[3] is not None:
            state = self._states.open(row[3], row[9])
            draft = StoredDraft(row[3], row[4], row[5], row[6], row[7], row[8], state)
        return Conversation(
            conversation_id,
            row[0],
            row[1],
            self._sealer.open(row[2], f"conversations:{conversation_id}:dialogue"),
            draft,
            row[13],
            (row[10], row[11], row[12]) if row[10] is not None else None,
        )

    def write(
        self,
        connection: sa.Connection,
        conversation: Conversation,
        messages: Sequence[Message],
        dialogue: Mapping[str, Any],
        draft_id: str | None,
        at: datetime,
        seen: tuple[str, str, int] | None = None,
    ) -> None:
        """Append messages and store what the conversation remembers.

        seen: platform id, digest and the number of the first message that answers it.
        """
        last_n = messages[-1].n if messages else conversation.last_n
        platform_id, digest, first_n = seen or ("", "", 0)
        place = f"conversations:{conversation.id}:dialogue"
        connection.execute(
            WRITE,
            {
                "id": conversation.id,
                "at": at,
                "ns": [each.n for each in messages],
                "senders": [each.sender.value for each in messages],
                "bodies": [self._body(conversation.id, each) for each in messages],
                "platform_id": platform_id,
                "digest": digest,
                "first_n": first_n,
                "last_n": last_n,
                "dialogue": self._sealer.seal(dialogue, place),
                "draft_id": draft_id,
            },
        )

    def save_draft(
        self,
        connection: sa.Connection,
        conversation: Conversation,
        draft: StoredDraft,
        at: datetime,
        *,
        set_aside: bool = False,
    ) -> None:
        """Store a draft, new or changed; `set_aside` puts it away where it can be found again."""
        connection.execute(
            SAVE_DRAFT,
            {
                "id": draft.id,
                "person_id": conversation.person_id,
                "conversation_id": conversation.id,
                "interview_id": draft.interview_id,
                "interview_version": draft.interview_version,
                "interview_digest": draft.interview_digest,
                "round": draft.round,
                "filing_number": draft.filing_number,
                "set_aside": set_aside,
                "state": self._states.seal(draft.id, draft.state),
                "at": at,
            },
        )

    def draft(
        self, connection: sa.Connection, draft_id: str
    ) -> tuple[StoredDraft, str, str, datetime] | None:
        """A draft, its person's and its conversation's id, when it was touched last; or None."""
        row = connection.execute(
            sa.text(
                "SELECT id, interview_id, interview_version, interview_digest, round,"
                " filing_number, sealed_state, person_id, conversation_id, updated_at"
                " FROM bot.drafts WHERE id = :id"
            ),
            {"id": draft_id},
        ).first()
        if row is None:
            return None
        return self._draft_of(row), row[7], row[8], row[9]

    def _draft_of(self, row: Sequence[Any]) -> StoredDraft:
        state = self._states.open(row[0], row[6])
        return StoredDraft(row[0], row[1], row[2], row[3], row[4], row[5], state)

    def set_aside(
        self, connection: sa.Connection, person_id: str, since: datetime
    ) -> tuple[StoredDraft, ...]:
        """A person's drafts that were put away since then, the last one first."""
        rows = connection.execute(SET_ASIDE, {"person_id": person_id, "since": since})
        return tuple(self._draft_of(row) for row in rows)

    def history(
        self, connection: sa.Connection, conversation_id: str, after: int, limit: int
    ) -> tuple[Message, ...]:
        """Messages with `n > after`, in order."""
        rows = connection.execute(
            sa.text(
                "SELECT n, sender, sealed_body FROM bot.messages"
                " WHERE conversation_id = :id AND n > :after ORDER BY n LIMIT :limit"
            ),
            {"id": conversation_id, "after": after, "limit": limit},
        )
        return tuple(
            message_of(
                row[0],
                row[1],
                self._sealer.open(row[2], f"messages:{conversation_id}/{row[0]}:body"),
            )
            for row in rows
        )

    def latest(self, connection: sa.Connection, person_id: str) -> str | None:
        """The person's conversation in which something happened last."""
        found: str | None = connection.scalar(
            sa.text(
                "SELECT id FROM bot.conversations WHERE person_id = :id"
                " ORDER BY updated_at DESC, id LIMIT 1"
            ),
            {"id": person_id},
        )
        return found

    def last_n(self, connection: sa.Connection, conversation_id: str) -> int:
        """The number of the newest message, 0 if there is none."""
        found = connection.scalar(
            sa.text("SELECT last_n FROM bot.conversations WHERE id = :id"), {"id": conversation_id}
        )
        return int(found or 0)

    def _body(self, conversation_id: str, message: Message) -> bytes:
        return self._sealer.seal(body_of(message), f"messages:{conversation_id}/{message.n}:body")
