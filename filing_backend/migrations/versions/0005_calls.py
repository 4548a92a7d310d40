"""Who waits for a member of staff, and what staff wrote into the chat.

Revision ID: 0005
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
CREATE TABLE filing.calls (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    since TIMESTAMP WITH TIME ZONE NOT NULL,
    closed_at TIMESTAMP WITH TIME ZONE,
    closed_by TEXT,
    CONSTRAINT pk_calls PRIMARY KEY (id)
)
    """,
    "CREATE INDEX ix_calls_person_id ON filing.calls (person_id)",
    """
CREATE UNIQUE INDEX uq_calls_person_id_open ON filing.calls (person_id)
    WHERE closed_at IS NULL
    """,
    "CREATE INDEX ix_calls_open ON filing.calls (since) WHERE closed_at IS NULL",
    """
CREATE TABLE filing.call_messages (
    id TEXT NOT NULL,
    call_id TEXT NOT NULL,
    actor TEXT NOT NULL,
    sealed_text BYTEA NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    delivered_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_call_messages PRIMARY KEY (id),
    CONSTRAINT fk_call_messages_call_id FOREIGN KEY (call_id)
        REFERENCES filing.calls (id) ON DELETE CASCADE
)
    """,
    "CREATE INDEX ix_call_messages_call_id ON filing.call_messages (call_id)",
    """
CREATE INDEX ix_call_messages_waiting ON filing.call_messages (at)
    WHERE delivered_at IS NULL
    """,
)


def upgrade() -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """Drop them."""
    op.execute("DROP TABLE filing.call_messages")
    op.execute("DROP TABLE filing.calls")
