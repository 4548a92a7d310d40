"""Calls for a human and the messages that answered them; every query on them lives here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection

from filing_backend.contracts.calls import StaffMessage
from filing_backend.persistence.tables import call_messages, calls
from infra.sealing import Sealer

__all__ = ["Call", "Calls", "Said"]


@dataclass(frozen=True, slots=True)
class Said:
    """What was written, by staff or by the `person`. delivered_at: when the other side had it."""

    actor: str
    text: str
    at: datetime
    delivered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Call:
    """A person waits since then."""

    id: str
    person_id: str
    since: datetime
    closed_at: datetime | None = None
    messages: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Calls:
    """The repository of calls, in the caller's transaction."""

    connection: Connection
    sealer: Sealer

    def add(self, call_id: str, person_id: str, since: datetime) -> bool:
        """Store an open call; False if it is known, or the person waits already."""
        statement = (
            insert(calls)
            .values(id=call_id, person_id=person_id, since=since)
            .on_conflict_do_nothing()
            .returning(calls.c.id)
        )
        return self.connection.execute(statement).first() is not None

    def add_closed(self, call_id: str, person_id: str, at: datetime, actor: str) -> None:
        """Keep what staff begin without being called: nobody waits in it."""
        self.connection.execute(
            calls.insert().values(
                id=call_id, person_id=person_id, since=at, closed_at=at, closed_by=actor
            )
        )

    def standing(self, call_id: str, person_id: str) -> Call | None:
        """The person's open call, else the one of this id if it is the person's."""
        own = sa.and_(calls.c.id == call_id, calls.c.person_id == person_id)
        waiting = sa.and_(calls.c.person_id == person_id, calls.c.closed_at.is_(None))
        row = self.connection.execute(
            sa.select(calls).where(own | waiting).order_by(calls.c.closed_at.desc()).limit(1)
        ).first()
        return None if row is None else _call(row)

    def of_person(self, person_id: str) -> Call | None:
        """The person's open call."""
        row = self.connection.execute(
            sa.select(calls).where(calls.c.person_id == person_id, calls.c.closed_at.is_(None))
        ).first()
        return None if row is None else _call(row)

    def open_one(self, call_id: str) -> Call | None:
        """The call of this id, locked, unless it is done."""
        row = self.connection.execute(
            sa.select(calls)
            .where(calls.c.id == call_id, calls.c.closed_at.is_(None))
            .with_for_update()
        ).first()
        return None if row is None else _call(row)

    def open(self, *, limit: int, offset: int = 0) -> list[Call]:
        """Open calls with their messages, the longest waiting first."""
        rows = self.connection.execute(
            sa.select(calls)
            .where(calls.c.closed_at.is_(None))
            .order_by(calls.c.since, calls.c.id)
            .limit(limit)
            .offset(offset)
        ).all()
        said = self._said([row.id for row in rows])
        return [_call(row, tuple(said.get(row.id, ()))) for row in rows]

    def said_with(self, person_id: str) -> list[Said]:
        """All that staff and the person wrote to each other, oldest first."""
        rows = self.connection.execute(sa.select(calls.c.id).where(calls.c.person_id == person_id))
        said = self._said(list(rows.scalars()))
        return sorted((each for found in said.values() for each in found), key=lambda each: each.at)

    def count_open(self) -> int:
        """How many people wait."""
        statement = sa.select(sa.func.count()).where(calls.c.closed_at.is_(None))
        return int(self.connection.execute(statement).scalar_one())

    def close(self, call_id: str, actor: str, at: datetime) -> None:
        """The call is done."""
        self.connection.execute(
            calls.update().where(calls.c.id == call_id).values(closed_at=at, closed_by=actor)
        )

    def forget_person(self, person_id: str) -> None:
        """Delete the person's calls and what was written to them."""
        self.connection.execute(calls.delete().where(calls.c.person_id == person_id))

    def say(self, message: StaffMessage, call_id: str, actor: str) -> None:
        """Store a message to be delivered."""
        self.connection.execute(
            call_messages.insert().values(
                id=message.message_id,
                call_id=call_id,
                actor=actor,
                sealed_text=self.sealer.seal(message.text, _place(message.message_id)),
                at=message.at,
            )
        )

    def knows(self, message_id: str) -> bool:
        """Whether this message is kept already."""
        statement = sa.select(call_messages.c.id).where(call_messages.c.id == message_id)
        return self.connection.execute(statement).first() is not None

    def hear(self, call_id: str, message_id: str, text: str, at: datetime) -> bool:
        """Store what the person wrote; False if it is known."""
        statement = (
            insert(call_messages)
            .values(
                id=message_id,
                call_id=call_id,
                actor="person",
                sealed_text=self.sealer.seal(text, _place(message_id)),
                at=at,
                delivered_at=at,
            )
            .on_conflict_do_nothing()
            .returning(call_messages.c.id)
        )
        return self.connection.execute(statement).first() is not None

    def waiting(self, message_id: str) -> StaffMessage | None:
        """The message if it has not been delivered yet."""
        row = self.connection.execute(
            sa.select(call_messages, calls.c.person_id)
            .join(calls, calls.c.id == call_messages.c.call_id)
            .where(call_messages.c.id == message_id, call_messages.c.delivered_at.is_(None))
        ).first()
        if row is None:
            return None
        text = self.sealer.open(row.sealed_text, _place(message_id))
        return StaffMessage(message_id=message_id, person_id=row.person_id, text=text, at=row.at)

    def delivered(self, message_id: str, at: datetime) -> None:
        """Note that the bot has it."""
        self.connection.execute(
            call_messages.update().where(call_messages.c.id == message_id).values(delivered_at=at)
        )

    def waiting_since(self, before: datetime) -> list[str]:
        """Ids of messages that have waited since before an instant."""
        rows = self.connection.execute(
            sa.select(call_messages.c.id)
            .where(call_messages.c.delivered_at.is_(None), call_messages.c.at < before)
            .order_by(call_messages.c.at)
        )
        return list(rows.scalars())

    def _said(self, call_ids: list[str]) -> dict[str, list[Said]]:
        found: dict[str, list[Said]] = {}
        rows = self.connection.execute(
            sa.select(call_messages)
            .where(call_messages.c.call_id.in_(call_ids))
            .order_by(call_messages.c.at, call_messages.c.id)
        )
        for row in rows:
            text = str(self.sealer.open(row.sealed_text, _place(row.id)))
            found.setdefault(row.call_id, []).append(
                Said(row.actor, text, row.at, row.delivered_at)
            )
        return found


def _call(row: sa.Row[Any], messages: tuple[Said, ...] = ()) -> Call:
    return Call(row.id, row.person_id, row.since, row.closed_at, messages)


def _place(message_id: str) -> str:
    return f"call_messages:{message_id}:sealed_text"
