"""How long the platform is kept waiting, and how much is worked on at once."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Patience"]


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds from the first byte of a request, and how much may be under way at once.

    turns: fewer than the connections of the bot, so that turns which hang leave some free.
    keep_again: pauses before a message that failed, and could not be kept, is kept after all.
    """

    answer: float = 3.2
    body: float = 2.0
    keep: float = 0.5
    keep_again: tuple[float, ...] = (1, 5, 30, 120, 600)
    turns: int = 6
    under_way: int = 400
