"""A day told by another day of the same thing: that very day, so long after it, or both at once."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from bot.understanding.values import find, read
from bot.understanding.values.characters import plain
from dialogs.interview.commands import Command, SetAnswer, Unparsed
from dialogs.schema.definition import Element, ElementType

__all__ = ["day_beside"]

_AFTER = expression("(?:以后|之后|过后|后)")
_FROM_A_DAY = expression("起|开始|算")
_SAME_DAY = expression("当天|当日|那[天日]|同一[天日]")
_BARE = ("当天", "当日")
"""Words that read as today, and mean the day of which is spoken."""
_TO = expression(" *(?:一直|租|住|算|做|干)?[到至—~-]+(?:了)? *")
_RANGED = expression("[到至—~]")
_BOTH = 2
_MID_MONTH = 15
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}


def day_beside(
    text: str, found: tuple[Command, ...], element: Element, path: str, context: Context
) -> tuple[Command, ...]:
    """The commands; a day told by another one becomes that day, to be asked back once.

    说好一年还, 当天就给我钥匙了, 去年11月1号租到今年10月31号. Where the other day is not known the
    words are no day at all: nobody counts 两个月以后给 from today.
    """
    if element.type is not ElementType.DATE:
        return found
    if (both := _both(text, element, path, context)) is not None:
        return both
    if _is_same_day(text, found, path, context):
        return (_asked_back(_start(element, path, context), text, path),)
    if element.counts_from is None:
        return found
    counted = _counted(text, element, path, context)
    return found if counted is None else (counted,)


def _both(text: str, element: Element, path: str, context: Context) -> tuple[Command, ...] | None:
    """The first and the last day, told together where the first is asked for."""
    known = context.interview.elements.values() if context.interview is not None else ()
    last = next((e for e in known if e.counts_from == element.key and _ends(e, element)), None)
    days = _two_days(text, context.today) if last is not None else None
    if last is None or days is None:
        return None
    ends = f"{path.rpartition('.')[0]}.{last.key}" if "." in path else last.key
    return tuple(
        SetAnswer(at, day, text, None, 0.9) for at, day in zip((path, ends), days, strict=True)
    )


def _two_days(text: str, today: date) -> tuple[str, str] | None:
    """2016年3月 is a range of days too, but nobody tells two days by it."""
    if not _RANGED.search(text):
        return None
    ranged = read(ElementType.DATE_RANGE, text, today).value
    if isinstance(ranged, Mapping) and ranged.get("from") and ranged.get("to"):
        return ranged["from"], ranged["to"]
    days = [each for each in find(text, ("date",), today) if not each.alternatives]
    if len(days) != _BOTH or not _TO.fullmatch(plain(text).text[days[0].end : days[1].start]):
        return None
    first, last = days[0].value, days[1].value
    return (first, last) if first <= last else None


def _ends(last: Element, first: Element) -> bool:
    ordered = f"{last.key} >= {first.key}"
    return last.group == first.group and any(e.condition.text == ordered for e in last.checks)


def _is_same_day(text: str, found: tuple[Command, ...], path: str, context: Context) -> bool:
    """Whether the words name no day but that of something else."""
    if not _SAME_DAY.search(plain(text).text):
        return False
    for each in found:
        if isinstance(each, SetAnswer) and each.path == path and each.text not in _BARE:
            return False
    days = find(text, ("date",), context.today)
    return all(each.text in _BARE for each in days)


def _start(element: Element, path: str, context: Context) -> str | None:
    if element.counts_from is None or context.answers is None:
        return None
    beside = f"{path.rpartition('.')[0]}.{element.counts_from}" if "." in path else ""
    start = context.answers.get(beside or element.counts_from)
    return start if isinstance(start, str) else None


def _counted(text: str, element: Element, path: str, context: Context) -> Command | None:
    """说好一年还: the day that is so long after the day from which it counts."""
    said = plain(text).text
    day = read(ElementType.DATE, text, context.today)
    from_a_day = _FROM_A_DAY.search(said) is not None
    if day.value is not None and not (from_a_day or _AFTER.search(said)):
        return None
    length = read(ElementType.DURATION, _AFTER.sub("", said), context.today).value
    if length is None:
        return None
    start = _start(element, path, context)
    if from_a_day and day.value is not None:
        start = day.value
    if start is None:
        fixed = day.value is not None and not _moves_with_today(text, context.today)
        return None if fixed else _asked_back(None, text, path)
    end = _later(date.fromisoformat(start), length)
    return None if end is None else _asked_back(end.isoformat(), text, path)


def _moves_with_today(text: str, today: date) -> bool:
    other = today + timedelta(days=1 if today.day <= _MID_MONTH else -1)
    days = (read(ElementType.DATE, text, each).value for each in (today, other))
    return len(set(days)) > 1


def _asked_back(day: str | None, text: str, path: str) -> Command:
    if day is None:
        return Unparsed(path, "date_from_where", (("said", text),))
    return SetAnswer(path, day, text, (0, len(text)), 0.8, doubt="counted_from")


def _later(start: date, length: Mapping[str, str]) -> date | None:
    unit, count = length["unit"], length["count"]
    if not count.isdigit() or len(count) > 4:
        return None
    try:
        if unit in _DAYS:
            return start + timedelta(days=int(count) * _DAYS[unit])
        year, month = divmod(start.month - 1 + int(count) * _MONTHS[unit], 12)
        last = monthrange(start.year + year, month + 1)[1]
        return date(start.year + year, month + 1, min(start.day, last))
    except (ValueError, OverflowError, KeyError):
        return None
