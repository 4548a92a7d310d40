"""A console with a clerk and a supervisor, and a browser that only knows forms and cookies."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpx
import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI

from filing_backend.console.router import console_router
from filing_backend.persistence.staff import Role, StaffAccount
from filing_backend.services.office import Desk
from tests.filing_backend.conftest import Stand

PASSWORD = "a-password-of-the-test"


@dataclass
class Visitor:
    """A browser without JavaScript."""

    stand: Stand
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        """One request below `/console`."""

        async def send() -> httpx.Response:
            app = FastAPI()
            app.include_router(console_router(self.stand.edge, secure_cookies=False))
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(
                transport=transport, base_url="http://court", cookies=self.cookies
            ) as client:
                answer = await client.request(method, f"/console{path}", **options)
                set_here = [each for each in client.cookies.jar if each.domain]
                self.cookies |= {each.name: each.value or "" for each in set_here}
                return answer

        return asyncio.run(send())

    def get(self, path: str = "", **query: str) -> httpx.Response:
        return self.ask("GET", path, params=query)

    def post(self, path: str, data: dict[str, Any]) -> httpx.Response:
        return self.ask("POST", path, data=data)

    def log_in(self, login: str, password: str = PASSWORD, code: str = "") -> httpx.Response:
        door = hidden(self.get("/log-in"), "door")
        form = {"door": door, "login": login, "password": password, "code": code}
        return self.post("/log-in", form)

    def form_token(self) -> str:
        """The token that stands in every form of the session."""
        return hidden(self.get("/filings/none"), "form_token") or hidden(
            self.get("/overview"), "form_token"
        )

    def act(self, number: str, act: str, *, step: str = "do", **fields: Any) -> httpx.Response:
        """Send the form of an act on a filing, as its page would."""
        page = self.get(f"/filings/{number}")
        form = {
            "form_token": hidden(page, "form_token"),
            "act": act,
            "round": fields.pop("round", "1"),
            "step": step,
            **fields,
        }
        return self.post(f"/filings/{number}/decision", form)


def hidden(answer: httpx.Response, name: str) -> str:
    """The value of a hidden field of the page, `""` if it has none."""
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.text)
    return html.unescape(found[1]) if found else ""


def words(answer: httpx.Response) -> str:
    """What a person reads on the page."""
    plain = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", answer.text, flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(plain))


PEOPLE = {
    "wang": ("王书记员", Role.CLERK),
    "li": ("李书记员", Role.CLERK),
    "zhao": ("赵庭长", Role.SUPERVISOR),
}


@cache
def password_hash() -> str:
    """Hashing is slow by design: once is enough."""
    return PasswordHasher().hash(PASSWORD)


def put_people(desk: Desk) -> None:
    for login, (name, role) in PEOPLE.items():
        hashed, now = password_hash(), desk.now()
        desk.staff.put(StaffAccount(login, login, name, role, hashed, None, 0, None, now, None))


@pytest.fixture
def visitor(stand: Stand) -> Callable[[], Visitor]:
    """Makes browsers; the accounts `wang` (clerk), `li` (clerk), `zhao` (supervisor) exist."""
    stand.transact(put_people)
    return lambda: Visitor(stand)


@pytest.fixture
def clerk(visitor: Callable[[], Visitor]) -> Visitor:
    """王书记员, logged in."""
    return _logged_in(visitor(), "wang")


@pytest.fixture
def other_clerk(visitor: Callable[[], Visitor]) -> Visitor:
    """李书记员, logged in."""
    return _logged_in(visitor(), "li")


@pytest.fixture
def supervisor(visitor: Callable[[], Visitor]) -> Visitor:
    """赵庭长, logged in."""
    return _logged_in(visitor(), "zhao")


def _logged_in(visitor: Visitor, login: str) -> Visitor:
    answer = visitor.log_in(login)
    assert answer.status_code == 303, answer.text
    return visitor
