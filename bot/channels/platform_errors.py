"""What can go wrong between a channel and its platform.

BotError
├── Malformed            the platform's, but not a message
├── PlatformRefused      the platform will not do this, now or later
│   └── TooLarge         the platform does not carry files of this size
└── PlatformUnreachable  no answer; `sent` says whether the request may have arrived
"""

from __future__ import annotations

from bot.errors import BotError

__all__ = ["Malformed", "PlatformRefused", "PlatformUnreachable", "TooLarge"]


class Malformed(BotError):
    """Genuine, but without the fields that a message has."""

    code = "platform_malformed"
    status = 200


class PlatformRefused(BotError):
    """An error that stays one; `detail` is the platform's error code, or a word for it."""

    code = "platform_refused"
    status = 502


class TooLarge(PlatformRefused):
    """A file beyond what the platform carries, whatever it said of the size before."""

    def __init__(self) -> None:
        super().__init__("too large")


class PlatformUnreachable(BotError):
    """No answer, or one that is none."""

    code = "platform_unreachable"
    status = 503

    def __init__(self, detail: str, *, sent: bool) -> None:
        super().__init__(detail)
        self.sent = sent
