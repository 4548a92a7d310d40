"""The conversation in a terminal, through the web API of a running server."""

from __future__ import annotations

from bot.channels.terminal.alone import InUse, alone_with
from bot.channels.terminal.client import ChatClient, NoServer, Refused
from bot.channels.terminal.console import Console
from bot.channels.terminal.loop import Terminal

__all__ = ["ChatClient", "Console", "InUse", "NoServer", "Refused", "Terminal", "alone_with"]
