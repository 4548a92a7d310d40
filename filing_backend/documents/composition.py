"""What a composer sees: the answers, the place of its cell, the words, the evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dialogs.answers import Answers, Item, Known
from dialogs.schema.forms import Format
from filing_backend.documents.formatters import format_value
from filing_backend.documents.readings import Place

if TYPE_CHECKING:
    from filing_backend.documents.fill import Filling

__all__ = ["BLANK", "Composition"]

BLANK = "＿＿"
"""What nobody filled in, within a sentence."""


@dataclass(frozen=True, slots=True)
class Composition:
    """One cell being composed. paths: those that the cell names."""

    filling: Filling
    place: Place
    paths: tuple[str, ...] = ()

    @property
    def answers(self) -> Answers:
        """All answers."""
        return self.filling.answers

    def say(self, code: str, /, **values: Any) -> str:
        """A phrase of documents.yml."""
        return self.filling.phrases.say(code, **values)

    def text(self, path: str, wanted: Format = Format.TEXT) -> str:
        """The element at a full path as printed: 无 or 不知道 if that was said, else a blank."""
        known = self.answers.known(path)
        if known in (Known.UNKNOWN, Known.NONE):
            return self.say("unknown" if known is Known.UNKNOWN else "empty")
        return self.printed(path, wanted) or BLANK

    def printed(self, path: str, wanted: Format = Format.TEXT) -> str:
        """The value at a full path as printed, `""` if there is none."""
        value = self.answers.get(path)
        if value is None:
            return ""
        try:
            element = self.filling.interview.element(path)
        except KeyError:
            element = None
        return format_value(value, wanted, element, self.filling.phrases)

    def money(self, path: str) -> str:
        """An amount with its unit; see `text`."""
        if self.answers.known(path) is not Known.GIVEN:
            return self.text(path)
        return self.say("yuan", amount=self.printed(path, Format.MONEY))

    def date(self, path: str) -> str:
        """A date; see `text`."""
        return self.text(path, Format.DATE)

    def numbered(self, texts: Iterable[str]) -> str:
        """One text as it is; several as 第1笔：…；第2笔：…, each on its line."""
        return self._listed("item", texts)

    def counted(self, texts: Iterable[str]) -> str:
        """One text as it is; several as （1）…；（2）…, each on its line."""
        return self._listed("counted", texts)

    def _listed(self, code: str, texts: Iterable[str]) -> str:
        listed = list(texts)
        if len(listed) == 1:
            return listed[0]
        items = (self.say(code, n=n, text=text) for n, text in enumerate(listed, start=1))
        return f"{self.say('item_separator')}\n".join(items)

    def several(self, group: str) -> bool:
        """Whether the group has more than one item."""
        return self.answers.count(group) > 1

    def some(self, item: Item, key: str) -> bool:
        """Whether an item has a value or an answer 不知道 at the key."""
        return item.known(key) in (Known.GIVEN, Known.UNKNOWN)
