"""Takes updates in: each is stored, with the job that answers it, before anybody is told so."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.channels.telegram.account import CHANNEL
from bot.channels.telegram.incoming import group_entered, sighting_of
from bot.delivery import Device
from bot.sessions.channels import ChannelIdentities
from bot.sessions.outbox import delivery_lock
from bot.sessions.updates import Updates
from infra.clock import Clock
from infra.database import Database
from infra.jobs import JobQueue

__all__ = ["ALBUM_GATHERS", "LEAVE_TASK", "QUEUE", "TASK", "Intake", "queue_answer"]

TASK = "bot.telegram_updates"
LEAVE_TASK = "bot.telegram_leave"
QUEUE = "bot"
ALBUM_GATHERS = timedelta(seconds=1)
"""The pictures of an album come as updates of their own, one close after the other."""


def queue_answer(
    jobs: JobQueue, connection: sa.Connection, device: Device, at: datetime | None = None
) -> None:
    """Queue the job that answers a sender; it takes turns with whatever else sends to them."""
    jobs.defer(
        connection,
        TASK,
        queue=QUEUE,
        lock=delivery_lock(device),
        run_at=at,
        index=device.index.hex(),
    )


class Intake:
    """Stores updates; blocks."""

    def __init__(
        self,
        database: Database,
        identities: ChannelIdentities,
        updates: Updates,
        jobs: JobQueue,
        clock: Clock,
    ) -> None:
        self._database = database
        self._identities = identities
        self._updates = updates
        self._jobs = jobs
        self._clock = clock

    def take(self, tree: Any) -> bool:
        """Store an update; False if it has come before, or is not for us.

        Raises:
            Malformed: it is not an update.
        """
        sighting = sighting_of(tree)
        if sighting is None:
            self._leave(group_entered(tree))
            return False
        device = self._identities.device(CHANNEL, sighting.sender)
        now = self._clock.now()
        with self._database.transaction() as connection:
            fresh = self._updates.add(
                connection, sighting.update_id, device.index, sighting.album, tree, now
            )
            if fresh:
                at = now + ALBUM_GATHERS if sighting.album else None
                queue_answer(self._jobs, connection, device, at)
        return fresh

    def _leave(self, group: str) -> None:
        if group:
            with self._database.transaction() as connection:
                key = f"{LEAVE_TASK}:{group}"
                self._jobs.defer(connection, LEAVE_TASK, queue=QUEUE, key=key, chat=group)
