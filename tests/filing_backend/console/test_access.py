"""Who may come in, who may see what, and that it is written down."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pyotp
import pytest

from filing_backend.console.front import Knocks
from filing_backend.console.router import CLERK, ROUTES, SUPERVISOR
from filing_backend.persistence.staff import Role
from filing_backend.services.second_factor import enrol_second_factor
from tests.filing_backend.conftest import Stand
from tests.filing_backend.console.conftest import PASSWORD, Visitor, hidden, words

Visitors = Callable[[], Visitor]
GETS = [route.path for route in ROUTES if route.method == "GET"]


def filled(path: str, number: str = "L20261120-AAAAAA") -> str:
    """A route's path with something in its places."""
    path = path.replace("{number}", number).replace("{kind}", "complaint")
    return path.replace("{id}", "m1").replace("{page}", "1.png")


@pytest.mark.parametrize("path", GETS)
def test_nobody_sees_anything_without_logging_in(visitor: Visitors, path: str) -> None:
    answer = visitor().get(filled(path))
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/console/log-in")


def test_an_act_without_logging_in_does_nothing(stand: Stand, visitor: Visitors) -> None:
    number = stand.submitted()
    form = {"act": "refuse", "round": "1", "step": "do", "reason": "x", "form_token": "x"}
    answer = visitor().post(f"/filings/{number}/decision", form)
    assert answer.headers["location"] == "/console/log-in"
    assert stand.status(number) == "submitted"


@pytest.mark.parametrize("route", [each for each in ROUTES if each.roles == CLERK])
def test_a_supervisor_opens_no_page_of_a_clerk(supervisor: Visitor, route) -> None:
    assert supervisor.ask(route.method, filled(route.path)).status_code in (400, 403)


@pytest.mark.parametrize("route", [each for each in ROUTES if each.roles == SUPERVISOR])
def test_a_clerk_opens_no_page_of_a_supervisor(clerk: Visitor, route) -> None:
    assert clerk.ask(route.method, filled(route.path)).status_code == 403


def test_every_route_that_shows_personal_data_is_the_clerks() -> None:
    personal = [route for route in ROUTES if route.path.startswith("/filings")]
    assert all(route.roles == frozenset({Role.CLERK}) for route in personal)


@pytest.mark.parametrize("token", [None, "", "forged"])
def test_a_form_without_its_token_is_refused(
    stand: Stand, clerk: Visitor, token: str | None
) -> None:
    number = stand.submitted()
    form = {"act": "accept", "round": "1", "step": "do"}
    if token is not None:
        form["form_token"] = token
    answer = clerk.post(f"/filings/{number}/decision", form)
    assert answer.status_code == 403
    assert "这一页已经失效" in words(answer)
    assert stand.status(number) == "submitted"


def test_the_token_of_another_session_is_refused(
    stand: Stand, clerk: Visitor, other_clerk: Visitor
) -> None:
    number = stand.submitted()
    token = hidden(other_clerk.get("/filings"), "form_token")
    form = {"act": "accept", "round": "1", "step": "do", "form_token": token}
    assert clerk.post(f"/filings/{number}/decision", form).status_code == 403


def test_the_log_in_form_needs_the_page_it_stood_on(visitor: Visitors) -> None:
    answer = visitor().post("/log-in", {"login": "wang", "password": PASSWORD, "door": "x"})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers or "lian_console=" not in answer.text


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(visitor: Visitors) -> None:
    answer = visitor().log_in("wang")
    cookie = next(
        each for each in answer.headers.get_list("set-cookie") if each.startswith("lian_console=")
    )
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/console" in cookie


def test_logging_in_leads_to_the_page_that_was_asked_for(visitor: Visitors) -> None:
    browser = visitor()
    asked = browser.get("/filings/L20261120-AAAAAA").headers["location"]
    page = browser.ask("GET", asked.removeprefix("/console"))
    form = {
        "door": hidden(page, "door"),
        "to": hidden(page, "to"),
        "login": "wang",
        "password": PASSWORD,
    }
    answer = browser.post("/log-in", form)
    assert answer.headers["location"] == "/console/filings/L20261120-AAAAAA"
    elsewhere = visitor()
    form["door"] = hidden(elsewhere.get("/log-in"), "door")
    for bad in ("//evil.example/", "https://evil.example/", "/console//evil.example"):
        answer = elsewhere.post("/log-in", {**form, "to": bad})
        assert answer.headers["location"] == "/console", bad
        form["door"] = hidden(elsewhere.get("/log-in"), "door")


def test_a_wrong_password_and_an_unknown_name_look_alike(visitor: Visitors) -> None:
    wrong, unknown = (visitor().log_in(login, "wrong") for login in ("wang", "nobody"))
    assert wrong.status_code == unknown.status_code == 401
    assert words(wrong) == words(unknown)


def test_five_failures_lock_the_account_for_a_while(stand: Stand, visitor: Visitors) -> None:
    for _ in range(5):
        assert visitor().log_in("wang", "wrong").status_code == 401
    assert visitor().log_in("wang").status_code == 401
    stand.clock.advance(timedelta(minutes=16))
    assert visitor().log_in("wang").status_code == 303


def test_an_address_that_tries_too_often_is_put_off() -> None:
    knocks = Knocks(most=3, window_seconds=60)
    assert [knocks.too_many("a", now) for now in (0, 1, 2, 3)] == [False, False, False, True]
    assert not knocks.too_many("b", 3)
    assert not knocks.too_many("a", 61.5)


def test_logging_out_ends_the_session(clerk: Visitor) -> None:
    token = hidden(clerk.get("/filings"), "form_token")
    before = dict(clerk.cookies)
    assert clerk.post("/log-out", {"form_token": "x"}).status_code == 403
    assert clerk.post("/log-out", {"form_token": token}).status_code == 303
    clerk.cookies = before
    assert clerk.get("/filings").status_code == 303


def test_a_session_ends_by_itself(stand: Stand, clerk: Visitor) -> None:
    stand.clock.advance(timedelta(hours=11))
    assert clerk.get("/filings").status_code == 303


def test_a_second_factor_is_wanted_and_works_once(stand: Stand, visitor: Visitors) -> None:
    visitor()
    account = stand.transact(lambda desk: desk.staff.by_login("wang"))
    assert account is not None
    _, address = stand.transact(partial(enrol_second_factor, account=account))
    assert visitor().log_in("wang").status_code == 401
    assert visitor().log_in("wang", code="000000").status_code == 401
    now = int(stand.clock.now().timestamp()) // 30
    code = pyotp.parse_uri(address).generate_otp(now)
    assert visitor().log_in("wang", "wrong", code).status_code == 401
    assert visitor().log_in("wang", code=code).status_code == 303
    assert visitor().log_in("wang", code=code).status_code == 401


def test_guessing_the_second_factor_locks_the_account(stand: Stand, visitor: Visitors) -> None:
    visitor()
    account = stand.transact(lambda desk: desk.staff.by_login("wang"))
    assert account is not None
    _, address = stand.transact(partial(enrol_second_factor, account=account))
    for _ in range(5):
        assert visitor().log_in("wang", code="000000").status_code == 401
    code = pyotp.parse_uri(address).generate_otp(int(stand.clock.now().timestamp()) // 30)
    assert visitor().log_in("wang", code=code).status_code == 401


def test_every_view_of_personal_data_is_in_the_audit_trail(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    page = clerk.get(f"/filings/{number}")
    material = re.search(r"materials/(m[0-9a-f]+)", page.text)
    assert material is not None
    clerk.get(f"/filings/{number}/materials/{material[1]}/file")
    clerk.get(f"/filings/{number}/documents/complaint/pages/1.png")
    clerk.get(f"/filings/{number}/documents/complaint/file")
    entries = stand.transact(lambda desk: desk.audit.of_object(number))
    seen = [(entry.act, entry.details) for entry in entries if entry.actor == "staff:wang"]
    assert seen == [
        ("filing.view", {}),
        ("material.view", {"material": material[1]}),
        ("document.view", {"kind": "complaint", "page": "1.png"}),
        ("document.save", {"kind": "complaint"}),
    ]


def test_a_material_of_another_filing_is_not_given_out(stand: Stand, clerk: Visitor) -> None:
    first = stand.submitted()
    other = stand.submitted("key-00000002", draft_id="draft-2", person_id="person-2")
    page = clerk.get(f"/filings/{first}")
    material = re.search(r"materials/(m[0-9a-f]+)", page.text)
    assert material is not None
    assert clerk.get(f"/filings/{other}/materials/{material[1]}/file").status_code == 404
    assert clerk.get(f"/filings/{other}/materials/{material[1]}").status_code == 404


@pytest.mark.parametrize("path", ["/log-in", "/filings", "/filings/L20261120-NOBODY", "/nowhere"])
def test_every_page_forbids_foreign_and_inline_code(clerk: Visitor, path: str) -> None:
    answer = clerk.get(path)
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["cache-control"] == "no-store"
    assert not re.search(r"<style|\bstyle=|<script(?![^>]*\bsrc=)|\bon[a-z]+=", answer.text)
    assert not re.search(r"(?:src|href|action)=\"(?!/console|#)", answer.text)
