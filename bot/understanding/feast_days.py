"""A feast told for a day: 去年过年 may be one of several days, 去年中秋 is asked back once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.understanding.expressions import expression
from bot.understanding.values import Reading
from bot.understanding.values.festivals import festival

__all__ = ["is_feast", "with_other_days"]

_NEW_YEAR = expression("(?:过大?年|春节|年关)(?:的?(?:时候|期间|前后|前|后|那几天|那阵))?$")
_TURN_OF_THE_YEAR = expression("过大?年|年关")
_FEAST = expression(
    "(?:国庆|中秋|端午|清明|五一|十一|劳动|元宵|重阳|冬至|七夕|圣诞|腊八|开学|双十一)节?$"
)
_NEAR = 3
_TO_THE_DAY = expression("当天|那天|当日|那日|这天|正日子|[0-9一二三四五六七八九十]+ ?[日号]")


def with_other_days(reading: Reading, text: str, today: date) -> Reading:
    """过年 is New Year's Eve as well, and of a past year the turn of that year too."""
    if reading.value is None or _TO_THE_DAY.search(text):
        return reading
    if _NEW_YEAR.search(reading.text) is None:
        return reading
    day = date.fromisoformat(reading.value)
    others = [(day - timedelta(days=1)).isoformat()]
    following = festival("春节", day.year + 1)
    if _TURN_OF_THE_YEAR.search(reading.text) and following is not None and following <= today:
        others.append(following.isoformat())
    days = dict.fromkeys((*others, *reading.alternatives))
    return replace(reading, confidence=0.4, alternatives=tuple(days))


def is_feast(words: str, text: str) -> bool:
    """Whether a day was told by no more than the name of a feast."""
    start = max(0, text.find(words))
    if _TO_THE_DAY.search(text[start : start + len(words) + _NEAR]):
        return False
    return _FEAST.search(words) is not None or _NEW_YEAR.search(words) is not None
