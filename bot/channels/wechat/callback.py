"""The `/wechat` callback: checked, answered before the platform loses patience.

The platform waits five seconds and then asks again, three times in all. What is not ready in time
is acknowledged, worked on in the background, and pushed.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

import structlog
from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.platform_errors import Malformed
from bot.channels.request_body import BodyRefused, read_body
from bot.channels.wechat.answering import Answering, Given
from bot.channels.wechat.envelope import Envelope
from bot.channels.wechat.errors import CallbackRefused
from bot.channels.wechat.incoming import IMAGE, Incoming, incoming_of
from bot.channels.wechat.patience import Patience
from bot.channels.wechat.pictures import Picture, Pictures
from bot.channels.wechat.rendering import CHANNEL, Renderer
from bot.delivery import Device
from bot.headers import API_HEADERS
from bot.sessions.channels import ChannelIdentities
from bot.sessions.replies import Replies
from infra.clock import Clock
from infra.database import Database
from infra.logs import places_of

__all__ = ["Callback", "wechat_router"]

PATH = "/wechat"
LONGEST_BODY = 256 * 1024
T = TypeVar("T")
LEFT_TO = timedelta(seconds=30)
"""After that a job takes up what a process has left unfinished."""
log = structlog.get_logger("bot.channels.wechat")


@dataclass(slots=True)
class _Wait:
    """Whether the platform still waits for this answer."""

    over: bool = False


class Callback:
    """Takes the platform's requests. Nothing it is sent makes it fail."""

    def __init__(
        self,
        envelope: Envelope,
        answering: Answering,
        pictures: Pictures,
        renderer: Renderer,
        database: Database,
        identities: ChannelIdentities,
        replies: Replies,
        clock: Clock,
        patience: Patience | None = None,
    ) -> None:
        self._envelope = envelope
        self._answering = answering
        self._pictures = pictures
        self._renderer = renderer
        self._database = database
        self._identities = identities
        self._replies = replies
        self._clock = clock
        self._patience = patience or Patience()
        self._threads = CapacityLimiter(self._patience.turns)
        self._keeping = CapacityLimiter(2)
        self._turns = _InTurn()
        self._under_way: set[asyncio.Task[Given]] = set()
        self._kept_later: set[asyncio.Task[None]] = set()

    async def verify(self, request: Request) -> Response:
        """The platform makes sure that the address is ours."""
        try:
            return _plain(self._envelope.address_proof(request.query_params))
        except CallbackRefused as error:
            return _refused(error)

    async def receive(self, request: Request) -> Response:
        """One message or event; its answer, or an empty one."""
        started = time.monotonic()
        try:
            body = await self._body(request)
            fields = self._envelope.open(request.query_params, body)
        except CallbackRefused as error:
            return _refused(error)
        except Malformed as error:
            log.warning("wechat.malformed", reason=error.detail)
            return _plain("success")
        try:
            incoming = incoming_of(fields)
        except Malformed as error:
            log.warning("wechat.malformed", reason=error.detail)
            return _plain("success")
        if incoming.kind == "quiet":
            return _plain("success")
        text = await self._in_time(incoming, started)
        if not text:
            return _plain("success")
        sealed = self._envelope.seal(text, incoming.sender, incoming.account)
        return Response(sealed, media_type="text/xml", headers=dict(API_HEADERS))

    async def finish(self, device: Device, platform_id: str) -> None:
        """Answer what a process has left unfinished; nothing if it has been answered."""

        def left() -> dict[str, str] | None:
            with self._database.transaction() as connection:
                return self._replies.unfinished(connection, device, platform_id)

        found = await to_thread.run_sync(left)
        if found is not None:
            await self._work(Incoming.from_json(found), _Wait(over=True))

    async def _in_time(self, incoming: Incoming, started: float) -> str:
        """The answer if it is ready in time, else a word that it will come."""
        if len(self._under_way) >= self._patience.under_way:
            return self._renderer.say("busy")
        wait = _Wait()
        task = asyncio.create_task(self._work(incoming, wait), name="wechat")
        self._under_way.add(task)
        task.add_done_callback(self._ended)
        left = self._patience.answer - (time.monotonic() - started)
        done, _ = await asyncio.wait({task}, timeout=max(left, 0))
        if done:
            return self._renderer.say("fault") if task.exception() else task.result().text
        wait.over = True
        if not await self._keep(incoming):
            task.add_done_callback(lambda ended: self._keep_later(ended, incoming))
        return self._renderer.say("working")

    async def _work(self, incoming: Incoming, wait: _Wait) -> Given:
        answering = self._answering
        async with self._turns.of(incoming.sender):
            picture = await self._picture(incoming)
            given = await self._thread(lambda: answering.take(incoming, picture, lambda: wait.over))
            if wait.over:
                late = given if given.mine else Given()
                await self._thread(lambda: answering.push(incoming, late))
            return given

    async def _picture(self, incoming: Incoming) -> Picture | None:
        if incoming.kind != IMAGE:
            return None
        identity, answered = await self._thread(lambda: self._answering.known(incoming))
        return None if answered else await self._pictures.bring(incoming, identity.session)

    async def _thread(self, work: Callable[[], T]) -> T:
        return await to_thread.run_sync(work, limiter=self._threads)

    async def _keep(self, incoming: Incoming) -> bool:
        """Keep the message, so that it is answered even if this process ends."""

        def keep() -> None:
            with self._database.transaction() as connection:
                device = self._identities.device_of(connection, CHANNEL, incoming.sender)
                self._replies.leave_unfinished(
                    connection,
                    device,
                    incoming.platform_id,
                    incoming.to_json(),
                    self._clock.now(),
                    LEFT_TO,
                )

        try:
            async with asyncio.timeout(self._patience.keep):
                await to_thread.run_sync(keep, limiter=self._keeping, abandon_on_cancel=True)
        except Exception as error:  # it lives on in this process
            log.error("wechat.not_kept", error=type(error).__name__)
            return False
        return True

    def _keep_later(self, task: asyncio.Task[Given], incoming: Incoming) -> None:
        """The person waits for an answer, but it failed, and no job knows of the message."""

        async def keep() -> None:
            for pause in self._patience.keep_again:
                await asyncio.sleep(pause)
                if await self._keep(incoming):
                    return

        if not task.cancelled() and task.exception() is not None:
            keeping = asyncio.create_task(keep(), name="wechat keeping")
            self._kept_later.add(keeping)
            keeping.add_done_callback(self._kept_later.discard)

    def _ended(self, task: asyncio.Task[Given]) -> None:
        self._under_way.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            log.error("wechat.fault", error=type(error).__name__, places=places_of(error))

    async def _body(self, request: Request) -> bytes:
        try:
            return await read_body(request, LONGEST_BODY, self._patience.body)
        except BodyRefused as error:
            raise CallbackRefused(error.reason, error.status) from None


class _InTurn:
    """One person's messages are answered one after the other, in the order they came."""

    def __init__(self) -> None:
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def of(self, sender: str) -> AsyncIterator[None]:
        """Wait for this person's earlier messages."""
        lock, waiting = self._locks.get(sender, (asyncio.Lock(), 0))
        self._locks[sender] = lock, waiting + 1
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._locks[sender]
            if waiting == 1:
                del self._locks[sender]
            else:
                self._locks[sender] = lock, waiting - 1


def _plain(text: str) -> Response:
    return Response(text, media_type="text/plain", headers=dict(API_HEADERS))


def _refused(error: CallbackRefused) -> Response:
    log.info("wechat.refused", reason=error.detail)
    return Response(status_code=error.status, headers=dict(API_HEADERS))


def wechat_router(callback: Callback) -> APIRouter:
    """The routes that only the platform may call, by its signature."""
    router = APIRouter(tags=["wechat"])
    routes: tuple[tuple[str, Callable[[Request], Awaitable[Response]]], ...] = (
        ("GET", callback.verify),
        ("POST", callback.receive),
    )
    for method, endpoint in routes:
        router.add_api_route(
            PATH, endpoint, methods=[method], response_model=None, include_in_schema=False
        )
    return router
