"""Errors of the stores."""

from __future__ import annotations

from bot.errors import BotError

__all__ = ["ConversationUnknown"]


class ConversationUnknown(BotError):
    """There is no conversation of that id (any more)."""

    code = "conversation_unknown"
    status = 404
