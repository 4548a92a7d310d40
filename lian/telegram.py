"""`lian telegram`: tells Telegram where we are, and which commands the bot knows."""

from __future__ import annotations

import asyncio

import typer

from bot.channels.telegram import Account, account_of, missing_settings
from bot.channels.telegram.build import command_menu
from bot.channels.telegram.callback import PATH
from bot.channels.telegram.platform import Platform
from bot.errors import BotError
from dialogs.schema.responses import Responses
from infra.logs import configure_logs
from infra.settings import Settings, load_settings

__all__ = ["app"]

app = typer.Typer(help="The Telegram bot.", no_args_is_help=True)

FAILED = 1


@app.callback()
def _telegram() -> None:
    """The Telegram bot."""


@app.command()
def setup() -> None:
    """Set the menu of commands, and the webhook unless the bot polls."""
    settings = load_settings(make_secrets=False)
    configure_logs(settings.log_level)
    account = account_of(settings)
    if account is None:
        typer.echo(f"Telegram is off; missing: {', '.join(missing_settings(settings))}", err=True)
        raise typer.Exit(FAILED)
    if not account.polling and not settings.base_url.startswith("https://"):
        typer.echo("A webhook needs an https:// address: set LIAN_PUBLIC_URL.", err=True)
        raise typer.Exit(FAILED)
    try:
        name = asyncio.run(_set_up(settings, account))
    except BotError as error:
        typer.echo(f"The platform did not accept it: {error.detail}", err=True)
        raise typer.Exit(FAILED) from None
    way = "by polling" if account.polling else f"at {settings.base_url}{PATH}"
    typer.echo(f"@{name} is ready; updates come {way}.")


async def _set_up(settings: Settings, account: Account) -> str:
    platform = Platform(account)
    try:
        name = await platform.own_name()
        await platform.set_commands(command_menu(Responses.load()))
        if account.polling:
            await platform.drop_webhook()
        else:
            await platform.set_webhook(f"{settings.base_url}{PATH}")
        return name
    finally:
        await platform.close()
