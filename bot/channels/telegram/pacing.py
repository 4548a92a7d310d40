"""Keeps to what the platform lets a bot send: 30 messages a second, and one to each chat.

An answer comes at once, as a few messages if need be, which the platform bears; what nobody waits
for does not, and gives way where many messages are on their way.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from datetime import timedelta

from anyio import to_thread

from bot.channels.telegram.errors import PlatformBusy
from bot.sessions.pace import Pace

__all__ = ["PER_SECOND", "Pacing"]

PER_SECOND = 25
"""The platform's limit is 30 (facts/channels.md §3); its clock is not ours."""
BETWEEN_SECONDS = 1.0
ANSWERS_AT_ONCE = 3
MOST_CHATS = 2_000
ANSWER_PATIENCE, PUSH_PATIENCE = timedelta(seconds=10), timedelta(seconds=2)

Sleep = Callable[[float], Awaitable[None]]


class Pacing:
    """Waits until a message may go.

    Chats are counted in this process: a lock lets one job at a time write to each.
    """

    def __init__(
        self, pace: Pace, sleep: Sleep, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._pace = pace
        self._sleep = sleep
        self._clock = clock
        self._due: dict[str, float] = {}

    async def wait(
        self, chat: str, messages: int = 1, *, answer: bool, first: bool = False
    ) -> None:
        """Wait for the turn of these messages.

        answer: somebody waits for them. first: they are the first to what that person has sent.

        Raises:
            PlatformBusy: too many are before them; not before `after_seconds`.
        """
        patience = ANSWER_PATIENCE if answer else PUSH_PATIENCE
        wait = await to_thread.run_sync(self._pace.take, messages, patience)
        if wait is None:
            raise PlatformBusy(patience.total_seconds(), "paced")
        now = self._clock()
        due = now if answer and first else self._due.get(chat, now)
        leave = (ANSWERS_AT_ONCE - 1) * BETWEEN_SECONDS if answer else 0.0
        starts = max(now + wait, due - leave)
        self._due[chat] = max(due, starts) + messages * BETWEEN_SECONDS
        if len(self._due) > MOST_CHATS:
            self._due = {each: at for each, at in self._due.items() if at > now}
        if starts > now:
            await self._sleep(starts - now)
