"""By which form a filing was handed over.

Revision ID: 0003
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the digest of the form."""
    op.execute("ALTER TABLE filing.filing_contents ADD COLUMN form_digest TEXT")


def downgrade() -> None:
    """Take it away."""
    op.execute("ALTER TABLE filing.filing_contents DROP COLUMN form_digest")
