"""Keyed digests of the parties' names, by which a clerk finds a filing.

Filings handed over before get theirs when somebody searches by name, two hundred at a time.

Revision ID: 0006
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.execute("ALTER TABLE filing.filings ADD COLUMN names_index BYTEA[]")
    op.execute("CREATE INDEX ix_filings_names_index ON filing.filings USING gin (names_index)")


def downgrade() -> None:
    """Drop it."""
    op.execute("ALTER TABLE filing.filings DROP COLUMN names_index")
