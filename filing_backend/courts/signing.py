"""Requests between us and a court's own system are signed with a shared secret.

`Lian-Timestamp` is the second since 1970; `Lian-Signature` is the hex HMAC-SHA256 of
`METHOD\\nPATH\\nTIMESTAMP\\nSHA256(body)`, the path with its query.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta

__all__ = ["SIGNATURE", "TIMESTAMP", "is_genuine", "sign"]

TIMESTAMP = "Lian-Timestamp"
SIGNATURE = "Lian-Signature"
FRESH_FOR = timedelta(minutes=5)


def sign(secret: str, method: str, path: str, body: bytes, now: datetime) -> dict[str, str]:
    """The two headers for a request."""
    stamp = str(int(now.timestamp()))
    return {TIMESTAMP: stamp, SIGNATURE: _mac(secret, method, path, stamp, body)}


def is_genuine(
    secret: str, method: str, path: str, body: bytes, headers: Mapping[str, str], now: datetime
) -> bool:
    """Whether the request was signed with the secret within the last five minutes."""
    stamp = headers.get(TIMESTAMP, "")
    if not secret or not stamp.isdigit() or len(stamp) > 12:
        return False
    if abs(int(stamp) - now.timestamp()) > FRESH_FOR.total_seconds():
        return False
    expected = _mac(secret, method, path, stamp, body).encode()
    return hmac.compare_digest(headers.get(SIGNATURE, "").encode(), expected)


def _mac(secret: str, method: str, path: str, stamp: str, body: bytes) -> str:
    text = "\n".join((method.upper(), path, stamp, hashlib.sha256(body).hexdigest()))
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
