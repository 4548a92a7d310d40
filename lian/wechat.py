"""`lian wechat`: sets up the service account's menu and shows what the channel has and lacks."""

from __future__ import annotations

import asyncio

import httpx
import typer

from bot.channels.platform_errors import PlatformRefused, PlatformUnreachable
from bot.channels.wechat import Account, account_of, missing_settings
from bot.channels.wechat.build import menu
from bot.channels.wechat.platform import Platform
from bot.channels.wechat.transport import Transport
from bot.sessions.platform_tokens import PlatformTokens
from dialogs.schema.responses import Responses
from infra.clock import SystemClock
from infra.database import Database
from infra.encryption import Keyring
from infra.sealing import Sealer
from infra.settings import Settings, load_settings
from lian.serve import database_url

__all__ = ["app"]

app = typer.Typer(help="The WeChat service account (服务号).", no_args_is_help=True)

FAILED = 1


@app.callback()
def _wechat() -> None:
    """The WeChat service account (服务号)."""


@app.command()
def setup() -> None:
    """Create the menu 立案 · 我的案件 · 帮助 on the platform."""
    settings = load_settings()
    account = account_of(settings)
    if account is None:
        typer.echo(f"WeChat is off; missing: {', '.join(missing_settings(settings))}", err=True)
        raise typer.Exit(FAILED)
    try:
        asyncio.run(_set_up(settings, account))
    except (PlatformRefused, PlatformUnreachable) as error:
        typer.echo(f"The platform did not accept it: {error.detail}", err=True)
        raise typer.Exit(FAILED) from None
    typer.echo(f"The menu is made. Callback address: {settings.base_url}/wechat")


async def _set_up(settings: Settings, account: Account) -> None:
    sealer = Sealer(Keyring(settings.master_key.get_secret_value()).cipher("bot", "conversation"))
    with Database(database_url(settings), pool_size=2) as database:
        async with httpx.AsyncClient() as http:
            tokens = PlatformTokens(database, sealer, SystemClock())
            platform = Platform(Transport(account, tokens, http))
            await platform.create_menu(menu(Responses.load()))
