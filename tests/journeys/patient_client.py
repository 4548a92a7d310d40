"""A contract client that never gives up: what did not get through is sent again, with its id."""

from __future__ import annotations

import time

import httpx

__all__ = ["PatientHttp"]

PATIENCE_SECONDS = 120


class PatientHttp(httpx.BaseTransport):
    """Sends a request until it is answered; a fault of the server counts as no answer."""

    def __init__(self) -> None:
        self._inner = httpx.HTTPTransport()
        self.retried = 0
        self.answered = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, whatever happens to the server in between."""
        content = request.read()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            answer = self._once(request, content)
            if answer is not None:
                self.answered += 1
                return answer
            if time.monotonic() > deadline:
                raise httpx.ConnectError("the server does not come back")
            self.retried += 1
            time.sleep(0.1)

    def _once(self, request: httpx.Request, content: bytes) -> httpx.Response | None:
        again = httpx.Request(request.method, request.url, headers=request.headers, content=content)
        try:
            answer = self._inner.handle_request(again)
            answer.read()
        except httpx.HTTPError:
            return None
        return None if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR else answer

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()
