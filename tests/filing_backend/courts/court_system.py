"""A court's own system that speaks our protocol, played by an embedded court."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import httpx
import orjson

from filing_backend.courts.errors import AlreadyFiled, CourtRefused, CourtUnreachable
from filing_backend.courts.gateway import CourtPacket, CourtReply
from filing_backend.courts.sandbox import SandboxCourt
from filing_backend.courts.signing import is_genuine
from infra.clock import Clock

__all__ = ["CourtSystem", "reply_body"]


def reply_body(reply: CourtReply, key: str = "") -> dict[str, Any]:
    """The reply as the protocol writes it."""
    body: dict[str, Any] = {
        "receipt": reply.receipt,
        "key": key,
        "state": reply.state,
        "at": reply.at.isoformat(),
        "items": [item.model_dump() for item in reply.items],
        "correct_by": reply.correct_by.isoformat() if reply.correct_by else None,
        "reason": reply.reason,
        "case_no": reply.case_no,
    }
    if reply.fee is not None:
        body |= {"amount": str(reply.fee.amount), "due_on": reply.fee.due_on.isoformat()}
    return body


def read_packet(body: dict[str, Any]) -> CourtPacket:
    """The packet in a request."""
    return CourtPacket(
        number=body["number"],
        court=body["court"],
        interview_id=body["interview"],
        packet=base64.b64decode(body.get("packet", "")),
        sha256=body["sha256"],
        summary=body["summary"],
        previous_receipt=body["previous_receipt"],
    )


class CourtSystem:
    """Answers requests; unsigned ones get 401, a court that is down 503."""

    def __init__(self, court: SandboxCourt, secret: str, clock: Clock) -> None:
        self.court = court
        self.secret = secret
        self.clock = clock

    def __call__(self, request: httpx.Request) -> httpx.Response:
        target, now = request.url.raw_path.decode(), self.clock.now()
        body = request.content
        if not is_genuine(self.secret, request.method, target, body, request.headers, now):
            return httpx.Response(401, json={})
        try:
            return self.answer(request)
        except CourtUnreachable:
            return httpx.Response(503, json={})
        except CourtRefused as refused:
            unknown = refused.reason == "no such receipt"
            return httpx.Response(404 if unknown else 422, json={"reason": refused.reason})

    def answer(self, request: httpx.Request) -> httpx.Response:
        """The answer to a genuine request."""
        steps = request.url.path.split("/")[2:]
        if steps == ["checks"]:
            items = self.court.check(read_packet(orjson.loads(request.content)))
            return httpx.Response(200, json={"items": [item.model_dump() for item in items]})
        if steps == ["cases"] and request.method == "POST":
            return self.file(request)
        if steps == ["cases"]:
            receipt = self.court.find(request.url.params["key"])
            found = receipt is not None
            return httpx.Response(200 if found else 404, json={"receipt": receipt})
        act: Callable[[str], CourtReply] = self.court.status
        if steps[-1] == "withdrawal":
            act = self.court.withdraw
        return httpx.Response(200, json=reply_body(act(steps[1])))

    def file(self, request: httpx.Request) -> httpx.Response:
        """File under the idempotency key."""
        packet = read_packet(orjson.loads(request.content))
        try:
            receipt = self.court.file(packet, request.headers["Idempotency-Key"])
        except AlreadyFiled as known:
            return httpx.Response(200, json={"receipt": known.receipt})
        return httpx.Response(201, json={"receipt": receipt})
