"""The statements by which a turn reads and writes: one that locks and reads, one that writes."""

from __future__ import annotations

import sqlalchemy as sa

from infra.statements import Statement

__all__ = [
    "LOCK",
    "LOCK_BY_TOKEN",
    "READ",
    "SAVE_DRAFT",
    "SET_ASIDE",
    "START",
    "WRITE",
    "WRITE_WITH_DRAFT",
]

_FIELDS = """
SELECT c.id, c.person_id, c.last_n, c.sealed_dialogue, d.id, d.interview_id, d.interview_version,
       d.interview_digest, d.round, d.filing_number, d.sealed_state, i.digest, i.first_n, i.last_n,
       EXISTS (SELECT 1 FROM bot.filing_copies f WHERE f.person_id = c.person_id)"""

_PLACES = """
FROM bot.conversations c
LEFT JOIN bot.drafts d ON d.id = c.draft_id
LEFT JOIN bot.inbound i ON i.conversation_id = c.id AND i.platform_id = :platform_id
"""
_BY_ID = "WHERE c.id = :id"
_BY_TOKEN = """
WHERE c.id = (SELECT w.conversation_id FROM bot.web_sessions w WHERE w.token_hash = :token)"""
_LOCKING = (
    f"{_FIELDS}, c.xmin <> (SELECT s.xmin FROM bot.conversations s WHERE s.id = c.id){_PLACES}"
)

LOCK = Statement(f"{_LOCKING}{_BY_ID} FOR UPDATE OF c")
"""Locks and reads. When it had to wait for the lock it gives the conversation as it is now, but
draft and inbound as they were before: the last column says so, and they are to be read again."""

LOCK_BY_TOKEN = Statement(f"{_LOCKING}{_BY_TOKEN} FOR UPDATE OF c")

READ = Statement(f"{_FIELDS}{_PLACES}{_BY_ID}")

_SAID = """
WITH said AS (
    INSERT INTO bot.messages (conversation_id, n, sender, sealed_body, at)
    SELECT :id, m.n, m.sender, m.body, :at
    FROM unnest(CAST(:ns AS int[]), CAST(:senders AS text[]), CAST(:bodies AS bytea[]))
        AS m (n, sender, body)
), seen AS (
    INSERT INTO bot.inbound (conversation_id, platform_id, digest, first_n, last_n)
    SELECT :id, :platform_id, :digest, :first_n, :last_n WHERE :platform_id <> ''
)"""

_DRAFT = """
INSERT INTO bot.drafts (id, person_id, conversation_id, interview_id, interview_version,
    interview_digest, round, filing_number, set_aside, sealed_state, updated_at)
VALUES (:draft, :person_id, :id, :interview_id, :interview_version, :interview_digest,
    :round, :filing_number, :set_aside, :state, :at)
ON CONFLICT (id) DO UPDATE SET sealed_state = excluded.sealed_state, round = excluded.round,
    set_aside = excluded.set_aside,
    filing_number = excluded.filing_number, interview_version = excluded.interview_version,
    interview_digest = excluded.interview_digest, updated_at = excluded.updated_at
"""

_MOVED_ON = """
UPDATE bot.conversations
SET last_n = :last_n, sealed_dialogue = :dialogue, draft_id = :draft_id, updated_at = :at
WHERE id = :id
"""

WRITE = Statement(_SAID + _MOVED_ON)
WRITE_WITH_DRAFT = Statement(f"{_SAID}, drafted AS ({_DRAFT}){_MOVED_ON}")
SAVE_DRAFT = sa.text(_DRAFT)

SET_ASIDE = sa.text("""
SELECT id, interview_id, interview_version, interview_digest, round, filing_number, sealed_state
FROM bot.drafts
WHERE person_id = :person_id AND set_aside AND updated_at > :since
ORDER BY updated_at DESC, id LIMIT 5
""")

START = sa.text("""
WITH person AS (
    INSERT INTO bot.persons (id, created_at) VALUES (:person_id, :at) ON CONFLICT DO NOTHING
)
INSERT INTO bot.conversations
    (id, person_id, channel, last_n, draft_id, sealed_dialogue, updated_at)
VALUES (:id, :person_id, :channel, 0, NULL, :dialogue, :at)
""")
