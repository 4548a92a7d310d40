"""Days of a text put together: from one day to another, from a day until now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.understanding.expressions import expression
from bot.understanding.values.characters import Plain
from bot.understanding.values.moment import Moment
from bot.understanding.values.reading import Found

__all__ = ["FROM", "JOIN", "Seen", "joined"]

Seen = list[tuple[int, int, Moment]]
_HOUR = "[\\d零一二三四五六七八九十半]{1,3}"
_CLOCK = (
    "(?: ?(?:上午|下午|早上|晚上|中午|凌晨|傍晚|早|晚)?"
    f"(?: ?{_HOUR} ?[:：点时] ?(?:{_HOUR} ?(?:分|[:：]\\d\\d)?)?(?:秒|时|整|许)?)?)"
)
"""The hour behind a day: 3月5日15时至3月6日9时."""
JOIN = expression(f"{_CLOCK}? ?(?:起|开始|日起|，)?(?:到|至|~|-{{1,2}})(?:了)? ?$")
FROM = expression("(?:从|自|由) ?$")
_AND = expression(f"{_CLOCK}? ?[和与] ?$")
_BETWEEN = expression(f"{_CLOCK}? ?之?间")
_CLOSED = expression(f"{_CLOCK}? ?(?:为?止|之?间)")
_DOUBT = 0.5
_LOOSE = expression("(?:大概|大约|差不多|约|好像|可能|左右)$")
_UNTIL_NOW = expression(
    " ?(?:起|开始|以后|之后)? ?，?(?:一直|直)?"
    "(?:至今|迄今|以来|到现在|到如今|到目前|至目前|到今(?!年|天|日))(?:为止)?"
)
_NOT_PAID = expression("[，, ]?(?:他|她|一直|都|也|仍|还|就)*(?:[未没不分拖]|还[欠没]|一分|杳)")
"""到期日2023年5月10日至今未还: the day is the due day, no stretch begins with it."""


def joined(text: Plain, seen: Seen, today: date) -> list[Found]:
    """The days seen in a text as values; what is joined by 到 or 至今 is one stretch."""
    found = []
    position = 0
    while position < len(seen):
        start, end, one = seen[position]
        following = seen[position + 1] if position + 1 < len(seen) else None
        if following and _makes_range(text.text, end, following):
            last = _wrapped(one, following[2])
            if last is not None:
                found.append(_range(text, start, following[1], one, last))
                position += 2
                continue
        since = _since(text, start, end, one, today)
        found.append(since or _single(text, start, end, one))
        position += 1
    return found


def _makes_range(text: str, end: int, following: tuple[int, int, Moment]) -> bool:
    between = text[end : following[0]]
    if _AND.fullmatch(between):
        return _BETWEEN.match(text, following[1]) is not None
    return JOIN.fullmatch(between) is not None


def _wrapped(one: Moment, other: Moment) -> Moment | None:
    """The end of a range; without a year it lies after the beginning (8月至2月)."""
    if one.first <= other.last:
        return other
    if other.said_year:
        return None
    try:
        last = other.last.replace(year=other.last.year + 1)
        return replace(other, first=other.first.replace(year=other.first.year + 1), last=last)
    except ValueError:
        return None


def _range(text: Plain, start: int, end: int, one: Moment, other: Moment) -> Found:
    before = FROM.search(text.text[max(0, start - 3) : start])
    if closed := _CLOSED.match(text.text, end):
        end = closed.end()
    first, last = text.span(start - len(before.group()) if before else start, end)
    value = {"from": one.first.isoformat(), "to": other.last.isoformat()}
    return Found("date_range", text.origin[first:last], first, last, value, 0.9, (), "range")


def _single(text: Plain, start: int, end: int, one: Moment) -> Found:
    first, last = text.span(start, end)
    words = text.origin[first:last]
    if one.grain == "day":
        confidence = 0.95 if one.said_year and not one.others else 0.75
        if _LOOSE.search(text.text[max(0, start - 4) : start]):
            confidence -= 0.2
        confidence = min(confidence, _DOUBT) if one.doubtful else confidence
        others = tuple(other.isoformat() for other in one.others)
        return Found("date", words, first, last, one.first.isoformat(), confidence, others, "day")
    value = {"from": one.first.isoformat(), "to": one.last.isoformat()}
    note = "end" if one.end else one.grain
    others = tuple(other.isoformat() for other in one.others)
    confidence = _DOUBT if one.doubtful else 0.85 if one.said_year else 0.7
    return Found("date_range", words, first, last, value, confidence, others, note)


def _since(text: Plain, start: int, end: int, one: Moment, today: date) -> Found | None:
    """2021年3月至今: from that day until today."""
    now = _UNTIL_NOW.match(text.text, end)
    before = FROM.search(text.text[max(0, start - 3) : start])
    if now is None or one.first > today or (not before and _NOT_PAID.match(text.text, now.end())):
        return None
    first, last = text.span(start - len(before.group()) if before else start, now.end())
    value = {"from": one.first.isoformat(), "to": today.isoformat()}
    return Found("date_range", text.origin[first:last], first, last, value, 0.85, (), "since")
