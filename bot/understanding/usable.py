"""Which values of a text may be facts of a story at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from bot.understanding.cues import CueHit
from bot.understanding.expressions import expression
from bot.understanding.values import Found

__all__ = ["fits_range", "is_measured", "is_usable", "is_vague", "parted_ranges"]

_AROUND = expression("(?:之|以)?[前后]|过[后了完]|左右|前后|附近|期间")
_ROUGHLY = expression("前后|左右|附近|上下|那阵子|前后脚")
_DOUBTFUL = 0.5
_MEASURED = expression("多?(?:平方|平米|平|㎡)")
"""A number with such a unit is no sum of money, and the only one that measures."""
_NO_EVENT = expression("的?(?:工资|奖金|提成|房租|租金|物业费|水电费?|利息|月供)")
"""上个月的工资: the month names a sum, nothing happened then."""
_EITHER_CALENDAR = expression("八月十五(?![日号])")
"""The fifteenth of August, or the feast."""
_OTHER_YEAR = expression("当年|那年|同年|那天|那时|那会儿?|当时|次年")
"""Words that count from something told before, and a month behind a year that was not read."""
_UNTIL = expression("(?:到|至|--?|—+|~|～)")
_NEXT_DAY = expression("第二天|次日|隔天|翌日|当天|当日")
_BESIDE = expression("的?(?:第二天|次日|隔天|头一天|[前后][一两二三几]天|前夕|那几天|那阵|那段)")
"""教师节第二天 is another day than the feast."""
_LATER = expression("[年月天周]之?后$")
"""两年后 counts from something told before, not from today."""
_EVER_SINCE = expression("(?:之|以)?后(?:他|她|对方|公司)?(?:就|再|一直|便|都)*(?:再)?[没未不]")
"""2023年11月18日之后就没再还: the day that it began."""
_TOLD_OF = expression("一个?月|一年|一季|每个?月|每年|一[分毛](?!的?[息利])|左右|/月")
"""房租2100一个月, 房租4200一分不退."""
_BOTH = expression("两次都|两笔都|每次都|都说好?|都约定|均约定")


def parted_ranges(values: list[Found]) -> Iterator[Found]:
    """A stretch told as 从…到… is its first day (`from`) and its last (`until`)."""
    for value in values:
        ends = _UNTIL.search(value.text) if value.note == "range" else None
        if ends is None or value.kind != "date_range":
            yield value
            continue
        middle, after = value.start + ends.start(), value.start + ends.end()
        first, last = value.text[: ends.start()], value.text[ends.end() :]
        day = replace(value, kind="date", text=first, end=middle, value=value.value["from"])
        yield replace(day, note="from", alternatives=())
        day = replace(value, kind="date", text=last, start=after, value=value.value["to"])
        yield replace(day, note="until", alternatives=())


def fits_range(value: Found, key: str) -> bool:
    """Whether an end of a stretch is what an element of this key asks for."""
    if value.note == "from":
        return key.endswith(("_from", "_since"))
    return value.note != "until" or key.endswith("_until") or key == "due_on"


def is_usable(value: Found, text: str) -> bool:
    if value.kind in ("date", "date_range"):
        if (
            _OTHER_YEAR.fullmatch(value.text)
            or (text[value.start - 1 : value.start] == "年" and value.text[:1] != "年")
            or _either_calendar(value, text)
            or _NO_EVENT.match(text, value.end)
            or _LATER.search(value.text)
            or _BESIDE.match(text, value.end)
        ):
            return False
        if value.note == "month" and value.value["from"][:7] != value.value["to"][:7]:
            return False  # a lunar month lies in two of ours
        return value.confidence > _DOUBTFUL
    if value.kind == "money":
        return value.note not in ("approximate", "coin") and Decimal(value.value) != 0
    if value.kind == "number" and _MEASURED.match(text, value.end):
        return True
    if value.kind == "number":
        number = Decimal(value.value)
        followed = text[value.end : value.end + 1]
        return (
            number >= 100
            and number == number.to_integral_value()
            and (
                followed in ("", *"，。,. ；;！的给用吧了不没未至说都他她")
                or _TOLD_OF.match(text, value.end) is not None
            )
        )
    return True


def _either_calendar(value: Found, text: str) -> bool:
    """八月十五 alone, and 第二天 that counts from it."""
    if _NEXT_DAY.fullmatch(value.text):
        return _EITHER_CALENDAR.search(text, max(0, value.start - 60), value.start) is not None
    return _EITHER_CALENDAR.search(value.text) is not None


def is_measured(value: Found, text: str) -> bool:
    return _MEASURED.match(text, value.end) is not None


def is_vague(value: Found, hit: CueHit, text: str) -> bool:
    """2021年春节前 is no day, unless the cue itself takes the 前 (年底前还清)."""
    if value.kind not in ("date", "date_range"):
        return False
    if _ROUGHLY.match(text, value.end):
        return True
    if hit.cues.element.key.endswith("_since") and _EVER_SINCE.match(text, value.end):
        return False
    after = _AROUND.match(text, value.end)
    inside = hit.fact is not None or hit.start <= value.end < hit.end
    return (after is not None and not inside) or _BOTH.search(text[: value.start][-12:]) is not None
