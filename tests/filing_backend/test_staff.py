"""Staff log in by name and password."""

from __future__ import annotations

from datetime import timedelta

from filing_backend.services.staff import (
    Role,
    add_staff,
    authenticate_staff,
    log_out,
    staff_of_session,
)
from tests.filing_backend.conftest import Stand


def add(stand: Stand) -> None:
    stand.transact(lambda desk: add_staff(desk, "wang", "王法官", Role.CLERK, "right-password"))


def log_in(stand: Stand, password: str, login: str = "wang"):
    return stand.transact(lambda desk: authenticate_staff(desk, login, password))


def test_a_session_lasts_until_logging_out_or_ten_hours(stand: Stand) -> None:
    add(stand)
    session = log_in(stand, "right-password")
    assert session is not None
    assert session.actor == "staff:wang"

    def who():
        return stand.transact(lambda desk: staff_of_session(desk, session.token))

    found = who()
    assert found is not None
    assert found.account.role is Role.CLERK
    stand.clock.advance(timedelta(hours=11))
    assert who() is None
    stand.clock.advance(timedelta(hours=-11))
    stand.transact(lambda desk: log_out(desk, session.token))
    assert who() is None


def test_wrong_and_unknown_are_not_told_apart(stand: Stand) -> None:
    add(stand)
    assert log_in(stand, "wrong-password") is None
    assert log_in(stand, "right-password", "nobody") is None


def test_five_failures_lock_the_account_for_a_while(stand: Stand) -> None:
    add(stand)
    for _ in range(5):
        log_in(stand, "wrong-password")
    assert log_in(stand, "right-password") is None
    stand.clock.advance(timedelta(minutes=16))
    assert log_in(stand, "right-password") is not None
