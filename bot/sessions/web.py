"""Sessions of the web chat: bearer tokens, of which only hashes are kept."""

from __future__ import annotations

import hashlib
import secrets

import sqlalchemy as sa

from bot.exchange import SessionRef
from infra.clock import Clock
from infra.database import Database

__all__ = ["WebSessions"]


class WebSessions:
    """Makes, resolves and revokes tokens."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def create(self, conversation_id: str, person_id: str) -> str:
        """A new token for a conversation."""
        token = secrets.token_urlsafe(32)
        with self._database.transaction() as connection:
            connection.execute(
                sa.text(
                    "INSERT INTO bot.web_sessions"
                    " (token_hash, conversation_id, person_id, created_at)"
                    " VALUES (:hash, :conversation_id, :person_id, :at)"
                ),
                {
                    "hash": _hash(token),
                    "conversation_id": conversation_id,
                    "person_id": person_id,
                    "at": self._clock.now(),
                },
            )
        return token

    def resolve(self, token: str) -> SessionRef | None:
        """Whose token it is, or None."""
        with self._database.reading() as connection:
            row = connection.execute(
                sa.text(
                    "SELECT conversation_id, person_id FROM bot.web_sessions"
                    " WHERE token_hash = :hash"
                ),
                {"hash": _hash(token)},
            ).first()
        return None if row is None else SessionRef(row[0], row[1])

    def revoke(self, token: str) -> None:
        """The token opens nothing from now on."""
        with self._database.transaction() as connection:
            connection.execute(
                sa.text("DELETE FROM bot.web_sessions WHERE token_hash = :hash"),
                {"hash": _hash(token)},
            )


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
