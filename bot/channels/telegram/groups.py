"""Groups: what belongs to a case is nobody else's business, so the bot says so once and leaves."""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from bot.channels.platform_errors import PlatformRefused, PlatformUnreachable
from bot.channels.telegram.errors import PersonGone, PlatformBusy
from bot.channels.telegram.intake import LEAVE_TASK, QUEUE
from bot.channels.telegram.platform import Platform
from bot.channels.telegram.rendering import Renderer
from infra.jobs import Retry, Task

__all__ = ["Groups"]

FAILURES = (PersonGone, PlatformBusy, PlatformRefused, PlatformUnreachable)
log = structlog.get_logger("bot.channels.telegram")


@dataclass(frozen=True, slots=True)
class Groups:
    """Leaves the groups that people take the bot into."""

    platform: Platform
    renderer: Renderer

    def task(self) -> Task:
        """The job that leaves one."""
        return Task(LEAVE_TASK, QUEUE, self.leave, Retry(limit=1))

    async def leave(self, chat: str) -> None:
        """Say why, and go. Where that fails the bot stays, and stays silent."""
        try:
            await self.platform.send_text(chat, self.renderer.say("no_groups"))
        except FAILURES as error:
            log.info("telegram.group_not_told", reason=error.code)
        try:
            await self.platform.leave(chat)
        except FAILURES as error:
            log.info("telegram.group_not_left", reason=error.code)
