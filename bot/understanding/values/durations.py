"""Lengths of time: 6个月, 半年, 一年半, 两周, 1年零3个月."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.understanding.values.characters import Plain, plain
from bot.understanding.values.numerals import NUMERAL, decimal_string, parse_numeral
from bot.understanding.values.reading import Found, Reading, refused

__all__ = ["find_durations", "read_duration"]

_WEEKDAY = "[一二三四五六日天末]"
_DURATION = re.compile(
    f"(?P<count>{NUMERAL}|半) ?(?:"
    "(?P<years>个? ?(?:周年|年|载(?![人客货重体])(?:春秋)?)(?!级|[12]?[0-9]月|"
    "[一二三四五六七八九十]{1,2}月|底|末|初|前|后|"
    f"以前|之前|以后|之后|内前))(?P<half_year>半)?[零又多]?(?:(?P<and_months>{NUMERAL}) ?个月)?"
    f"|(?P<months>个(?P<month_half>半)?多?月)(?:零 ?(?P<and_days>{NUMERAL}) ?天)?"
    f"|(?P<weeks>个?多?(?:周(?!年|岁|{_WEEKDAY})|(?:星期|礼拜)(?!{_WEEKDAY})))"
    "|(?P<days>天|日(?!元|币))|(?P<quarters>个?季度))"
    "|(?P<half>半)个?(?P<half_of>年|月)"
    "|(?<![零一二两三四五六七八九十百几\\d])(?P<one_half>个半月)"
)


def find_durations(text: Plain) -> list[Found]:
    """All lengths of time in a plain text."""
    found = []
    for match in _DURATION.finditer(text.text):
        value = _value(match)
        if value is not None:
            start, end = text.span(match.start(), match.end())
            found.append(Found("duration", text.origin[start:end], start, end, value, 0.9))
    return found


def _number(written: str | None) -> Decimal | None:
    if not written:
        return None
    if written == "半":
        return Decimal("0.5")
    numeral = parse_numeral(written)
    return None if numeral is None or numeral.alternatives else numeral.value


def _value(match: re.Match[str]) -> dict[str, str] | None:
    if match["one_half"]:
        return _of(Decimal(45), "day")
    if match["half"]:
        return _of(Decimal(6), "month") if match["half_of"] == "年" else _of(Decimal(15), "day")
    count = _number(match["count"])
    if count is None:
        return None
    if match["years"]:
        return _years(match, count)
    for name, unit, times in (("weeks", "week", 1), ("quarters", "month", 3), ("days", "day", 1)):
        if match[name]:
            return _of(count * times, unit)
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
    if more := _number(match["and_months"]):
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
    return Reading(first.value, first.text, (first.start, first.end), 0.95)
