"""Builds the bot: its stores, its conversation, its channels, its tasks."""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

import httpx
from anyio import to_thread
from fastapi import APIRouter, FastAPI, Request, Response
from pydantic import ValidationError
from starlette.types import ASGIApp

from bot.channels.web import Direct, Limits, LinkedActs, WebPorts, handlers, web_router
from bot.chat_channels import ChatChannels, ChatOptions, chat_channels, chat_stores, relay
from bot.conversation.joining import Joining
from bot.conversation.pushes import Pushes
from bot.conversation.tools import Tools
from bot.conversation.turns import Turns
from bot.conversation.wakeups import Wakeups
from bot.filing_client import FilingClient
from bot.jobs.tasks import Tasks
from bot.jobs.tend import Tending
from bot.linking import BackendMaterials, LinkSigner
from bot.pages import Assets, page_router
from bot.sessions.definitions import Definitions
from bot.sessions.filings import FilingCopies
from bot.sessions.store import ConversationStore
from bot.sessions.web import WebSessions
from bot.understanding.engine import Engine
from dialogs.interview.catalogue import load_interview
from dialogs.schema.files import interviews_by_label, titles
from dialogs.schema.responses import Responses
from filing_backend.contracts import Notice, StaffMessage
from infra.clock import Clock, SystemClock
from infra.database import Database
from infra.encryption import Keyring
from infra.jobs import JobQueue, Task
from infra.sealing import Sealer
from infra.settings import Settings
from infra.signing import Signer

__all__ = ["Bot", "create_bot"]

Told = TypeVar("Told", Notice, StaffMessage)


@dataclass(frozen=True, slots=True)
class Bot:
    """The bot's web application, its tasks, and the conversation for other channels.

    door: the application, with the short way for turns in front of it.
    """

    app: FastAPI
    door: ASGIApp
    tasks: tuple[Task, ...]
    turns: Turns
    tools: Tools


def create_bot(
    settings: Settings,
    database_url: str,
    engine: Engine,
    backend: httpx.AsyncClient,
    clock: Clock | None = None,
    chat: ChatOptions | None = None,
) -> Bot:
    """The bot over a database that has its schema, speaking with a backend through `backend`."""
    clock = clock or SystemClock()
    database = Database(database_url, pool_size=settings.bot_pool_size, application_name="lian-bot")
    keyring = Keyring(settings.master_key.get_secret_value())
    sealer = Sealer(keyring.cipher("bot", "conversation"))
    store, copies = ConversationStore(sealer), FilingCopies(sealer)
    definitions = Definitions(database)
    tools = _tools(engine, definitions)
    wakeups = Wakeups(database_url)
    jobs = JobQueue()
    stores = chat_stores(sealer, store, jobs)
    joining = Joining(stores.devices, tools)
    turns = Turns(database, store, copies, jobs, tools, clock, wakeups, joining, definitions)
    pushes = Pushes(database, store, copies, tools, clock, stores.outbox)
    client = FilingClient(backend, settings.service_token.get_secret_value())
    assets = Assets(tools.responses)
    ports = WebPorts(
        conversations=turns,
        sessions=WebSessions(database, clock),
        materials=BackendMaterials(client, database, store, copies, tools.responses),
        signer=LinkSigner(Signer(keyring.signing_key("links"), clock), clock),
        responses=tools.responses,
        limits=Limits.of_a_demo() if settings.demo else Limits(),
        relay=relay(database, stores.outbox, clock),
        error_page=assets.error_page,
        secure_cookies=settings.base_url.startswith("https://"),
    )
    chats = chat_channels(settings, ports, database, stores, sealer, clock, chat)
    lifespan = _lifespan(wakeups, chats, backend, database)
    app = FastAPI(title="立案通", lifespan=lifespan, docs_url=None, redoc_url=None)
    app.include_router(_internal(pushes, settings.service_token.get_secret_value()))
    web = web_router(ports)
    app.include_router(web)
    app.include_router(page_router(assets, LinkedActs(ports), chats.door, settings.map_url))
    for router in chats.routers:
        app.include_router(router)
    tasks = Tasks(database, store, copies, pushes, client, definitions, tools, clock)
    tending = Tending(database, store, copies, pushes, client, jobs, tools, clock)
    door = Direct(app, handlers(web))
    return Bot(app, door, (*tasks.all(), *tending.all(), *chats.tasks), turns, tools)


def _tools(engine: Engine, definitions: Definitions) -> Tools:
    return Tools(
        Responses.load(),
        engine,
        load_interview,
        titles(),
        interviews_by_label(),
        definitions.interview,
    )


def _lifespan(
    wakeups: Wakeups, chats: ChatChannels, backend: httpx.AsyncClient, database: Database
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Listens for wakeups and runs the chat channels while the bot lives; closes what it used."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with wakeups, chats.open():
            yield
        await backend.aclose()
        database.close()

    return lifespan


def _internal(pushes: Pushes, token: str) -> APIRouter:
    """The routes that only the backend may call, with the service token."""
    router = APIRouter(prefix="/internal", tags=["internal"])
    expected = f"Bearer {token}".encode()

    async def taken(request: Request, shape: type[Told], take: Callable[[Told], None]) -> Response:
        given = request.headers.get("authorization", "").encode()
        if not token or not hmac.compare_digest(given, expected):
            return Response(status_code=401)
        try:
            told = shape.model_validate_json(await request.body())
        except ValidationError:
            return Response(status_code=422)
        await to_thread.run_sync(take, told)
        return Response(status_code=204)

    @router.post("/notices", status_code=204)
    async def take_notice(request: Request) -> Response:
        return await taken(request, Notice, pushes.take_notice)

    @router.post("/messages", status_code=204)
    async def take_message(request: Request) -> Response:
        return await taken(request, StaffMessage, pushes.take_message)

    return router
