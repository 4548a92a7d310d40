"""The door: logging in with name, password and second factor, and logging out."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict, deque
from functools import partial

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from filing_backend.console.pages import Pages
from filing_backend.console.visits import COOKIE, genuine, read_form, see_other
from filing_backend.services.edge import Edge
from filing_backend.services.office import Desk
from filing_backend.services.second_factor import log_in
from filing_backend.services.staff import log_out, staff_of_session

__all__ = ["Front", "Knocks"]

DOOR_COOKIE = "lian_console_door"
DOOR_SECONDS = 30 * 60
LONGEST = 200


class Knocks:
    """How often an address tried to log in lately. Each process counts for itself; what stops
    guessing across processes is the lock on the account."""

    def __init__(self, most: int = 30, window_seconds: float = 300, addresses: int = 10_000):
        self._most = most
        self._window_seconds = window_seconds
        self._addresses = addresses
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def too_many(self, address: str, now: float) -> bool:
        """Note one more try; whether it is one too many."""
        times = self._times.setdefault(address, deque())
        self._times.move_to_end(address)
        while len(self._times) > self._addresses:
            self._times.popitem(last=False)
        while times and times[0] <= now - self._window_seconds:
            times.popleft()
        if len(times) >= self._most:
            return True
        times.append(now)
        return False


class Front:
    """The routes that are open to whoever is not logged in."""

    def __init__(self, edge: Edge, pages: Pages, secure_cookies: bool) -> None:
        self._edge = edge
        self._pages = pages
        self._secure = secure_cookies
        self._knocks = Knocks()

    async def ask(self, request: Request) -> Response:
        """The log-in page."""
        return self._form(request, request.query_params.get("to", ""))

    async def log_in(self, request: Request) -> Response:
        """Open a session, or say that name, password or code is wrong, not which of them."""
        form = await read_form(request)
        if form is None:
            return self._refuse(400, "error_form")
        to = str(form.get("to", ""))
        if not genuine(form.get("door"), request.cookies.get(DOOR_COOKIE, "")):
            return self._form(request, to, 403, "log_in_page_too_old")
        address = request.client.host if request.client else ""
        if self._knocks.too_many(address, time.monotonic()):
            return self._form(request, to, 429, "log_in_too_often")
        given = [str(form.get(name, "")).strip() for name in ("login", "password", "code")]
        if any(len(each) > LONGEST for each in given):
            return self._form(request, to, 401, "log_in_wrong")
        found = await self._edge.run(
            partial(log_in, login=given[0], password=given[1], code=given[2])
        )
        if found is None:
            return self._form(request, to, 401, "log_in_wrong", given[0])
        response = see_other(_ours(to))
        self._set(response, COOKIE, found.token)
        response.delete_cookie(DOOR_COOKIE, path="/console")
        return response

    async def log_out(self, request: Request) -> Response:
        """End the session."""
        form = await read_form(request) or FormData()
        token = request.cookies.get(COOKIE, "")

        def end(desk: Desk) -> bool:
            staff = staff_of_session(desk, token)
            if staff is not None and not genuine(form.get("form_token"), staff.form_token):
                return False
            if staff is not None:
                desk.audit.add(staff.actor, "staff.log_out", staff.account.login, desk.now())
            log_out(desk, token)
            return True

        if not await self._edge.run(end):
            return self._refuse(403, "error_form_token")
        response = see_other("/console/log-in")
        response.delete_cookie(COOKIE, path="/console")
        return response

    def _form(
        self, request: Request, to: str, status: int = 200, problem: str = "", login: str = ""
    ) -> Response:
        door = request.cookies.get(DOOR_COOKIE) or secrets.token_urlsafe(16)
        response = self._pages.page(
            "log_in.html", status, door=door, to=to, problem=problem, login=login
        )
        self._set(response, DOOR_COOKIE, door, DOOR_SECONDS)
        return response

    def _refuse(self, status: int, code: str) -> Response:
        title = self._pages.say(code)
        return self._pages.page("message.html", status, title=title, lines=(), filing="")

    def _set(self, response: Response, name: str, value: str, max_age: int | None = None) -> None:
        response.set_cookie(
            name,
            value,
            max_age=max_age,
            path="/console",
            secure=self._secure,
            httponly=True,
            samesite="strict",
        )


def _ours(path: str) -> str:
    """The path if it is a page of the console, else its first page."""
    plain = path.startswith("/console/") and "//" not in path and "\\" not in path
    return path if plain and "/log-" not in path else "/console"
