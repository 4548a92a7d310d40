"""What can go wrong between the bot and WeChat.

BotError
├── CallbackRefused      a request that is not the platform's, or not of today
├── LoginFailed          WeChat does not say whose browser it is
├── LoginRefused         a page was opened by another account than its link was sent to
├── Malformed            the platform's, but not a message
├── PlatformRefused      the platform answered with an error code
└── PlatformUnreachable  it did not answer; `sent` says whether the request may have arrived
"""

from __future__ import annotations

from bot.errors import BotError

__all__ = [
    "CallbackRefused",
    "LoginFailed",
    "LoginRefused",
    "Malformed",
    "PlatformRefused",
    "PlatformUnreachable",
]


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


class Malformed(BotError):
    """Genuine, but without the fields that a message has."""

    code = "callback_malformed"
    status = 200


class PlatformRefused(BotError):
    """An error code of the platform; `errcode` as in its documentation."""

    code = "platform_refused"
    status = 502

    def __init__(self, errcode: int) -> None:
        super().__init__(f"errcode {errcode}")
        self.errcode = errcode


class PlatformUnreachable(BotError):
    """No answer, or one that is none."""

    code = "platform_unreachable"
    status = 503

    def __init__(self, detail: str, *, sent: bool) -> None:
        super().__init__(detail)
        self.sent = sent
