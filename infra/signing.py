"""Links that prove who may open what, and until when.

A token is `base64url(payload).base64url(HMAC-SHA256)`; the payload lists kind, person, object and
expiry (whole seconds since 1970, UTC).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from infra.clock import Clock
from infra.errors import LinkExpired, LinkForged

__all__ = ["Grant", "Signer"]


@dataclass(frozen=True)
class Grant:
    """What a link allows: one kind of act, by one person, on one object, until an instant."""

    kind: str
    person: str
    object: str
    expires_at: datetime


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise LinkForged("not base64") from None


class Signer:
    """Makes and reads tokens with one key."""

    def __init__(self, key: bytes, clock: Clock) -> None:
        self._key = key
        self._clock = clock

    def sign(self, grant: Grant) -> str:
        """The token that carries `grant`; safe in a URL."""
        seconds = int(grant.expires_at.timestamp())
        payload = json.dumps(
            [grant.kind, grant.person, grant.object, seconds],
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()
        return f"{_encoded(payload)}.{_encoded(self._mac(payload))}"

    def read(self, token: str, kind: str) -> Grant:
        """The grant of a token of that kind.

        Raises:
            LinkForged: the token was altered, or made for another kind of act.
            LinkExpired: it is genuine, but its time is over.
        """
        head, separator, tail = token.partition(".")
        payload = _decoded(head)
        if not separator or not hmac.compare_digest(_decoded(tail), self._mac(payload)):
            raise LinkForged("the signature does not fit")
        found_kind, person, object_id, seconds = json.loads(payload)
        if found_kind != kind:
            raise LinkForged(f"a link of kind {found_kind} was used as {kind}")
        grant = Grant(kind, person, object_id, datetime.fromtimestamp(seconds, UTC))
        if grant.expires_at <= self._clock.now():
            raise LinkExpired(f"expired at {grant.expires_at.isoformat()}")
        return grant

    def _mac(self, payload: bytes) -> bytes:
        return hmac.new(self._key, payload, hashlib.sha256).digest()
