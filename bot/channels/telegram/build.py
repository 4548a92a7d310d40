"""Builds the Telegram channel from its ports."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from fastapi import APIRouter

from bot.channels.seam import Conversations, Materials, Signer
from bot.channels.telegram.account import CHANNEL, Account
from bot.channels.telegram.answering import Answering
from bot.channels.telegram.buttons import Buttons
from bot.channels.telegram.callback import telegram_router
from bot.channels.telegram.files import Files
from bot.channels.telegram.groups import Groups
from bot.channels.telegram.handling import Deliver, Handling
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.pacing import PER_SECOND, Pacing
from bot.channels.telegram.platform import Platform, Sleep
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.rendering import Renderer
from bot.channels.telegram.sending import TelegramDeliverer
from bot.channels.telegram.ticking import Ticking
from bot.sessions.channels import ChannelIdentities
from bot.sessions.outbox import Outbox
from bot.sessions.pace import Pace
from bot.sessions.replies import Replies
from bot.sessions.updates import Updates
from dialogs.schema.responses import Responses
from infra.clock import Clock
from infra.database import Database
from infra.jobs import JobQueue, Task
from infra.sealing import Sealer

__all__ = ["COMMAND_NAMES", "Telegram", "TelegramPorts", "build_telegram", "command_menu"]

COMMAND_NAMES = ("start", "cases", "help", "human")


@dataclass(frozen=True, slots=True)
class TelegramPorts:
    """What the channel stands on; `bot.app` chooses the implementations.

    deliver: sends what waits for an account. cases: titles of the interviews by id.
    """

    conversations: Conversations
    materials: Materials
    signer: Signer
    responses: Responses
    database: Database
    identities: ChannelIdentities
    outbox: Outbox
    replies: Replies
    jobs: JobQueue
    sealer: Sealer
    clock: Clock
    base_url: str
    deliver: Deliver
    cases: Mapping[str, str] = field(default_factory=dict)
    sleep: Sleep = asyncio.sleep


@dataclass(frozen=True, slots=True)
class Telegram:
    """The channel, ready to be joined to the bot. routers: empty when it polls."""

    routers: tuple[APIRouter, ...]
    deliverer: TelegramDeliverer
    tasks: tuple[Task, ...]
    platform: Platform
    polling: Polling | None

    channel: str = CHANNEL

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Polls if it has to, and closes its connections in the end."""
        try:
            if self.polling is None:
                yield
            else:
                async with self.polling.running():
                    yield
        finally:
            await self.platform.close()


def build_telegram(account: Account, ports: TelegramPorts) -> Telegram:
    """The channel for one bot."""
    buttons = Buttons(ports.sealer.cipher)
    renderer = Renderer(ports.responses, ports.signer, buttons, ports.base_url)
    platform = Platform(account, ports.sleep)
    files = Files(platform, ports.conversations, ports.materials, renderer)
    updates = Updates(ports.sealer, account.name)
    intake = Intake(ports.database, ports.identities, updates, ports.jobs, ports.clock)
    answering = Answering(
        account.name,
        ports.conversations,
        ports.database,
        ports.identities,
        renderer,
        buttons,
        ports.clock,
        ports.cases,
    )
    pacing = Pacing(Pace(ports.database, account.name, PER_SECOND), ports.sleep)
    handling = Handling(
        answering,
        files,
        platform,
        renderer,
        ports.database,
        ports.identities,
        ports.outbox,
        updates,
        ports.jobs,
        ports.clock,
        ports.deliver,
        Ticking(ports.replies, ports.clock),
        pacing,
        ports.sleep,
    )
    return Telegram(
        () if account.polling else (telegram_router(account.secret, intake),),
        TelegramDeliverer(platform, renderer, files, pacing),
        (*handling.tasks(), Groups(platform, renderer).task()),
        platform,
        _polling(account, platform, intake, ports),
    )


def _polling(
    account: Account, platform: Platform, intake: Intake, ports: TelegramPorts
) -> Polling | None:
    if not account.polling:
        return None
    return Polling(platform, intake, ports.database.url, account.name, ports.sleep)


def command_menu(responses: Responses) -> list[tuple[str, str]]:
    """The commands that the platform lists, with what they do."""
    return [(each, responses.say("telegram", f"command_{each}")) for each in COMMAND_NAMES]
