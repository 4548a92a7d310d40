"""Files: those people send are fetched at once and kept by the backend; those of ours are sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from bot.channels.platform_errors import PlatformRefused, PlatformUnreachable, TooLarge
from bot.channels.receiving import receive
from bot.channels.seam import Conversations, Materials, StreamedObject, Upload
from bot.channels.telegram.errors import PlatformBusy
from bot.channels.telegram.incoming import FileRef, Incoming
from bot.channels.telegram.platform import LARGEST_DOWNLOAD, LARGEST_UPLOAD, Media, Platform
from bot.channels.telegram.rendering import Renderer
from bot.errors import BotError
from bot.exchange import SessionRef
from bot.messages import Attachment

__all__ = ["Brought", "Files"]

log = structlog.get_logger("bot.channels.telegram")


@dataclass(frozen=True, slots=True)
class Brought:
    """Files with the backend's verdicts, and codes of the sentences about those that failed."""

    attachments: tuple[Attachment, ...] = ()
    notes: tuple[str, ...] = ()


class Files:
    """Carries files between the platform and the backend."""

    def __init__(
        self,
        platform: Platform,
        conversations: Conversations,
        materials: Materials,
        renderer: Renderer,
    ) -> None:
        self._platform = platform
        self._conversations = conversations
        self._materials = materials
        self._renderer = renderer

    async def bring(self, batch: Sequence[Incoming], session: SessionRef) -> Brought:
        """The files of these updates. Repeats are harmless: equal files are kept once."""
        uploads: list[Upload] = []
        notes: list[str] = []
        for incoming in batch:
            if incoming.file is None:
                continue
            found = await self._fetched(incoming.file, incoming.update_id)
            if isinstance(found, Upload):
                uploads.append(found)
            else:
                notes.append(found)
        if not uploads:
            return Brought((), tuple(dict.fromkeys(notes)))
        attachments: tuple[Attachment, ...] = ()
        try:
            attachments = await receive(self._conversations, self._materials, session, uploads)
        except BotError as error:
            log.warning("telegram.file_not_kept", reason=error.code)
            notes.append("file_failed")
        return Brought(attachments, tuple(dict.fromkeys(notes)))

    async def _fetched(self, file: FileRef, update_id: int) -> Upload | str:
        """The file, or the code of the sentence that says why not."""
        if file.size > LARGEST_DOWNLOAD:
            return "file_too_large"
        try:
            content = await self._platform.fetch(file.file_id)
        except TooLarge:  # the size is not always told with the message
            return "file_too_large"
        except PlatformRefused as error:
            log.info("telegram.file_gone", reason=error.detail)
            return "file_gone"
        except (PlatformUnreachable, PlatformBusy) as error:
            log.warning("telegram.file_failed", reason=error.detail)
            return "file_failed"
        name = file.name or self._renderer.say("picture_name", number=update_id % 1_000_000)
        return Upload(name, file.media_type, content)

    async def ours(self, target: str, session: SessionRef) -> Media | None:
        """A file of the backend to be sent; None if this person has no such (any more).

        Raises:
            TooLarge
            BotError: the backend does not answer.
        """
        streamed = await self._materials.stream(target, session.person_id)
        return None if streamed is None else Media(streamed.name, await _read(streamed))


async def _read(streamed: StreamedObject) -> bytes:
    content = bytearray()
    async for chunk in streamed.chunks:
        content += chunk
        if len(content) > LARGEST_UPLOAD:
            raise TooLarge
    return bytes(content)
