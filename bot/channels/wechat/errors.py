"""What can go wrong between the bot and WeChat.

BotError
├── CallbackRefused  a request that is not the platform's, or not of today
├── LoginFailed      WeChat does not say whose browser it is
└── LoginRefused     a page was opened by another account than its link was sent to

What every platform may answer stands in `bot.channels.platform_errors`.
"""

from __future__ import annotations

from bot.errors import BotError

__all__ = ["CallbackRefused", "LoginFailed", "LoginRefused"]


class CallbackRefused(BotError):
    """Not signed by the platform, not encrypted, too old or too large."""

    code = "callback_refused"

    def __init__(self, detail: str, status: int = 403) -> None:
        super().__init__(detail)
        self.status = status


class LoginRefused(BotError):
    """The browser is another account's, or the log-in was not begun by it."""

    code = "login_refused"
    status = 403


class LoginFailed(BotError):
    """The platform gave no account for the log-in."""

    code = "login_failed"
    status = 502
