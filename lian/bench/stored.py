"""Stored conversations as ballast: rows as large as real ones, made inside the database."""

from __future__ import annotations

import sqlalchemy as sa

from infra.database import Database

__all__ = ["MESSAGES_EACH", "store"]

MESSAGES_EACH = 4
STATE_BYTES = 1500
BODY_BYTES = 300

STATEMENTS = (
    "INSERT INTO bot.conversations (id, person_id, channel, last_n, draft_id, sealed_dialogue,"
    " updated_at) SELECT 'ballast-' || i, 'nobody-' || i, 'web', :messages, 'ballast-' || i,"
    " decode(repeat(md5(i::text), 8), 'hex'), now()"
    " FROM generate_series(CAST(:first AS int), CAST(:last AS int)) i",
    "INSERT INTO bot.drafts (id, person_id, conversation_id, interview_id, interview_version,"
    " interview_digest, round, set_aside, sealed_state, updated_at)"
    " SELECT 'ballast-' || i, 'nobody-' || i, 'ballast-' || i, 'private_lending', 1, '', 0, false,"
    " decode(repeat(md5(i::text), CAST(:state AS int) / 16), 'hex'), now()"
    " FROM generate_series(CAST(:first AS int), CAST(:last AS int)) i",
    "INSERT INTO bot.messages (conversation_id, n, sender, sealed_body, at)"
    " SELECT 'ballast-' || i, n, 'bot',"
    " decode(repeat(md5(i::text), CAST(:body AS int) / 16), 'hex'), now()"
    " FROM generate_series(CAST(:first AS int), CAST(:last AS int)) i,"
    " generate_series(1, CAST(:messages AS int)) n",
)


def store(database: Database, count: int, already: int = 0, batch: int = 50_000) -> None:
    """Fill up to `count` conversations with drafts and messages, then analyse."""
    for first in range(already + 1, count + 1, batch):
        values = {
            "first": first,
            "last": min(first + batch - 1, count),
            "messages": MESSAGES_EACH,
            "state": STATE_BYTES,
            "body": BODY_BYTES,
        }
        with database.transaction() as connection:
            for statement in STATEMENTS:
                connection.execute(sa.text(statement), values)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("SET statement_timeout = 0"))
        for table in ("conversations", "drafts", "messages"):
            connection.execute(sa.text(f"VACUUM ANALYZE bot.{table}"))
        connection.execute(sa.text("CHECKPOINT"))
