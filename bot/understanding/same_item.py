"""A day without its year, seen from the other days of the same loan, job or contract."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from bot.understanding.values import Reading, read
from dialogs.schema.definition import Element, ElementType

__all__ = ["says_year", "within_item"]

_YEAR_SAID = expression(
    "\\d{2,4} ?年|[零一二三四五六七八九〇]{2,4} ?年|[去今明前后当同次]年|年前|年后|\\d{4}|"
    "[上这本下]个?月|[昨今明前后]天|[上这本下]个?(?:周|星期|礼拜)|第二年|月[底初末]"
)
_MOST_YEARS = 5


def says_year(text: str) -> bool:
    """Whether the words tell the year of a day, or how far from today it is."""
    return _YEAR_SAID.search(text) is not None


def within_item(
    reading: Reading, text: str, element: Element, path: str, context: Context
) -> Reading:
    """The reading with each year it may mean, from the item's first day on (国庆节 of a loan of
    2023 may be any 1 October since); more than one is asked."""
    if element.type is not ElementType.DATE or reading.value is None or _YEAR_SAID.search(text):
        return reading
    first = _first_day(path, context)
    if first is None:
        return reading
    days = [day for day in _each_year(reading, text, first, context.today) if day >= first]
    if not days or days == [reading.value]:
        return reading
    best, *others = days[:_MOST_YEARS]
    return replace(
        reading, value=best, alternatives=tuple(others), confidence=0.5 if others else 0.75
    )


def _first_day(path: str, context: Context) -> str | None:
    """The earliest day given for the same item of a group."""
    item, dot, _ = path.rpartition(".")
    if not dot or context.answers is None or context.interview is None:
        return None
    days = []
    for other, value in context.answers.values.items():
        if other == path or not other.startswith(item + ".") or not isinstance(value, str):
            continue
        if context.interview.element(other).type is ElementType.DATE and value[:1].isdigit():
            days.append(value)
    return min(days, default=None)


def _each_year(reading: Reading, text: str, first: str, today: date) -> list[str]:
    start = int(first[:4])
    seen = {
        each
        for year in range(start, min(today.year, start + _MOST_YEARS) + 1)
        for each in (read(ElementType.DATE, text, date(year, 12, 31)).value,)
        if each is not None
    }
    return sorted(seen | {reading.value})
