"""What stands behind a button: which message, which place on it, and a mark that only we can make.

The mark binds the button to one conversation, so that a button made up, or one of another
person, opens nothing. It comes from the master key: buttons outlive every restart.
"""

from __future__ import annotations

import base64
import hmac
import re
from dataclasses import dataclass
from enum import StrEnum

from infra.encryption import Cipher

__all__ = ["Button", "ButtonKind", "Buttons"]

CONTEXT = "telegram:button"
MARK_BYTES = 12
SHAPE = re.compile(
    r"([ofcd])(\d{1,9})\.(\d{1,3})(?:\.([0-9a-f]{1,24}))?\.([A-Za-z0-9_-]{16})", re.ASCII
)
"""At most 56 bytes; the platform takes 64."""


class ButtonKind(StrEnum):
    """An option of a question, a file to be sent; a choice to tick, and that all are ticked."""

    OPTION = "o"
    FILE = "f"
    TICK = "c"
    DONE = "d"


TICKING = (ButtonKind.TICK, ButtonKind.DONE)


@dataclass(frozen=True, slots=True)
class Button:
    """The message's number and the place on it, from 1.

    ticked: the choices that are ticked where the button stands, bit 0 for the first.
    """

    kind: ButtonKind
    n: int
    place: int
    ticked: int = 0


class Buttons:
    """Makes and reads the data of buttons."""

    def __init__(self, cipher: Cipher) -> None:
        self._cipher = cipher

    def data(self, button: Button, conversation_id: str) -> str:
        """The text that comes back when the button is pressed."""
        head = _head(button)
        mark = _mark(self._cipher.blind_index(f"{conversation_id}/{head}", CONTEXT))
        return f"{head}.{mark}"

    def read(self, data: str, conversation_id: str) -> Button | None:
        """The button, None if it is not one of this conversation."""
        found = SHAPE.fullmatch(data)
        if found is None:
            return None
        ticked = int(found[4], 16) if found[4] else 0
        button = Button(ButtonKind(found[1]), int(found[2]), int(found[3]), ticked)
        known = self._cipher.blind_indexes(f"{conversation_id}/{_head(button)}", CONTEXT)
        given = found[5]
        return button if any(hmac.compare_digest(_mark(each), given) for each in known) else None


def _head(button: Button) -> str:
    ticked = f".{button.ticked:x}" if button.kind in TICKING else ""
    return f"{button.kind.value}{button.n}.{button.place}{ticked}"


def _mark(index: bytes) -> str:
    return base64.urlsafe_b64encode(index[:MARK_BYTES]).decode()
