"""A request of a logged-in member of staff: who asks, in which transaction, with which form."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from filing_backend.console.pages import HEADERS, Pages
from filing_backend.persistence.staff import Role
from filing_backend.services.office import Desk
from filing_backend.services.staff import LoggedIn

__all__ = ["COOKIE", "Visit", "genuine", "read_form", "see_other"]

COOKIE = "lian_console"
MOST_FIELDS = 3000
MOST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Visit:
    """One request. The form's token has been checked when a page is asked to act."""

    desk: Desk
    staff: LoggedIn
    pages: Pages
    path: Mapping[str, str]
    query: Mapping[str, str]
    form: FormData
    token: str

    @property
    def actor(self) -> str:
        """How the audit trail calls who asks."""
        return self.staff.actor

    @property
    def clerk(self) -> bool:
        """Whether a clerk asks, not a supervisor."""
        return self.staff.account.role is Role.CLERK

    def page(self, template: str, status: int = 200, /, **values: Any) -> HTMLResponse:
        """A page, with who is logged in and the token for its forms."""
        return self.pages.page(
            template,
            status,
            person=self.staff.account,
            clerk=self.clerk,
            form_token=self.staff.form_token,
            today=self.desk.today(),
            now=self.desk.now(),
            waiting_calls=self.desk.calls.count_open() if self.clerk else 0,
            **values,
        )

    def number(self, name: str, *, least: int = 1, most: int = 100_000) -> int:
        """A number in the query, `least` if it is none."""
        text = self.query.get(name, "")
        given = int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else least
        return min(max(given, least), most)

    def note(self, act: str, target: str, **details: Any) -> None:
        """Write into the audit trail that this was seen or done."""
        self.desk.audit.add(self.actor, act, target, self.desk.now(), details)


async def read_form(request: Request) -> FormData | None:
    """The form of a request; None if it is none, too long or without a length."""
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > MOST_BYTES:
        return None
    try:
        return await request.form(max_files=0, max_fields=MOST_FIELDS)
    except HTTPException:
        return None


def genuine(given: object, wanted: str) -> bool:
    """Whether a form's token is the session's own."""
    return (
        isinstance(given, str)
        and bool(wanted)
        and hmac.compare_digest(given.encode(), wanted.encode())
    )


def see_other(path: str) -> Response:
    """Send the browser to a page of ours."""
    return RedirectResponse(path, 303, HEADERS)
