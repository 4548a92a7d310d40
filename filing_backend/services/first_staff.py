"""The accounts an installation starts with: one clerk, one supervisor."""

from __future__ import annotations

from dialogs.schema.responses import Responses
from filing_backend.services.office import Desk
from filing_backend.services.staff import Role, add_staff, password_fits

__all__ = ["FIRST_STAFF", "add_first_staff"]

FIRST_STAFF = {"clerk": Role.CLERK, "supervisor": Role.SUPERVISOR}
"""Login and role; both have the password of the settings."""


def add_first_staff(desk: Desk, password: str) -> None:
    """Make the accounts, or give them this password if it has been changed.

    Call it in a transaction at start; again with the same password it changes nothing.
    """
    responses = Responses.load()
    for login, role in FIRST_STAFF.items():
        account = desk.staff.by_login(login, lock=True)
        if account is not None and password_fits(account, password):
            continue
        name = account.name if account else responses.say("console", f"role_{role}")
        add_staff(desk, login, name, role, password)
