"""Asks a service that understands, over HTTP: for so long, by so many at once, not while it is ill.

A turn holds its connection to the database while it asks. So only a few turns may wait for a
service at once, however many would like to; the others do without it, at once. One that has failed
three times in a row is left alone for a while; then one turn tries it, and the others wait for
what becomes of that.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx

__all__ = ["Remote"]

log = logging.getLogger(__name__)
MOST_FAILURES = 3
T = TypeVar("T")


@dataclass
class Remote:
    """One service. at_once: how many may wait for it. fault: what the log calls its illness.

    The fault is logged once, and again only if the service has answered in between.
    """

    url: str
    fault: str
    timeout_seconds: float
    rest_seconds: float
    longest_answer: int
    at_once: int = 4
    _waiting: int = field(default=0, init=False)
    _failures: int = field(default=0, init=False)
    _ill: bool = field(default=False, init=False)
    _closed_until: float = field(default=0.0, init=False)
    _client: httpx.Client | None = field(default=None, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    def ask(
        self,
        path: str,
        body: Mapping[str, Any],
        read: Callable[[bytes], T],
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> T | None:
        """What `read` makes of the answer; None if there is none in time, or it cannot be read."""
        client = self._entered()
        if client is None:
            return None
        try:
            found = read(self._posted(client, path, body, params, headers))
        except (httpx.HTTPError, LookupError, TypeError, ValueError, RecursionError) as error:
            self._left(error)
            return None
        except BaseException as error:
            self._left(error)
            raise
        self._left(None)
        return found

    def close(self) -> None:
        """Let go of the connections."""
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    def _entered(self) -> httpx.Client | None:
        """The client, if this turn may ask now; it says later how that went."""
        with self._lock:
            most = 1 if self._ill else self.at_once
            if self._waiting >= most or time.monotonic() < self._closed_until:
                return None
            self._waiting += 1
            if self._client is None:
                self._client = httpx.Client(timeout=self.timeout_seconds)
            return self._client

    def _left(self, error: BaseException | None) -> None:
        with self._lock:
            self._waiting -= 1
            if error is None:
                self._failures, self._ill = 0, False
                return
            self._failures += 1
            if self._failures < MOST_FAILURES and not self._ill:
                return
            self._failures = 0
            self._closed_until = time.monotonic() + self.rest_seconds
            told, self._ill = self._ill, True
        if not told:
            log.warning(self.fault, extra={"error": type(error).__name__})

    def _posted(
        self,
        client: httpx.Client,
        path: str,
        body: Mapping[str, Any],
        params: Mapping[str, str] | None,
        headers: Mapping[str, str] | None,
    ) -> bytes:
        ends = time.monotonic() + self.timeout_seconds
        address = self.url.rstrip("/") + path
        content = bytearray()
        with client.stream("POST", address, json=body, params=params, headers=headers) as response:
            response.raise_for_status()
            for chunk in response.iter_bytes():
                content += chunk
                if time.monotonic() > ends or len(content) > self.longest_answer:
                    raise httpx.ReadTimeout("it comes drop by drop, or without end")
        return bytes(content)
