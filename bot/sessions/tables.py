"""The tables of schema `bot`; columns named `sealed_…` hold encrypted bytes only."""

from __future__ import annotations

import sqlalchemy as sa

__all__ = [
    "channel_identities",
    "consents",
    "conversations",
    "drafts",
    "filing_copies",
    "inbound",
    "messages",
    "metadata",
    "notices",
    "persons",
    "web_sessions",
]

metadata = sa.MetaData(schema="bot")
Instant = sa.DateTime(timezone=True)

persons = sa.Table(
    "persons",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("created_at", Instant, nullable=False),
)

consents = sa.Table(
    "consents",
    metadata,
    sa.Column("person_id", sa.Text, primary_key=True),
    sa.Column("version", sa.Text, primary_key=True),
    sa.Column("given_at", Instant, nullable=False),
    sa.Column("withdrawn_at", Instant),
)

conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("person_id", sa.Text, nullable=False, index=True),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("last_n", sa.Integer, nullable=False),
    sa.Column("draft_id", sa.Text),
    sa.Column("sealed_dialogue", sa.LargeBinary, nullable=False),
    sa.Column("updated_at", Instant, nullable=False),
)

channel_identities = sa.Table(
    "channel_identities",
    metadata,
    sa.Column("channel", sa.Text, primary_key=True),
    sa.Column("sender_index", sa.LargeBinary, primary_key=True),
    sa.Column("person_id", sa.Text, nullable=False, index=True),
    sa.Column("conversation_id", sa.Text, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
)

drafts = sa.Table(
    "drafts",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("person_id", sa.Text, nullable=False, index=True),
    sa.Column("conversation_id", sa.Text, nullable=False),
    sa.Column("interview_id", sa.Text, nullable=False),
    sa.Column("interview_version", sa.Integer, nullable=False),
    sa.Column("interview_digest", sa.Text, nullable=False),
    sa.Column("round", sa.Integer, nullable=False),
    sa.Column("filing_number", sa.Text),
    sa.Column("set_aside", sa.Boolean, nullable=False),
    sa.Column("sealed_state", sa.LargeBinary, nullable=False),
    sa.Column("updated_at", Instant, nullable=False),
)

messages = sa.Table(
    "messages",
    metadata,
    sa.Column("conversation_id", sa.Text, primary_key=True),
    sa.Column("n", sa.Integer, primary_key=True),
    sa.Column("sender", sa.Text, nullable=False),
    sa.Column("sealed_body", sa.LargeBinary, nullable=False),
    sa.Column("at", Instant, nullable=False),
)

inbound = sa.Table(
    "inbound",
    metadata,
    sa.Column("conversation_id", sa.Text, primary_key=True),
    sa.Column("platform_id", sa.Text, primary_key=True),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("first_n", sa.Integer, nullable=False),
    sa.Column("last_n", sa.Integer, nullable=False),
)

filing_copies = sa.Table(
    "filing_copies",
    metadata,
    sa.Column("number", sa.Text, primary_key=True),
    sa.Column("person_id", sa.Text, nullable=False, index=True),
    sa.Column("conversation_id", sa.Text, nullable=False),
    sa.Column("draft_id", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("sealed_copy", sa.LargeBinary, nullable=False),
    sa.Column("as_of", Instant, nullable=False),
    sa.Column("updated_at", Instant, nullable=False),
)

notices = sa.Table(
    "notices",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("received_at", Instant, nullable=False),
)

web_sessions = sa.Table(
    "web_sessions",
    metadata,
    sa.Column("token_hash", sa.LargeBinary, primary_key=True),
    sa.Column("conversation_id", sa.Text, nullable=False),
    sa.Column("person_id", sa.Text, nullable=False, index=True),
    sa.Column("created_at", Instant, nullable=False),
)
