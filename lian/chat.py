"""`lian chat`: the conversation in this terminal, with the server that is running."""

from __future__ import annotations

import ipaddress
from typing import Annotated
from urllib.parse import urlsplit

import httpx
import typer

from bot.channels.terminal import (
    ChatClient,
    Console,
    InUse,
    NoServer,
    Refused,
    Terminal,
    alone_with,
)
from bot.channels.terminal.screen import Screen
from bot.channels.terminal.signature import draw_name
from dialogs.schema.responses import Responses
from infra.settings import Settings

__all__ = ["app"]

SESSION_FILE = "chat_session.json"
SIGNATURE_FONT = "NotoSerifSC_400Regular.ttf"
TIMEOUT_SECONDS = 30.0

app = typer.Typer(add_completion=False)


@app.command()
def chat(
    url: Annotated[
        str | None, typer.Option(help="The server's address; by default the one set up here.")
    ] = None,
) -> None:
    """Talk with the bot in this terminal. A server must be running (`make run`)."""
    settings = Settings()
    address = (url or _own_address(settings)).rstrip("/")
    screen = Screen(Responses.load(), address)
    try:
        with alone_with(settings.data_dir / SESSION_FILE):
            _talk(settings, address, screen)
    except InUse:
        typer.echo(screen.say("in_use"), err=True)
        raise typer.Exit(1) from None
    except NoServer:
        typer.echo(screen.say("no_server", url=address), err=True)
        raise typer.Exit(1) from None
    except Refused as error:
        typer.echo(error.text, err=True)
        raise typer.Exit(1) from None


def _talk(settings: Settings, address: str, screen: Screen) -> None:
    console = Console()
    http = httpx.Client(
        base_url=address, timeout=TIMEOUT_SECONDS, trust_env=not _is_loopback(address)
    )
    with http:
        client = ChatClient(
            http,
            settings.data_dir / SESSION_FILE,
            on_lost=lambda: console.write(screen.say("lost")),
        )
        font = settings.fonts_dir / SIGNATURE_FONT
        terminal = Terminal(
            client, screen, console.read, console.write, lambda name: draw_name(name, font)
        )
        terminal.run()


def _own_address(settings: Settings) -> str:
    """Where the server of this checkout listens, whatever it is called from outside."""
    everywhere = settings.host in ("0.0.0.0", "::")
    host = "127.0.0.1" if everywhere else settings.host
    return f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"


def _is_loopback(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
