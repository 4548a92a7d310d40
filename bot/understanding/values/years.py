"""Years as people name them: 2023年, 23年, 去年, 次年, 三年前."""

from __future__ import annotations

import re
from datetime import date

from bot.understanding.values.moment import Moment
from bot.understanding.values.moments import REIGNS, small_number
from bot.understanding.values.numerals import parse_numeral

__all__ = ["decade", "full_year", "year_of"]

_YEARS = {
    "大大前年": -4,
    "大前年": -3,
    "前年": -2,
    "去年": -1,
    "上一年": -1,
    "上年": -1,
    "今年": 0,
    "本年": 0,
    "明年": 1,
    "后年": 2,
    "大后年": 3,
    "下年": 1,
    "下一年": 1,
    "这一年": 0,
}


_SAME_YEAR = {"当年": 0, "同年": 0, "次年": 1, "翌年": 1, "第二年": 1, "隔年": 1, "转年": 1}


def full_year(number: int, written: str, today: date) -> int:
    """A year written with two places lies at most twenty years ahead."""
    if len(written) > 2:
        return number
    year = today.year // 100 * 100 + number
    return year - 100 if year > today.year + 20 else year


def decade(match: re.Match[str], today: date) -> Moment | None:
    """九十年代, 本世纪20年代, 2010年代; 20世纪 begins with 1900, as its decades do."""
    first, years = _century(match["century"], today), 100
    if written := match["decade"] or match["decade_in"]:
        number = 0 if written == "零零" else small_number(written.replace("一零", "十"))
        number = number if written.isdecimal() or number < 100 else small_number(written)
        first, years = first + number if number < 1000 else number, 10
    return Moment(date(first, 1, 1), date(first + years - 1, 12, 31), "year")


def _century(word: str | None, today: date) -> int:
    this = today.year // 100 * 100
    if word is None or word.startswith("上"):
        return this - 100
    if word.startswith("本"):
        return this
    return small_number(word.removesuffix("世纪")) * 100 - 100


def year_of(match: re.Match[str], today: date, anchor: date | None) -> int | None:
    """The year that a match names; `anchor` is the date last named in the same text."""
    parts = match.groupdict()
    if parts.get("reign"):
        return _reign_year(parts["reign"], parts["reign_year"])
    if parts.get("year"):
        written = parts["year"].removeprefix("公元")
        numeral = parse_numeral(written) if "千" in written else None
        if numeral is not None:
            return int(numeral.value)
        return full_year(small_number(written), written, today)
    if word := parts.get("year_word"):
        if word in _YEARS:
            return today.year + _YEARS[word]
        return (anchor or today).year + _SAME_YEAR[word]
    if parts.get("years_ago"):
        return today.year - small_number(parts["years_ago"])
    return None


def _reign_year(reign: str, written: str) -> int | None:
    """民国三十八年 is 1949; the first year of a reign is written 元年."""
    number = parse_numeral(written) if written != "元" else None
    count = 1 if written == "元" else int(number.value) if number else 0
    return REIGNS[reign] + count - 1 if count else None
