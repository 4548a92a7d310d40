"""Hand a notice, or a message of staff, to the bot: read, post, note that the bot has it."""

from __future__ import annotations

import httpx

from filing_backend.contracts.calls import StaffMessage
from filing_backend.contracts.filings import Notice
from filing_backend.services.office import Desk

__all__ = ["NoticeUndelivered", "mark_delivered", "notice_to_send", "post_notice"]

PATHS = {Notice: "/internal/notices", StaffMessage: "/internal/messages"}


class NoticeUndelivered(Exception):
    """The bot did not take the notice; it stays in the outbox."""


def notice_to_send(desk: Desk, notice_id: str) -> Notice | None:
    """The notice, unless the bot has it already."""
    return desk.outbox.waiting(notice_id)


async def post_notice(bot: httpx.AsyncClient, notice: Notice | StaffMessage) -> None:
    """POST it; the client bears the service token.

    Raises:
        NoticeUndelivered: no answer, or another one than 2xx.
    """
    try:
        answer = await bot.post(PATHS[type(notice)], json=notice.model_dump(mode="json"))
    except httpx.HTTPError as error:
        raise NoticeUndelivered(type(error).__name__) from error
    if not answer.is_success:
        raise NoticeUndelivered(f"status {answer.status_code}")


def mark_delivered(desk: Desk, notice_id: str) -> None:
    """The bot has it."""
    desk.outbox.delivered(notice_id, desk.now())
