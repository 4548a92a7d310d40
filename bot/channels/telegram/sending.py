"""Sends what a person has not seen yet, piece by piece, and remembers how far it came.

A piece that surely did not arrive is sent again later, from that piece on. One whose answer was
lost may have arrived: it waits for the next contact, so that nobody gets an answer twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog

from bot.channels.platform_errors import PlatformRefused, PlatformUnreachable, TooLarge
from bot.channels.telegram.account import CHANNEL
from bot.channels.telegram.errors import PersonGone, PlatformBusy
from bot.channels.telegram.files import Files
from bot.channels.telegram.pacing import Pacing
from bot.channels.telegram.platform import Media, Platform
from bot.channels.telegram.rendering import PhotosPart, Renderer, TextPart
from bot.delivery import Attempt, Identity, Item, ItemState, Kind, Outcome, Parcel, Receipt
from bot.errors import BotError
from bot.exchange import SessionRef

__all__ = ["TelegramDeliverer"]

WAY = "message"
log = structlog.get_logger("bot.channels.telegram")


@dataclass
class _Course:
    """How the sending of one parcel goes."""

    attempts: list[Attempt] = field(default_factory=list)
    states: dict[int, ItemState] = field(default_factory=dict)
    parts: dict[int, int] = field(default_factory=dict)
    again: bool = False
    after_seconds: float = 0
    left: bool = False

    def note(self, item: Item, outcome: Outcome, code: str, state: ItemState) -> None:
        self.attempts.append(Attempt((item.id,), WAY, outcome, code))
        self.states[item.id] = state

    @property
    def stopped(self) -> bool:
        return self.again or self.left


class TelegramDeliverer:
    """Implements `bot.delivery.Deliverer`."""

    channel = CHANNEL

    def __init__(
        self, platform: Platform, renderer: Renderer, files: Files, pacing: Pacing
    ) -> None:
        self._platform = platform
        self._renderer = renderer
        self._files = files
        self._pacing = pacing

    async def deliver(self, parcel: Parcel) -> Receipt:
        """Send what can be sent; say what became of each item."""
        course = _Course()
        for place, item in enumerate(parcel.items):
            await self._one(item, parcel.identity, course, first=place == 0)
            if course.stopped:
                left = ItemState.UNSENT if course.left else ItemState.WAITING
                course.states.update({each.id: left for each in parcel.items[place + 1 :]})
                break
        return Receipt(
            tuple(course.attempts),
            course.states,
            parcel.identity.window,
            course.again,
            course.after_seconds,
            course.parts,
            course.left,
        )

    async def _one(self, item: Item, identity: Identity, course: _Course, *, first: bool) -> None:
        """Send an item from the first piece that has not been sent."""
        parts = self._parts(item, identity.session)
        course.parts[item.id] = item.parts
        try:
            for part in parts[item.parts :]:
                messages = len(part.images) if isinstance(part, PhotosPart) else 1
                answer = item.kind is Kind.ANSWER
                await self._pacing.wait(identity.sender, messages, answer=answer, first=first)
                first = False
                await self._send(part, identity)
                course.parts[item.id] += 1
        except PersonGone:
            course.left = True
            course.note(item, Outcome.REFUSED, "gone", ItemState.UNSENT)
        except PlatformRefused as error:
            log.error("telegram.refused", reason=error.detail)
            course.note(item, Outcome.REFUSED, error.detail, ItemState.UNSENT)
        except PlatformBusy as error:
            course.again, course.after_seconds = True, error.after_seconds
            course.note(item, Outcome.FAILED, error.reason, ItemState.WAITING)
        except PlatformUnreachable as error:
            outcome = Outcome.UNKNOWN if error.sent else Outcome.FAILED
            state = ItemState.UNSENT if error.sent else ItemState.WAITING
            course.again = not error.sent
            course.note(item, outcome, error.detail, state)
        except BotError as error:  # the backend does not give its file now
            course.again = True
            course.note(item, Outcome.FAILED, error.code, ItemState.WAITING)
        else:
            course.note(item, Outcome.SENT, "", ItemState.SENT)

    def _parts(self, item: Item, session: SessionRef) -> Sequence[TextPart | PhotosPart]:
        if item.text is not None:
            return self._renderer.texts(item.text)
        return self._renderer.parts(item.message, session) if item.message is not None else ()

    async def _send(self, part: TextPart | PhotosPart, identity: Identity) -> None:
        if isinstance(part, PhotosPart):
            await self._send_photos(part, identity)
            return
        try:
            await self._platform.send_text(identity.sender, part.text, part.keys)
        except PlatformRefused:
            if not part.keys:
                raise
            # The words are more than their buttons: options can be typed too.
            log.error("telegram.buttons_refused", buttons=len(part.keys))
            await self._platform.send_text(identity.sender, part.text)

    async def _send_photos(self, part: PhotosPart, identity: Identity) -> None:
        """The pictures; a link to their page where one cannot be had or they are not taken."""
        photos: list[Media] = []
        for image in part.images:
            try:
                found = await self._files.ours(image.target, identity.session)
            except TooLarge:
                found = None
            if found is not None:
                photos.append(found)
        try:
            if len(photos) == len(part.images):
                await self._platform.send_photos(identity.sender, photos)
                return
        except PlatformRefused:
            log.warning("telegram.photos_refused", photos=len(photos))
        page = self._renderer.page_text(part.page, identity.session)
        await self._platform.send_text(identity.sender, page.text)
