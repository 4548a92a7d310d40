"""Answers given to platforms, what counts once, and messages still being worked on.

A platform that repeats its request gets the stored answer; what a process could not finish
before it died is finished by a job.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.delivery import Device
from infra.jobs import JobQueue
from infra.sealing import Sealer

__all__ = ["Replies"]

FINISH_TASK = "bot.finish"
QUEUE = "bot"


class Replies:
    """Stored answers by account and platform id, on the caller's connection."""

    def __init__(self, sealer: Sealer, jobs: JobQueue) -> None:
        self._sealer = sealer
        self._jobs = jobs

    def given(
        self, connection: sa.Connection, device: Device, platform_id: str
    ) -> tuple[str, str] | None:
        """State (`answered` or `pushed`) and text of the answer, None if there is none yet."""
        row = connection.execute(
            sa.text(
                "SELECT state, sealed_reply FROM bot.channel_replies WHERE channel = :channel"
                " AND sender_index = :index AND platform_id = :platform_id"
            ),
            _key(device, platform_id),
        ).first()
        if row is None:
            return None
        return row.state, str(self._sealer.open(row.sealed_reply, _place(device, platform_id)))

    def keep(
        self,
        connection: sa.Connection,
        device: Device,
        platform_id: str,
        state: str,
        text: str,
        at: datetime,
    ) -> None:
        """Store the answer; a later one takes its place."""
        connection.execute(
            sa.text(
                "INSERT INTO bot.channel_replies"
                " (channel, sender_index, platform_id, state, sealed_reply, at)"
                " VALUES (:channel, :index, :platform_id, :state, :reply, :at)"
                " ON CONFLICT (channel, sender_index, platform_id) DO UPDATE"
                " SET state = excluded.state, sealed_reply = excluded.sealed_reply"
            ),
            _key(device, platform_id)
            | {
                "state": state,
                "reply": self._sealer.seal(text, _place(device, platform_id)),
                "at": at,
            },
        )

    def used_first(self, connection: sa.Connection, purpose: str, name: str, at: datetime) -> bool:
        """Whether something that counts once is used for the first time."""
        added = connection.execute(
            sa.text(
                "INSERT INTO bot.channel_replies"
                " (channel, sender_index, platform_id, state, sealed_reply, at)"
                " VALUES (:purpose, '', :name, 'used', '', :at) ON CONFLICT DO NOTHING"
                " RETURNING channel"
            ),
            {"purpose": purpose, "name": name, "at": at},
        )
        return added.first() is not None

    def leave_unfinished(
        self,
        connection: sa.Connection,
        device: Device,
        platform_id: str,
        inbound: Mapping[str, str],
        at: datetime,
        after: timedelta,
    ) -> None:
        """Keep a message whose answer is late; a job takes it up if this process does not."""
        values = _key(device, platform_id) | {
            "inbound": self._sealer.seal(dict(inbound), _place(device, platform_id)),
            "at": at,
        }
        added = connection.execute(
            sa.text(
                "INSERT INTO bot.unfinished (channel, sender_index, platform_id,"
                " sealed_inbound, at) VALUES (:channel, :index, :platform_id, :inbound, :at)"
                " ON CONFLICT DO NOTHING RETURNING channel"
            ),
            values,
        ).first()
        if added is not None:
            self._jobs.defer(
                connection,
                FINISH_TASK,
                queue=QUEUE,
                run_at=at + after,
                channel=device.channel,
                index=device.index.hex(),
                platform_id=platform_id,
            )

    def unfinished(
        self, connection: sa.Connection, device: Device, platform_id: str
    ) -> dict[str, str] | None:
        """The message that was left, None if it has been answered since."""
        sealed = connection.scalar(
            sa.text(
                "SELECT sealed_inbound FROM bot.unfinished WHERE channel = :channel"
                " AND sender_index = :index AND platform_id = :platform_id"
            ),
            _key(device, platform_id),
        )
        if sealed is None:
            return None
        found: dict[str, str] = self._sealer.open(sealed, _place(device, platform_id))
        return found

    def finished(self, connection: sa.Connection, device: Device, platform_id: str) -> None:
        """The message has its answer."""
        connection.execute(
            sa.text(
                "DELETE FROM bot.unfinished WHERE channel = :channel"
                " AND sender_index = :index AND platform_id = :platform_id"
            ),
            _key(device, platform_id),
        )

    def forget_older(self, connection: sa.Connection, before: datetime) -> int:
        """Delete answers that no platform will ask for again."""
        result = connection.execute(
            sa.text("DELETE FROM bot.channel_replies WHERE at < :before"), {"before": before}
        )
        return result.rowcount


def _key(device: Device, platform_id: str) -> dict[str, Any]:
    return {"channel": device.channel, "index": device.index, "platform_id": platform_id}


def _place(device: Device, platform_id: str) -> str:
    return f"channel_replies:{device.channel}/{device.index.hex()}/{platform_id}:reply"
