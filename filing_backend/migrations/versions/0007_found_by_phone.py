"""The digests by which a clerk finds a filing hold telephones and agents too.

They are made anew when somebody searches, two hundred filings at a time.

Revision ID: 0007
"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forget the digests of names alone."""
    op.execute("UPDATE filing.filings SET names_index = NULL")


def downgrade() -> None:
    """Forget those of telephones."""
    op.execute("UPDATE filing.filings SET names_index = NULL")
