"""The short way of a turn: past the framework, straight to its handler.

Finding the route, and the layers around it, take as long as a quarter of what is written about a
turn into the database; the handlers need none of them, since they answer every error themselves.
"""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.channels.web.route import Handler, Handling

__all__ = ["Direct", "handlers"]

SHORT = (("POST", "/web/messages"), ("POST", "/web/session"))


def handlers(router: APIRouter) -> Mapping[tuple[str, str], Handler]:
    """The handlers of those routes that go the short way."""
    return {
        (method, route.path): route.get_route_handler()
        for route in router.routes
        if isinstance(route, Handling)
        for method in route.methods or ()
        if (method, route.path) in SHORT
    }


class Direct:
    """Answers what goes the short way; everything else goes on to the application behind."""

    def __init__(self, behind: ASGIApp, short: Mapping[tuple[str, str], Handler]) -> None:
        self._behind = behind
        self._short = short

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        handle = None
        if scope["type"] == "http":
            handle = self._short.get((scope["method"], scope["path"]))
        if handle is None:
            await self._behind(scope, receive, send)
            return
        response = await handle(Request(scope, receive))
        await response(scope, receive, send)
