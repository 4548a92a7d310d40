"""One-time codes by which another device joins a person's conversation, and who came and went.

A device is a chat account or a browser's session. Codes are kept as blind indexes only.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa

from bot.delivery import Device
from bot.exchange import SessionRef
from bot.sessions.channels import ChannelIdentities
from bot.sessions.outbox import Outbox
from infra.sealing import Sealer

__all__ = ["CODE_LASTS", "Devices", "Entered", "Entering", "session_device"]

CODE_LASTS = timedelta(minutes=10)
CODES_PER_HOUR = 6
MISSES = 5
MISSES_OF_ALL = 500
MISSES_FADE = timedelta(minutes=10)
DIGITS = "23456789"
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"
PAIRS = 4
# Digits and letters by turns: nothing that a form asks for looks like this.
SHAPE = re.compile(rf"(?:[{DIGITS}][{LETTERS}]){{{PAIRS}}}")
WEB = "web"


class Entering(StrEnum):
    """What became of a code that was typed in."""

    JOINED = "joined"
    WRONG = "wrong"
    TOO_OFTEN = "too_often"


@dataclass(frozen=True, slots=True)
class Entered:
    """The outcome, and the conversation the device shows from now on."""

    outcome: Entering
    session: SessionRef | None = None


def session_device(token: str) -> Device:
    """The device of a browser's session."""
    return Device(WEB, hashlib.sha256(token.encode()).digest())


class Devices:
    """Issues and takes codes on a connection whose transaction the caller ends."""

    def __init__(self, sealer: Sealer, identities: ChannelIdentities, outbox: Outbox) -> None:
        self._sealer = sealer
        self._identities = identities
        self._outbox = outbox

    def issue(self, connection: sa.Connection, session: SessionRef, at: datetime) -> str | None:
        """A new code, the only one of this person that is good; None after too many in an hour."""
        made = connection.scalar(
            sa.text(
                "SELECT count(*) FROM bot.device_codes WHERE person_id = :id AND made_at > :since"
            ),
            {"id": session.person_id, "since": at - timedelta(hours=1)},
        )
        if made is not None and made >= CODES_PER_HOUR:
            return None
        connection.execute(
            sa.text(
                "UPDATE bot.device_codes SET expires_at = :at"
                " WHERE person_id = :id AND expires_at > :at AND used_index IS NULL"
            ),
            {"id": session.person_id, "at": at},
        )
        code = "".join(secrets.choice(DIGITS) + secrets.choice(LETTERS) for _ in range(PAIRS))
        connection.execute(
            sa.text(
                "INSERT INTO bot.device_codes"
                " (code_index, person_id, conversation_id, made_at, expires_at)"
                " VALUES (:code, :person_id, :conversation_id, :at, :ends)"
            ),
            {
                "code": self._index(code),
                "person_id": session.person_id,
                "conversation_id": session.conversation_id,
                "at": at,
                "ends": at + CODE_LASTS,
            },
        )
        return code

    @staticmethod
    def code_in(text: str) -> str | None:
        """The code that a message is, None if it is anything else."""
        squeezed = re.sub(r"[\s\-—－·]", "", text[:60]).translate(_HALF_WIDTH).upper()
        return squeezed if SHAPE.fullmatch(squeezed) else None

    def enter(
        self,
        connection: sa.Connection,
        device: Device,
        home: SessionRef,
        code: str,
        at: datetime,
    ) -> Entered:
        """Let a device join by a code. The same device may send the same code again."""
        own, others = self._missed(connection, device, at)
        if own >= MISSES or others >= MISSES_OF_ALL:
            return Entered(Entering.TOO_OFTEN)
        row = connection.execute(
            sa.text(
                "SELECT person_id, conversation_id, expires_at, used_channel, used_index"
                " FROM bot.device_codes WHERE code_index = :code FOR UPDATE"
            ),
            {"code": self._index(code)},
        ).first()
        if row is not None:
            target = SessionRef(row.conversation_id, row.person_id)
            if row.used_index is not None:
                if Device(row.used_channel, bytes(row.used_index)) == device:
                    return Entered(Entering.JOINED, target)
            elif row.expires_at > at:
                self._use(connection, device, code)
                self._move(connection, device, home, target, "joined", at)
                return Entered(Entering.JOINED, target)
        self._count_miss(connection, device, at)
        return Entered(Entering.WRONG)

    def leave(
        self, connection: sa.Connection, device: Device, session: SessionRef, at: datetime
    ) -> SessionRef | None:
        """Take a device back to the conversation it had before it joined this one."""
        row = connection.execute(
            sa.text(
                "SELECT act, from_person_id, from_conversation_id, to_conversation_id"
                " FROM bot.device_moves WHERE channel = :channel AND sender_index = :index"
                " ORDER BY id DESC LIMIT 1"
            ),
            {"channel": device.channel, "index": device.index},
        ).first()
        if row is None or row.act != "joined" or row.to_conversation_id != session.conversation_id:
            return None
        home = SessionRef(row.from_conversation_id, row.from_person_id)
        self._move(connection, device, session, home, "left", at)
        return home

    def _use(self, connection: sa.Connection, device: Device, code: str) -> None:
        connection.execute(
            sa.text(
                "UPDATE bot.device_codes SET used_channel = :channel, used_index = :index"
                " WHERE code_index = :code"
            ),
            {"channel": device.channel, "index": device.index, "code": self._index(code)},
        )

    def _move(
        self,
        connection: sa.Connection,
        device: Device,
        source: SessionRef,
        target: SessionRef,
        act: str,
        at: datetime,
    ) -> None:
        if device.channel == WEB:
            connection.execute(
                sa.text(
                    "UPDATE bot.web_sessions SET conversation_id = :conversation_id,"
                    " person_id = :person_id WHERE token_hash = :index"
                ),
                {
                    "index": device.index,
                    "conversation_id": target.conversation_id,
                    "person_id": target.person_id,
                },
            )
        else:
            # In this order everywhere: first the account's row, then what is on its way to it.
            self._identities.move(connection, device, target)
            self._outbox.drop(connection, device)
        connection.execute(
            sa.text(
                "INSERT INTO bot.device_moves (channel, sender_index, act, from_person_id,"
                " from_conversation_id, to_person_id, to_conversation_id, at)"
                " VALUES (:channel, :index, :act, :from_person, :from_conversation,"
                " :to_person, :to_conversation, :at)"
            ),
            {
                "channel": device.channel,
                "index": device.index,
                "act": act,
                "from_person": source.person_id,
                "from_conversation": source.conversation_id,
                "to_person": target.person_id,
                "to_conversation": target.conversation_id,
                "at": at,
            },
        )

    def _missed(self, connection: sa.Connection, device: Device, at: datetime) -> tuple[int, int]:
        """Wrong codes of the last minutes: from this device, and from all."""
        row = connection.execute(
            sa.text(
                "SELECT coalesce(sum(misses) FILTER (WHERE channel = :channel"
                " AND sender_index = :index), 0), coalesce(sum(misses), 0)"
                " FROM bot.device_misses WHERE since > :since"
            ),
            {"channel": device.channel, "index": device.index, "since": at - MISSES_FADE},
        ).one()
        return int(row[0]), int(row[1])

    def _count_miss(self, connection: sa.Connection, device: Device, at: datetime) -> None:
        connection.execute(
            sa.text(
                "INSERT INTO bot.device_misses AS m (channel, sender_index, misses, since)"
                " VALUES (:channel, :index, 1, :at) ON CONFLICT (channel, sender_index) DO UPDATE"
                " SET misses = CASE WHEN m.since > :since THEN m.misses + 1 ELSE 1 END,"
                " since = CASE WHEN m.since > :since THEN m.since ELSE :at END"
            ),
            {
                "channel": device.channel,
                "index": device.index,
                "at": at,
                "since": at - MISSES_FADE,
            },
        )

    def _index(self, code: str) -> bytes:
        return self._sealer.cipher.blind_index(code, "device_codes:code")


_HALF_WIDTH = {
    ord(full): half
    for full, half in zip(
        "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ",
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        strict=True,
    )
}
