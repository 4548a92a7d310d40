"""One process of `lian serve`: every part under one address.

Brings in all parts, which takes longer than anything else at start: `lian.serve` imports it only
in a process that answers.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import FastAPI, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.understanding.expressions import compile_waiting
from dialogs.interview.catalogue import load_interview
from dialogs.schema.files import titles
from infra import metrics
from infra.settings import Settings
from infra.worker import Worker
from lian.parts import Parts, build_parts

__all__ = ["Switch", "build", "warm_up"]

OF_THE_BACKEND = ("/api/", "/console")


def build(settings: Settings, url: str) -> ASGIApp:
    """The application over a database that has its schemas."""
    parts = build_parts(settings, url)
    _complete(settings, url, parts)
    return Switch(parts.bot.door, parts.backend)


def warm_up(settings: Settings) -> None:
    """Read interviews, patterns and fonts once the server answers: nobody waits for them."""
    from filing_backend.documents.assemble import warm_up as warm_documents

    for interview_id in titles():
        load_interview(interview_id)
    compile_waiting()
    warm_documents(settings.fonts_dir)


class Switch:
    """Sends a request to the backend or to the bot, by its path."""

    def __init__(self, front: ASGIApp, backend: ASGIApp) -> None:
        self._front = front
        self._backend = backend

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        behind = scope["type"] == "http" and scope["path"].startswith(OF_THE_BACKEND)
        await (self._backend if behind else self._front)(scope, receive, send)


def _complete(settings: Settings, url: str, parts: Parts) -> None:
    """Give the bot's application health and metrics, and let its lifespan carry the worker."""
    bot = parts.bot.app
    inner = bot.router.lifespan_context

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(parts.open())
            await stack.enter_async_context(inner(app))
            await stack.enter_async_context(
                Worker(url, parts.tasks, concurrency=settings.worker_concurrency)
            )
            warming = asyncio.create_task(asyncio.to_thread(warm_up, settings), name="warm up")
            yield
            await warming

    bot.router.lifespan_context = lifespan

    @bot.get("/healthz", include_in_schema=False)
    async def healthz() -> Response:
        return Response("ok", media_type="text/plain")

    @bot.get("/readyz", include_in_schema=False)
    def readyz() -> Response:
        return Response("ok", media_type="text/plain", status_code=200 if parts.ready() else 503)

    @bot.get("/metrics", include_in_schema=False)
    def metrics_page() -> Response:
        return Response(metrics.render(), media_type=metrics.CONTENT_TYPE)
