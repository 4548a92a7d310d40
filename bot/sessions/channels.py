"""Chat accounts: which person and conversation each belongs to, and when it may be written to.

A platform's own id of a person is looked up by a blind index and kept sealed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.delivery import Device, Identity, Window
from bot.exchange import SessionRef
from infra.sealing import Sealer

__all__ = ["ChannelIdentities"]

INDEX_CONTEXT = "channel_identities:sender_index"
COLUMNS = (
    "channel, sender_index, sealed_sender, person_id, conversation_id, subscribed, closing,"
    " window_ends_at, window_left"
)
FIND = sa.text(
    f"SELECT {COLUMNS} FROM bot.channel_identities"
    " WHERE channel = :channel AND sender_index = ANY(:indexes)"
)
OF_CONVERSATION = sa.text(
    f"SELECT {COLUMNS} FROM bot.channel_identities"
    " WHERE conversation_id = :id AND sealed_sender IS NOT NULL"
)
LOCK = sa.text(
    f"SELECT {COLUMNS} FROM bot.channel_identities"
    " WHERE channel = :channel AND sender_index = :index FOR UPDATE"
)
ADD = sa.text("""
INSERT INTO bot.channel_identities
    (channel, sender_index, sealed_sender, person_id, conversation_id, created_at)
VALUES (:channel, :index, :sender, :person_id, :conversation_id, :at)
ON CONFLICT (channel, sender_index) DO UPDATE
SET person_id = excluded.person_id, conversation_id = excluded.conversation_id,
    closing = false, subscribed = true, created_at = excluded.created_at
WHERE bot.channel_identities.closing
RETURNING channel
""")


class ChannelIdentities:
    """Accounts of all chat channels, on a connection whose transaction the caller ends."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer

    def device(self, channel: str, sender: str) -> Device:
        """The account's device, by its blind index."""
        index = self._sealer.cipher.blind_index(f"{channel}:{sender}", INDEX_CONTEXT)
        return Device(channel, index)

    def device_of(self, connection: sa.Connection, channel: str, sender: str) -> Device:
        """The device as it is kept, which may be under a master key that has been replaced."""
        found = self.find(connection, channel, sender)
        return found.device if found is not None else self.device(channel, sender)

    def find(self, connection: sa.Connection, channel: str, sender: str) -> Identity | None:
        """The account, None if it has never written or has had its data deleted."""
        indexes = self._sealer.cipher.blind_indexes(f"{channel}:{sender}", INDEX_CONTEXT)
        row = connection.execute(FIND, {"channel": channel, "indexes": indexes}).first()
        return None if row is None or row.closing else self._identity(row)

    def add(
        self,
        connection: sa.Connection,
        channel: str,
        sender: str,
        session: SessionRef,
        at: datetime,
    ) -> bool:
        """Keep a new account; False if another process has just done so."""
        device = self.device(channel, sender)
        added = connection.execute(
            ADD,
            {
                "channel": channel,
                "index": device.index,
                "sender": self._sealer.seal(sender, _place(device)),
                "person_id": session.person_id,
                "conversation_id": session.conversation_id,
                "at": at,
            },
        )
        return added.first() is not None

    def locked(self, connection: sa.Connection, device: Device) -> Identity | None:
        """The account of a device, locked until the transaction ends; closing ones too."""
        row = connection.execute(LOCK, {"channel": device.channel, "index": device.index}).first()
        return None if row is None or row.sealed_sender is None else self._identity(row)

    def of_conversation(
        self, connection: sa.Connection, conversation_id: str
    ) -> tuple[Identity, ...]:
        """Every account that shows this conversation."""
        rows = connection.execute(OF_CONVERSATION, {"id": conversation_id})
        return tuple(self._identity(row) for row in rows)

    def heard(
        self, connection: sa.Connection, device: Device, at: datetime, lasts: timedelta, left: int
    ) -> None:
        """The person has acted: the platform's window is open anew.

        A short grant never shortens a longer one that has messages left.
        """
        connection.execute(
            sa.text(
                "UPDATE bot.channel_identities SET subscribed = true,"
                " window_ends_at = :ends, window_left = :left"
                " WHERE channel = :channel AND sender_index = :index AND NOT"
                " (window_left >= :left AND coalesce(window_ends_at, :at) > :ends)"
            ),
            {
                "channel": device.channel,
                "index": device.index,
                "at": at,
                "ends": at + lasts,
                "left": left,
            },
        )

    def keep_window(
        self, connection: sa.Connection, device: Device, before: Window, window: Window
    ) -> None:
        """Store what is left of the window, unless the person has opened another meanwhile.

        before: the window out of which was sent.
        """
        connection.execute(
            sa.text(
                "UPDATE bot.channel_identities SET window_ends_at = :ends, window_left = :left"
                " WHERE channel = :channel AND sender_index = :index"
                " AND window_ends_at IS NOT DISTINCT FROM :ended AND window_left = :had"
            ),
            {
                "channel": device.channel,
                "index": device.index,
                "ends": window.ends_at,
                "left": window.left,
                "ended": before.ends_at,
                "had": before.left,
            },
        )

    def subscribe(self, connection: sa.Connection, device: Device, subscribed: bool) -> None:
        """The person follows the account, or has left it."""
        connection.execute(
            sa.text(
                "UPDATE bot.channel_identities SET subscribed = :subscribed"
                " WHERE channel = :channel AND sender_index = :index"
            ),
            {"channel": device.channel, "index": device.index, "subscribed": subscribed},
        )

    def move(self, connection: sa.Connection, device: Device, to: SessionRef) -> None:
        """The account shows another conversation from now on."""
        connection.execute(
            sa.text(
                "UPDATE bot.channel_identities"
                " SET person_id = :person_id, conversation_id = :conversation_id"
                " WHERE channel = :channel AND sender_index = :index"
            ),
            {
                "channel": device.channel,
                "index": device.index,
                "person_id": to.person_id,
                "conversation_id": to.conversation_id,
            },
        )

    def forget(self, connection: sa.Connection, device: Device) -> None:
        """Delete an account whose person's data are gone, once the last word was said."""
        connection.execute(
            sa.text(
                "DELETE FROM bot.channel_identities"
                " WHERE channel = :channel AND sender_index = :index AND closing"
            ),
            {"channel": device.channel, "index": device.index},
        )

    def _identity(self, row: sa.Row[Any]) -> Identity:
        device = Device(row.channel, bytes(row.sender_index))
        return Identity(
            device,
            str(self._sealer.open(row.sealed_sender, _place(device))),
            SessionRef(row.conversation_id, row.person_id),
            row.subscribed,
            row.closing,
            Window(row.window_ends_at, row.window_left),
        )


def _place(device: Device) -> str:
    return f"channel_identities:{device.channel}/{device.index.hex()}:sender"
