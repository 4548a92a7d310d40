"""Messages as WeChat texts: numbered options that can be tapped, links to H5 pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from bot.channels.options import option_at, several
from bot.channels.seam import Signer
from bot.channels.text import Section, utf8_bytes
from bot.exchange import Grant, SessionRef
from bot.messages import Message, Option
from dialogs.schema.responses import Responses

__all__ = ["CHANNEL", "LONGEST_TEXT", "Renderer", "option_of"]

CHANNEL = "wechat"
LONGEST_TEXT = 2048
"""Bytes of UTF-8 that the platform shows (facts/channels.md §1, 被动回复)."""
LABEL_CHARACTERS = 40
SHORTER_LABELS = (LABEL_CHARACTERS, 20, 12, 8)
SIGNATURE = "signature:"
MATERIAL = "material:"


class Renderer:
    """Renders for people; the addresses it makes belong to one person and one conversation."""

    def __init__(self, responses: Responses, signer: Signer, base_url: str) -> None:
        self._responses = responses
        self._signer = signer
        self._base_url = base_url.rstrip("/")

    def say(self, code: str, /, **values: Any) -> str:
        """One of the channel's own sentences."""
        return self._responses.say("wechat", code, **values)

    def has(self, code: str) -> bool:
        """Whether the channel has such a sentence."""
        return self._responses.has("wechat", code)

    def greeting(self) -> str:
        """What the bot says of itself to who writes for the first time."""
        return self._responses.say("conversation", "greeting")

    def note(self, code: str, /, **values: Any) -> Section:
        """The same as a section that is not cut."""
        return Section(self.say(code, **values), whole=True)

    def upload_link(self, session: SessionRef, material: str = "") -> str:
        """A link to the page that takes files. material: and the message that asks for it."""
        return self._link(self.say("upload_page"), f"page:upload:{material}", session)

    def sections(self, message: Message, session: SessionRef) -> list[Section]:
        """A message; its last paragraph, options and links stay together."""
        *before, last = message.text.split("\n\n")
        links = list(self._links(message, session))
        tail = [safe(last), *links]
        if message.options:
            whole = Section(self._offered(tail, message), whole=True)
        else:
            whole = Section("\n".join(tail), whole=bool(links or message.asks))
        return [*(Section(safe(each)) for each in before), whole]

    def _offered(self, tail: Sequence[str], message: Message) -> str:
        """A question with its options: tappable if that fits, else only numbered.

        A tap sends the label; where labels make it too long, it sends the number. Where even
        numbers and labels do, the labels are cut.
        """
        by_tap, by_number = self.say("answer_by_tap"), self.say("answer_by_number")
        if several(message):
            by_tap = by_number = self.say("answer_by_several")
        ways = [[*_tappable(message, with_labels), by_tap] for with_labels in (True, False)]
        ways += [[*_numbered(message.options, most), by_number] for most in SHORTER_LABELS]
        texts = ["\n".join([*tail, *lines]) for lines in ways]
        return next((each for each in texts if utf8_bytes(each) <= LONGEST_TEXT), texts[-1])

    def _links(self, message: Message, session: SessionRef) -> Iterator[str]:
        for link in message.links:
            if link.target.startswith("page:"):
                yield self._link(link.label, link.target, session)
        files = [each for each in message.links if not each.target.startswith("page:")]
        if files or message.images:
            label = self.say("preview_page", files=len(files), pages=len(message.images))
            yield self._link(label, f"page:preview:{message.n}", session)
        asks = message.asks or ""
        if asks.startswith(SIGNATURE):
            target = f"page:signature:{asks.removeprefix(SIGNATURE)}:{message.n}"
            yield self._link(self.say("signature_page"), target, session)
        elif asks.startswith(MATERIAL):
            yield self.upload_link(session, f"{asks.removeprefix(MATERIAL)}:{message.n}")

    def _link(self, label: str, target: str, session: SessionRef) -> str:
        name = target.split(":")[1]
        grant = Grant(target, session.conversation_id, session.person_id, CHANNEL)
        url = f"{self._base_url}/h/{name}/{self._signer.sign(grant)}"
        return f'<a href="{url}">{safe(label)}</a>'


def safe(text: str) -> str:
    """Text that cannot be taken for a link, nor for the end of what encloses it.

    The platform shows `<a>` in texts. What is longer than it was would not be shown at all, so it
    is done before a text is measured.
    """
    return text.replace("<", "＜").replace("]]>", "]]＞")


def _short(label: str, most: int = LABEL_CHARACTERS) -> str:
    flat = safe(" ".join(label.split()))
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def _flat(text: str) -> str:
    return "".join(text.split())


def _numbered(options: Sequence[Option], most: int) -> list[str]:
    return [f"{number}. {_short(each.label, most)}" for number, each in enumerate(options, 1)]


def _tappable(message: Message, with_labels: bool) -> list[str]:
    lines = []
    for number, option in enumerate(message.options, 1):
        label = _short(option.label)
        content = quote(label, safe="") if with_labels else str(number)
        address = f"weixin://bizmsgmenu?msgmenucontent={content}&msgmenuid={message.n}.{number}"
        lines.append(f'{number}. <a href="{address}">{label}</a>')
    return lines


def option_of(tapped: str, words: str, history: Sequence[Message]) -> str | None:
    """The id of a tapped option; `old:…` if another question stands, None if there is none such.

    words: what the tap sent. Links outlive the conversation that they stood in: where the chat
    shows another one by now, what they said is not what stands at their place.
    history: messages from the tapped one on.
    """
    first, _, number = tapped.partition(".")
    if not (first.isascii() and first.isdigit() and number.isascii() and number.isdigit()):
        return None
    place = int(number[:4])
    option = option_at(int(first[:9]), place, history)
    if option is None:
        return None
    label = _short(history[0].options[place - 1].label)
    return option if _flat(words) in (str(place), _flat(label)) else None
