"""The audit trail: each entry is sealed together with the seal of the one before.

The seal is keyed, so whoever can write to the table but has not the master key cannot change,
insert, or remove an entry without `broken_at` seeing it. The last seal should also be kept
outside (it is logged with each entry): then entries cut off the end are seen as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from filing_backend.persistence.tables import audit
from infra.sealing import Sealer

__all__ = ["AuditTrail", "Entry", "Wanted"]

LOCK = 0x6C69616E  # serialises appending
FIRST = b"\0" * 32
COLUMN = "audit:seal"
AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what to what. `details` never holds names, numbers or message text."""

    seq: int
    at: datetime
    actor: str
    act: str
    object: str
    details: Mapping[str, Any]
    previous: bytes
    seal: bytes


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are meant: by whom, of which act, about what; `""` leaves it open."""

    actor: str = ""
    act: str = ""
    object: str = ""


@dataclass(frozen=True, slots=True)
class AuditTrail:
    """The repository of audit entries, in the caller's transaction."""

    connection: Connection
    sealer: Sealer

    def add(
        self,
        actor: str,
        act: str,
        target: str,
        at: datetime,
        details: Mapping[str, Any] | None = None,
    ) -> Entry:
        """Append an entry; other appenders wait until this transaction ends."""
        self.connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
        last = self.connection.execute(
            sa.select(audit.c.seq, audit.c.seal).order_by(audit.c.seq.desc()).limit(1)
        ).first()
        seq, previous = (1, FIRST) if last is None else (last.seq + 1, bytes(last.seal))
        plain = dict(details or {})
        unsealed = Entry(seq, at, actor, act, target, plain, previous, b"")
        entry = replace(unsealed, seal=self.sealer.index(_text(unsealed), COLUMN))
        self.connection.execute(
            audit.insert().values({name: getattr(entry, name) for name in Entry.__slots__})
        )
        return entry

    def of_object(self, target: str) -> list[Entry]:
        """Entries about one thing, oldest first."""
        return self._entries(sa.select(audit).where(audit.c.object == target))

    def latest(
        self, limit: int = 200, before: int | None = None, wanted: Wanted | None = None
    ) -> list[Entry]:
        """The last entries, newest first, of those that are wanted."""
        statement = sa.select(audit).order_by(audit.c.seq.desc()).limit(limit)
        if before is not None:
            statement = statement.where(audit.c.seq < before)
        for name in ("actor", "act", "object"):
            if wanted is not None and getattr(wanted, name):
                statement = statement.where(audit.c[name] == getattr(wanted, name))
        return [_entry(row) for row in self.connection.execute(statement).mappings()]

    def actors(self) -> list[str]:
        """Everybody who stands in it."""
        return self._distinct(audit.c.actor)

    def acts(self) -> list[str]:
        """Every act that stands in it."""
        return self._distinct(audit.c.act)

    def _distinct(self, column: sa.ColumnElement[Any]) -> list[str]:
        statement = sa.select(column).distinct().order_by(column)
        return [str(each) for each in self.connection.execute(statement).scalars()]

    def broken_at(self, last_seal: bytes | None = None) -> int | None:
        """The first entry that is not as it was written; None if all are.

        last_seal: a seal kept outside; if no entry bears it, the end was cut off.
        """
        previous, seq, seen = FIRST, 0, last_seal is None
        for entry in self._walk():
            seq += 1
            genuine = self.sealer.indexes(_text(entry), COLUMN)
            if (entry.seq, entry.previous) != (seq, previous) or entry.seal not in genuine:
                return seq
            previous = entry.seal
            seen = seen or entry.seal == last_seal
        return None if seen else seq + 1

    def _walk(self) -> Iterator[Entry]:
        last = None
        while True:
            statement = sa.select(audit).order_by(audit.c.seq).limit(AT_ONCE)
            if last is not None:
                statement = statement.where(audit.c.seq > last)
            entries = [_entry(row) for row in self.connection.execute(statement).mappings()]
            if not entries:
                return
            yield from entries
            last = entries[-1].seq

    def _entries(self, statement: sa.Select[Any]) -> list[Entry]:
        rows = self.connection.execute(statement.order_by(audit.c.seq)).mappings()
        return [_entry(row) for row in rows]


def _text(entry: Entry) -> str:
    moment = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    fields = [entry.seq, moment, entry.actor, entry.act, entry.object, dict(entry.details)]
    return orjson.dumps([*fields, entry.previous.hex()], option=orjson.OPT_SORT_KEYS).decode()


def _entry(row: RowMapping) -> Entry:
    values = {name: row[name] for name in Entry.__slots__}
    values["previous"], values["seal"] = bytes(row["previous"]), bytes(row["seal"])
    return Entry(**values)
