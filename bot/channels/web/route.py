"""How every route of the web API answers when something is wrong."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Coroutine
from typing import Any

import structlog
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.channels.web.errors import TooMany
from bot.channels.web.ports import WebPorts
from bot.channels.web.rendering import json_response
from bot.errors import BotError
from bot.headers import API_HEADERS, PAGE_HEADERS
from bot.told_in_chat import error_code, from_chat

__all__ = ["Handler", "Handling", "route_class"]

log = structlog.get_logger(__name__)

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Handling(APIRoute):
    """A route whose endpoint takes the request and gives the response, whatever happens."""

    def get_route_handler(self) -> Handler:
        raise NotImplementedError


def route_class(ports: WebPorts) -> type[Handling]:
    """A route that adds the headers and turns errors into answers."""

    class WebRoute(Handling):
        def get_route_handler(self) -> Handler:
            # Every endpoint takes the request and gives the response: nothing is to be parsed,
            # injected or converted in between.
            handler: Handler = self.endpoint

            async def handle(request: Request) -> Response:
                try:
                    response = await handler(request)
                except BotError as error:
                    response = _error_response(request, error, ports)
                except Exception as error:
                    log.error("web.fault", route=self.path, **_where(error))
                    response = _error_response(request, BotError(), ports)
                for name, value in API_HEADERS.items():
                    response.headers.setdefault(name, value)
                return response

            return handle

    return WebRoute


def _error_response(request: Request, error: BotError, ports: WebPorts) -> Response:
    """`{"error": {"code", "text"}}` with the error's status; a page for who follows a link."""
    agent = request.headers.get("user-agent", "")
    code = error_code(error, agent)
    known = ports.responses.has("pages", f"error_{code}")
    text = ports.responses.say("pages", f"error_{code if known else 'internal_fault'}")
    headers = {"Retry-After": str(error.retry_after_seconds)} if isinstance(error, TooMany) else {}
    if ports.error_page and "text/html" in request.headers.get("accept", ""):
        page = ports.error_page(text, from_chat(error, agent))
        return HTMLResponse(page, error.status, {**headers, **PAGE_HEADERS})
    return json_response({"error": {"code": error.code, "text": text}}, error.status, headers)


def _where(error: Exception) -> dict[str, str]:
    """The kind of an error and where it arose; its text is left out, it may quote a person."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return {"error": type(error).__name__, "frames": " < ".join(reversed(places))}
