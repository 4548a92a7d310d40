"""The inbox: updates of a platform, stored before the platform hears that they have arrived.

An update is known by its number and its account. Once it is answered only the number stays, so
that a repetition is known for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from infra.sealing import Sealer

__all__ = ["Batch", "StoredUpdate", "Updates"]

ADD = sa.text("""
INSERT INTO bot.updates (account, update_id, sender_index, album, sealed_update, at)
VALUES (:account, :update_id, :index, :album, :update, :at)
ON CONFLICT DO NOTHING RETURNING update_id
""")
FIRST = sa.text("""
SELECT update_id, album, batch FROM bot.updates
WHERE account = :account AND sender_index = :index AND sealed_update IS NOT NULL
ORDER BY coalesce(batch, update_id), update_id LIMIT 1 FOR UPDATE
""")
# The album that is to be taken next, as long as none of it has been taken.
ALBUM = sa.text("""
SELECT count(*) AS size, max(at) AS newest FROM bot.updates
WHERE account = :account AND sender_index = :index AND sealed_update IS NOT NULL
  AND album <> '' AND batch IS NULL AND album = (
    SELECT album FROM bot.updates
    WHERE account = :account AND sender_index = :index AND sealed_update IS NOT NULL
    ORDER BY coalesce(batch, update_id), update_id LIMIT 1)
""")
# Pictures of one album that have arrived by now are taken together; a batch stays as it is.
GATHER = sa.text("""
UPDATE bot.updates SET batch = :batch
WHERE account = :account AND sender_index = :index AND sealed_update IS NOT NULL
  AND batch IS NULL AND (update_id = :batch OR (:album <> '' AND album = :album))
""")
TAKE = sa.text("""
UPDATE bot.updates SET tries = tries + 1
WHERE account = :account AND sender_index = :index AND batch = :batch
  AND sealed_update IS NOT NULL
RETURNING update_id, sealed_update, tries
""")
DONE = sa.text("""
UPDATE bot.updates SET sealed_update = NULL
WHERE account = :account AND sender_index = :index AND batch = :batch
""")
WAITING = sa.text("""
SELECT DISTINCT sender_index FROM bot.updates
WHERE account = :account AND sealed_update IS NOT NULL AND at < :before
""")
FORGET = sa.text("""
DELETE FROM bot.updates WHERE account = :account AND sealed_update IS NULL AND at < :before
""")


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    """An update as the platform sent it."""

    update_id: int
    tree: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """Updates that are answered together, oldest first: one, or the pictures of an album.

    id: of the first one. tries: how often the batch has been taken, this time included.
    """

    id: int
    updates: tuple[StoredUpdate, ...]
    tries: int


class Updates:
    """Keeps updates by account, on a connection whose transaction the caller ends."""

    def __init__(self, sealer: Sealer, account: str) -> None:
        self._sealer = sealer
        self._account = account

    def add(
        self,
        connection: sa.Connection,
        update_id: int,
        index: bytes,
        album: str,
        tree: dict[str, Any],
        at: datetime,
    ) -> bool:
        """Keep an update; False if it has come before."""
        values = {
            "account": self._account,
            "update_id": update_id,
            "index": index,
            "album": album,
            "update": self._sealer.seal(tree, self._place(update_id)),
            "at": at,
        }
        return connection.execute(ADD, values).first() is not None

    def album(self, connection: sa.Connection, index: bytes) -> tuple[int, datetime | None]:
        """How many pictures of the album that is next have come, and when the last one did."""
        row = connection.execute(ALBUM, {"account": self._account, "index": index}).one()
        return row.size, row.newest

    def take(self, connection: sa.Connection, index: bytes) -> Batch | None:
        """The oldest updates of a sender that have no answer yet, None if there are none."""
        sender = {"account": self._account, "index": index}
        first = connection.execute(FIRST, sender).first()
        if first is None:
            return None
        batch = first.batch
        if batch is None:
            batch = first.update_id
            connection.execute(GATHER, sender | {"batch": batch, "album": first.album})
        rows = connection.execute(TAKE, sender | {"batch": batch}).all()
        updates = tuple(self._update(row) for row in sorted(rows, key=lambda row: row.update_id))
        return Batch(batch, updates, max(row.tries for row in rows))

    def done(self, connection: sa.Connection, index: bytes, batch: int) -> None:
        """The batch has its answer; what it said is not kept."""
        connection.execute(DONE, {"account": self._account, "index": index, "batch": batch})

    def waiting(self, connection: sa.Connection, before: datetime) -> Sequence[bytes]:
        """Senders whose updates have waited since before that time."""
        found = connection.scalars(WAITING, {"account": self._account, "before": before})
        return [bytes(each) for each in found]

    def forget_older(self, connection: sa.Connection, before: datetime) -> int:
        """Forget answered updates that the platform will not repeat any more."""
        values = {"account": self._account, "before": before}
        return connection.execute(FORGET, values).rowcount

    def _update(self, row: sa.Row[Any]) -> StoredUpdate:
        tree = self._sealer.open(row.sealed_update, self._place(row.update_id))
        return StoredUpdate(row.update_id, tree)

    def _place(self, update_id: int) -> str:
        return f"updates:{self._account}/{update_id}:update"
