"""What the bot asks of the platform, through python-telegram-bot, with few retries."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

import httpx
import telegram
from telegram import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LinkPreviewOptions,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from bot.channels.platform_errors import PlatformRefused, PlatformUnreachable, TooLarge
from bot.channels.telegram.account import Account
from bot.channels.telegram.errors import PersonGone, PlatformBusy
from bot.channels.telegram.incoming import ALLOWED_UPDATES
from bot.channels.telegram.quiet import hide_token
from bot.channels.telegram.rendering import Key

__all__ = ["LARGEST_DOWNLOAD", "LARGEST_UPLOAD", "Media", "Platform", "Sleep"]

# The library's durations are timedeltas from now on; without this it warns at each.
os.environ.setdefault("PTB_TIMEDELTA", "true")

TRIES = 3
LONGEST_WAIT = timedelta(seconds=3)
"""A longer 429 is not waited for here: the job is run again then."""
POLL_SECONDS = 25
LARGEST_DOWNLOAD, LARGEST_UPLOAD = 20_000_000, 50_000_000
NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
)
TOO_LARGE = ("file is too big", "request entity too large")
GONE = ("chat not found", "user not found", "peer_id_invalid")
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

Sleep = Callable[[float], Awaitable[None]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Media:
    """A file on its way to the person."""

    name: str
    content: bytes


class _Bot(telegram.Bot):
    async def raw_updates(self, offset: int | None) -> list[Any]:
        """Updates as they came: one that the library cannot read must not hide the others."""
        found = await self._post(
            "getUpdates",
            {"offset": offset, "timeout": POLL_SECONDS, "allowed_updates": ALLOWED_UPDATES},
            read_timeout=POLL_SECONDS + 10,
        )
        return found if isinstance(found, list) else []


class Platform:
    """The Bot API for one bot. The token never stands in an error or a log."""

    def __init__(self, account: Account, sleep: Sleep = asyncio.sleep) -> None:
        hide_token(account.token)
        self._account = account
        self._sleep = sleep
        self._requests = (
            HTTPXRequest(
                16, read_timeout=15, write_timeout=15, pool_timeout=10, media_write_timeout=60
            ),
            HTTPXRequest(1),
        )
        self._bot = _Bot(
            account.token,
            account.api_base,
            account.file_base,
            request=self._requests[0],
            get_updates_request=self._requests[1],
        )

    async def close(self) -> None:
        """Close the connections."""
        for request in self._requests:
            await request.shutdown()

    async def send_text(self, chat: str, text: str, keys: Sequence[Key] = ()) -> None:
        """A message."""
        await self._tried(
            lambda: self._bot.send_message(
                int(chat), text, reply_markup=_keyboard(keys), link_preview_options=NO_PREVIEW
            )
        )

    async def send_photos(self, chat: str, photos: Sequence[Media]) -> None:
        """Pictures, in one album if there are several."""
        if len(photos) == 1:
            (photo,) = photos
            await self._tried(
                lambda: self._bot.send_photo(int(chat), photo.content, filename=photo.name)
            )
            return
        await self._tried(
            lambda: self._bot.send_media_group(
                int(chat), [InputMediaPhoto(each.content, filename=each.name) for each in photos]
            )
        )

    async def send_document(self, chat: str, media: Media, caption: str) -> None:
        """A file, as it is."""
        await self._tried(
            lambda: self._bot.send_document(
                int(chat),
                media.content,
                caption=caption[:1024],
                filename=media.name,
                disable_content_type_detection=True,
            )
        )

    async def answer_press(self, press_id: str, text: str) -> None:
        """Tell the person's app that the press was seen."""
        await self._tried(
            lambda: self._bot.answer_callback_query(press_id, text[:200] or None), repeatable=True
        )

    async def show_keys(self, chat: str, shown_id: int, keys: Sequence[Key]) -> None:
        """Put other buttons under a message that was sent."""
        await self._tried(
            lambda: self._bot.edit_message_reply_markup(
                int(chat), shown_id, reply_markup=_keyboard(keys)
            ),
            repeatable=True,
        )

    async def leave(self, chat: str) -> None:
        """Leave a group."""
        await self._tried(lambda: self._bot.leave_chat(int(chat)), repeatable=True)

    async def fetch(self, file_id: str) -> bytes:
        """A file that a person has sent.

        Raises:
            TooLarge: it is more than the platform gives to bots.
            PlatformRefused: it is gone.
            PlatformUnreachable, PlatformBusy
        """
        found = await self._tried(lambda: self._bot.get_file(file_id), repeatable=True)
        path = found.file_path or ""
        if not path.startswith(self._account.file_base):
            raise PlatformRefused("no path of a file")
        content = await self._tried(found.download_as_bytearray, repeatable=True)
        return bytes(content)

    async def updates(self, offset: int | None) -> list[Any]:
        """Wait for updates from `offset` on; earlier ones are thereby confirmed."""
        return await self._tried(lambda: self._bot.raw_updates(offset), repeatable=True)

    async def drop_webhook(self) -> None:
        """Polling and a webhook exclude each other. Nothing that waits is dropped."""
        await self._tried(lambda: self._bot.delete_webhook(), repeatable=True)

    async def set_webhook(self, url: str) -> None:
        """Have updates sent to this address, with our secret."""
        await self._tried(
            lambda: self._bot.set_webhook(
                url, allowed_updates=list(ALLOWED_UPDATES), secret_token=self._account.secret
            ),
            repeatable=True,
        )

    async def set_commands(self, commands: Sequence[tuple[str, str]]) -> None:
        """The menu of the bot: names and what they do."""
        listed = [BotCommand(name, text) for name, text in commands]
        await self._tried(lambda: self._bot.set_my_commands(listed), repeatable=True)

    async def own_name(self) -> str:
        """The bot's user name: the token is good."""
        found = await self._tried(self._bot.get_me, repeatable=True)
        return found.username or ""

    async def _tried(self, request: Callable[[], Awaitable[T]], *, repeatable: bool = False) -> T:
        """Ask, and ask again where nothing can have been done yet, or may be done twice."""
        for attempt in range(TRIES):
            last = attempt + 1 == TRIES
            try:
                return await request()
            except RetryAfter as error:
                wait = error._retry_after.total_seconds()
                if last or error._retry_after > LONGEST_WAIT:
                    raise PlatformBusy(wait) from None
                await self._sleep(wait)
            except TelegramError as error:
                failure = _failure(error)
                once = isinstance(failure, PlatformUnreachable) and (repeatable or not failure.sent)
                if last or not once:
                    raise failure from None
                await self._sleep(0.2 * 2**attempt)
        raise PlatformUnreachable("no try left", sent=False)


def _failure(error: TelegramError) -> PersonGone | PlatformRefused | PlatformUnreachable:
    """The library's error as one of ours; its text may quote anything and goes no further."""
    text = error.message.lower()
    if isinstance(error, Forbidden) or (
        isinstance(error, BadRequest) and any(each in text for each in GONE)
    ):
        return PersonGone()
    if any(each in text for each in TOO_LARGE):
        return TooLarge()
    if isinstance(error, BadRequest | InvalidToken | Conflict | ChatMigrated):
        return PlatformRefused(type(error).__name__)
    if isinstance(error, NetworkError):
        cause = error.__cause__
        # Without a cause the platform has answered, with a fault of its own.
        sent = isinstance(cause, httpx.HTTPError) and not isinstance(cause, NEVER_SENT)
        name = type(cause).__name__ if cause is not None else "fault of the platform"
        return PlatformUnreachable(name, sent=sent)
    return PlatformRefused(type(error).__name__)


def _keyboard(keys: Sequence[Key]) -> InlineKeyboardMarkup | None:
    if not keys:
        return None
    rows = [
        [InlineKeyboardButton(each.label, callback_data=each.data or None, url=each.url or None)]
        for each in keys
    ]
    return InlineKeyboardMarkup(rows)
