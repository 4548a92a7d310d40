"""One person on several devices: a code takes a device into a conversation, a word out of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.conversation.asking import again
from bot.conversation.situation import Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.delivery import Device
from bot.exchange import SessionRef
from bot.messages import Inbound
from bot.sessions.devices import CODE_LASTS, Devices, Entered, Entering
from bot.understanding.acts import act_of
from bot.understanding.guessing import guess_aside
from dialogs.interview.commands import Act

__all__ = ["Joining"]

OWNER = sa.text("SELECT id, person_id FROM bot.conversations WHERE id = :id")
OF_BROWSER = sa.text(
    "SELECT conversation_id, person_id FROM bot.web_sessions WHERE token_hash = :token"
)


class Joining:
    """Issues codes, takes them, lets devices go; inside the turn's transaction.

    `inbound.extra["device"]` is the `Device` the message came from; without one nothing is done.
    """

    def __init__(self, devices: Devices, tools: Tools) -> None:
        self._devices = devices
        self._tools = tools

    def enter(self, connection: sa.Connection, inbound: Inbound, at: datetime) -> Entered | None:
        """What became of the code that a message is; None if it is none."""
        device = inbound.extra.get("device")
        code = self._devices.code_in(inbound.text) if inbound.text else None
        if code is None or not isinstance(device, Device):
            return None
        home = self._home(connection, inbound.conversation_id, device)
        return None if home is None else self._devices.enter(connection, device, home, code, at)

    def _home(
        self, connection: sa.Connection, conversation_id: str, device: Device
    ) -> SessionRef | None:
        """Where the device is before it joins."""
        if conversation_id:
            row = connection.execute(OWNER, {"id": conversation_id}).first()
        else:
            row = connection.execute(OF_BROWSER, {"token": device.index}).first()
        return None if row is None else SessionRef(row[0], row[1])

    def reply(
        self,
        connection: sa.Connection,
        situation: Situation,
        inbound: Inbound,
        entered: Entered | None,
    ) -> tuple[Reply | None, SessionRef | None]:
        """The answer if the message is about devices; and where the device is now, if it left."""
        if entered is not None:
            return self._said(situation, _ENTERED[entered.outcome]), None
        device = inbound.extra.get("device")
        act = _meant(inbound.text) if inbound.text else None
        session = SessionRef(inbound.conversation_id, situation.person_id)
        if act is Act.OTHER_DEVICE:
            code = self._devices.issue(connection, session, situation.now)
            if code is None:
                return self._said(situation, "codes_used_up"), None
            minutes = int(CODE_LASTS.total_seconds() // 60)
            return self._said(situation, "code", code=code, minutes=minutes), None
        if act is Act.LEAVE_DEVICE and isinstance(device, Device):
            left = self._devices.leave(connection, device, session, situation.now)
            return self._said(situation, "left" if left else "not_joined"), left
        return None, None

    def _said(self, situation: Situation, code: str, /, **values: Any) -> Reply:
        text = self._tools.responses.say("devices", code, **values)
        if code == "left":
            return Reply(situation.dialogue, (Utterance(text),))
        return again(situation, self._tools, text)


def _meant(text: str) -> Act | None:
    """The act by wording; else by statistics that are sure enough to go before an answer."""
    act = act_of(text, within=False)
    guessed = guess_aside(text) if act is None else None
    return Act(guessed.intent) if guessed is not None and guessed.intent else act


_ENTERED = {
    Entering.JOINED: "joined",
    Entering.WRONG: "code_wrong",
    Entering.TOO_OFTEN: "code_too_often",
}
