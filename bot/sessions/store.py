"""Conversations, messages and drafts in the database. Every query on them lives here.

A turn costs two statements (`statements.py`): one that locks and reads, one that writes it all.
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
from bot.sessions.statements import (
    LOCK,
    LOCK_BY_TOKEN,
    READ,
    SAVE_DRAFT,
    SET_ASIDE,
    START,
    WRITE,
    WRITE_WITH_DRAFT,
)
from dialogs.interview.state import State
from infra.sealing import Sealer
from infra.statements import Statement

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
        found = self._read(connection, LOCK, {"id": conversation_id}, platform_id)
        if found is None:
            raise ConversationUnknown(conversation_id)
        return found

    def read_of_session(
        self, connection: sa.Connection, token_hash: bytes, platform_id: str
    ) -> Conversation | None:
        """The same for the browser's session with that token; None if there is no such session."""
        return self._read(connection, LOCK_BY_TOKEN, {"token": token_hash}, platform_id)

    def _read(
        self,
        connection: sa.Connection,
        locking: Statement,
        place: Mapping[str, Any],
        platform_id: str,
    ) -> Conversation | None:
        row = locking.first(connection, {**place, "platform_id": platform_id})
        if row is not None and row[-1]:
            values = {"id": row[0], "platform_id": platform_id}
            row = READ.first(connection, values)
        return None if row is None else self._conversation_of(row)

    def _conversation_of(self, row: Sequence[Any]) -> Conversation:
        draft = None
        if row[4] is not None:
            state = self._states.open(row[4], row[10])
            draft = StoredDraft(row[4], row[5], row[6], row[7], row[8], row[9], state)
        return Conversation(
            row[0],
            row[1],
            row[2],
            self._sealer.open(row[3], f"conversations:{row[0]}:dialogue"),
            draft,
            row[14],
            (row[11], row[12], row[13]) if row[11] is not None else None,
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
        draft: StoredDraft | None = None,
        set_aside: bool = False,
    ) -> None:
        """Append messages and store what the conversation remembers, and a draft if it changed.

        seen: platform id, digest and the number of the first message that answers it.
        """
        last_n = messages[-1].n if messages else conversation.last_n
        platform_id, digest, first_n = seen or ("", "", 0)
        place = f"conversations:{conversation.id}:dialogue"
        kept = {} if draft is None else self._draft_values(conversation, draft, set_aside)
        statement = WRITE if draft is None else WRITE_WITH_DRAFT
        statement.execute(
            connection,
            {
                **kept,
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
        values = self._draft_values(conversation, draft, set_aside)
        connection.execute(SAVE_DRAFT, {**values, "id": conversation.id, "at": at})

    def _draft_values(
        self, conversation: Conversation, draft: StoredDraft, set_aside: bool
    ) -> dict[str, Any]:
        return {
            "draft": draft.id,
            "person_id": conversation.person_id,
            "interview_id": draft.interview_id,
            "interview_version": draft.interview_version,
            "interview_digest": draft.interview_digest,
            "round": draft.round,
            "filing_number": draft.filing_number,
            "set_aside": set_aside,
            "state": self._states.seal(draft.id, draft.state),
        }

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
