"""Days that people name by a feast: 春节, 年三十, 中秋, 国庆, 五一."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from bot.understanding.values.lunar import lunar_to_solar, lunar_year_days
from bot.understanding.values.solar_terms import SOLAR_TERMS, solar_term

__all__ = ["FESTIVAL_NAMES", "festival"]


def _solar(month: int, day: int) -> Callable[[int], date | None]:
    return lambda year: date(year, month, day)


def _lunar(month: int, day: int) -> Callable[[int], date | None]:
    return lambda year: lunar_to_solar(year, month, day)


def _late_lunar(month: int, day: int) -> Callable[[int], date | None]:
    """A day of the last lunar month; it falls into the solar year asked for or the next."""
    return lambda year: lunar_to_solar(year - 1, month, day)


def _eve(year: int) -> date | None:
    days = lunar_year_days(year)
    return days[0] - timedelta(days=1) if days else None


def _weekday_of(month: int, weekday: int, number: int) -> Callable[[int], date | None]:
    def day(year: int) -> date:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))

    return day


def _term(name: str) -> Callable[[int], date | None]:
    return lambda year: solar_term(name, year)


def _easter(year: int) -> date:
    """By the rule of the Gregorian calendar."""
    golden, century = year % 19, year // 100
    skipped = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = skipped - skipped // 28 * (1 - 29 // (skipped + 1) * (21 - golden) // 11)
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    place = moon - weekday
    month = 3 + (place + 40) // 44
    return date(year, month, place + 28 - 31 * (month // 4))


def _easter_and(days: int) -> Callable[[int], date | None]:
    return lambda year: _easter(year) + timedelta(days=days)


_DAYS: dict[str, Callable[[int], date | None]] = {
    "大年三十": _eve,
    "年三十": _eve,
    "大年夜": _eve,
    "除夕夜": _eve,
    "除夕": _eve,
    "春节": _lunar(1, 1),
    "过大年": _lunar(1, 1),
    "过年": _lunar(1, 1),
    "农历新年": _lunar(1, 1),
    "新年": _solar(1, 1),
    "大年初一": _lunar(1, 1),
    "大年初二": _lunar(1, 2),
    "大年初三": _lunar(1, 3),
    "大年初四": _lunar(1, 4),
    "大年初五": _lunar(1, 5),
    "大年初六": _lunar(1, 6),
    "大年初七": _lunar(1, 7),
    "大年初八": _lunar(1, 8),
    "大年初九": _lunar(1, 9),
    "大年初十": _lunar(1, 10),
    "元宵节": _lunar(1, 15),
    "元宵": _lunar(1, 15),
    "端午节": _lunar(5, 5),
    "端午": _lunar(5, 5),
    "端阳": _lunar(5, 5),
    "七夕节": _lunar(7, 7),
    "七夕": _lunar(7, 7),
    "中元节": _lunar(7, 15),
    "鬼节": _lunar(7, 15),
    "中秋节": _lunar(8, 15),
    "中秋": _lunar(8, 15),
    "八月半": _lunar(8, 15),
    "八月节": _lunar(8, 15),
    "五月节": _lunar(5, 5),
    "端阳节": _lunar(5, 5),
    "七月半": _lunar(7, 15),
    "灯节": _lunar(1, 15),
    "年初一": _lunar(1, 1),
    "年初二": _lunar(1, 2),
    "年初三": _lunar(1, 3),
    "年初四": _lunar(1, 4),
    "年初五": _lunar(1, 5),
    "年初六": _lunar(1, 6),
    "年初七": _lunar(1, 7),
    "年初八": _lunar(1, 8),
    "重阳节": _lunar(9, 9),
    "重阳": _lunar(9, 9),
    "腊八节": _late_lunar(12, 8),
    "腊八": _late_lunar(12, 8),
    "小年": _late_lunar(12, 23),
    "元旦": _solar(1, 1),
    "元旦节": _solar(1, 1),
    "阳历新年": _solar(1, 1),
    "公历新年": _solar(1, 1),
    "三八妇女节": _solar(3, 8),
    "国际妇女节": _solar(3, 8),
    "三八国际妇女节": _solar(3, 8),
    "五一国际劳动节": _solar(5, 1),
    "国际劳动节": _solar(5, 1),
    "五一劳动节": _solar(5, 1),
    "五四": _solar(5, 4),
    "国际儿童节": _solar(6, 1),
    "六一国际儿童节": _solar(6, 1),
    "七一": _solar(7, 1),
    "八一": _solar(8, 1),
    "十一": _solar(10, 1),
    "十一国庆节": _solar(10, 1),
    "国庆日": _solar(10, 1),
    "阳历年": _solar(1, 1),
    "情人节": _solar(2, 14),
    "妇女节": _solar(3, 8),
    "三八节": _solar(3, 8),
    "植树节": _solar(3, 12),
    "清明节": _term("清明"),
    "愚人节": _solar(4, 1),
    "劳动节": _solar(5, 1),
    "五一节": _solar(5, 1),
    "五一": _solar(5, 1),
    "青年节": _solar(5, 4),
    "五四青年节": _solar(5, 4),
    "母亲节": _weekday_of(5, 6, 2),
    "儿童节": _solar(6, 1),
    "六一儿童节": _solar(6, 1),
    "六一": _solar(6, 1),
    "父亲节": _weekday_of(6, 6, 3),
    "建党节": _solar(7, 1),
    "建军节": _solar(8, 1),
    "八一建军节": _solar(8, 1),
    "教师节": _solar(9, 10),
    "国庆节": _solar(10, 1),
    "国庆": _solar(10, 1),
    "十一国庆": _solar(10, 1),
    "感恩节": _weekday_of(11, 3, 4),
    "双十一": _solar(11, 11),
    "光棍节": _solar(11, 11),
    "双十二": _solar(12, 12),
    "平安夜": _solar(12, 24),
    "圣诞节": _solar(12, 25),
    "圣诞": _solar(12, 25),
    "圣诞夜": _solar(12, 24),
    "圣诞前夜": _solar(12, 24),
    "跨年夜": _solar(12, 31),
    "女生节": _solar(3, 7),
    "消费者权益日": _solar(3, 15),
    "国际消费者权益日": _solar(3, 15),
    "护士节": _solar(5, 12),
    "国际护士节": _solar(5, 12),
    "香港回归纪念日": _solar(7, 1),
    "抗战胜利纪念日": _solar(9, 3),
    "烈士纪念日": _solar(9, 30),
    "万圣节": _solar(10, 31),
    "记者节": _solar(11, 8),
    "国家公祭日": _solar(12, 13),
    "澳门回归纪念日": _solar(12, 20),
    "复活节": _easter_and(0),
    "复活节星期一": _easter_and(1),
    "耶稣受难日": _easter_and(-2),
    "受难节": _easter_and(-2),
    "上元节": _lunar(1, 15),
    "龙抬头": _lunar(2, 2),
    "乞巧节": _lunar(7, 7),
    "寒衣节": _lunar(10, 1),
    "下元节": _lunar(10, 15),
    "祭灶节": _late_lunar(12, 23),
}
_BARE = {"十一", "七一", "八一", "五四"}
"""Feasts whose name is a number as well: only `moments` says where they are feasts."""
_WEATHER = {"大雪", "小雪", "大寒", "小寒", "大暑", "小暑", "雨水", "白露", "霜降", "谷雨", "小满"}
"""Terms that mean the weather as well, or are names: only with 节气 or 那天 behind them."""
_DAYS.update((name, _term(name)) for name in SOLAR_TERMS)
_AFTER_EVE = {f"年初{day}" for day in "一二三四五六七八"}
"""年初五 is the fifth day of the lunar year, 年初五万 a sum at the beginning of any."""
_SURE = "|".join(sorted(_DAYS.keys() - _BARE - _WEATHER - _AFTER_EVE, key=len, reverse=True))
FESTIVAL_NAMES = (
    f"{_SURE}|(?:{'|'.join(sorted(_WEATHER))})(?=节气|时节|那天|当天)"
    f"|(?:{'|'.join(sorted(_AFTER_EVE))})(?![十百千万亿两多几点块元个.])"
)
"""Alternation of all other names, longest first."""


@lru_cache(maxsize=1024)
def festival(name: str, year: int) -> date | None:
    """The day of the feast in a solar year; None if it cannot be computed."""
    try:
        return _DAYS[name](year)
    except (KeyError, ValueError):
        return None
