"""The tables of the chat channels: who writes from where, what is on its way, shared tokens.

Revision ID: 0002
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
ALTER TABLE bot.channel_identities
    ADD COLUMN sealed_sender BYTEA,
    ADD COLUMN subscribed BOOLEAN NOT NULL DEFAULT true,
    ADD COLUMN closing BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN window_ends_at TIMESTAMP WITH TIME ZONE,
    ADD COLUMN window_left INTEGER NOT NULL DEFAULT 0
    """,
    """
CREATE INDEX ix_bot_channel_identities_conversation_id
    ON bot.channel_identities (conversation_id)
    """,
    """
CREATE TABLE bot.channel_replies (
    channel TEXT NOT NULL,
    sender_index BYTEA NOT NULL,
    platform_id TEXT NOT NULL,
    state TEXT NOT NULL,
    sealed_reply BYTEA NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (channel, sender_index, platform_id)
)
    """,
    """
CREATE TABLE bot.unfinished (
    channel TEXT NOT NULL,
    sender_index BYTEA NOT NULL,
    platform_id TEXT NOT NULL,
    sealed_inbound BYTEA NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (channel, sender_index, platform_id)
)
    """,
    """
CREATE TABLE bot.deliveries (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    channel TEXT NOT NULL,
    sender_index BYTEA NOT NULL,
    conversation_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    n INTEGER NOT NULL,
    sealed_text BYTEA,
    state TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    settled_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (id)
)
    """,
    """
CREATE INDEX ix_bot_deliveries_open ON bot.deliveries (channel, sender_index, id)
    WHERE state NOT IN ('sent', 'shown')
    """,
    """
CREATE INDEX ix_bot_deliveries_conversation_id ON bot.deliveries (conversation_id)
    """,
    """
CREATE TABLE bot.delivery_attempts (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    delivery_id BIGINT NOT NULL,
    way TEXT NOT NULL,
    outcome TEXT NOT NULL,
    code TEXT NOT NULL,
    platform_id TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (id)
)
    """,
    """
CREATE INDEX ix_bot_delivery_attempts_delivery_id ON bot.delivery_attempts (delivery_id)
    """,
    """
CREATE INDEX ix_bot_delivery_attempts_platform_id ON bot.delivery_attempts (platform_id)
    WHERE platform_id <> ''
    """,
    """
CREATE TABLE bot.device_codes (
    code_index BYTEA NOT NULL,
    person_id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used_channel TEXT,
    used_index BYTEA,
    PRIMARY KEY (code_index)
)
    """,
    """
CREATE INDEX ix_bot_device_codes_person_id ON bot.device_codes (person_id)
    """,
    """
CREATE TABLE bot.device_misses (
    channel TEXT NOT NULL,
    sender_index BYTEA NOT NULL,
    misses INTEGER NOT NULL,
    since TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (channel, sender_index)
)
    """,
    """
CREATE TABLE bot.device_moves (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    channel TEXT NOT NULL,
    sender_index BYTEA NOT NULL,
    act TEXT NOT NULL,
    from_person_id TEXT NOT NULL,
    from_conversation_id TEXT NOT NULL,
    to_person_id TEXT NOT NULL,
    to_conversation_id TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (id)
)
    """,
    """
CREATE INDEX ix_bot_device_moves_sender ON bot.device_moves (channel, sender_index)
    """,
    """
CREATE TABLE bot.platform_tokens (
    account TEXT NOT NULL,
    sealed_token BYTEA,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    fetching_until TIMESTAMP WITH TIME ZONE,
    forced_at TIMESTAMP WITH TIME ZONE,
    fetches INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (account)
)
    """,
)

TABLES = (
    "platform_tokens",
    "device_moves",
    "device_misses",
    "device_codes",
    "delivery_attempts",
    "deliveries",
    "unfinished",
    "channel_replies",
)
COLUMNS = ("sealed_sender", "subscribed", "closing", "window_ends_at", "window_left")


def upgrade() -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """Drop the tables and columns."""
    for table in TABLES:
        op.execute(f"DROP TABLE bot.{table}")
    op.execute("DROP INDEX bot.ix_bot_channel_identities_conversation_id")
    for column in COLUMNS:
        op.execute(f"ALTER TABLE bot.channel_identities DROP COLUMN {column}")
