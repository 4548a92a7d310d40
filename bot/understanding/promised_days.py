"""Days of a promise are counted from the loan: 2023年10月借的，讲明年十月还 means 2024."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.understanding.expressions import expression
from bot.understanding.values import Found, find

__all__ = ["counted_from_the_loan"]

_LATER = expression("(?:明年|后年|来年|下个?月|次年|第二年|隔年)")
_PROMISED = expression(
    "(?:说好?|讲好?|讲定|说定|约好?|约定|答应|承诺|许诺|保证|写着?|定好?)[^，。；！？,;]{0,4}$"
)
_KINDS = ("date", "date_range")


def counted_from_the_loan(values: list[Found], text: str) -> Iterator[Found]:
    """The values; a promised 明年 from the day told before it, and none where there is none."""
    day: date | None = None
    for value in values:
        if value.kind not in _KINDS:
            yield value
            continue
        promised = _PROMISED.search(text[max(0, value.start - 12) : value.start])
        if not (promised and _LATER.match(value.text)):
            day = _day(value) or day
            yield value
            continue
        again = find(value.text, _KINDS, day) if day is not None else ()
        if again:
            best = again[0]
            yield replace(value, kind=best.kind, value=best.value, note=best.note, alternatives=())


def _day(value: Found) -> date | None:
    day = value.value if isinstance(value.value, str) else value.value.get("from")
    return date.fromisoformat(day) if isinstance(day, str) and len(day) == 10 else None
