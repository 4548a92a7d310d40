"""Find filings by their case number, and events by kind and time.

Revision ID: 0002
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE filing.filings ADD COLUMN case_no_index BYTEA",
    "CREATE INDEX ix_filings_case_no_index ON filing.filings (case_no_index)",
    "CREATE INDEX ix_filing_events_kind_at ON filing.filing_events (kind, at)",
)


def upgrade() -> None:
    """Add the column and the indexes; filings that are filed already are found by number."""
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """Remove them."""
    op.execute("DROP INDEX filing.ix_filing_events_kind_at")
    op.execute("ALTER TABLE filing.filings DROP COLUMN case_no_index")
