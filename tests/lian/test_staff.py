"""`lian staff` over a real database."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from infra.settings import Settings
from lian import staff
from lian.staff import make_first_staff
from tests.filing_backend.conftest import Stand, stand
from tests.filing_backend.console.conftest import Visitor

__all__ = ["stand"]

PASSWORD = "a-long-enough-password"


@pytest.fixture
def run(stand: Stand, monkeypatch: pytest.MonkeyPatch):
    def settings() -> Settings:
        return stand.settings.model_copy(update={"database_url": stand.database_url})

    monkeypatch.setattr(staff, "load_settings", settings)

    def call(*words: str, typed: str = ""):
        return CliRunner().invoke(staff.app, list(words), input=typed)

    return call


def test_an_account_is_added_listed_and_closed(run, stand: Stand) -> None:
    added = run("add", "wang", "王书记员", "clerk", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert added.exit_code == 0, added.output
    assert "wang\tclerk\tpassword-only\topen\t王书记员" in run("list").output
    visitor = Visitor(stand)
    assert visitor.log_in("wang", PASSWORD).status_code == 303
    assert visitor.get("/filings").status_code == 200
    assert run("close", "wang").exit_code == 0
    assert visitor.get("/filings").status_code == 303
    assert Visitor(stand).log_in("wang", PASSWORD).status_code == 401


def test_a_short_password_is_refused(run) -> None:
    answer = run("add", "wang", "王书记员", "clerk", typed="short\nshort\n")
    assert answer.exit_code != 0
    assert "at least 12 characters" in answer.output


def test_the_second_factor_gives_an_address_for_the_phone(run, stand: Stand) -> None:
    run("add", "wang", "王书记员", "clerk", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert run("second-factor", "wang").output.startswith("otpauth://totp/Lian:wang?secret=")
    assert run("second-factor", "nobody").exit_code != 0
    assert Visitor(stand).log_in("wang", PASSWORD).status_code == 401


def test_the_first_accounts_are_made_once(stand: Stand) -> None:
    for _ in range(2):
        make_first_staff(stand.settings, stand.database_url)
    assert [each.login for each in stand.transact(lambda desk: desk.staff.all())] == [
        "clerk",
        "supervisor",
    ]
    entries = stand.transact(lambda desk: desk.audit.latest())
    assert [entry.act for entry in entries] == ["staff.put", "staff.put"]
    assert Visitor(stand).log_in("clerk", "test-staff-password").status_code == 303
