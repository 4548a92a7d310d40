"""Staff log in by name and password; five failures in a row lock the account for a while."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from filing_backend.domain.errors import Unauthorized
from filing_backend.persistence.staff import Role, Session, StaffAccount
from filing_backend.services.office import Desk

__all__ = [
    "LoggedIn",
    "Role",
    "add_staff",
    "authenticate_staff",
    "disable_staff",
    "log_out",
    "password_fits",
    "staff_of_session",
]

HASHER = PasswordHasher()
MOST_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
SESSION_LASTS = timedelta(hours=10)


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """An account with its session. token: only set at log-in, to go into the cookie."""

    account: StaffAccount
    form_token: str
    token: str = ""

    @property
    def actor(self) -> str:
        """How the audit trail calls it."""
        return f"staff:{self.account.login}"


def add_staff(desk: Desk, login: str, name: str, role: Role, password: str) -> StaffAccount:
    """Make an account, or change name, role and password of the one with this login."""
    account = StaffAccount(
        id=secrets.token_hex(8),
        login=login,
        name=name,
        role=role,
        password_hash=HASHER.hash(password),
        sealed_totp=None,
        failures=0,
        locked_until=None,
        created_at=desk.now(),
        disabled_at=None,
    )
    desk.staff.put(account)
    desk.audit.add("system", "staff.put", login, desk.now(), {"role": role})
    return account


def disable_staff(desk: Desk, account: StaffAccount) -> None:
    """Close the account; whoever is logged in with it is out at the next request."""
    desk.staff.disable(account.id, desk.now())
    desk.audit.add("system", "staff.disable", account.login, desk.now())


def password_fits(account: StaffAccount, password: str) -> bool:
    """Whether it is the account's password."""
    return _matches(account.password_hash, password)


def authenticate_staff(desk: Desk, login: str, password: str) -> LoggedIn | None:
    """A new session, or None: unknown, wrong, disabled or locked, which the caller must not tell
    apart. Commit in either case: failures are counted."""
    account = desk.staff.by_login(login, lock=True)
    genuine = _matches(account.password_hash if account else _nobodys_hash(), password)
    if account is None or account.disabled_at is not None:
        return None
    if account.locked_until is not None and account.locked_until > desk.now():
        return None
    if not genuine:
        _note_failure(desk, account)
        return None
    desk.staff.note_attempt(account.id, 0, None)
    desk.audit.add(f"staff:{login}", "staff.log_in", login, desk.now())
    return _open_session(desk, account)


def staff_of_session(desk: Desk, token: str) -> LoggedIn | None:
    """Who is logged in with this token; None if the session has ended."""
    session = desk.staff.session(_digest(token), desk.now())
    account = None if session is None else desk.staff.by_id(session.staff_id)
    if session is None or account is None or account.disabled_at is not None:
        return None
    return LoggedIn(account, session.form_token)


def require_staff(desk: Desk, token: str) -> LoggedIn:
    """The same.

    Raises:
        Unauthorized: nobody is logged in with this token.
    """
    found = staff_of_session(desk, token)
    if found is None:
        raise Unauthorized("no session")
    return found


def log_out(desk: Desk, token: str) -> None:
    """End the session."""
    desk.staff.close_session(_digest(token))


def _open_session(desk: Desk, account: StaffAccount) -> LoggedIn:
    token, form_token = secrets.token_urlsafe(32), secrets.token_urlsafe(16)
    now = desk.now()
    desk.staff.close_expired(now)
    desk.staff.open_session(
        Session(_digest(token), account.id, form_token, now, now + SESSION_LASTS)
    )
    return LoggedIn(account, form_token, token)


def _note_failure(desk: Desk, account: StaffAccount) -> None:
    failures = account.failures + 1
    locked = failures >= MOST_FAILURES
    until = desk.now() + LOCKED_FOR if locked else None
    desk.staff.note_attempt(account.id, 0 if locked else failures, until)
    desk.audit.add("system", "staff.failed_log_in", account.login, desk.now())


@cache
def _nobodys_hash() -> str:
    """So that an unknown name takes as long as a wrong password."""
    return HASHER.hash(secrets.token_hex(16))


def _matches(password_hash: str, password: str) -> bool:
    try:
        return HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
