"""A sum told as so much a month for so many months: 三个月，一个月五千六."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.understanding.expressions import expression
from bot.understanding.values import Reading
from bot.understanding.values.characters import plain
from bot.understanding.values.money import read_money
from bot.understanding.values.numerals import parse_numeral
from dialogs.money import Money
from dialogs.schema.definition import Element

__all__ = ["whole_sum"]

_COUNT = "(?<![第0-9.])(?P<count>[0-9]{1,3}|[两二三四五六七八九十][一二三四五六七八九十]{0,2}) ?"
_UNITS = (
    (
        expression("(?<![十百千第0-9.])[一1] ?个月|每个?月|/月|月薪|月工资|月租金?"),
        expression(_COUNT + "个月"),
    ),
    (
        expression("(?<![十百千第0-9.月号])[一1]天|每一?天|日薪|日工资"),
        expression(f"(?<!月){_COUNT}天"),
    ),
)
_EACH = expression("每个?月|月租|月薪|一个月|每天|日薪|按月")
_INTEREST = "息"
_LONGEST = 60


def whole_sum(text: str, element: Element) -> Reading | None:
    """The product and, as the other reading, the sum of one month; None if not both are told.

    Only where the element asks for a whole sum; it is asked back, never taken silently.
    """
    if len(text) > _LONGEST or _EACH.search(element.label + element.ask):
        return None
    words = plain(text).text
    if _INTEREST in words and _INTEREST not in element.label:
        return None
    for each, times in _UNITS:
        rest = each.sub("，", words)
        counts = list(times.finditer(rest)) if rest != words else []
        if len(counts) == 1:
            return _product(text, rest, counts[0])
    return None


def _product(text: str, rest: str, times: re.Match[str]) -> Reading | None:
    count = parse_numeral(times["count"])
    one = read_money(f"{rest[: times.start()]}，{rest[times.end() :]}")
    if count is None or one.value is None or one.alternatives or count.value < 2:
        return None
    whole = Money(Decimal(one.value) * count.value).canonical()
    return Reading(whole, text, (0, len(text)), 0.5, (one.value,))
