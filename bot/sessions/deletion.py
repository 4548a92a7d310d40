"""Deletes what the bot holds of a person (个人信息保护法 47)."""

from __future__ import annotations

import sqlalchemy as sa

__all__ = ["delete_person"]

STATEMENTS = tuple(
    sa.text(statement)
    for statement in (
        "DELETE FROM bot.messages m USING bot.conversations c"
        " WHERE c.id = m.conversation_id AND c.person_id = :id",
        "DELETE FROM bot.inbound i USING bot.conversations c"
        " WHERE c.id = i.conversation_id AND c.person_id = :id",
        "DELETE FROM bot.drafts WHERE person_id = :id AND filing_number IS NULL",
        "DELETE FROM bot.channel_identities WHERE person_id = :id",
        "UPDATE bot.consents SET withdrawn_at = now() WHERE person_id = :id",
    )
)


def delete_person(connection: sa.Connection, person_id: str) -> tuple[str, ...]:
    """Delete messages, drafts and identities; gives the ids of the person's conversations.

    Drafts behind a filing stay, so that the court's answer can still be told.
    """
    for statement in STATEMENTS:
        connection.execute(statement, {"id": person_id})
    rows = connection.execute(
        sa.text("SELECT id FROM bot.conversations WHERE person_id = :id"), {"id": person_id}
    )
    return tuple(row[0] for row in rows)
