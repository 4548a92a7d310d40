"""What can go wrong between the bot and Telegram.

BotError
├── PersonGone    blocked the bot, or is no longer there
└── PlatformBusy  asked too often: not before `after_seconds`

What every platform may answer stands in `bot.channels.platform_errors`.
"""

from __future__ import annotations

from bot.errors import BotError

__all__ = ["PersonGone", "PlatformBusy"]


class PersonGone(BotError):
    """The person has blocked the bot, left, or deleted the account."""

    code = "person_gone"
    status = 410


class PlatformBusy(BotError):
    """Too many requests: the platform says so (`429`), or our own count (`paced`)."""

    code = "platform_busy"
    status = 503

    def __init__(self, after_seconds: float, reason: str = "429") -> None:
        super().__init__(f"{reason}, after {after_seconds:g} s")
        self.after_seconds = after_seconds
        self.reason = reason
