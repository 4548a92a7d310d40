"""Photos: fetched from the platform at once, since it keeps them for three days only."""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from bot.channels.platform_errors import PlatformRefused, PlatformUnreachable
from bot.channels.receiving import receive
from bot.channels.seam import Conversations, Materials, Upload
from bot.channels.wechat.account import Account
from bot.channels.wechat.incoming import Incoming
from bot.channels.wechat.platform import Media, Platform
from bot.channels.wechat.rendering import Renderer
from bot.errors import BotError
from bot.exchange import SessionRef
from bot.messages import Attachment

__all__ = ["Picture", "Pictures"]

log = structlog.get_logger("bot.channels.wechat")


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo with the backend's verdict, or the code of the sentence that says why not."""

    attachments: tuple[Attachment, ...] = ()
    note: str = ""


class Pictures:
    """Brings photos from the platform to the backend."""

    def __init__(
        self,
        account: Account,
        platform: Platform,
        conversations: Conversations,
        materials: Materials,
        renderer: Renderer,
    ) -> None:
        self._account = account
        self._platform = platform
        self._conversations = conversations
        self._materials = materials
        self._renderer = renderer

    async def bring(self, incoming: Incoming, session: SessionRef) -> Picture:
        """The photo of a message. Repeats are harmless: equal files are kept once."""
        try:
            media = await self._media(incoming)
        except PlatformRefused as error:
            log.info("wechat.picture_gone", errcode=error.detail)
            return Picture(note="picture_gone")
        except PlatformUnreachable as error:
            log.warning("wechat.picture_failed", reason=error.detail)
            return Picture(note="picture_failed")
        name = self._renderer.say("picture_name", number=incoming.platform_id[-6:])
        upload = Upload(name, media.media_type, media.content)
        try:
            files = await receive(self._conversations, self._materials, session, [upload])
        except BotError as error:
            log.warning("wechat.picture_failed", reason=error.code)
            return Picture(note="picture_failed")
        return Picture(files)

    async def _media(self, incoming: Incoming) -> Media:
        if not self._account.certified:
            return await self._platform.picture(incoming.picture_url)
        try:
            return await self._platform.media(incoming.media_id)
        except PlatformRefused:
            if not incoming.picture_url:
                raise
            return await self._platform.picture(incoming.picture_url)
