"""How one canonical value reads on paper, by the cell's format and the element's type."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from dialogs.money import Money
from dialogs.schema.definition import Element, ElementType
from dialogs.schema.forms import Format
from filing_backend.documents.phrases import Phrases

__all__ = [
    "STOPS",
    "clean",
    "date_text",
    "format_value",
    "money_text",
    "number_text",
    "one_stop",
    "option_ids",
]

# Control characters stop a DOCX from opening; a lone surrogate cannot be written at all.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2028-\u202e\ufeff\ud800-\udfff]"
)

STOPS = "。；，、"
SEVERAL_STOPS = re.compile(f"[{STOPS}]+(?=[{STOPS}）])")

BY_TYPE = {
    ElementType.MONEY: Format.MONEY,
    ElementType.NUMBER: Format.NUMBER,
    ElementType.PERCENT_PER_YEAR: Format.NUMBER,
    ElementType.DATE: Format.DATE,
    ElementType.DURATION: Format.DURATION,
    ElementType.LONG_TEXT: Format.LONG,
    ElementType.CHOICE: Format.OPTION,
    ElementType.CHOICES: Format.OPTION,
    ElementType.YES_NO: Format.OPTION,
}


def clean(text: str) -> str:
    """The text without what no page can show; line breaks are `\\n`."""
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def one_stop(text: str) -> str:
    """The text with the last of several stops in a row: `还清。；` → `还清；`."""
    return SEVERAL_STOPS.sub("", text)


def money_text(value: str) -> str:
    """`47000` → `47,000`; `47000.5` → `47,000.50`: as `Money` reads, without its unit."""
    return str(Money.of(value)).removesuffix("元")


def number_text(value: str) -> str:
    """A decimal without idle zeros: `12.00` → `12`."""
    number = Decimal(value)
    return f"{number.normalize():f}"


def date_text(value: str | date) -> str:
    """`2023-03-05` → `2023年3月5日`."""
    day = value if isinstance(value, date) else date.fromisoformat(value)
    return f"{day.year}年{day.month}月{day.day}日"


def option_ids(value: Any) -> tuple[str, ...]:
    """The option ids of a value: a yes_no value has `yes` or `no`."""
    if isinstance(value, bool):
        return ("yes",) if value else ("no",)
    if isinstance(value, list | tuple | set | frozenset):
        return tuple(each for one in value for each in option_ids(one))
    return (str(value),)


def format_value(value: Any, wanted: Format, element: Element | None, phrases: Phrases) -> str:
    """The value as it is printed; a plain `text` follows the type of the element."""
    chosen = wanted
    if wanted is Format.TEXT and element is not None:
        chosen = BY_TYPE.get(element.type, Format.TEXT)
    try:
        text = FORMATTERS[chosen](value, element, phrases)
    except (ArithmeticError, KeyError, TypeError, ValueError):
        # Not of its type: what was given is still what must be read.
        text = _plain(value, element, phrases)
    return clean(text if chosen is Format.LONG else re.sub(r"\s*\n\s*", " ", text))


Formatter = Callable[[Any, Element | None, Phrases], str]


def _plain(value: Any, _element: Element | None, phrases: Phrases) -> str:
    if isinstance(value, Mapping):
        if "text" in value:
            return str(value["text"] or "")
        return _range(value, phrases)
    if isinstance(value, list | tuple):
        return phrases.say("list_separator").join(str(each) for each in value)
    return str(value)


def _range(value: Mapping[str, Any], phrases: Phrases) -> str:
    start, end = (
        date_text(value[side]) if value.get(side) else phrases.say("unknown")
        for side in ("from", "to")
    )
    return phrases.say("date_range", start=start, end=end)


def _duration(value: Any, _element: Element | None, phrases: Phrases) -> str:
    if not isinstance(value, Mapping):
        return str(value)
    return phrases.say(f"duration_{value['unit']}", count=number_text(str(value["count"])))


def _option(value: Any, element: Element | None, phrases: Phrases) -> str:
    labels = {option.id: option.label for option in element.options} if element else {}
    labels = {"yes": phrases.say("yes"), "no": phrases.say("no"), **labels}
    key = element.key if element else ""
    texts = (phrases.option(key, each) or labels.get(each, each) for each in option_ids(value))
    return phrases.say("list_separator").join(texts)


FORMATTERS: dict[Format, Formatter] = {
    Format.TEXT: _plain,
    Format.LONG: _plain,
    Format.MONEY: lambda value, _element, _phrases: money_text(str(value)),
    Format.NUMBER: lambda value, _element, _phrases: number_text(str(value)),
    Format.DATE: lambda value, _element, _phrases: date_text(str(value)),
    Format.DURATION: _duration,
    Format.OPTION: _option,
}
