"""Whether an error on a page is told to somebody who came there from a chat."""

from __future__ import annotations

from bot.errors import BotError, LinkExpired

__all__ = ["WECHATS_BROWSER", "error_code", "from_chat"]

WEB = "web"
WECHATS_BROWSER = "MicroMessenger"


def from_chat(error: BotError, user_agent: str) -> bool:
    """Whether they have no way back to the web chat, where another conversation would begin."""
    channel = error.channel if isinstance(error, LinkExpired) else ""
    return channel not in ("", WEB) or WECHATS_BROWSER in user_agent


def error_code(error: BotError, user_agent: str) -> str:
    """The code of the sentence: a link that is over is made anew in another way in a chat."""
    old = isinstance(error, LinkExpired) and from_chat(error, user_agent)
    return f"{error.code}_in_chat" if old else error.code
