"""A court reached over HTTP keeps the port's contract; its callbacks must be signed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import httpx
import orjson
import pytest
from pydantic import SecretStr

from filing_backend.contracts.filings import ReturnedItem
from filing_backend.contracts.staff import Accept, Return
from filing_backend.courts.errors import CourtRefused, CourtUnreachable
from filing_backend.courts.gateway import CourtState
from filing_backend.courts.http import HttpCourt
from filing_backend.courts.sandbox import SandboxCourt
from filing_backend.courts.signing import is_genuine, sign
from infra.clock import FixedClock
from tests.filing_backend.conftest import Stand
from tests.filing_backend.courts.court_system import CourtSystem, reply_body
from tests.filing_backend.courts.port import PortContract, packet

SECRET = "a-secret-shared-with-the-court"
CASE_NO = "(2026)京0105民初1234号"
REPLIES = "/api/v1/court/replies"
LAST_DAY = date(2026, 12, 1)


@pytest.fixture
def court(sandbox: SandboxCourt, clock: FixedClock) -> Iterator[HttpCourt]:
    system = CourtSystem(sandbox, SECRET, clock)
    transport = httpx.MockTransport(system)
    with httpx.Client(transport=transport, base_url="http://court.test") as client:
        yield HttpCourt(client, SECRET, clock)


class TestHttpCourt(PortContract):
    """The port's contract."""


def test_every_state_comes_over_whole(court: HttpCourt, sandbox: SandboxCourt) -> None:
    items = (ReturnedItem(element="court", reason="不对"),)
    receipt = court.file(packet(), "key-1")
    sandbox.decide(receipt, Return(decision="return", items=items, correct_by=LAST_DAY), None)
    assert court.status(receipt) == sandbox.status(receipt)
    assert court.status(receipt).items == items
    assert court.status(receipt).correct_by == LAST_DAY
    other = court.file(packet("L20261120-BBBBBB", receipt), "key-2")
    sandbox.decide(other, Accept(decision="accept", case_no=CASE_NO), None)
    assert court.status(other).case_no == CASE_NO


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (httpx.Response(500), CourtUnreachable),
        (httpx.Response(429), CourtUnreachable),
        (httpx.Response(201, text="not json"), CourtUnreachable),
        (httpx.Response(201, json=["a list"]), CourtUnreachable),
        (httpx.Response(422, json={"reason": "材料不全", "items": []}), CourtRefused),
    ],
)
def test_what_is_no_answer_is_unreachable(
    clock: FixedClock, answer: httpx.Response, error: type[Exception]
) -> None:
    transport = httpx.MockTransport(lambda _: answer)
    client = httpx.Client(transport=transport, base_url="http://court.test")
    with client, pytest.raises(error):
        HttpCourt(client, SECRET, clock).file(packet(), "key-1")


def test_a_signature_holds_for_one_request_and_five_minutes(clock: FixedClock) -> None:
    now = clock.now()
    headers = sign(SECRET, "POST", "/a?b=c", b"body", now)
    assert is_genuine(SECRET, "POST", "/a?b=c", b"body", headers, now)
    assert not is_genuine("other", "POST", "/a?b=c", b"body", headers, now)
    assert not is_genuine("", "POST", "/a?b=c", b"body", headers, now)
    assert not is_genuine(SECRET, "GET", "/a?b=c", b"body", headers, now)
    assert not is_genuine(SECRET, "POST", "/a?b=d", b"body", headers, now)
    assert not is_genuine(SECRET, "POST", "/a?b=c", b"other", headers, now)
    assert not is_genuine(SECRET, "POST", "/a?b=c", b"body", {}, now)
    late = now + timedelta(minutes=6)
    assert not is_genuine(SECRET, "POST", "/a?b=c", b"body", headers, late)


def test_a_filing_goes_through_a_court_over_http(
    stand: Stand, sandbox: SandboxCourt, court: HttpCourt
) -> None:
    settings = stand.settings.model_copy(
        update={"court": "http", "court_secret": SecretStr(SECRET)}
    )
    office = replace(stand.office, court=court, clerks_desk=None)
    stand = replace(stand, office=office, settings=settings)
    number = stand.submitted()
    assert stand.decide(number, decision="accept").status_code == 409

    receipt = sandbox.cases()[0].receipt
    reply = sandbox.decide(receipt, Accept(decision="accept", case_no=CASE_NO), None)
    assert reply.state is CourtState.FILED
    body = orjson.dumps(reply_body(reply, f"{number}/1"))
    assert stand.call("POST", REPLIES, content=body).status_code == 401
    for _ in range(2):
        headers = sign(SECRET, "POST", REPLIES, body, stand.clock.now())
        headers["Content-Type"] = "application/json"
        assert stand.call("POST", REPLIES, content=body, headers=headers).status_code == 204
    copy = stand.filing(number)
    assert (copy["status"], copy["case_no"]) == ("filed", CASE_NO)
