"""Staff accounts and their sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection

from filing_backend.persistence.tables import staff, staff_sessions

__all__ = ["Role", "Session", "StaffAccount", "StaffAccounts"]


class Role(StrEnum):
    """What an account may do; a supervisor sees all and decides nothing."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class StaffAccount:
    """A person of the court who logs in by name."""

    id: str
    login: str
    name: str
    role: Role
    password_hash: str
    sealed_totp: bytes | None
    failures: int
    locked_until: datetime | None
    created_at: datetime
    disabled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Session:
    """A log-in. `form_token` must come back with every form (against forged requests)."""

    token_sha256: bytes
    staff_id: str
    form_token: str
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class StaffAccounts:
    """The repository of accounts and sessions, in the caller's transaction."""

    connection: Connection

    def put(self, account: StaffAccount) -> None:
        """Store an account, or change the one with the same login."""
        values = {name: getattr(account, name) for name in account.__slots__}
        changed = {name: values[name] for name in ("name", "role", "password_hash")}
        self.connection.execute(
            insert(staff)
            .values(**values)
            .on_conflict_do_update(index_elements=["login"], set_=changed)
        )

    def by_login(self, login: str, *, lock: bool = False) -> StaffAccount | None:
        """The account with this login."""
        return self._one(staff.c.login == login, lock)

    def by_id(self, staff_id: str) -> StaffAccount | None:
        """The account with this id."""
        return self._one(staff.c.id == staff_id, False)

    def all(self) -> list[StaffAccount]:
        """Every account, by login."""
        rows = self.connection.execute(sa.select(staff).order_by(staff.c.login)).mappings()
        return [_account(row) for row in rows]

    def note_attempt(self, staff_id: str, failures: int, locked_until: datetime | None) -> None:
        """Store how many log-ins failed in a row, and until when none is taken."""
        self.connection.execute(
            staff.update()
            .where(staff.c.id == staff_id)
            .values(failures=failures, locked_until=locked_until)
        )

    def disable(self, staff_id: str, at: datetime) -> None:
        """Note that the account is closed."""
        self.connection.execute(staff.update().where(staff.c.id == staff_id).values(disabled_at=at))

    def set_totp(self, staff_id: str, sealed_totp: bytes | None) -> None:
        """Store the sealed secret of the second factor; None: none is wanted any more."""
        self.connection.execute(
            staff.update().where(staff.c.id == staff_id).values(sealed_totp=sealed_totp)
        )

    def open_session(self, session: Session) -> None:
        """Store a log-in."""
        values = {name: getattr(session, name) for name in session.__slots__}
        self.connection.execute(staff_sessions.insert().values(**values))

    def session(self, token_sha256: bytes, now: datetime) -> Session | None:
        """The log-in with this token, unless it has ended."""
        row = (
            self.connection.execute(
                sa.select(staff_sessions).where(
                    staff_sessions.c.token_sha256 == token_sha256,
                    staff_sessions.c.expires_at > now,
                )
            )
            .mappings()
            .first()
        )
        if row is None:
            return None
        values = {name: row[name] for name in Session.__slots__}
        values["token_sha256"] = bytes(row["token_sha256"])
        return Session(**values)

    def close_session(self, token_sha256: bytes) -> None:
        """End a log-in."""
        self.connection.execute(
            staff_sessions.delete().where(staff_sessions.c.token_sha256 == token_sha256)
        )

    def close_expired(self, now: datetime) -> None:
        """Forget log-ins that have ended."""
        self.connection.execute(staff_sessions.delete().where(staff_sessions.c.expires_at <= now))

    def _one(self, condition: Any, lock: bool) -> StaffAccount | None:
        statement = sa.select(staff).where(condition)
        if lock:
            statement = statement.with_for_update()
        row = self.connection.execute(statement).mappings().first()
        return None if row is None else _account(row)


def _account(row: Any) -> StaffAccount:
    values = {name: row[name] for name in StaffAccount.__slots__}
    values["role"] = Role(row["role"])
    sealed = row["sealed_totp"]
    values["sealed_totp"] = None if sealed is None else bytes(sealed)
    return StaffAccount(**values)
