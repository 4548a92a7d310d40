"""What can go wrong between the bot and Telegram.

BotError
├── Malformed            genuine, but not an update
├── PersonGone           blocked the bot, or is no longer there
├── PlatformRefused      the platform will not do this, now or later
├── PlatformBusy         asked too often: not before `after_seconds`
└── PlatformUnreachable  no answer; `sent` says whether the request may have arrived
"""

from __future__ import annotations

from bot.errors import BotError

__all__ = ["Malformed", "PersonGone", "PlatformBusy", "PlatformRefused", "PlatformUnreachable"]


class Malformed(BotError):
    """Genuine, but without the fields that an update has."""

    code = "update_malformed"
    status = 200


class PersonGone(BotError):
    """The person has blocked the bot, left, or deleted the account."""

    code = "person_gone"
    status = 410


class PlatformRefused(BotError):
    """An error that stays one; `detail` is a short word for the operator."""

    code = "platform_refused"
    status = 502


class PlatformBusy(BotError):
    """Too many requests: the platform says so (`429`), or our own count (`paced`)."""

    code = "platform_busy"
    status = 503

    def __init__(self, after_seconds: float, reason: str = "429") -> None:
        super().__init__(f"{reason}, after {after_seconds:g} s")
        self.after_seconds = after_seconds
        self.reason = reason


class PlatformUnreachable(BotError):
    """No answer, or one that is none."""

    code = "platform_unreachable"
    status = 503

    def __init__(self, detail: str, *, sent: bool) -> None:
        super().__init__(detail)
        self.sent = sent
