"""Routes of the pages; what they may do for a person comes in through `Linked`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from secrets import token_hex
from typing import Any, Protocol
from urllib.parse import quote

import orjson
from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.errors import BotError, NotFound
from bot.exchange import Grant, Passage
from bot.headers import API_HEADERS, PAGE_HEADERS
from bot.pages.assets import Assets
from bot.told_in_chat import error_code, from_chat

__all__ = ["Linked", "page_router"]

FOREVER = "public, max-age=31536000, immutable"
PAGES = ("upload", "signature", "preview", "read", "window")
READ_ONLY = ("preview", "read", "window")
SHOWN = ("preview", "read")
ASKED_FOR = {"upload": "material", "signature": "signature"}
MAP_SEARCH = "geo:0,0?q={name}"
"""What a telephone hands to its map app; it searches there by name."""
DEAF_TO_MAPS = "wechat"
"""Its browser opens addresses of the web only."""
Handler = Callable[[Request], Awaitable[Response]]


class Linked(Protocol):
    """What a signed link lets its page do."""

    def open(self, request: Request, token: str) -> Grant:
        """What the link opens; a BotError if it opens nothing."""
        ...

    async def message(self, grant: Grant, n: int) -> dict[str, Any] | None:
        """One message of the conversation, in the shape of the web API."""
        ...

    async def take_files(self, request: Request, grant: Grant) -> list[dict[str, Any]]:
        """Take the files of a multipart request; the bot's messages."""
        ...


class Door(Protocol):
    """Who is asked, besides the link, before a page is shown."""

    async def enter(self, request: Request, grant: Grant) -> Passage:
        """Whether this browser may use the page, or where it has to go first; else a BotError."""
        ...


class Pages:
    """One method for each kind of page.

    A target is `page:<name>:<what>`: the material for `upload`, the party's path for
    `signature`, each with the number of the message that asks for it (`iou:12`); the number of
    the message whose pictures are shown for `preview` and whose words for `read`; the court's
    name for `window`.
    """

    def __init__(self, assets: Assets, linked: Linked, door: Door | None, map_url: str) -> None:
        self._assets = assets
        self._linked = linked
        self._door = door
        self._map_url = map_url or MAP_SEARCH
        self._chat = assets.page("chat.html").encode()

    async def chat(self, request: Request) -> Response:
        """The chat: the same bytes for everybody."""
        return HTMLResponse(self._chat)

    async def static(self, request: Request) -> Response:
        """A static file; its address changes with its content, so it may be kept for ever."""
        asset = self._assets.static(request.path_params["name"])
        if asset is None or request.path_params["version"] != self._assets.version:
            raise NotFound
        headers = {"Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(asset.content, 200, headers, asset.media_type)
        headers["Content-Encoding"] = "gzip"
        return Response(asset.compressed, 200, headers, asset.media_type)

    async def show(self, request: Request) -> Response:
        """The page behind a signed link."""
        name, what, grant = self._open(request)
        passage = await self._enter(request, grant)
        if passage.location:
            return RedirectResponse(passage.location, 302, _cookie(passage))
        message, wanted = None, ""
        if name in SHOWN and what.isdecimal():
            message = await self._linked.message(grant, int(what))
        elif name in ASKED_FOR:
            what, _, number = what.partition(":")
            wanted = await self._wanted(grant, f"{ASKED_FOR[name]}:{what}", number)
        values = {
            "what": what,
            "wanted": wanted,
            "message": message,
            "done": False,
            "form_id": token_hex(16),
            "channel": grant.channel,
            "map_link": self._map(what, grant),
        }
        page = self._assets.page(f"{name}.html", **values)
        return HTMLResponse(page, headers=_cookie(passage))

    async def _wanted(self, grant: Grant, asks: str, number: str) -> str:
        """The question that led to the page, so that it is known what the page is for."""
        if not number.isdecimal():
            return ""
        message = await self._linked.message(grant, int(number))
        if message is None or message["asks"] != asks:
            return ""
        question: str = message["text"].split("\n\n")[-1]
        return question

    def _map(self, court: str, grant: Grant) -> str:
        """Where a map shows the court; empty where nothing would open it."""
        if self._map_url == MAP_SEARCH and grant.channel == DEAF_TO_MAPS:
            return ""
        return self._map_url.replace("{name}", quote(court, safe=""))

    async def take(self, request: Request) -> Response:
        """Files sent from a page: JSON for its script, a page for a plain form."""
        name, what, grant = self._open(request)
        if name in READ_ONLY:
            raise NotFound
        await self._enter(request, grant)
        messages = await self._linked.take_files(request, grant)
        if "text/html" not in request.headers.get("accept", ""):
            body = orjson.dumps({"messages": messages})
            return Response(body, media_type="application/json")
        values = {
            "what": what,
            "wanted": "",
            "message": messages[0] if messages else None,
            "done": True,
            "form_id": "",
            "channel": grant.channel,
        }
        return HTMLResponse(self._assets.page(f"{name}.html", **values))

    async def _enter(self, request: Request, grant: Grant) -> Passage:
        return Passage() if self._door is None else await self._door.enter(request, grant)

    def _open(self, request: Request) -> tuple[str, str, Grant]:
        grant = self._linked.open(request, request.path_params["token"])
        kind, _, rest = grant.target.partition(":")
        name, _, what = rest.partition(":")
        if kind != "page" or name != request.path_params["name"] or name not in PAGES:
            raise NotFound
        return name, what, grant


def _cookie(passage: Passage) -> dict[str, str]:
    return {"Set-Cookie": passage.cookie} if passage.cookie else {}


def page_router(
    assets: Assets, linked: Linked, door: Door | None = None, map_url: str = ""
) -> APIRouter:
    """The chat page, its static files and the pages behind signed links.

    map_url: where a map is searched for `{name}`; without it the telephone's own app is asked.
    """
    pages = Pages(assets, linked, door, map_url)
    router = APIRouter(tags=["pages"], route_class=_route_class(assets))
    routes = (
        ("GET", "/", pages.chat),
        ("GET", "/h/static/{version}/{name}", pages.static),
        ("GET", "/h/{name}/{token}", pages.show),
        ("POST", "/h/{name}/{token}", pages.take),
    )
    for method, path, endpoint in routes:
        router.add_api_route(
            path, endpoint, methods=[method], response_model=None, include_in_schema=False
        )
    return router


def _route_class(assets: Assets) -> type[APIRoute]:
    class PageRoute(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Any]:
            handler: Handler = super().get_route_handler()

            async def handle(request: Request) -> Response:
                try:
                    response = await handler(request)
                except BotError as error:
                    response = _error_response(request, error, assets)
                html = response.headers.get("content-type", "").startswith("text/html")
                for name, value in (PAGE_HEADERS if html else API_HEADERS).items():
                    response.headers.setdefault(name, value)
                return response

            return handle

    return PageRoute


def _error_response(request: Request, error: BotError, assets: Assets) -> Response:
    """The sentence for an error; who came from a chat is not led to the web's."""
    agent = request.headers.get("user-agent", "")
    text = assets.error_text(error_code(error, agent))
    if "text/html" in request.headers.get("accept", ""):
        page = assets.error_page(text, from_chat=from_chat(error, agent))
        return HTMLResponse(page, error.status)
    body = orjson.dumps({"error": {"code": error.code, "text": text}})
    return Response(body, error.status, media_type="application/json")
