"""A court's own system over JSON; the protocol stands in docs/court-protocol.md."""

from __future__ import annotations

import base64
import datetime as dt
from typing import Any

import httpx
import orjson
from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from filing_backend.contracts.filings import ReturnedItem
from filing_backend.courts.errors import AlreadyFiled, CourtRefused, CourtUnreachable
from filing_backend.courts.gateway import CourtPacket, CourtReply, CourtState
from filing_backend.courts.signing import sign
from infra.clock import Clock

__all__ = ["HttpCourt", "ReplyBody"]

TIMEOUT_SECONDS = 30.0
KEY = "Idempotency-Key"


class ReplyBody(BaseModel):
    """How a case stands, as the court writes it; the fields that the state calls for are set."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    receipt: str
    key: str = ""
    state: CourtState
    at: AwareDatetime
    items: tuple[ReturnedItem, ...] = ()
    correct_by: dt.date | None = None
    reason: str = ""
    amount: str | None = None
    due_on: str | None = None
    case_no: str = ""

    def reply(self) -> CourtReply:
        """The same for the port."""
        details = self.model_dump(mode="json", exclude={"receipt", "key", "state", "at"})
        return CourtReply.read(
            self.receipt,
            self.state,
            self.at,
            {name: value for name, value in details.items() if value is not None},
        )


class HttpCourt:
    """The port to a court that answers at `client.base_url`."""

    def __init__(self, client: httpx.Client, secret: str, clock: Clock) -> None:
        self._client = client
        self._secret = secret
        self._clock = clock

    def check(self, packet: CourtPacket) -> tuple[ReturnedItem, ...]:
        """See `CourtGateway.check`."""
        answer = self._ask("POST", "/v1/checks", body=_described(packet))
        return _items(self._json(answer, 200).get("items", []))

    def file(self, packet: CourtPacket, key: str) -> str:
        """See `CourtGateway.file`."""
        body = {**_described(packet), "packet": base64.b64encode(packet.packet).decode()}
        answer = self._ask("POST", "/v1/cases", body=body, key=key)
        if answer.status_code == 200:
            raise AlreadyFiled(str(self._json(answer, 200)["receipt"]))
        return str(self._json(answer, 201)["receipt"])

    def find(self, key: str) -> str | None:
        """See `CourtGateway.find`."""
        answer = self._ask("GET", "/v1/cases", query={"key": key})
        return None if answer.status_code == 404 else str(self._json(answer, 200)["receipt"])

    def status(self, receipt: str) -> CourtReply:
        """See `CourtGateway.status`."""
        return self._reply(self._ask("GET", f"/v1/cases/{receipt}"))

    def withdraw(self, receipt: str) -> CourtReply:
        """See `CourtGateway.withdraw`."""
        return self._reply(self._ask("POST", f"/v1/cases/{receipt}/withdrawal", body={}))

    def _ask(
        self,
        method: str,
        path: str,
        *,
        body: dict[str, Any] | None = None,
        key: str = "",
        query: dict[str, str] | None = None,
    ) -> httpx.Response:
        content = b"" if body is None else orjson.dumps(body)
        request = self._client.build_request(
            method, path, content=content, params=query, timeout=TIMEOUT_SECONDS
        )
        target = request.url.raw_path.decode()
        request.headers.update(sign(self._secret, method, target, content, self._clock.now()))
        request.headers["Content-Type"] = "application/json"
        if key:
            request.headers[KEY] = key
        try:
            return self._client.send(request)
        except httpx.HTTPError as error:
            raise CourtUnreachable(type(error).__name__) from error

    def _json(self, answer: httpx.Response, expected: int) -> dict[str, Any]:
        """The body of an answer as it is expected; a refusal or silence otherwise."""
        if answer.status_code == 422:
            body = _object(answer)
            raise CourtRefused(str(body.get("reason", "")), _items(body.get("items", [])))
        if answer.status_code != expected:
            raise CourtUnreachable(f"status {answer.status_code}")
        return _object(answer)

    def _reply(self, answer: httpx.Response) -> CourtReply:
        if answer.status_code == 404:
            raise CourtRefused("no such receipt")
        try:
            return ReplyBody.model_validate(self._json(answer, 200)).reply()
        except ValidationError as error:
            raise CourtUnreachable("not a reply") from error


def _described(packet: CourtPacket) -> dict[str, Any]:
    return {
        "number": packet.number,
        "court": packet.court,
        "interview": packet.interview_id,
        "sha256": packet.sha256,
        "summary": dict(packet.summary),
        "previous_receipt": packet.previous_receipt,
    }


def _object(answer: httpx.Response) -> dict[str, Any]:
    try:
        body = orjson.loads(answer.content)
    except orjson.JSONDecodeError as error:
        raise CourtUnreachable("not JSON") from error
    if not isinstance(body, dict):
        raise CourtUnreachable("not an object")
    return body


def _items(raw: Any) -> tuple[ReturnedItem, ...]:
    try:
        return tuple(ReturnedItem.model_validate(each) for each in raw)
    except (ValidationError, TypeError) as error:
        raise CourtUnreachable("not a list of items") from error
