"""The web chat: its API under `/web/*`, its page at `/`."""

from __future__ import annotations

from bot.channels.web.api import web_router
from bot.channels.web.direct import Direct, handlers
from bot.channels.web.limits import Limits
from bot.channels.web.linked import LinkedActs
from bot.channels.web.ports import WebPorts

__all__ = ["Direct", "Limits", "LinkedActs", "WebPorts", "handlers", "web_router"]
