"""The tables of schema `bot`; columns named `sealed_…` hold encrypted bytes only."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSON

__all__ = [
    "channel_identities",
    "channel_replies",
    "consents",
    "conversations",
    "definitions",
    "deliveries",
    "delivery_attempts",
    "device_codes",
    "device_misses",
    "device_moves",
    "drafts",
    "filing_copies",
    "inbound",
    "messages",
    "metadata",
    "notices",
    "persons",
    "platform_tokens",
    "unfinished",
    "updates",
    "web_sessions",
]

metadata = sa.MetaData(schema="bot")
Instant = sa.DateTime(timezone=True)

persons = sa.Table(
    "persons",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("created_at", Instant, nullable=False),
)

consents = sa.Table(
    "consents",
    metadata,
    sa.Column("person_id", sa.Text, primary_key=True),
    sa.Column("version", sa.Text, primary_key=True),
    sa.Column("given_at", Instant, nullable=False),
    sa.Column("withdrawn_at", Instant),
)

conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("person_id", sa.Text, nullable=False, index=True),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("last_n", sa.Integer, nullable=False),
    sa.Column("draft_id", sa.Text),
    sa.Column("sealed_dialogue", sa.LargeBinary, nullable=False),
    sa.Column("updated_at", Instant, nullable=False),
)

channel_identities = sa.Table(
    "channel_identities",
    metadata,
    sa.Column("channel", sa.Text, primary_key=True),
    sa.Column("sender_index", sa.LargeBinary, primary_key=True),
    sa.Column("person_id", sa.Text, nullable=False, index=True),
    sa.Column("conversation_id", sa.Text, nullable=False, index=True),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("sealed_sender", sa.LargeBinary),
    sa.Column("subscribed", sa.Boolean, nullable=False, server_default=sa.true()),
    sa.Column("closing", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("window_ends_at", Instant),
    sa.Column("window_left", sa.Integer, nullable=False, server_default="0"),
)

channel_replies = sa.Table(
    "channel_replies",
    metadata,
    sa.Column("channel", sa.Text, primary_key=True),
    sa.Column("sender_index", sa.LargeBinary, primary_key=True),
    sa.Column("platform_id", sa.Text, primary_key=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("sealed_reply", sa.LargeBinary, nullable=False),
    sa.Column("at", Instant, nullable=False),
)

unfinished = sa.Table(
    "unfinished",
    metadata,
    sa.Column("channel", sa.Text, primary_key=True),
    sa.Column("sender_index", sa.LargeBinary, primary_key=True),
    sa.Column("platform_id", sa.Text, primary_key=True),
    sa.Column("sealed_inbound", sa.LargeBinary, nullable=False),
    sa.Column("at", Instant, nullable=False),
)

deliveries = sa.Table(
    "deliveries",
    metadata,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("sender_index", sa.LargeBinary, nullable=False),
    sa.Column("conversation_id", sa.Text, nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("n", sa.Integer, nullable=False),
    sa.Column("sealed_text", sa.LargeBinary),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("settled_at", Instant),
    sa.Column("parts", sa.Integer, nullable=False, server_default="0"),
    sa.Index(
        "ix_bot_deliveries_open",
        "channel",
        "sender_index",
        "id",
        postgresql_where=sa.text("state NOT IN ('sent', 'shown')"),
    ),
)

delivery_attempts = sa.Table(
    "delivery_attempts",
    metadata,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("delivery_id", sa.BigInteger, nullable=False, index=True),
    sa.Column("way", sa.Text, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("platform_id", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Index(
        "ix_bot_delivery_attempts_platform_id",
        "platform_id",
        postgresql_where=sa.text("platform_id <> ''"),
    ),
)

updates = sa.Table(
    "updates",
    metadata,
    sa.Column("account", sa.Text, primary_key=True),
    sa.Column("update_id", sa.BigInteger, primary_key=True),
    sa.Column("sender_index", sa.LargeBinary, nullable=False),
    sa.Column("album", sa.Text, nullable=False, server_default=""),
    sa.Column("batch", sa.BigInteger),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("sealed_update", sa.LargeBinary),
    sa.Column("at", Instant, nullable=False),
    sa.Index(
        "ix_bot_updates_waiting",
        "account",
        "sender_index",
        "update_id",
        postgresql_where=sa.text("sealed_update IS NOT NULL"),
    ),
)

platform_pace = sa.Table(
    "platform_pace",
    metadata,
    sa.Column("account", sa.Text, primary_key=True),
    sa.Column("next_at", Instant, nullable=False),
    prefixes=["UNLOGGED"],
)

device_codes = sa.Table(
    "device_codes",
    metadata,
    sa.Column("code_index", sa.LargeBinary, primary_key=True),
    sa.Column("person_id", sa.Text, nullable=False, index=True),
    sa.Column("conversation_id", sa.Text, nullable=False),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("used_channel", sa.Text),
    sa.Column("used_index", sa.LargeBinary),
)

device_misses = sa.Table(
    "device_misses",
    metadata,
    sa.Column("channel", sa.Text, primary_key=True),
    sa.Column("sender_index", sa.LargeBinary, primary_key=True),
    sa.Column("misses", sa.Integer, nullable=False),
    sa.Column("since", Instant, nullable=False),
)

device_moves = sa.Table(
    "device_moves",
    metadata,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("sender_index", sa.LargeBinary, nullable=False),
    sa.Column("act", sa.Text, nullable=False),
    sa.Column("from_person_id", sa.Text, nullable=False),
    sa.Column("from_conversation_id", sa.Text, nullable=False),
    sa.Column("to_person_id", sa.Text, nullable=False),
    sa.Column("to_conversation_id", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Index("ix_bot_device_moves_sender", "channel", "sender_index"),
)

platform_tokens = sa.Table(
    "platform_tokens",
    metadata,
    sa.Column("account", sa.Text, primary_key=True),
    sa.Column("sealed_token", sa.LargeBinary),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("fetching_until", Instant),
    sa.Column("forced_at", Instant),
    sa.Column("fetches", sa.Integer, nullable=False, server_default="0"),
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

drafts = sa.Table(
    "drafts",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("person_id", sa.Text, nullable=False, index=True),
    sa.Column("conversation_id", sa.Text, nullable=False),
    sa.Column("interview_id", sa.Text, nullable=False),
    sa.Column("interview_version", sa.Integer, nullable=False),
    sa.Column("interview_digest", sa.Text, nullable=False),
    sa.Column("round", sa.Integer, nullable=False),
    sa.Column("filing_number", sa.Text),
    sa.Column("set_aside", sa.Boolean, nullable=False),
    sa.Column("sealed_state", sa.LargeBinary, nullable=False),
    sa.Column("updated_at", Instant, nullable=False),
    sa.Column("reminded_at", Instant),
    sa.Column("warned_at", Instant),
    sa.Index("ix_bot_drafts_updated_at", "updated_at"),
)

messages = sa.Table(
    "messages",
    metadata,
    sa.Column("conversation_id", sa.Text, primary_key=True),
    sa.Column("n", sa.Integer, primary_key=True),
    sa.Column("sender", sa.Text, nullable=False),
    sa.Column("sealed_body", sa.LargeBinary, nullable=False),
    sa.Column("at", Instant, nullable=False),
)

inbound = sa.Table(
    "inbound",
    metadata,
    sa.Column("conversation_id", sa.Text, primary_key=True),
    sa.Column("platform_id", sa.Text, primary_key=True),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("first_n", sa.Integer, nullable=False),
    sa.Column("last_n", sa.Integer, nullable=False),
)

FEE_DUE, RETURNED = sa.text("status = 'fee_due'"), sa.text("status = 'returned'")
filing_copies = sa.Table(
    "filing_copies",
    metadata,
    sa.Column("number", sa.Text, primary_key=True),
    sa.Column("person_id", sa.Text, nullable=False, index=True),
    sa.Column("conversation_id", sa.Text, nullable=False),
    sa.Column("draft_id", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("sealed_copy", sa.LargeBinary, nullable=False),
    sa.Column("as_of", Instant, nullable=False),
    sa.Column("updated_at", Instant, nullable=False),
    sa.Column("fee_due_on", sa.Date),
    sa.Column("fee_reminded_on", sa.Date),
    sa.Column("correct_by", sa.Date),
    sa.Column("correction_reminded_on", sa.Date),
    sa.Index("ix_bot_filing_copies_fee_due_on", "fee_due_on", postgresql_where=FEE_DUE),
    sa.Index("ix_bot_filing_copies_correct_by", "correct_by", postgresql_where=RETURNED),
)

notices = sa.Table(
    "notices",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("received_at", Instant, nullable=False),
)

web_sessions = sa.Table(
    "web_sessions",
    metadata,
    sa.Column("token_hash", sa.LargeBinary, primary_key=True),
    sa.Column("conversation_id", sa.Text, nullable=False),
    sa.Column("person_id", sa.Text, nullable=False, index=True),
    sa.Column("created_at", Instant, nullable=False),
)
