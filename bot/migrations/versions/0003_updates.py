"""Updates of Telegram, stored before they are acknowledged; how much of a message was sent.

Revision ID: 0003
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
CREATE TABLE bot.updates (
    account TEXT NOT NULL,
    update_id BIGINT NOT NULL,
    sender_index BYTEA NOT NULL,
    album TEXT NOT NULL DEFAULT '',
    batch BIGINT,
    tries INTEGER NOT NULL DEFAULT 0,
    sealed_update BYTEA,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (account, update_id)
)
    """,
    """
CREATE INDEX ix_bot_updates_waiting ON bot.updates (account, sender_index, update_id)
    WHERE sealed_update IS NOT NULL
    """,
    """
ALTER TABLE bot.deliveries ADD COLUMN parts INTEGER NOT NULL DEFAULT 0
    """,
)


def upgrade() -> None:
    """Make the table and the column."""
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """Drop them."""
    op.execute("ALTER TABLE bot.deliveries DROP COLUMN parts")
    op.execute("DROP TABLE bot.updates")
