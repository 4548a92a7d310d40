"""Builds the WeChat channel from its ports."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import httpx
from fastapi import APIRouter

from bot.channels.seam import Conversations, Materials, Signer
from bot.channels.wechat.account import Account
from bot.channels.wechat.answering import MENU, Answering
from bot.channels.wechat.callback import Callback, wechat_router
from bot.channels.wechat.composing import Composer
from bot.channels.wechat.envelope import Envelope
from bot.channels.wechat.page_login import PageLogin
from bot.channels.wechat.patience import Patience
from bot.channels.wechat.pictures import Pictures
from bot.channels.wechat.platform import Platform
from bot.channels.wechat.rendering import CHANNEL, Renderer
from bot.channels.wechat.scenes import Scenes
from bot.channels.wechat.sending import WeChatDeliverer
from bot.channels.wechat.transport import Sleep, Transport
from bot.sessions.channels import ChannelIdentities
from bot.sessions.outbox import Outbox
from bot.sessions.platform_tokens import PlatformTokens
from bot.sessions.replies import Replies
from dialogs.schema.responses import Responses
from infra.clock import Clock
from infra.database import Database

__all__ = ["WeChat", "WeChatPorts", "build_wechat", "menu"]


@dataclass(frozen=True, slots=True)
class WeChatPorts:
    """What the channel stands on; `bot.app` chooses the implementations.

    courts: whether a court of that name exists. cases: titles of the interviews by id.
    """

    conversations: Conversations
    materials: Materials
    signer: Signer
    responses: Responses
    database: Database
    identities: ChannelIdentities
    outbox: Outbox
    replies: Replies
    tokens: PlatformTokens
    http: httpx.AsyncClient
    clock: Clock
    base_url: str
    courts: Callable[[str], bool] = lambda _: False
    cases: Mapping[str, str] = field(default_factory=dict)
    patience: Patience = field(default_factory=Patience)
    sleep: Sleep = asyncio.sleep


@dataclass(frozen=True, slots=True)
class WeChat:
    """The channel, ready to be joined to the bot."""

    router: APIRouter
    deliverer: WeChatDeliverer
    callback: Callback
    platform: Platform
    login: PageLogin

    channel: str = CHANNEL


def build_wechat(account: Account, ports: WeChatPorts) -> WeChat:
    """The channel for one account."""
    renderer = Renderer(ports.responses, ports.signer, ports.base_url)
    transport = Transport(account, ports.tokens, ports.http, ports.sleep)
    platform = Platform(transport)
    composer = Composer(
        ports.database, ports.identities, ports.outbox, ports.replies, renderer, ports.clock
    )
    answering = Answering(
        ports.conversations,
        ports.database,
        ports.identities,
        ports.outbox,
        composer,
        renderer,
        Scenes(ports.courts, dict(ports.cases)),
        ports.clock,
        may_send=account.certified,
    )
    callback = Callback(
        Envelope(account, ports.clock),
        answering,
        Pictures(account, platform, ports.conversations, ports.materials, renderer),
        renderer,
        ports.database,
        ports.identities,
        ports.replies,
        ports.clock,
        ports.patience,
    )
    deliverer = WeChatDeliverer(account, platform, renderer, ports.clock)
    login = PageLogin(
        account,
        transport,
        ports.signer,
        ports.database,
        ports.identities,
        ports.replies,
        ports.clock,
        ports.base_url,
    )
    return WeChat(wechat_router(callback), deliverer, callback, platform, login)


def menu(responses: Responses) -> list[dict[str, str]]:
    """The account's menu: three buttons that the bot answers."""
    return [
        {"type": "click", "name": responses.say("wechat", f"menu_{key}"), "key": key}
        for key in MENU
    ]
