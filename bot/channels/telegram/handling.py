"""The job that answers stored updates: one sender's in their order, many senders at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog
from anyio import to_thread

from bot.channels.platform_errors import Malformed, PlatformRefused, PlatformUnreachable
from bot.channels.telegram.account import CHANNEL
from bot.channels.telegram.answering import Answering, Pressed, Shown
from bot.channels.telegram.buttons import ButtonKind
from bot.channels.telegram.errors import PersonGone, PlatformBusy
from bot.channels.telegram.files import Brought, Files
from bot.channels.telegram.incoming import BLOCKED, BUTTON, FILE, QUIET, Incoming, incoming_of
from bot.channels.telegram.intake import ALBUM_GATHERS, QUEUE, TASK, queue_answer
from bot.channels.telegram.pacing import Pacing
from bot.channels.telegram.platform import Platform, Sleep
from bot.channels.telegram.rendering import Renderer
from bot.channels.telegram.ticking import Ticking
from bot.delivery import Device, Identity
from bot.sessions.channels import ChannelIdentities
from bot.sessions.outbox import Outbox
from bot.sessions.updates import Batch, StoredUpdate, Updates
from infra.clock import Clock
from infra.database import Database
from infra.jobs import JobQueue, Retry, Task
from infra.logs import places_of

__all__ = ["Deliver", "Handling"]

Deliver = Callable[[str, str], Awaitable[None]]
TRIES = 5
"""After so many, an update is set aside and the person is told, so that the next is answered."""
LEFT_AFTER = timedelta(minutes=30)
KEPT = timedelta(days=3)
"""The platform repeats an update for a day."""
log = structlog.get_logger("bot.channels.telegram")


@dataclass(frozen=True, slots=True)
class Handling:
    """What the job works with. deliver: sends what waits for an account, by channel and index."""

    answering: Answering
    files: Files
    platform: Platform
    renderer: Renderer
    database: Database
    identities: ChannelIdentities
    outbox: Outbox
    updates: Updates
    jobs: JobQueue
    clock: Clock
    deliver: Deliver
    ticking: Ticking
    pacing: Pacing
    sleep: Sleep

    def tasks(self) -> tuple[Task, ...]:
        """Its tasks."""
        patient = Retry(limit=12, first_seconds=2, longest_seconds=300)
        return (
            Task(TASK, QUEUE, self.answer, patient),
            Task("bot.telegram_sweep", QUEUE, self.sweep, Retry(limit=2), every="*/10 * * * *"),
        )

    async def answer(self, index: str) -> None:
        """Answer what one sender has sent, and send the answers.

        Raises:
            DeliveryPostponed: the platform does not take the answers now.
        """
        device = Device(CHANNEL, bytes.fromhex(index))
        while (batch := await self._next(device)) is not None:
            await self._one(device, batch)
            await self.deliver(CHANNEL, index)
        await self.deliver(CHANNEL, index)

    def sweep(self) -> None:
        """Forget answered updates; queue those anew whose job has given up."""
        now = self.clock.now()
        with self.database.transaction() as connection:
            self.updates.forget_older(connection, now - KEPT)
            for index in self.updates.waiting(connection, now - LEFT_AFTER):
                queue_answer(self.jobs, connection, Device(CHANNEL, index))

    async def _next(self, device: Device) -> Batch | None:
        """What is to be answered next; an album once all of its pictures have come."""
        seen = 0
        while (wait := await to_thread.run_sync(self._gathers, device, seen)) is not None:
            seen, seconds = wait
            await self.sleep(seconds)
        return await to_thread.run_sync(self._take, device)

    def _gathers(self, device: Device, seen: int) -> tuple[int, float] | None:
        """How many pictures of an album there are, and how long to wait for more of them."""
        with self.database.transaction() as connection:
            size, newest = self.updates.album(connection, device.index)
        if newest is None or size <= seen:
            return None
        seconds = (newest + ALBUM_GATHERS - self.clock.now()).total_seconds()
        return (size, min(seconds, ALBUM_GATHERS.total_seconds())) if seconds > 0 else None

    def _take(self, device: Device) -> Batch | None:
        with self.database.transaction() as connection:
            return self.updates.take(connection, device.index)

    async def _one(self, device: Device, batch: Batch) -> None:
        """Answer one update, or one album. What fails is tried again, a few times."""
        try:
            incoming = [each for each in map(_read, batch.updates) if each is not None]
            if not incoming or incoming[0].kind == QUIET:
                await to_thread.run_sync(self._drop, device, batch)
            elif incoming[0].kind == BLOCKED:
                await to_thread.run_sync(self._blocked, device, batch)
            else:
                await self._answered(incoming, device, batch)
        except Exception as error:
            log.error(
                "telegram.fault",
                error=type(error).__name__,
                tries=batch.tries,
                places=places_of(error),
            )
            if batch.tries < TRIES:
                raise
            await to_thread.run_sync(self._give_up, device, batch)

    async def _answered(self, incoming: Sequence[Incoming], device: Device, batch: Batch) -> None:
        answering, first = self.answering, incoming[0]
        identity, newcomer = await to_thread.run_sync(answering.meet, first.sender)
        brought, pressed = Brought(), Pressed()
        if first.kind == FILE:
            brought = await self.files.bring(incoming, identity.session)
        elif first.kind == BUTTON:
            pressed = await to_thread.run_sync(answering.pressed, first, identity.session)
            if pressed.tick is not None:
                ticked, pressed = await to_thread.run_sync(self._ticked, identity, batch, pressed)
                if pressed.tick is not None:
                    await self._show_ticks(first, identity, pressed, ticked)
                    return
            await self._acknowledge(first, pressed)

        def answer() -> list[Shown]:
            return answering.answer(identity, newcomer, incoming, brought, pressed)

        shown = await to_thread.run_sync(answer)
        if pressed.file is not None:
            shown = [*shown, *await self._send_file(pressed, identity)]
        await to_thread.run_sync(self._keep, device, batch, shown)

    def _ticked(self, identity: Identity, batch: Batch, pressed: Pressed) -> tuple[int, Pressed]:
        """Flip the tick, which ends the update; or make an answer of what is ticked."""
        assert pressed.tick is not None
        with self.database.transaction() as connection:
            if pressed.tick.kind is ButtonKind.TICK:
                ticked = self.ticking.flip(connection, identity, pressed.tick)
            else:
                ticked = self.ticking.ticked(connection, identity, pressed.tick)
                if ticked:
                    return ticked, self.ticking.answered(pressed, ticked)
            self.updates.done(connection, identity.device.index, batch.id)
        return ticked, pressed

    async def _show_ticks(
        self, incoming: Incoming, identity: Identity, pressed: Pressed, ticked: int
    ) -> None:
        """The buttons as they stand now, and the same in a word at the top of the screen."""
        assert pressed.message is not None
        labels = self.ticking.labels(pressed, ticked)
        say = self.renderer.say
        await self._tell(incoming, say("ticked", labels=labels) if labels else say("none_ticked"))
        keys = self.renderer.keys(pressed.message, identity.session, ticked)
        if not incoming.shown_id:
            return
        try:
            await self.platform.show_keys(identity.sender, incoming.shown_id, keys)
        except (PersonGone, PlatformRefused, PlatformBusy, PlatformUnreachable) as error:
            log.info("telegram.ticks_not_shown", reason=error.code)

    async def _acknowledge(self, incoming: Incoming, pressed: Pressed) -> None:
        say = self.renderer.say
        text = say("pressed", label=pressed.label) if pressed.known else say("button_gone_short")
        await self._tell(incoming, text)

    async def _tell(self, incoming: Incoming, text: str) -> None:
        """The button stops turning; that it does is worth no second try."""
        try:
            await self.platform.answer_press(incoming.name, text)
        except (PersonGone, PlatformRefused, PlatformBusy, PlatformUnreachable) as error:
            log.info("telegram.press_not_acknowledged", reason=error.code)

    async def _send_file(self, pressed: Pressed, identity: Identity) -> list[Shown]:
        """Send a document of the person's; a sentence if that is not possible."""
        assert pressed.file is not None
        try:
            media = await self.files.ours(pressed.file.target, identity.session)
            if media is None:
                return [Shown(self.renderer.say("document_gone"))]
            await self.pacing.wait(identity.sender, answer=True, first=True)
            await self.platform.send_document(identity.sender, media, pressed.label)
        except PersonGone:
            return []  # the next message finds out, and stops what is on its way
        except PlatformRefused:
            return [Shown(self.renderer.page_text(pressed.page, identity.session).text)]
        except PlatformUnreachable as error:
            if not error.sent:
                raise
        return []

    def _keep(self, device: Device, batch: Batch, shown: Sequence[Shown]) -> None:
        """Put the answer on its way and settle the updates, all in one transaction."""
        now = self.clock.now()
        with self.database.transaction() as connection:
            self.identities.subscribe(connection, device, True)
            self.outbox.show_again(connection, device)
            identity = self.identities.locked(connection, device)
            if identity is not None:
                for each in shown:
                    if each.text:
                        texts = [each.text]
                        self.outbox.put_texts(connection, identity, texts, now, defer=False)
                    else:
                        place, numbers = each.conversation_id, each.numbers
                        self.outbox.put(connection, identity, place, numbers, now)
            self.updates.done(connection, device.index, batch.id)

    def _give_up(self, device: Device, batch: Batch) -> None:
        self._keep(device, batch, [Shown(self.renderer.say("fault"))])

    def _drop(self, device: Device, batch: Batch) -> None:
        with self.database.transaction() as connection:
            self.updates.done(connection, device.index, batch.id)

    def _blocked(self, device: Device, batch: Batch) -> None:
        with self.database.transaction() as connection:
            self.identities.subscribe(connection, device, False)
            self.updates.done(connection, device.index, batch.id)


def _read(update: StoredUpdate) -> Incoming | None:
    try:
        return incoming_of(update.tree)
    except Malformed:
        return None
