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
        "DELETE FROM bot.delivery_attempts a USING bot.deliveries d, bot.conversations c"
        " WHERE d.id = a.delivery_id AND c.id = d.conversation_id AND c.person_id = :id",
        "DELETE FROM bot.deliveries d USING bot.conversations c"
        " WHERE c.id = d.conversation_id AND c.person_id = :id",
        "DELETE FROM bot.channel_replies r USING bot.channel_identities i"
        " WHERE i.channel = r.channel AND i.sender_index = r.sender_index AND i.person_id = :id",
        "DELETE FROM bot.unfinished u USING bot.channel_identities i"
        " WHERE i.channel = u.channel AND i.sender_index = u.sender_index AND i.person_id = :id",
        "DELETE FROM bot.device_codes WHERE person_id = :id",
        "DELETE FROM bot.device_moves WHERE :id IN (from_person_id, to_person_id)",
        # An account goes once it was told; while a filing is open it stays, to hear of it.
        "UPDATE bot.channel_identities SET closing = true WHERE person_id = :id"
        " AND NOT EXISTS (SELECT FROM bot.drafts WHERE person_id = :id)",
        "UPDATE bot.consents SET withdrawn_at = now() WHERE person_id = :id",
    )
)


def delete_person(connection: sa.Connection, person_id: str) -> tuple[str, ...]:
    """Delete messages, drafts and accounts; gives the ids of the person's conversations.

    Drafts behind a filing stay, so that the court's answer can still be told.
    """
    for statement in STATEMENTS:
        connection.execute(statement, {"id": person_id})
    rows = connection.execute(
        sa.text("SELECT id FROM bot.conversations WHERE person_id = :id"), {"id": person_id}
    )
    return tuple(row[0] for row in rows)
