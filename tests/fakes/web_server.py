"""The web chat over the fakes, served on loopback by a thread."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp

from bot.channels.web import Direct, Limits, LinkedActs, WebPorts, handlers, web_router
from bot.pages import Assets, page_router
from dialogs.schema.responses import Responses
from tests.fakes.conversations import FakeConversations, FakeMaterials, FakeSessions, FakeSigner

__all__ = ["FakeWeb", "serve"]

START_SECONDS = 10


@dataclass
class FakeWeb:
    """The application and the fakes behind it."""

    limits: Limits = field(default_factory=Limits)
    sessions: FakeSessions = field(default_factory=FakeSessions)
    conversations: FakeConversations = field(init=False)
    materials: FakeMaterials = field(default_factory=FakeMaterials)
    signer: FakeSigner = field(default_factory=FakeSigner)

    def __post_init__(self) -> None:
        self.conversations = FakeConversations(self.sessions)

    def app(self) -> ASGIApp:
        responses = Responses.load("zh-CN")
        assets = Assets(responses)
        ports = WebPorts(
            self.conversations,
            self.sessions,
            self.materials,
            self.signer,
            responses,
            self.limits,
            error_page=assets.error_page,
        )
        app = FastAPI()
        web = web_router(ports)
        app.include_router(web)
        app.include_router(page_router(assets, LinkedActs(ports)))
        return Direct(app, handlers(web))


@contextmanager
def serve(app: ASGIApp) -> Iterator[str]:
    """The address of the application while it is served."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    waited = threading.Event()
    for _ in range(START_SECONDS * 100):
        if server.started:
            break
        waited.wait(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        # Open event streams are cut, not waited for.
        server.should_exit = server.force_exit = True
        thread.join(START_SECONDS)
        listener.close()
