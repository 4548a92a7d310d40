"""Broken requests: what a person gets wrong is a message of the bot, never one of these."""

from __future__ import annotations

from bot.errors import BotError

__all__ = [
    "LinkForged",
    "TooLarge",
    "TooMany",
    "Unreadable",
]


class LinkForged(BotError):
    """A signed address that we did not sign."""

    code = "link_forged"
    status = 404


class TooLarge(BotError):
    """The body is larger than any answer or batch of files may be."""

    code = "too_large"
    status = 413


class Unreadable(BotError):
    """The body is not what the contract says."""

    code = "unreadable"
    status = 422


class TooMany(BotError):
    """More requests than a person makes."""

    code = "too_many"
    status = 429

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__()
        self.retry_after_seconds = retry_after_seconds
