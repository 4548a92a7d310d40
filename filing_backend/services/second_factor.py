"""Log in with a second factor: a code of six digits that changes every 30 seconds (TOTP)."""

from __future__ import annotations

from dataclasses import replace

import pyotp

from filing_backend.persistence.staff import StaffAccount
from filing_backend.services.office import Desk
from filing_backend.services.staff import (
    LOCKED_FOR,
    MOST_FAILURES,
    LoggedIn,
    authenticate_staff,
    log_out,
)

__all__ = ["enrol_second_factor", "log_in"]

STEP_SECONDS = 30
ISSUER = "Lian"


def log_in(desk: Desk, login: str, password: str, code: str = "") -> LoggedIn | None:
    """A new session, or None: see `authenticate_staff`; and the code is wrong, used or missing.

    Commit in either case. A wrong code counts as a failure, whatever the password.
    """
    before = desk.staff.by_login(login, lock=True)
    found = authenticate_staff(desk, login, password)
    if found is None or found.account.sealed_totp is None:
        return found
    if _code_is_right(desk, found.account, code):
        return found
    log_out(desk, found.token)
    failures = (before.failures if before else 0) + 1
    locked = failures >= MOST_FAILURES
    until = desk.now() + LOCKED_FOR if locked else None
    desk.staff.note_attempt(found.account.id, 0 if locked else failures, until)
    desk.audit.add("system", "staff.failed_second_factor", login, desk.now())
    return None


def enrol_second_factor(desk: Desk, account: StaffAccount) -> tuple[StaffAccount, str]:
    """The account that wants a code from now on, and the address for the phone's app."""
    secret = pyotp.random_base32()
    sealed = desk.office.sealer.seal(secret, _place(account))
    desk.staff.set_totp(account.id, sealed)
    desk.audit.add("system", "staff.second_factor", account.login, desk.now())
    address = pyotp.TOTP(secret).provisioning_uri(name=account.login, issuer_name=ISSUER)
    return replace(account, sealed_totp=sealed), address


def _code_is_right(desk: Desk, account: StaffAccount, code: str) -> bool:
    """Whether it is the code of now or of the step before, and was not used already."""
    secret = desk.office.sealer.open(account.sealed_totp or b"", _place(account))
    now = int(desk.now().timestamp()) // STEP_SECONDS
    generator = pyotp.TOTP(secret)
    for step in (now, now - 1):
        if pyotp.utils.strings_equal(code, generator.generate_otp(step)):
            used = desk.keys.claim(f"totp:{account.id}", str(step), "", "", desk.now())
            return used is None
    return False


def _place(account: StaffAccount) -> str:
    return f"staff:{account.id}:sealed_totp"
