"""The definitions that handed-over drafts keep, by digest.

Revision ID: 0004
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.execute("""
CREATE TABLE bot.definitions (
    digest TEXT NOT NULL,
    interview_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    source JSONB NOT NULL,
    stored_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (digest)
)
    """)


def downgrade() -> None:
    """Drop the table."""
    op.execute("DROP TABLE bot.definitions")
