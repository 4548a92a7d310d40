"""Sends what is pushed, by the first way that is open.

News about a filing: template message, then subscription message, then customer-service message;
the first two only say that there is news. Everything else: customer-service message. What finds
no way open stays unsent and is shown when the person writes next.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.channels.platform_errors import PlatformRefused, PlatformUnreachable
from bot.channels.text import Section, pack, utf8_bytes
from bot.channels.wechat.account import Account, NoticeTemplate
from bot.channels.wechat.platform import Platform
from bot.channels.wechat.rendering import CHANNEL, LONGEST_TEXT, Renderer
from bot.channels.wechat.transport import BUSY
from bot.delivery import Attempt, Item, ItemState, Kind, Outcome, Parcel, Receipt, Window
from infra.clock import SHANGHAI, Clock

__all__ = ["WeChatDeliverer"]

WINDOW_CLOSED = ("45015", "45047")
"""Too long ago, and too often (facts/channels.md §1)."""
TEMPLATE, SUBSCRIPTION, SERVICE = "template", "subscription", "customer_service"


@dataclass
class _Course:
    """How the sending of one parcel goes."""

    window: Window
    attempts: list[Attempt] = field(default_factory=list)
    states: dict[int, ItemState] = field(default_factory=dict)
    parts: dict[int, int] = field(default_factory=dict)
    again: bool = False

    def note(
        self, items: Sequence[Item], way: str, outcome: Outcome, code: str = "", sent: str = ""
    ) -> None:
        ids = tuple(each.id for each in items)
        self.attempts.append(Attempt(ids, way, outcome, code, sent))

    def set(self, items: Sequence[Item], state: ItemState) -> None:
        self.states.update({each.id: state for each in items})


class WeChatDeliverer:
    """Implements `bot.delivery.Deliverer`."""

    channel = CHANNEL

    def __init__(
        self, account: Account, platform: Platform, renderer: Renderer, clock: Clock
    ) -> None:
        self._account = account
        self._platform = platform
        self._renderer = renderer
        self._clock = clock

    async def deliver(self, parcel: Parcel) -> Receipt:
        """Send what can be sent; say what became of each item."""
        course = _Course(parcel.identity.window)
        present = [each for each in parcel.items if each.text or each.message]
        course.set([each for each in parcel.items if each not in present], ItemState.SHOWN)
        if self._account.certified:
            news = [each for each in present if each.kind is Kind.STATUS]
            if news and await self._announced(parcel, news, course):
                present = [each for each in present if each not in news]
            await self._write(parcel, present, course)
        else:
            course.set(present, ItemState.UNSENT)
        return Receipt(
            tuple(course.attempts), course.states, course.window, course.again, parts=course.parts
        )

    async def _announced(self, parcel: Parcel, news: Sequence[Item], course: _Course) -> bool:
        """Whether a notice told the person that there is news."""
        openid, values = parcel.identity.sender, self._values()

        async def template(chosen: NoticeTemplate) -> str:
            key = f"lian-{news[0].id}"
            return await self._platform.send_template(openid, chosen, values, key)

        async def subscription(chosen: NoticeTemplate) -> str:
            await self._platform.send_subscription(openid, chosen, values)
            return ""

        ways: tuple[tuple[str, NoticeTemplate | None, Callable[..., Awaitable[str]]], ...] = (
            (TEMPLATE, self._account.template, template),
            (SUBSCRIPTION, self._account.subscription, subscription),
        )
        for way, chosen, send in ways:
            if chosen is None or way in parcel.refused:
                continue
            try:
                sent = await send(chosen)
            except PlatformRefused as error:
                course.note(news, way, Outcome.REFUSED, error.detail)
            except PlatformUnreachable as error:
                course.note(news, way, _unreached(error), error.detail)
            else:
                course.note(news, way, Outcome.SENT, sent=sent)
                course.set(news, ItemState.ANNOUNCED)
                return True
        return False

    def _values(self) -> dict[str, str]:
        """What stands in a notice: nothing that says who it is, or what the case is about."""
        say = self._renderer.say
        at = self._clock.now().astimezone(SHANGHAI)
        return {
            "subject": say("notice_subject"),
            "remark": say("notice_remark"),
            "at": say("notice_at", at=at),
        }

    async def _write(self, parcel: Parcel, items: Sequence[Item], course: _Course) -> None:
        """Customer-service messages while the window is open."""
        groups = list(self._groups(parcel, items))
        for place, (group, texts) in enumerate(groups):
            later = [each for rest, _ in groups[place:] for each in rest]
            sent = group[0].parts  # of a text for itself, which was broken off
            if not self._room(course.window, len(texts) - sent):
                course.set(later, ItemState.UNSENT)
                return
            try:
                for text in texts[sent:]:
                    await self._platform.send_text(parcel.identity.sender, text)
                    course.window = replace(course.window, left=course.window.left - 1)
                    sent += 1
                    course.parts[group[0].id] = sent
            except PlatformRefused as error:
                self._refused(error.detail, group, later, course)
                return
            except PlatformUnreachable as error:
                course.note(group, SERVICE, _unreached(error), error.detail)
                course.set(later, ItemState.UNSENT if error.sent else ItemState.WAITING)
                course.again = not error.sent
                return
            course.note(group, SERVICE, Outcome.SENT)
            course.set(group, ItemState.SENT)

    def _refused(
        self, code: str, group: Sequence[Item], later: Sequence[Item], course: _Course
    ) -> None:
        """Only what says that the window is closed closes it; a busy platform is asked later."""
        busy = code == str(BUSY)
        course.note(group, SERVICE, Outcome.FAILED if busy else Outcome.REFUSED, code)
        course.set(later, ItemState.WAITING if busy else ItemState.UNSENT)
        course.again = busy
        if code in WINDOW_CLOSED:
            course.window = replace(course.window, left=0)

    def _room(self, window: Window, messages: int) -> bool:
        return window.open(self._clock.now()) and window.left >= messages

    def _groups(
        self, parcel: Parcel, items: Sequence[Item]
    ) -> Iterator[tuple[list[Item], list[str]]]:
        """Items that go together in one message, each with the messages' texts: quota is short."""
        held: list[Item] = []
        texts: list[str] = []
        for item in items:
            joined = self._texts(parcel, [*held, item])
            if held and len(joined) > 1:
                yield held, texts
                held, joined = [], self._texts(parcel, [item])
            held, texts = [*held, item], joined
        if held:
            yield held, texts

    def _texts(self, parcel: Parcel, items: Sequence[Item]) -> list[str]:
        sections: list[Section] = []
        for item in items:
            if item.text is not None:
                sections.append(Section(item.text, whole=True))
            elif item.message is not None:
                sections += self._renderer.sections(item.message, parcel.identity.session)
        return pack(sections, LONGEST_TEXT, utf8_bytes)


def _unreached(error: PlatformUnreachable) -> Outcome:
    return Outcome.UNKNOWN if error.sent else Outcome.FAILED
