"""The chat channels that have their settings, and what all of them stand on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

import httpx
import structlog
from fastapi import APIRouter

from bot.channels import telegram
from bot.channels.page_door import ChatDoor, PageDoor
from bot.channels.seam import Conversations, Materials, Signer
from bot.channels.wechat import Account, Patience, Sleep, account_of, missing_settings
from bot.delivery import Deliverer, Kind
from bot.exchange import Turn
from bot.jobs.deliver import Deliveries, Finish
from bot.messages import Inbound
from bot.sessions.channels import ChannelIdentities
from bot.sessions.devices import Devices
from bot.sessions.outbox import Outbox
from bot.sessions.platform_tokens import PlatformTokens
from bot.sessions.replies import Replies
from bot.sessions.store import ConversationStore
from dialogs.rules.court_register import court_named
from dialogs.schema.files import titles
from dialogs.schema.responses import Responses
from infra.clock import Clock
from infra.database import Database
from infra.jobs import JobQueue, Task
from infra.sealing import Sealer
from infra.settings import Settings

if TYPE_CHECKING:
    from bot.channels.telegram.build import Telegram
    from bot.channels.wechat.build import WeChat

__all__ = [
    "ChatChannels",
    "ChatOptions",
    "ChatPorts",
    "ChatStores",
    "chat_channels",
    "chat_stores",
    "relay",
]

CONNECTIONS = httpx.Limits(max_connections=40, max_keepalive_connections=10)
log = structlog.get_logger("bot.channels")


@dataclass(frozen=True, slots=True)
class ChatOptions:
    """What a test may put in the place of the world outside."""

    http: httpx.AsyncClient | None = None
    patience: Patience = field(default_factory=Patience)
    sleep: Sleep = asyncio.sleep


class ChatPorts(Protocol):
    """What chat channels share with the web chat."""

    @property
    def conversations(self) -> Conversations: ...

    @property
    def materials(self) -> Materials: ...

    @property
    def signer(self) -> Signer: ...

    @property
    def responses(self) -> Responses: ...


@dataclass(frozen=True, slots=True)
class ChatStores:
    """What is kept for every chat channel."""

    identities: ChannelIdentities
    outbox: Outbox
    replies: Replies
    devices: Devices
    jobs: JobQueue


@dataclass(frozen=True, slots=True)
class ChatChannels:
    """The channels that are on: their routes, their tasks, what runs as long as the bot.

    door: who stands before the pages, besides the link.
    """

    routers: tuple[APIRouter, ...]
    tasks: tuple[Task, ...]
    http: httpx.AsyncClient
    running: tuple[Callable[[], AbstractAsyncContextManager[None]], ...] = ()
    door: PageDoor | None = None

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Runs what has to run; closes all connections in the end."""
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self.http.aclose)
            for each in self.running:
                await stack.enter_async_context(each())
            yield


def chat_stores(sealer: Sealer, store: ConversationStore, jobs: JobQueue) -> ChatStores:
    """The stores over one sealer."""
    identities = ChannelIdentities(sealer)
    outbox = Outbox(sealer, identities, store, jobs)
    devices = Devices(sealer, identities, outbox)
    return ChatStores(identities, outbox, Replies(sealer, jobs), devices, jobs)


def relay(database: Database, outbox: Outbox, clock: Clock) -> Callable[[Inbound, Turn], None]:
    """Sends what was said on an H5 page on to the chat that the page was opened from."""

    def pass_on(inbound: Inbound, turn: Turn) -> None:
        if turn.repeated:
            return
        numbers = [each.n for each in turn.messages]
        with database.transaction() as connection:
            outbox.push(
                connection,
                inbound.conversation_id,
                numbers,
                Kind.ANSWER,
                clock.now(),
                channel=inbound.channel,
            )

    return pass_on


def chat_channels(
    settings: Settings,
    ports: ChatPorts,
    database: Database,
    stores: ChatStores,
    sealer: Sealer,
    clock: Clock,
    options: ChatOptions | None = None,
) -> ChatChannels:
    """Every chat channel that has its settings; one that has not is off and says so."""
    options = options or ChatOptions()
    http = options.http or httpx.AsyncClient(limits=CONNECTIONS)
    deliverers: dict[str, Deliverer] = {}
    finishers: dict[str, Finish] = {}
    deliveries = Deliveries(database, stores.outbox, stores.replies, clock, deliverers, finishers)
    door = ChatDoor(database, stores.identities)
    channels = ChatChannels((), deliveries.all(), http, door=door)
    foundation = _Foundation(ports, database, stores, sealer, http, clock, settings.base_url)
    account = account_of(settings)
    if account is None:
        log.info("wechat.off", missing=list(missing_settings(settings)))
    else:
        wechat = _wechat(account, foundation, options)
        deliverers[wechat.channel] = wechat.deliverer
        finishers[wechat.channel] = wechat.callback.finish
        door = ChatDoor(database, stores.identities, wechat.login)
        channels = replace(channels, routers=(wechat.router,), door=door)
    bot = telegram.account_of(settings)
    if bot is None:
        log.info("telegram.off", missing=list(telegram.missing_settings(settings)))
        return channels
    built = _telegram(bot, foundation, deliveries, options)
    deliverers[built.channel] = built.deliverer
    return replace(
        channels,
        routers=(*channels.routers, *built.routers),
        tasks=(*channels.tasks, *built.tasks),
        running=(built.running,),
    )


@dataclass(frozen=True, slots=True)
class _Foundation:
    """What every chat channel is built on."""

    ports: ChatPorts
    database: Database
    stores: ChatStores
    sealer: Sealer
    http: httpx.AsyncClient
    clock: Clock
    base_url: str


def _wechat(account: Account, on: _Foundation, options: ChatOptions) -> WeChat:
    # Brings in wechatpy, which takes a quarter of a second to import.
    from bot.channels.wechat.build import WeChatPorts, build_wechat

    ports = WeChatPorts(
        on.ports.conversations,
        on.ports.materials,
        on.ports.signer,
        on.ports.responses,
        on.database,
        on.stores.identities,
        on.stores.outbox,
        on.stores.replies,
        PlatformTokens(on.database, on.sealer, on.clock),
        on.http,
        on.clock,
        on.base_url,
        courts=lambda name: court_named(name) is not None,
        cases=titles(),
        patience=options.patience,
        sleep=options.sleep,
    )
    return build_wechat(account, ports)


def _telegram(
    account: telegram.Account, on: _Foundation, deliveries: Deliveries, options: ChatOptions
) -> Telegram:
    # Brings in python-telegram-bot, which takes long to import too.
    from bot.channels.telegram.build import TelegramPorts, build_telegram

    ports = TelegramPorts(
        on.ports.conversations,
        on.ports.materials,
        on.ports.signer,
        on.ports.responses,
        on.database,
        on.stores.identities,
        on.stores.outbox,
        on.stores.replies,
        on.stores.jobs,
        on.sealer,
        on.clock,
        on.base_url,
        deliveries.deliver,
        cases=titles(),
        sleep=options.sleep,
    )
    return build_telegram(account, ports)
