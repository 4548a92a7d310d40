"""Messages and events of the platform, as far as the bot has a use for them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bot.channels.platform_errors import Malformed

__all__ = [
    "ACTS",
    "CLICK",
    "IMAGE",
    "SCAN",
    "SUBSCRIBE",
    "TEXT",
    "UNSUBSCRIBE",
    "Incoming",
    "incoming_of",
]  # fmt: skip

TEXT, IMAGE = "text", "image"
SUBSCRIBE, SCAN, CLICK, UNSUBSCRIBE = "subscribe", "scan", "click", "unsubscribe"
ACTS = (SUBSCRIBE, SCAN, CLICK)
"""Events that a person answers to."""
OTHER_MESSAGES = ("voice", "video", "shortvideo", "location", "link", "file")
TEMPLATE_REPORT = "templatesendjobfinish"
OPENID = re.compile(r"[\w\-]{1,64}", re.ASCII)
MESSAGE_ID = re.compile(r"\d{1,20}", re.ASCII)
QR_SCENE = "qrscene_"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message or event.

    kind: text, image, voice …, unknown; subscribe, scan, click, unsubscribe, report, quiet.
    platform_id: the same for every repetition. text: words, menu key, scene or reported status.
    """

    sender: str
    account: str
    kind: str
    platform_id: str
    digest: str
    text: str = ""
    option: str = ""
    media_id: str = ""
    picture_url: str = ""

    def to_json(self) -> dict[str, str]:
        """All fields as text."""
        return asdict(self)

    @classmethod
    def from_json(cls, tree: Mapping[str, str]) -> Incoming:
        """The inverse of `to_json`."""
        return cls(**tree)


def incoming_of(fields: Mapping[str, Any]) -> Incoming:
    """The message in these fields.

    Raises:
        Malformed: a field that every message has is missing, doubled or not a text.
    """
    sender = _required(fields, "FromUserName", OPENID)
    account = _required(fields, "ToUserName", OPENID)
    created = _required(fields, "CreateTime", MESSAGE_ID)
    kind = _text(fields, "MsgType").lower()
    if kind == "event":
        return _event(fields, sender, account, created)
    number = _required(fields, "MsgId", MESSAGE_ID)
    known = kind if kind in (TEXT, IMAGE, *OTHER_MESSAGES) else "unknown"
    text, media = _text(fields, "Content"), _text(fields, "MediaId")
    if kind == "voice" and (heard := _text(fields, "Recognition").strip()):
        # Only where the platform still recognises speech; it has withdrawn that from most.
        known, text = TEXT, heard
    return Incoming(
        sender,
        account,
        known,
        f"m{number}",
        _digest(kind, text, media),
        text=text,
        option=_text(fields, "bizmsgmenuid"),
        media_id=media,
        picture_url=_text(fields, "PicUrl"),
    )


def _event(fields: Mapping[str, Any], sender: str, account: str, created: str) -> Incoming:
    event, key = _text(fields, "Event").lower(), _text(fields, "EventKey")
    report = _text(fields, "MsgID")
    kinds = {
        "subscribe": SUBSCRIBE,
        "subscribe_scan": SUBSCRIBE,
        "scan": SCAN,
        "click": CLICK,
        "unsubscribe": UNSUBSCRIBE,
        TEMPLATE_REPORT: "report",
    }
    identity = _digest(sender, created, event, key, report)
    return Incoming(
        sender,
        account,
        kinds.get(event, "quiet"),
        f"e{identity[:40]}",
        identity,
        text=_text(fields, "Status") if event == TEMPLATE_REPORT else key.removeprefix(QR_SCENE),
        option=report,
    )


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Malformed(f"{name} is doubled or nested")
    return value


def _required(fields: Mapping[str, Any], name: str, shape: re.Pattern[str]) -> str:
    value = _text(fields, name)
    if not shape.fullmatch(value):
        raise Malformed(f"{name} is missing or odd")
    return value


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()
