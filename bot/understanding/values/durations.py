"""Lengths of time: 6个月, 半年, 一年半, 两周, 1年零3个月."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.understanding.expressions import expression
from bot.understanding.values.characters import Plain, plain
from bot.understanding.values.numerals import NUMERAL, decimal_string, parse_numeral
from bot.understanding.values.reading import Found, Reading, refused

__all__ = ["find_durations", "read_duration"]

_WEEKDAY = "[一二三四五六日天末]"
_STAGE = "工程|项目|间|限|货|权|房|款|别|刊|末|中|待|望|满|开发"
"""三期工程 is no length: 期 stands for a month only as an instalment."""
_DURATION = expression(
    f"(?P<count>{NUMERAL}|半)(?P<loose>[多来几余])? ?整?(?:"
    "(?P<years>个? ?(?:周年|年|载(?![人客货重体])(?:春秋)?)(?!级|[12]?[0-9]月|"
    "[一二三四五六七八九十]{1,2}月|底|末|初|前|后|代|"
    f"以前|之前|以后|之后|内前))(?P<half_year>半)?[零又多]?(?:(?P<and_months>{NUMERAL}) ?个月)?"
    f"(?:(?<=月)[零又]?(?P<year_days>{NUMERAL}) ?天)?"
    f"|(?P<months>个(?P<month_half>半)?[多来]?月)(?:[零又]? ?(?P<and_days>{NUMERAL}) ?天)?"
    f"|(?P<weeks>个?[多来]?(?:周(?!年|岁|转|{_WEEKDAY})|(?:星期|礼拜)(?!{_WEEKDAY})))"
    "|(?P<days>天|日(?!元|币|报|本))(?P<half_day>(?<=天)半)?"
    "(?:[一二两三四五六七八九十\\d]{1,3}[晚夜])?|(?P<quarters>个?季度)"
    f"|(?P<instalments>期(?!{_STAGE})))"
    "|(?P<half>半)个?(?P<half_of>年|月)"
    "|(?<![零一二两三四五六七八九十百几\\d])(?P<one_half>个半月)"
    "|个把(?P<one>月|星期|礼拜)"
    "|(?P<few>[两三])月(?![0-9一二三四五六七八九十份底初末中])"
)
_NO_LENGTH = {"days": "月号", "instalments": "第"}
"""What stands before a number of another kind: 3月5日, 第3期."""


def find_durations(text: Plain) -> list[Found]:
    """All lengths of time in a plain text; a loose one (两三个月) has its other reading."""
    found = []
    for match in _DURATION.finditer(text.text):
        before = text.text[max(0, match.start() - 1) : match.start()]
        if before and any(match[name] and before in chars for name, chars in _NO_LENGTH.items()):
            continue
        if match["few"] and text.words(match.start(), match.start() + 1) not in ("俩", "仨"):
            continue
        values = list(_values(match))
        if values:
            start, end = text.span(match.start(), match.end())
            confidence = 0.5 if len(values) > 1 else 0.7 if match["instalments"] else 0.9
            words = text.origin[start:end]
            found.append(
                Found("duration", words, start, end, values[0], confidence, tuple(values[1:]))
            )
    return _added_up(text, found)


def _added_up(text: Plain, found: list[Found]) -> list[Found]:
    """两天又一个月, 一个星期零三天: lengths that are said as one."""
    kept: list[Found] = []
    for one in found:
        before = kept[-1] if kept else one
        loose = before is one or one.alternatives or before.alternatives
        between = text.origin[before.end : one.start]
        led = not between and one.text[0] == "零"
        if loose or not (led or _PLUS.fullmatch(between)):
            kept.append(one)
            continue
        words = text.origin[before.start : one.end]
        value = _sum(before.value, one.value)
        kept[-1] = Found("duration", words, before.start, one.end, value, 0.85)
    return kept


def _sum(one: dict[str, str], other: dict[str, str]) -> dict[str, str]:
    """In days where the units differ: a month has 30, a year 365."""
    if one["unit"] == other["unit"]:
        return _of(Decimal(one["count"]) + Decimal(other["count"]), one["unit"])
    days = sum(Decimal(each["count"]) * _IN_DAYS[each["unit"]] for each in (one, other))
    return _of(Decimal(days), "day")


_PLUS = expression(" ?[又零加] ?")
_IN_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def _values(match: re.Match[str]) -> Iterator[dict[str, str]]:
    """The length, and the second one of a loose number."""
    if match["one"]:
        yield _of(Decimal(1), "month" if match["one"] == "月" else "week")
        return
    if match["few"]:
        yield _of(Decimal(2 if match["few"] == "两" else 3), "month")
        return
    numeral = None if match["count"] in (None, "半") else parse_numeral(match["count"])
    counts = (numeral.value, *numeral.alternatives) if numeral else (_number(match["count"]),)
    for count in counts:
        value = _value(match, count)
        if value is not None:
            yield value


def _number(written: str | None) -> Decimal | None:
    if not written:
        return None
    if written == "半":
        return Decimal("0.5")
    numeral = parse_numeral(written)
    return None if numeral is None or numeral.alternatives else numeral.value


def _value(match: re.Match[str], count: Decimal | None) -> dict[str, str] | None:
    if match["one_half"]:
        return _of(Decimal(45), "day")
    if match["half"]:
        return _of(Decimal(6), "month") if match["half_of"] == "年" else _of(Decimal(15), "day")
    if count is None:
        return None
    if match["years"]:
        return _years(match, count)
    if match["instalments"]:
        whole = count > 1 and count == count.to_integral_value()
        return _of(count, "month") if whole else None
    for name, unit, times in (("weeks", "week", 1), ("quarters", "month", 3), ("days", "day", 1)):
        if match[name]:
            half = Decimal("0.5") if match["half_day"] else 0
            return _of(count * times + half, unit)
    if match["month_half"]:
        return _of(count * 30 + 15, "day")
    if days := _number(match["and_days"]):
        return _of(count * 30 + days, "day")
    return _of(count, "month") if count != Decimal("0.5") else _of(Decimal(15), "day")


def _years(match: re.Match[str], years: Decimal) -> dict[str, str] | None:
    if years > 60:
        return None
    months = years * 12
    if match["half_year"]:
        return _of(months + 6, "month")
    more = _number(match["and_months"])
    if more and (days := _number(match["year_days"])):
        return _of(years * 365 + more * 30 + days, "day")
    if more:
        return _of(months + more, "month")
    whole = years == years.to_integral_value()
    return _of(years, "year") if whole else _of(months, "month")


def _of(count: Decimal, unit: str) -> dict[str, str]:
    return {"count": decimal_string(count), "unit": unit}


def read_duration(text: str) -> Reading:
    """The length of time that a whole answer gives; a bare number has no unit and is refused."""
    found = find_durations(plain(text))
    if not found:
        bare = re.fullmatch(f" *(?:{NUMERAL}) *", plain(text).text)
        return refused(text, "duration_without_unit" if bare else "duration_unreadable")
    first = found[0]
    confidence = 0.5 if first.alternatives else 0.95
    return Reading(
        first.value, first.text, (first.start, first.end), confidence, first.alternatives
    )
