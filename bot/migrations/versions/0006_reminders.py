"""When a silent draft was reminded of, when its end was announced; when a fee is due.

Revision ID: 0006
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
ALTER TABLE bot.drafts
    ADD COLUMN reminded_at TIMESTAMP WITH TIME ZONE,
    ADD COLUMN warned_at TIMESTAMP WITH TIME ZONE
    """,
    """
ALTER TABLE bot.filing_copies ADD COLUMN fee_due_on DATE, ADD COLUMN fee_reminded_on DATE
    """,
    "CREATE INDEX ix_bot_drafts_updated_at ON bot.drafts (updated_at)",
    """
CREATE INDEX ix_bot_filing_copies_fee_due_on ON bot.filing_copies (fee_due_on)
    WHERE status = 'fee_due'
    """,
)


def upgrade() -> None:
    """Add the columns."""
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """Drop them."""
    op.execute("DROP INDEX bot.ix_bot_filing_copies_fee_due_on")
    op.execute("DROP INDEX bot.ix_bot_drafts_updated_at")
    op.execute("ALTER TABLE bot.filing_copies DROP COLUMN fee_due_on, DROP COLUMN fee_reminded_on")
    op.execute("ALTER TABLE bot.drafts DROP COLUMN reminded_at, DROP COLUMN warned_at")
