"""Delivers pushed messages over the channels, finishes late answers, forgets old ones."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.delivery import Deliverer, Device, ItemState, Parcel, Receipt
from bot.errors import BotError
from bot.sessions.outbox import Outbox
from bot.sessions.replies import Replies
from infra.clock import Clock
from infra.database import Database
from infra.jobs import Retry, Task

__all__ = ["Deliveries", "DeliveryPostponed"]

QUEUE = "bot"
REPLIES_KEPT = timedelta(days=2)
Finish = Callable[[Device, str], Awaitable[None]]
log = structlog.get_logger("bot.jobs")


class DeliveryPostponed(BotError):
    """The platform did not answer: the job is run again, `after_seconds` at the earliest."""

    code = "delivery_postponed"
    status = 503

    def __init__(self, channel: str, after_seconds: float = 0) -> None:
        super().__init__(channel)
        self.after_seconds = after_seconds


@dataclass(frozen=True, slots=True)
class Deliveries:
    """What the tasks work with. deliverers, finishers: by channel, of those that are on."""

    database: Database
    outbox: Outbox
    replies: Replies
    clock: Clock
    deliverers: Mapping[str, Deliverer]
    finishers: Mapping[str, Finish]

    def all(self) -> tuple[Task, ...]:
        """The tasks of delivery."""
        patient = Retry(limit=8, first_seconds=3, longest_seconds=600)
        return (
            Task("bot.deliver", QUEUE, self.deliver, patient),
            Task("bot.finish", QUEUE, self.finish, Retry(limit=5, longest_seconds=120)),
            Task("bot.forget_replies", QUEUE, self.forget, Retry(limit=2), every="23 19 * * *"),
        )

    async def deliver(self, channel: str, index: str) -> None:
        """Send what waits for one account.

        Raises:
            DeliveryPostponed: some of it still waits, for the next run.
        """
        parcel = await asyncio.to_thread(self._take, Device(channel, bytes.fromhex(index)))
        if parcel is None:
            return
        deliverer = self.deliverers.get(channel)
        if deliverer is None:
            off = {each.id: ItemState.UNSENT for each in parcel.items}
            receipt = Receipt((), off, parcel.identity.window)
        else:
            receipt = await deliverer.deliver(parcel)
        await asyncio.to_thread(self._settle, parcel, receipt)
        log.info(
            "delivery.settled",
            channel=channel,
            attempts=[f"{each.way} {each.outcome} {each.code}" for each in receipt.attempts],
        )
        if receipt.again:
            raise DeliveryPostponed(channel, receipt.after_seconds)

    async def finish(self, channel: str, index: str, platform_id: str) -> None:
        """Answer a message whose process ended before it had an answer."""
        finish = self.finishers.get(channel)
        if finish is not None:
            await finish(Device(channel, bytes.fromhex(index)), platform_id)

    def forget(self) -> None:
        """Forget answers that no platform will ask for again."""
        with self.database.transaction() as connection:
            self.replies.forget_older(connection, self.clock.now() - REPLIES_KEPT)

    def _take(self, device: Device) -> Parcel | None:
        with self.database.transaction() as connection:
            return self.outbox.take(connection, device)

    def _settle(self, parcel: Parcel, receipt: Receipt) -> None:
        with self.database.transaction() as connection:
            self.outbox.settle(connection, parcel, receipt, self.clock.now())
