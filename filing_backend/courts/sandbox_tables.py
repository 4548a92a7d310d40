"""Tables of the embedded court: its own, reached only through the port."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

__all__ = ["behaviour", "cases", "metadata", "replies"]

metadata = sa.MetaData(schema="filing")

Instant = sa.DateTime(timezone=True)

cases = sa.Table(
    "court_cases",
    metadata,
    sa.Column("receipt", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("court", sa.Text, nullable=False),
    sa.Column("packet_sha256", sa.Text, nullable=False),
    sa.Column("previous_receipt", sa.Text, nullable=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("filed_at", Instant, nullable=False),
    sa.PrimaryKeyConstraint("receipt", name="pk_court_cases"),
    sa.UniqueConstraint("key", name="uq_court_cases_key"),
)

replies = sa.Table(
    "court_replies",
    metadata,
    sa.Column("receipt", sa.Text, nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("sealed_details", sa.LargeBinary, nullable=False),
    sa.ForeignKeyConstraint(
        ["receipt"], ["filing.court_cases.receipt"], name="fk_court_replies_receipt"
    ),
    sa.PrimaryKeyConstraint("receipt", "seq", name="pk_court_replies"),
)

behaviour = sa.Table(
    "court_behaviour",
    metadata,
    sa.Column("id", sa.Integer, nullable=False),
    sa.Column("settings", JSONB, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_court_behaviour"),
)
