"""Messages as Telegram shows them: texts with buttons, albums of pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.options import several
from bot.channels.seam import Signer
from bot.channels.telegram.account import CHANNEL
from bot.channels.telegram.buttons import Button, ButtonKind, Buttons
from bot.channels.text import Section, pack, utf16_units
from bot.exchange import Grant, SessionRef
from bot.messages import Image, Link, Message, Option
from dialogs.schema.responses import Responses

__all__ = ["DOCUMENT", "MATERIAL", "Key", "PhotosPart", "Renderer", "TextPart", "documents_of"]

LONGEST_TEXT = 4096
"""In UTF-16 units, as the platform counts (facts/channels.md §3)."""
MOST_KEYS = 90
LABEL_CHARACTERS = 30
PHOTOS_TOGETHER = 10
TICKED = "✓ "
PAGE, DOCUMENT = "page:", "document:"
SIGNATURE, MATERIAL = "signature:", "material:"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Key:
    """A button: it sends `data` back, or opens `url`."""

    label: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class TextPart:
    """One text, with a column of buttons under it."""

    text: str
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class PhotosPart:
    """Up to ten pictures together. page: where they can be seen if they cannot be sent."""

    images: tuple[Image, ...]
    page: str


class Renderer:
    """Renders for people; buttons and addresses belong to one person and one conversation."""

    def __init__(
        self, responses: Responses, signer: Signer, buttons: Buttons, base_url: str
    ) -> None:
        self._responses = responses
        self._signer = signer
        self._buttons = buttons
        self._base_url = base_url.rstrip("/")

    def say(self, code: str, /, **values: Any) -> str:
        """One of the channel's own sentences."""
        return self._responses.say("telegram", code, **values)

    def has(self, code: str) -> bool:
        """Whether the channel has such a sentence."""
        return self._responses.has("telegram", code)

    def greeting(self) -> str:
        """What the bot says of itself to who writes for the first time."""
        return self._responses.say("conversation", "greeting")

    def upload_line(self, session: SessionRef) -> str:
        """A line with the address of the page that takes files."""
        return self._line(self.say("upload_page"), self._address("page:upload:", session))

    def texts(self, text: str) -> list[TextPart]:
        """A text without buttons."""
        return [TextPart(each) for each in pack([Section(_clean(text))], LONGEST_TEXT, utf16_units)]

    def parts(self, message: Message, session: SessionRef) -> list[TextPart | PhotosPart]:
        """A message, in the order in which it is sent; the same whenever it is asked for."""
        keys = self.keys(message, session)
        pages = self._addressed(message, session)
        lines = [self._line(label, url) for label, url in pages if not _may_be_key(url)]
        how = [self.say("answer_by_ticks")] if several(message) else []
        if message.options and (not keys or any(_is_cut(each.label) for each in message.options)):
            how = [*_numbered(message.options), *(how or [self.say("answer_by_number")])]
        lines = [*how, *lines]
        *before, last = _clean(message.text).split("\n\n")
        whole = Section("\n".join([last, *lines]), whole=True)
        texts = pack([*map(Section, before), whole], LONGEST_TEXT, utf16_units)
        shown: list[TextPart | PhotosPart] = [TextPart(each) for each in texts]
        if shown and keys:
            shown[-1] = TextPart(texts[-1], tuple(keys))
        return [*shown, *self._photos(message, session)]

    def keys(self, message: Message, session: SessionRef, ticked: int = 0) -> list[Key]:
        """The buttons under a message. ticked: choices that are, bit 0 for the first."""
        pages = self._addressed(message, session)
        return [
            *self._options(message, session, ticked),
            *self._files(message, session),
            *(Key(label, url=url) for label, url in pages if _may_be_key(url)),
        ]

    def _addressed(self, message: Message, session: SessionRef) -> list[tuple[str, str]]:
        """Labels and addresses of the pages that belong to a message."""
        return [(label, self._address(each, session)) for label, each in _pages(message, self)]

    def _options(self, message: Message, session: SessionRef, ticked: int) -> list[Key]:
        if len(message.options) > MOST_KEYS:
            return []
        choices = several(message)
        plain = [
            Key(f"{place}. {_short(each.label)}", data=self._data("o", message, place, session))
            for place, each in enumerate(message.options, 1)
            if place not in choices
        ]
        if not choices:
            return plain
        ticks = [
            Key(
                f"{TICKED if ticked >> (place - 1) & 1 else ''}{place}. {_short(each.label)}",
                data=self._data("c", message, place, session, ticked),
            )
            for place, each in enumerate(message.options, 1)
            if place in choices
        ]
        done = Key(self.say("ticks_done"), data=self._data("d", message, 0, session, ticked))
        return [*ticks, done, *plain]

    def _files(self, message: Message, session: SessionRef) -> list[Key]:
        return [
            Key(
                _short(self.say("get_file", label=each.label)),
                data=self._data("f", message, place, session),
            )
            for place, each in enumerate(documents_of(message), 1)
        ]

    def _data(
        self, kind: str, message: Message, place: int, session: SessionRef, ticked: int = 0
    ) -> str:
        button = Button(ButtonKind(kind), message.n, place, ticked)
        return self._buttons.data(button, session.conversation_id)

    def _photos(self, message: Message, session: SessionRef) -> Iterator[PhotosPart]:
        page = f"page:preview:{message.n}"
        for start in range(0, len(message.images), PHOTOS_TOGETHER):
            yield PhotosPart(message.images[start : start + PHOTOS_TOGETHER], page)

    def page_text(self, page: str, session: SessionRef) -> TextPart:
        """A link in the place of pictures or of a file that cannot be sent."""
        return TextPart(self._line(self.say("preview_page"), self._address(page, session)))

    def _address(self, target: str, session: SessionRef) -> str:
        grant = Grant(target, session.conversation_id, session.person_id, CHANNEL)
        return f"{self._base_url}/h/{target.split(':')[1]}/{self._signer.sign(grant)}"

    def _line(self, label: str, url: str) -> str:
        return self.say("link_line", label=label, url=url)


def documents_of(message: Message) -> tuple[Link, ...]:
    """The links of a message that stand for files."""
    return tuple(each for each in message.links if not each.target.startswith(PAGE))


def _pages(message: Message, renderer: Renderer) -> Iterator[tuple[str, str]]:
    """Labels and targets of the pages that belong to a message."""
    for link in message.links:
        if link.target.startswith(PAGE):
            yield link.label, link.target
    asks = message.asks or ""
    if asks.startswith(SIGNATURE):
        target = f"page:signature:{asks.removeprefix(SIGNATURE)}:{message.n}"
        yield renderer.say("signature_page"), target
    elif asks.startswith(MATERIAL):
        target = f"page:upload:{asks.removeprefix(MATERIAL)}:{message.n}"
        yield renderer.say("upload_page"), target


def _may_be_key(url: str) -> bool:
    """The platform refuses buttons that lead to this machine."""
    return url.startswith("https://")


def _clean(text: str) -> str:
    """Text that the platform takes: no control characters, no half characters."""
    return CONTROL.sub("", text).encode("utf-8", "replace").decode()


def _flat(label: str) -> str:
    return _clean(" ".join(label.split()))


def _is_cut(label: str) -> bool:
    return len(_flat(label)) > LABEL_CHARACTERS


def _short(label: str) -> str:
    flat = _flat(label)
    return flat if len(flat) <= LABEL_CHARACTERS else flat[: LABEL_CHARACTERS - 1] + "…"


def _numbered(options: Sequence[Option]) -> list[str]:
    return [f"{number}. {_flat(each.label)}" for number, each in enumerate(options, 1)]
