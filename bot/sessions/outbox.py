"""Messages on their way to chat accounts, every attempt to send them, and how it ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.delivery import Device, Identity, Item, ItemState, Kind, Outcome, Parcel, Receipt
from bot.messages import Message
from bot.sessions.channels import ChannelIdentities
from bot.sessions.store import ConversationStore
from infra.jobs import JobQueue
from infra.sealing import Sealer

__all__ = ["Outbox", "delivery_lock"]

TASK = "bot.deliver"
QUEUE = "bot"
PLACE = "deliveries:text"
AFTER_THE_ANSWER = timedelta(seconds=1)
"""A push must not overtake the answer it belongs to."""

ADD = sa.text("""
INSERT INTO bot.deliveries
    (channel, sender_index, conversation_id, kind, n, sealed_text, state, created_at)
SELECT :channel, :index, :conversation_id, :kind, d.n, d.sealed_text, :state, :at
FROM unnest(CAST(:ns AS int[]), CAST(:texts AS bytea[])) WITH ORDINALITY
    AS d (n, sealed_text, place) ORDER BY d.place
""")
OPEN = sa.text("""
SELECT id, conversation_id, kind, n, sealed_text, parts FROM bot.deliveries
WHERE channel = :channel AND sender_index = :index AND state = ANY(:states)
ORDER BY id LIMIT 40 FOR UPDATE
""")
HOLDS = sa.text("""
SELECT EXISTS (SELECT FROM bot.deliveries WHERE channel = :channel AND sender_index = :index
    AND state IN ('waiting', 'announced', 'unsent'))
""")
SETTLE = sa.text("""
UPDATE bot.deliveries SET state = :state, settled_at = :at WHERE id = ANY(:ids)
""")
ATTEMPT = sa.text("""
INSERT INTO bot.delivery_attempts (delivery_id, way, outcome, code, platform_id, at)
SELECT id, :way, :outcome, :code, :platform_id, :at FROM unnest(CAST(:ids AS bigint[])) AS i (id)
""")
# What an unfinished run was sending may have arrived: it is shown again at the next contact only.
UNCERTAIN = sa.text("""
UPDATE bot.deliveries SET state = 'unsent'
WHERE channel = :channel AND sender_index = :index AND state = 'sending'
""")
PARTS = sa.text("UPDATE bot.deliveries SET parts = :parts WHERE id = :id")
SHOW_AGAIN = sa.text("""
UPDATE bot.deliveries SET state = 'waiting'
WHERE channel = :channel AND sender_index = :index AND state IN ('unsent', 'announced')
""")
REPORTED = sa.text("""
UPDATE bot.delivery_attempts SET outcome = :outcome, code = :code
WHERE platform_id = :platform_id AND way = :way RETURNING delivery_id
""")
REFUSED = sa.text("""
SELECT DISTINCT way FROM bot.delivery_attempts
WHERE delivery_id = ANY(:ids) AND outcome IN ('refused', 'unknown')
""")
REOPEN = sa.text("""
UPDATE bot.deliveries SET state = 'waiting' WHERE id = ANY(:ids) AND state = 'announced'
RETURNING channel, sender_index
""")


class Outbox:
    """Queues, takes and settles deliveries on a connection whose transaction the caller ends."""

    def __init__(
        self,
        sealer: Sealer,
        identities: ChannelIdentities,
        store: ConversationStore,
        jobs: JobQueue,
    ) -> None:
        self._sealer = sealer
        self._identities = identities
        self._store = store
        self._jobs = jobs

    def push(
        self,
        connection: sa.Connection,
        conversation_id: str,
        numbers: Sequence[int],
        kind: Kind,
        at: datetime,
        channel: str | None = None,
    ) -> None:
        """Send messages of a conversation to every account that shows it (of one channel)."""
        for identity in self._identities.of_conversation(connection, conversation_id):
            if channel in (None, identity.device.channel):
                entries = [(n, None) for n in numbers]
                self._add(connection, identity, conversation_id, kind, entries, at)

    def put(
        self,
        connection: sa.Connection,
        identity: Identity,
        conversation_id: str,
        numbers: Sequence[int],
        at: datetime,
    ) -> None:
        """Keep messages for one account; the caller sends them, no job is queued."""
        entries = [(n, None) for n in numbers]
        self._add(connection, identity, conversation_id, Kind.ANSWER, entries, at, defer=False)

    def put_texts(
        self,
        connection: sa.Connection,
        identity: Identity,
        texts: Sequence[str],
        at: datetime,
        *,
        send: bool = True,
        defer: bool = True,
    ) -> None:
        """Keep rendered texts for an account.

        send: False leaves them for its next contact. defer: False leaves sending to the caller.
        """
        sealed = [(0, self._sealer.seal(each, PLACE)) for each in texts]
        conversation_id = identity.session.conversation_id
        self._add(
            connection, identity, conversation_id, Kind.ANSWER, sealed, at, send=send, defer=defer
        )

    def _add(
        self,
        connection: sa.Connection,
        identity: Identity,
        conversation_id: str,
        kind: Kind,
        entries: Sequence[tuple[int, bytes | None]],
        at: datetime,
        *,
        send: bool = True,
        defer: bool = True,
    ) -> None:
        if not entries:
            return
        send = send and identity.subscribed
        values = _device(identity.device) | {
            "conversation_id": conversation_id,
            "kind": kind.value,
            "state": ItemState.WAITING.value if send else ItemState.UNSENT.value,
            "at": at,
            "ns": [each[0] for each in entries],
            "texts": [each[1] for each in entries],
        }
        connection.execute(ADD, values)
        if send and defer:
            self._defer(connection, identity.device, at + AFTER_THE_ANSWER)

    def _defer(self, connection: sa.Connection, device: Device, at: datetime) -> None:
        # Without a key: one that waits would keep a failed one from going back to the queue.
        self._jobs.defer(
            connection,
            TASK,
            queue=QUEUE,
            lock=delivery_lock(device),
            run_at=at,
            channel=device.channel,
            index=device.index.hex(),
        )

    def show_again(self, connection: sa.Connection, device: Device) -> None:
        """What was left for the next contact is on its way again, before anything newer."""
        connection.execute(SHOW_AGAIN, _device(device))

    def unseen(self, connection: sa.Connection, device: Device) -> tuple[Item, ...]:
        """What the account has not been shown yet, locked; not what is being sent right now."""
        return self._items(
            connection, device, (ItemState.WAITING, ItemState.ANNOUNCED, ItemState.UNSENT)
        )

    def holds_unseen(self, connection: sa.Connection, device: Device) -> bool:
        """Whether anything waits to be shown."""
        return bool(connection.scalar(HOLDS, _device(device)))

    def take(self, connection: sa.Connection, device: Device) -> Parcel | None:
        """What a job is to send now; from here on it counts as being sent."""
        identity = self._identities.locked(connection, device)
        if identity is None:
            return None
        connection.execute(UNCERTAIN, _device(device))
        items = self._items(connection, device, (ItemState.WAITING,))
        if not identity.subscribed:
            self.mark(connection, items, ItemState.UNSENT, None)
            return None
        self.mark(connection, items, ItemState.SENDING, None)
        ids = [each.id for each in items]
        refused = frozenset(connection.scalars(REFUSED, {"ids": ids}))
        return Parcel(identity, items, refused) if items else None

    def _items(
        self, connection: sa.Connection, device: Device, states: Iterable[ItemState]
    ) -> tuple[Item, ...]:
        values = _device(device) | {"states": [each.value for each in states]}
        rows = connection.execute(OPEN, values).all()
        return tuple(self._item(connection, row) for row in rows)

    def _item(self, connection: sa.Connection, row: sa.Row[Any]) -> Item:
        kind = Kind(row.kind)
        if row.sealed_text is not None:
            text = str(self._sealer.open(row.sealed_text, PLACE))
            return Item(row.id, kind, row.n, text, parts=row.parts)
        found = self._store.history(connection, row.conversation_id, row.n - 1, 1)
        message: Message | None = found[0] if found and found[0].n == row.n else None
        return Item(row.id, kind, row.n, message=message, parts=row.parts)

    def mark(
        self,
        connection: sa.Connection,
        items: Sequence[Item],
        state: ItemState,
        at: datetime | None,
    ) -> None:
        """Set the state of deliveries."""
        if items:
            ids = [each.id for each in items]
            connection.execute(SETTLE, {"ids": ids, "state": state.value, "at": at})

    def settle(
        self, connection: sa.Connection, parcel: Parcel, receipt: Receipt, at: datetime
    ) -> None:
        """Store what became of a parcel: every attempt, every item's state, the window."""
        for each in receipt.attempts:
            values = {
                "ids": list(each.item_ids),
                "way": each.way,
                "outcome": each.outcome.value,
                "code": each.code,
                "platform_id": each.platform_id,
                "at": at,
            }
            connection.execute(ATTEMPT, values)
        states: Mapping[int, ItemState] = receipt.states
        for state in ItemState:
            settled = [
                item for item in parcel.items if states.get(item.id, ItemState.WAITING) is state
            ]
            self.mark(connection, settled, state, at)
        for item_id, parts in receipt.parts.items():
            connection.execute(PARTS, {"id": item_id, "parts": parts})
        device = parcel.identity.device
        before = parcel.identity.window
        self._identities.keep_window(connection, device, before, receipt.window)
        if receipt.left:
            self._identities.subscribe(connection, device, False)
        if not any(state is ItemState.WAITING for state in states.values()):
            self._identities.forget(connection, device)

    def report(
        self,
        connection: sa.Connection,
        way: str,
        platform_id: str,
        outcome: Outcome,
        code: str,
        at: datetime,
    ) -> None:
        """What the platform says later about an attempt; after a failure the next way is tried."""
        values = {"way": way, "platform_id": platform_id, "outcome": outcome.value, "code": code}
        ids = list(connection.scalars(REPORTED, values))
        if ids and outcome is not Outcome.SENT:
            for row in connection.execute(REOPEN, {"ids": ids}).all():
                self._defer(connection, Device(row.channel, bytes(row.sender_index)), at)

    def drop(self, connection: sa.Connection, device: Device) -> None:
        """Nothing of what is open is shown any more: the account turns to another conversation."""
        connection.execute(
            sa.text(
                "DELETE FROM bot.deliveries WHERE channel = :channel AND sender_index = :index"
                " AND state NOT IN ('sent', 'shown')"
            ),
            _device(device),
        )


def delivery_lock(device: Device) -> str:
    """The lock of jobs that send to this account: they run one after another."""
    return f"deliver:{device.channel}:{device.index.hex()}"


def _device(device: Device) -> dict[str, Any]:
    return {"channel": device.channel, "index": device.index}
