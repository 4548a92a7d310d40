"""A whole bot over a real database, with fakes for the world outside: backend and platforms."""

from __future__ import annotations

import asyncio
import hashlib
import re
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import sqlalchemy as sa
from pydantic import SecretStr

from bot.app import Bot, create_bot
from bot.channels.wechat import Patience
from bot.chat_channels import ChatOptions
from bot.conversation.pushes import Pushes
from bot.sessions.channels import ChannelIdentities
from bot.understanding.embedded import EmbeddedEngine
from bot.understanding.engine import Context, Engine, Understanding
from infra.clock import FixedClock
from infra.database import Database
from infra.encryption import Keyring
from infra.sealing import Sealer
from infra.settings import Settings
from infra.worker import Worker
from tests.fakes.wechat_platform import (
    AES_KEY,
    API_BASE,
    APP_ID,
    SECRET,
    TOKEN,
    Callback,
    FakePlatform,
)

__all__ = ["BackendStub", "SlowEngine", "Stage", "stage", "wechat_settings"]

BASE_URL = "https://lian.example"
FILE_NAME = re.compile(rb'name="files"; filename[^\r\n]*\r\n[^\r]*\r\n\r\n(.*?)\r\n--', re.DOTALL)


class SlowEngine:
    """The default engine, which may be told to hang: `gate` is closed while it does.

    hangs_on: it hangs on texts that hold this only. inner: what understands.
    """

    def __init__(self) -> None:
        self.inner: Engine = EmbeddedEngine()
        self.gate = threading.Event()
        self.gate.set()
        self.fails = 0
        self.hangs_on = ""

    def understand(self, text: str, context: Context) -> Understanding:
        if self.hangs_on in text:
            self.gate.wait(20)
        if self.fails:
            self.fails -= 1
            raise RuntimeError("张三 13800138000")
        return self.inner.understand(text, context)


@dataclass
class BackendStub:
    """Takes every file; may be told to refuse or to be down. files: what it gives, by path."""

    received: list[bytes] = field(default_factory=list)
    files: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    code: str = ""
    down: bool = False
    hangs: asyncio.Event | None = None
    """While it is not set, nothing is answered."""
    broken: bytes = b""
    """What a file begins with that cannot be opened."""

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            transport=httpx.MockTransport(self._answer), base_url="http://backend.fake"
        )

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        if self.hangs is not None:
            await self.hangs.wait()
        if self.down:
            raise httpx.ConnectError("down")
        if request.method == "DELETE":
            return httpx.Response(200, json={"deleted": {}, "kept": []})
        if request.url.path in self.files:
            content, media_type = self.files[request.url.path]
            return httpx.Response(200, content=content, headers={"content-type": media_type})
        if not request.url.path.endswith("/materials"):
            return httpx.Response(404, json={"error": {"code": "not_found"}})
        contents = FILE_NAME.findall(request.content)
        self.received += contents
        return httpx.Response(200, json=[self._verdict(each) for each in contents])

    def _verdict(self, content: bytes) -> dict[str, Any]:
        digest = hashlib.sha256(content).hexdigest()
        broken = bool(self.broken) and content.startswith(self.broken)
        code = "pdf_broken" if broken else self.code
        return {
            "material_id": "" if code else digest[:16],
            "name": "photo.jpg",
            "media_type": "image/jpeg",
            "size": len(content),
            "sha256": digest,
            "code": code,
            "values": {"name": "photo.jpg"},
        }


@dataclass
class Stage:
    """Everything of one test."""

    bot: Bot
    platform: FakePlatform
    backend: BackendStub
    engine: SlowEngine
    clock: FixedClock
    database: Database
    url: str
    http: httpx.AsyncClient
    identities: ChannelIdentities
    only: tuple[str, ...] = ()
    """Tasks that `work` runs; all of them if empty."""

    @property
    def pushes(self) -> Pushes:
        """What the bot's jobs say through."""
        run: Any = next(each.run for each in self.bot.tasks if each.name == "bot.preview")
        found: Pushes = run.__self__.pushes
        return found

    async def post(self, callback: Callback) -> httpx.Response:
        """One callback of the platform."""
        return await self.http.post("/wechat", params=callback.query, content=callback.body)

    async def work(self) -> None:
        """Run every job that waits, whatever the hour: the bot's clock is not the database's."""
        self.rows(
            "UPDATE jobs.procrastinate_jobs SET scheduled_at ="
            " CASE WHEN :all OR task_name = ANY(:only) THEN NULL ELSE now() + interval '1 year' END"
            " WHERE status = 'todo' RETURNING id",
            all=not self.only,
            only=list(self.only),
        )
        await Worker(self.url, self.bot.tasks).drain()

    def tell(self, conversation_id: str, text: str) -> None:
        """A message that no turn asked for, as a job of the bot sends it."""
        self.pushes.tell(conversation_id, text)

    def rows(self, statement: str, **values: Any) -> list[Any]:
        """Rows of the database."""
        with self.database.transaction() as connection:
            return list(connection.execute(sa.text(statement), values))

    def conversation(self, channel: str = "wechat") -> str:
        """The only conversation of the only account."""
        (row,) = self.rows(
            "SELECT conversation_id FROM bot.channel_identities WHERE channel = :c", c=channel
        )
        return str(row[0])

    def conversation_of(self, channel: str, sender: str) -> str:
        """The conversation that an account shows."""
        with self.database.transaction() as connection:
            found = self.identities.find(connection, channel, sender)
        assert found is not None, f"nobody of that name on {channel}"
        return found.session.conversation_id

    async def web(self) -> WebPerson:
        """Somebody at the web page."""
        answer = (await self.http.post("/web/session")).json()
        self.http.cookies.clear()
        return WebPerson(self.http, answer["token"], list(answer["messages"]))


@dataclass
class WebPerson:
    """Somebody at the web page; `messages` is what the bot said."""

    http: httpx.AsyncClient
    token: str
    messages: list[dict[str, Any]]
    sent: int = 0

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    async def say(self, text: str, message_id: str = "") -> dict[str, Any]:
        self.sent += 1
        body = {"id": message_id or f"web-{self.token[:6]}-{self.sent}", "text": text}
        answer = await self.http.post("/web/messages", json=body, headers=self.headers)
        assert answer.status_code == httpx.codes.OK, answer.text
        found: dict[str, Any] = answer.json()
        self.messages += found["messages"]
        return found

    async def history(self) -> list[dict[str, Any]]:
        answer = await self.http.get("/web/messages", headers=self.headers)
        found: list[dict[str, Any]] = answer.json()["messages"]
        return found


def wechat_settings(settings: Settings, **changes: Any) -> Settings:
    """The same settings with the WeChat channel on."""
    on = {
        "wechat_token": SecretStr(TOKEN),
        "wechat_aes_key": SecretStr(AES_KEY),
        "wechat_app_id": APP_ID,
        "wechat_app_secret": SecretStr(SECRET),
        "wechat_api_base": API_BASE,
        "public_url": BASE_URL,
    }
    return settings.model_copy(update=on | changes)


async def _no_sleep(_seconds: float) -> None:
    return None


@asynccontextmanager
async def stage(
    settings: Settings,
    url: str,
    clock: FixedClock,
    database: Database,
    patience: Patience | None = None,
    change: Callable[[FakePlatform], None] | None = None,
) -> AsyncIterator[Stage]:
    """The bot, started. patience: the platform's, where a test measures it."""
    platform, backend, engine = FakePlatform(clock), BackendStub(), SlowEngine()
    if patience is None:
        # Nobody measures: however busy the machine is, nothing is late.
        patience, platform.patience_seconds = Patience(answer=30), 60
    if change is not None:
        change(platform)
    options = ChatOptions(platform.client(), patience, _no_sleep)
    bot = create_bot(settings, url, engine, backend.client(), clock, options)
    transport = httpx.ASGITransport(app=bot.app)
    async with (
        bot.app.router.lifespan_context(bot.app),
        httpx.AsyncClient(transport=transport, base_url=BASE_URL) as http,
    ):
        cipher = Keyring(settings.master_key.get_secret_value()).cipher("bot", "conversation")
        identities = ChannelIdentities(Sealer(cipher))
        ready = Stage(bot, platform, backend, engine, clock, database, url, http, identities)
        platform.deliver = ready.post
        yield ready
