"""When the next message of a bot account may go out, for all processes that send.

Not logged: after a crash there is nothing to wait for.

Revision ID: 0007
"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.execute("""
CREATE UNLOGGED TABLE bot.platform_pace (
    account TEXT NOT NULL,
    next_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (account)
)
    """)


def downgrade() -> None:
    """Drop the table."""
    op.execute("DROP TABLE bot.platform_pace")
