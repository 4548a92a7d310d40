"""The routes of the web chat's API."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bot.channels.web.bodies import read_files, read_turn
from bot.channels.web.documented import DOCUMENTED
from bot.channels.web.entry import COOKIE, Entry
from bot.channels.web.events import EventStreams, starting_point
from bot.channels.web.objects import object_response
from bot.channels.web.ports import WebPorts
from bot.channels.web.rendering import Renderer, json_response
from bot.channels.web.route import route_class
from bot.channels.web.uploads import CHANNEL, take_files
from bot.errors import NotFound
from bot.exchange import SessionRef, Started, Turn
from bot.messages import Inbound
from bot.sessions.devices import session_device

__all__ = ["WebApi", "web_router"]

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


class WebApi:
    """One method for each route; none of them knows more than the ports."""

    def __init__(self, ports: WebPorts) -> None:
        self._ports = ports
        self._entry = Entry(ports)
        self._streams = EventStreams(ports, self._entry)

    async def open_session(self, request: Request) -> Response:
        """A new conversation and the token that opens it."""
        self._entry.admit(request)
        self._entry.admit_newcomer(request)

        def begin() -> tuple[str, Started]:
            started = self._ports.conversations.start(CHANNEL)
            token = self._ports.sessions.create(started.conversation_id, started.person_id)
            return token, started

        token, started = await self._entry.turn(begin)
        session = SessionRef(started.conversation_id, started.person_id)
        messages = Renderer(self._ports.signer, session).messages(started.messages)
        response = json_response({"token": token, "messages": messages}, 201)
        response.set_cookie(
            COOKIE,
            token,
            path="/web",
            httponly=True,
            samesite="strict",
            secure=self._ports.secure_cookies,
        )
        return response

    async def close_session(self, request: Request) -> Response:
        """The token opens nothing from now on; the draft stays."""
        token = self._entry.token(request)
        await self._entry.turn(lambda: self._ports.sessions.revoke(token))
        response = Response(status_code=204)
        response.delete_cookie(COOKIE, path="/web", httponly=True, samesite="strict")
        return response

    async def post_message(self, request: Request) -> Response:
        """One turn: words or a choice in, the bot's messages out."""
        token = self._entry.token(request)
        body = await read_turn(request, self._ports.limits)

        inbound = Inbound(
            channel=CHANNEL,
            conversation_id="",
            platform_id=body.id,
            received_at=datetime.now(UTC),
            text=body.text,
            option=body.option,
            extra={"digest": body.digest, "device": session_device(token)},
        )
        return self._answer(await self._entry.turn(lambda: self._ports.conversations.turn(inbound)))

    async def post_files(self, request: Request) -> Response:
        """One turn with files: they go to the backend first, the turn sees its verdicts."""
        token = self._entry.token(request)
        session = await self._entry.read(lambda: self._entry.resolve(token))
        async with self._entry.uploads:
            body = await read_files(request, self._ports.limits)
            turn = await take_files(self._ports, self._entry, session, body)
        return self._answer(turn)

    async def get_messages(self, request: Request) -> Response:
        """Messages of both sides after `after`, with freshly signed addresses."""
        token = self._entry.token(request)
        after = starting_point(request)

        def read() -> Response:
            session = self._entry.resolve(token)
            messages = self._ports.conversations.history(session.conversation_id, after)
            renderer = Renderer(self._ports.signer, session)
            return json_response({"messages": renderer.messages(messages)})

        return await self._entry.read(read)

    async def get_events(self, request: Request) -> Response:
        """The same as server-sent events."""
        token = self._entry.token(request)
        after = starting_point(request)
        session = await self._entry.read(lambda: self._entry.resolve(token))
        events = await self._streams.stream(token, session, after)
        return StreamingResponse(
            events, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
        )

    async def get_filings(self, request: Request) -> Response:
        """The person's filings with their documents."""
        token = self._entry.token(request)

        def read() -> Response:
            session = self._entry.resolve(token)
            filings = self._ports.conversations.filings(session.conversation_id)
            renderer = Renderer(self._ports.signer, session)
            return json_response({"filings": [renderer.filing(filing) for filing in filings]})

        return await self._entry.read(read)

    async def get_object(self, request: Request) -> Response:
        """The file behind a signed address."""
        self._entry.admit(request)
        return await object_response(self._ports, request.path_params["token"])

    async def missing(self, request: Request) -> Response:
        """There is no such route."""
        self._entry.admit(request)
        raise NotFound

    def _answer(self, turn: Turn) -> Response:
        renderer = Renderer(self._ports.signer, turn.moved or turn.session)
        body: dict[str, object] = {"messages": renderer.messages(turn.messages)}
        if turn.moved is not None:
            # The numbers belong to another conversation: the page has to begin anew.
            body["moved"] = True
        return json_response(body)


def web_router(ports: WebPorts) -> APIRouter:
    """The routes under `/web`, which anybody may call; the token says who it is."""
    api = WebApi(ports)
    router = APIRouter(prefix="/web", tags=["web"], route_class=route_class(ports))
    routes = (
        ("POST", "/session", api.open_session),
        ("DELETE", "/session", api.close_session),
        ("POST", "/messages", api.post_message),
        ("GET", "/messages", api.get_messages),
        ("POST", "/files", api.post_files),
        ("GET", "/events", api.get_events),
        ("GET", "/filings", api.get_filings),
        ("GET", "/o/{token}", api.get_object),
    )
    for method, path, endpoint in routes:
        router.add_api_route(
            path,
            endpoint,
            methods=[method],
            response_model=None,
            **DOCUMENTED[f"{method} {path}"],
        )
    # Last, so that every other address under /web is answered in the contract's shape too.
    router.add_api_route(
        "/{rest:path}", api.missing, methods=METHODS, response_model=None, include_in_schema=False
    )
    return router
