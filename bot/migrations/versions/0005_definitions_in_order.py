"""Definitions keep the order of their keys: it is the order of questions and of boxes.

JSONB sorts keys, JSON keeps the text as it was.

Revision ID: 0005
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLE = "bot.definitions"


def upgrade() -> None:
    """Keep the text."""
    op.execute(f"ALTER TABLE {TABLE} ALTER COLUMN source TYPE JSON USING source::json")


def downgrade() -> None:
    """Sort the keys again."""
    op.execute(f"ALTER TABLE {TABLE} ALTER COLUMN source TYPE JSONB USING source::jsonb")
