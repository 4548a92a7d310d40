"""Who asks, how often, and in which threads they are answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request

from bot.channels.web.limits import Meter
from bot.channels.web.ports import WebPorts
from bot.errors import NoSession
from bot.exchange import SessionRef

__all__ = ["COOKIE", "Entry"]

COOKIE = "lian_session"
SCHEME = "bearer "

T = TypeVar("T")


class Entry:
    """Counts requests, finds their token, and keeps turns apart from reading."""

    def __init__(self, ports: WebPorts) -> None:
        limits = ports.limits
        self._ports = ports
        self._addresses = Meter(limits.address)
        self._sessions = Meter(limits.session)
        self._new_sessions = Meter(limits.new_sessions)
        self._turns = CapacityLimiter(limits.turn_threads)
        self._reads = CapacityLimiter(limits.turn_threads)
        self.uploads = CapacityLimiter(limits.upload_slots)

    def admit(self, request: Request) -> None:
        """Count a request of an address.

        Raises:
            TooMany
        """
        self._addresses.take(_address(request))

    def admit_newcomer(self, request: Request) -> None:
        """Count a new session of an address, which is worth more than a request.

        Raises:
            TooMany
        """
        self._new_sessions.take(_address(request))

    def token(self, request: Request) -> str:
        """The token of a request: from the header, on GET also from the cookie.

        Raises:
            NoSession, TooMany
        """
        self.admit(request)
        token = self.bearer(request)
        if token is None and request.method == "GET":
            token = request.cookies.get(COOKIE)
        if not token:
            raise NoSession
        self._sessions.take(token)
        return token

    @staticmethod
    def bearer(request: Request) -> str | None:
        """The token in the Authorization header."""
        value = request.headers.get("authorization", "")
        return value[len(SCHEME) :].strip() if value[: len(SCHEME)].lower() == SCHEME else None

    def resolve(self, token: str) -> SessionRef:
        """Whose token it is. Synchronous: call it in a thread.

        Raises:
            NoSession
        """
        session = self._ports.sessions.resolve(token)
        if session is None:
            raise NoSession
        return session

    async def turn(self, work: Callable[[], T]) -> T:
        """Run a turn in the threads kept for turns."""
        return await to_thread.run_sync(work, limiter=self._turns)

    async def read(self, work: Callable[[], T]) -> T:
        """Run a read in threads of its own, so that readers never hold up a turn."""
        return await to_thread.run_sync(work, limiter=self._reads)


def _address(request: Request) -> str:
    return request.client.host if request.client else "local"
