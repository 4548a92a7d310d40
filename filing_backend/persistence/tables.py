"""The tables of schema `filing`; columns named `sealed_…` hold encrypted bytes only."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSON, JSONB

__all__ = [
    "audit",
    "call_messages",
    "calls",
    "contents",
    "court_exchange",
    "definitions",
    "documents",
    "events",
    "filings",
    "idempotency",
    "materials",
    "metadata",
    "notices",
    "previews",
    "staff",
    "staff_sessions",
]

metadata = sa.MetaData(
    schema="filing",
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    },
)

Instant = sa.DateTime(timezone=True)


def _filing_key() -> sa.Column[str]:
    return sa.Column(
        "filing_id", sa.Text, sa.ForeignKey("filing.filings.id", ondelete="CASCADE"), nullable=False
    )


definitions = sa.Table(
    "definitions",
    metadata,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("interview_id", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("source", JSON, nullable=False),
    sa.Column("stored_at", Instant, nullable=False),
)

materials = sa.Table(
    "materials",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("draft_id", sa.Text, nullable=False),
    sa.Column("person_id", sa.Text, nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("sealed_name", sa.LargeBinary, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("pages", sa.Integer, nullable=False),
    sa.Column("object_key", sa.Text, nullable=False),
    sa.Column("received_at", Instant, nullable=False),
    sa.UniqueConstraint("draft_id", "sha256"),
)

previews = sa.Table(
    "previews",
    metadata,
    sa.Column("draft_id", sa.Text, primary_key=True),
    sa.Column("person_id", sa.Text, nullable=False, index=True),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("pages", sa.Integer, nullable=False),
    sa.Column("rendered_at", Instant, nullable=False),
)

filings = sa.Table(
    "filings",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("number", sa.Text, nullable=False, unique=True),
    sa.Column("draft_id", sa.Text, nullable=False),
    sa.Column("person_id", sa.Text, nullable=False, index=True),
    sa.Column("interview_id", sa.Text, nullable=False),
    sa.Column("interview_version", sa.Integer, nullable=False),
    sa.Column("interview_digest", sa.Text, nullable=False),
    sa.Column("court", sa.Text, nullable=False),
    sa.Column("parties_index", sa.LargeBinary, nullable=True, index=True),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("status_since", Instant, nullable=False),
    sa.Column("received_at", Instant, nullable=False),
    sa.Column("emptied_at", Instant, nullable=True),
    sa.Column("case_no_index", sa.LargeBinary, nullable=True, index=True),
    sa.Column("names_index", ARRAY(sa.LargeBinary), nullable=True),
    sa.Index("ix_filings_names_index", "names_index", postgresql_using="gin"),
    sa.Index("ix_filings_status_status_since", "status", "status_since"),
    sa.Index(
        "uq_filings_draft_id_under_way",
        "draft_id",
        unique=True,
        postgresql_where=sa.text("status NOT IN ('withdrawn', 'refused')"),
    ),
)
"""`status` and `status_since` repeat what the events add up to, for the queue's sake."""

contents = sa.Table(
    "filing_contents",
    metadata,
    _filing_key(),
    sa.Column("round", sa.Integer, nullable=False),
    sa.Column("sealed_draft", sa.LargeBinary, nullable=False),
    sa.Column("form_digest", sa.Text, nullable=True),
    sa.Column("received_at", Instant, nullable=False),
    sa.PrimaryKeyConstraint("filing_id", "round"),
)

events = sa.Table(
    "filing_events",
    metadata,
    _filing_key(),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("sealed_details", sa.LargeBinary, nullable=True),
    sa.PrimaryKeyConstraint("filing_id", "seq"),
    sa.Index("ix_filing_events_kind_at", "kind", "at"),
)

idempotency = sa.Table(
    "idempotency",
    metadata,
    sa.Column("scope", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("request_sha256", sa.Text, nullable=False),
    sa.Column("filing_id", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.PrimaryKeyConstraint("scope", "key"),
)

documents = sa.Table(
    "documents",
    metadata,
    _filing_key(),
    sa.Column("round", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("object_key", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("made_at", Instant, nullable=False),
    sa.PrimaryKeyConstraint("filing_id", "round", "kind", "media_type"),
)

court_exchange = sa.Table(
    "court_exchange",
    metadata,
    sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
    _filing_key(),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("act", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("sealed_answer", sa.LargeBinary, nullable=True),
    sa.Index("ix_court_exchange_filing_id", "filing_id"),
)

notices = sa.Table(
    "notices",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    _filing_key(),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("sealed_body", sa.LargeBinary, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("delivered_at", Instant, nullable=True),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Index("ix_notices_filing_id", "filing_id"),
    sa.Index("ix_notices_waiting", "at", postgresql_where=sa.text("delivered_at IS NULL")),
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("act", sa.Text, nullable=False),
    sa.Column("object", sa.Text, nullable=False),
    sa.Column("details", JSONB, nullable=False),
    sa.Column("previous", sa.LargeBinary, nullable=False),
    sa.Column("seal", sa.LargeBinary, nullable=False),
    sa.Index("ix_audit_object", "object"),
)

staff = sa.Table(
    "staff",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("login", sa.Text, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("password_hash", sa.Text, nullable=False),
    sa.Column("sealed_totp", sa.LargeBinary, nullable=True),
    sa.Column("failures", sa.Integer, nullable=False, server_default="0"),
    sa.Column("locked_until", Instant, nullable=True),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("disabled_at", Instant, nullable=True),
)

staff_sessions = sa.Table(
    "staff_sessions",
    metadata,
    sa.Column("token_sha256", sa.LargeBinary, primary_key=True),
    sa.Column(
        "staff_id", sa.Text, sa.ForeignKey("filing.staff.id", ondelete="CASCADE"), nullable=False
    ),
    sa.Column("form_token", sa.Text, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Index("ix_staff_sessions_staff_id", "staff_id"),
)

calls = sa.Table(
    "calls",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("person_id", sa.Text, nullable=False, index=True),
    sa.Column("since", Instant, nullable=False),
    sa.Column("closed_at", Instant, nullable=True),
    sa.Column("closed_by", sa.Text, nullable=True),
    sa.Index(
        "uq_calls_person_id_open",
        "person_id",
        unique=True,
        postgresql_where=sa.text("closed_at IS NULL"),
    ),
    sa.Index("ix_calls_open", "since", postgresql_where=sa.text("closed_at IS NULL")),
)

call_messages = sa.Table(
    "call_messages",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column(
        "call_id", sa.Text, sa.ForeignKey("filing.calls.id", ondelete="CASCADE"), nullable=False
    ),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("sealed_text", sa.LargeBinary, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("delivered_at", Instant, nullable=True),
    sa.Index("ix_call_messages_call_id", "call_id"),
    sa.Index("ix_call_messages_waiting", "at", postgresql_where=sa.text("delivered_at IS NULL")),
)
