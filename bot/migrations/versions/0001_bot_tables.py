"""The tables of the bot.

Revision ID: 0001
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STATEMENTS = (
    """
CREATE TABLE bot.channel_identities (
    channel TEXT NOT NULL,
    sender_index BYTEA NOT NULL,
    person_id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (channel, sender_index)
)
    """,
    """
CREATE INDEX ix_bot_channel_identities_person_id ON bot.channel_identities (person_id)
    """,
    """
CREATE TABLE bot.consents (
    person_id TEXT NOT NULL,
    version TEXT NOT NULL,
    given_at TIMESTAMP WITH TIME ZONE NOT NULL,
    withdrawn_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (person_id, version)
)
    """,
    """
CREATE TABLE bot.conversations (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    last_n INTEGER NOT NULL,
    draft_id TEXT,
    sealed_dialogue BYTEA NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (id)
)
    """,
    """
CREATE INDEX ix_bot_conversations_person_id ON bot.conversations (person_id)
    """,
    """
CREATE TABLE bot.drafts (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    interview_id TEXT NOT NULL,
    interview_version INTEGER NOT NULL,
    interview_digest TEXT NOT NULL,
    round INTEGER NOT NULL,
    filing_number TEXT,
    set_aside BOOLEAN NOT NULL,
    sealed_state BYTEA NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (id)
)
    """,
    """
CREATE INDEX ix_bot_drafts_person_id ON bot.drafts (person_id)
    """,
    """
CREATE TABLE bot.filing_copies (
    number TEXT NOT NULL,
    person_id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    draft_id TEXT NOT NULL,
    status TEXT NOT NULL,
    sealed_copy BYTEA NOT NULL,
    as_of TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (number)
)
    """,
    """
CREATE INDEX ix_bot_filing_copies_person_id ON bot.filing_copies (person_id)
    """,
    """
CREATE TABLE bot.inbound (
    conversation_id TEXT NOT NULL,
    platform_id TEXT NOT NULL,
    digest TEXT NOT NULL,
    first_n INTEGER NOT NULL,
    last_n INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, platform_id)
)
    """,
    """
CREATE TABLE bot.messages (
    conversation_id TEXT NOT NULL,
    n INTEGER NOT NULL,
    sender TEXT NOT NULL,
    sealed_body BYTEA NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (conversation_id, n)
)
    """,
    """
CREATE TABLE bot.notices (
    id TEXT NOT NULL,
    received_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (id)
)
    """,
    """
CREATE TABLE bot.persons (
    id TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (id)
)
    """,
    """
CREATE TABLE bot.web_sessions (
    token_hash BYTEA NOT NULL,
    conversation_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (token_hash)
)
    """,
    """
CREATE INDEX ix_bot_web_sessions_person_id ON bot.web_sessions (person_id)
    """,
)

TABLES = (
    "web_sessions",
    "persons",
    "notices",
    "messages",
    "inbound",
    "filing_copies",
    "drafts",
    "conversations",
    "consents",
    "channel_identities",
)


def upgrade() -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """Drop the tables."""
    for table in TABLES:
        op.execute(f"DROP TABLE bot.{table}")
