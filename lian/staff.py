"""`lian staff`: accounts of the court's staff, for whoever runs the installation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import structlog
import typer

from filing_backend.app import build_office
from filing_backend.persistence.staff import Role, StaffAccount
from filing_backend.services.first_staff import FIRST_STAFF, add_first_staff
from filing_backend.services.office import Desk
from filing_backend.services.second_factor import enrol_second_factor
from filing_backend.services.staff import add_staff, disable_staff
from infra.database import Database
from infra.postgres import EmbeddedPostgres
from infra.settings import Settings, load_settings

__all__ = ["app", "keep_first_staff", "make_first_staff"]

log = structlog.get_logger("lian.staff")

app = typer.Typer(help="Add, list and close accounts of the court's staff.", no_args_is_help=True)

SHORTEST_PASSWORD = 12


@contextmanager
def _desk(settings: Settings, url: str) -> Iterator[Desk]:
    """One transaction on the backend's tables."""
    with (
        Database(url, pool_size=1, application_name="lian-staff") as database,
        Database(url, pool_size=1, application_name="lian-court") as court,
        database.transaction() as connection,
    ):
        yield build_office(settings, court).at(connection)


@contextmanager
def _configured_desk() -> Iterator[Desk]:
    settings = load_settings()
    url = settings.database_url or EmbeddedPostgres(settings.data_dir).start()
    with _desk(settings, url) as desk:
        yield desk


def make_first_staff(settings: Settings, url: str) -> None:
    """Make the accounts `clerk` and `supervisor` with the password of the settings."""
    with _desk(settings, url) as desk:
        add_first_staff(desk, settings.staff_password.get_secret_value())


def keep_first_staff(settings: Settings, url: str) -> None:
    """Make the accounts at the first start; look after their password beside every later one.

    Hashing a password takes long on purpose, and nobody logs in within the first second.
    """
    with _desk(settings, url) as desk:
        complete = all(desk.staff.by_login(login) for login in FIRST_STAFF)
    if complete:
        Thread(target=_look_after, args=(settings, url), name="first staff").start()
    else:
        make_first_staff(settings, url)


def _look_after(settings: Settings, url: str) -> None:
    try:
        make_first_staff(settings, url)
    except Exception as error:
        log.error("staff.password_not_looked_after", error=type(error).__name__)


@app.command()
def add(login: str, name: str, role: Role) -> None:
    """Add an account, or change its name, role and password; the password is asked for."""
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    if len(password) < SHORTEST_PASSWORD:
        raise typer.BadParameter(f"a password has at least {SHORTEST_PASSWORD} characters")
    with _configured_desk() as desk:
        add_staff(desk, login, name, role, password)
    typer.echo(f"{login}: {role}")


@app.command("list")
def list_accounts() -> None:
    """List all accounts: login, role, second factor, open or closed, name."""
    with _configured_desk() as desk:
        for account in desk.staff.all():
            factor = "second-factor" if account.sealed_totp else "password-only"
            standing = "closed" if account.disabled_at else "open"
            typer.echo("\t".join((account.login, account.role, factor, standing, account.name)))


@app.command()
def close(login: str) -> None:
    """Close an account: it cannot log in any more, and its sessions end."""
    with _configured_desk() as desk:
        disable_staff(desk, _account(desk, login))
    typer.echo(f"{login}: closed")


@app.command("second-factor")
def second_factor(login: str) -> None:
    """Want a code besides the password from now on; prints the address for the phone's app."""
    with _configured_desk() as desk:
        _, address = enrol_second_factor(desk, _account(desk, login))
    typer.echo(address)


def _account(desk: Desk, login: str) -> StaffAccount:
    account = desk.staff.by_login(login, lock=True)
    if account is None:
        raise typer.BadParameter(f"there is no account {login}")
    return account
