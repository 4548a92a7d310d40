"""The last day to mend what the court returned, and for which day the person was reminded.

Revision ID: 0008
"""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.execute(
        "ALTER TABLE bot.filing_copies"
        " ADD COLUMN correct_by DATE, ADD COLUMN correction_reminded_on DATE"
    )
    op.execute(
        "CREATE INDEX ix_bot_filing_copies_correct_by ON bot.filing_copies (correct_by)"
        " WHERE status = 'returned'"
    )


def downgrade() -> None:
    """Drop them."""
    op.execute("DROP INDEX bot.ix_bot_filing_copies_correct_by")
    op.execute(
        "ALTER TABLE bot.filing_copies DROP COLUMN correct_by, DROP COLUMN correction_reminded_on"
    )
