"""The conversation in a terminal, through the web API of a running server."""

from __future__ import annotations

from bot.channels.terminal.client import ChatClient, NoServer, Refused
from bot.channels.terminal.console import Console
from bot.channels.terminal.loop import Terminal

__all__ = ["ChatClient", "Console", "NoServer", "Refused", "Terminal"]
