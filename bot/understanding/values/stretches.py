"""Stretches of time counted off: 过去十年, 2021年前两个季度, 上个季度末, 今明两年."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from bot.understanding.values.moment import Moment, of_month
from bot.understanding.values.moments import small_number

__all__ = ["stretch"]

_MONTHS = {"年": 12, "季度": 3, "月": 1}
_DAYS = {"星期": 7, "礼拜": 7, "周": 7, "天": 1, "日": 1}
_THAT = {"上上": -2, "上一": -1, "上": -1, "下一": 1, "下": 1}
_TWO = {"去今": -1, "今明": 0, "明后": 1}


def stretch(
    match: re.Match[str], today: date, year: int | None, month: tuple[int, int] | None
) -> Moment | None:
    """What a match of the form `stretch` means; `year` and `month` lead it if they were said."""
    if match["past"]:
        return _from_today(match, today)
    if match["back"]:
        return _back(match, today)
    if match["edge"]:
        if year is None and month is None and match["unit"].removeprefix("个") != "季度":
            return None
        return _edge(match, year or today.year, month)
    if match["quarter"]:
        number = small_number(match["quarter"].removeprefix("第")[0])
        return _quarter(year or today.year, number - 1, match["quarter_end"])
    if match["that_quarter"]:
        step = _THAT.get(match["that_quarter"], 0)
        return _quarter(today.year, (today.month - 1) // 3 + step, match["that_end"])
    return _named(match, today)


def _named(match: re.Match[str], today: date) -> Moment | None:
    if match["half_month"]:
        whole = of_month(today.year, today.month)
        first = match["half_month"][0] == "上"
        low, high = (1, 15) if first else (16, whole.last.day)
        return Moment(today.replace(day=low), today.replace(day=high), "part")
    if match["that_half"]:
        count = today.year * 2 + (today.month > 6) + _THAT.get(match["that_half"], 0)
        return _months(count // 2, count % 2 * 6 + 1, 6)
    if match["two"]:
        step = _TWO[match["two"]]
        if match["two_unit"] == "年":
            return _months(today.year + step, 1, 24)
        first_day = today + timedelta(days=step)
        return Moment(first_day, first_day + timedelta(days=1), "part")
    return _months(int(match["from_year"] or match["bare_year"] or match["bare_end"]), 1, 12)


def _back(match: re.Match[str], today: date) -> Moment:
    """上两个月: up to today, or the two months before this one; 下三天: from tomorrow on."""
    unit = match["back_unit"].removeprefix("个")
    count = small_number(match["back_count"])
    if match["back"] == "下":
        return _ahead(today, count, unit)
    first, whole = _before(today, count, unit), today
    if unit in ("星期", "礼拜", "周"):
        whole = today - timedelta(days=today.weekday() + 7 * count)
    elif unit in _MONTHS:
        whole = first.replace(day=1, month=1) if unit == "年" else first.replace(day=1)
    others = (whole,) if whole < today else ()
    return Moment(first, today, "part", others=others, doubtful=match["back"] == "前")


def _ahead(today: date, count: int, unit: str) -> Moment:
    first = today + timedelta(days=1)
    others: tuple[date, ...] = ()
    if unit in ("星期", "礼拜", "周"):
        others = (today + timedelta(days=7 - today.weekday()),)
    return Moment(first, _before(today, -count, unit), "part", others=others)


def _before(today: date, count: int, unit: str) -> date:
    if unit in _DAYS:
        return today - timedelta(days=count * _DAYS[unit])
    total = today.year * 12 + today.month - 1 - count * _MONTHS[unit]
    place = total // 12, total % 12 + 1
    return date(*place, min(today.day, monthrange(*place)[1]))


def _from_today(match: re.Match[str], today: date) -> Moment | None:
    """The time up to today, or from today on."""
    count, unit = _length(match["past"], match["past_unit"])
    forward = match.group()[0] in "未今接"
    if unit in _DAYS:
        other = today + timedelta(days=count * _DAYS[unit] * (1 if forward else -1))
    else:
        months = count * _MONTHS[unit] * (1 if forward else -1)
        total = today.year * 12 + today.month - 1 + months
        place = total // 12, total % 12 + 1
        other = date(*place, min(today.day, monthrange(*place)[1]))
    return Moment(min(other, today), max(other, today), "part")


def _length(written: str, unit: str) -> tuple[int, str]:
    unit = unit.removeprefix("个").removeprefix("半")
    if written == "半":
        return (6, "月") if unit == "年" else (15, "天")
    return small_number(written), unit


def _edge(match: re.Match[str], year: int, month: tuple[int, int] | None) -> Moment | None:
    """The first or last units of a year or a month."""
    count, unit = _length(match["count"], match["unit"])
    whole = of_month(*month) if month else Moment(date(year, 1, 1), date(year, 12, 31), "year")
    if not count or (month and unit in _MONTHS):
        return None
    at_end = match["edge"] == "最后"
    if unit in _MONTHS:
        months = count * _MONTHS[unit]
        return _months(year, 13 - months if at_end else 1, months) if months <= 12 else None
    days = count * _DAYS[unit]
    grain = "day" if days == 1 else "part"
    if not at_end:
        return Moment(whole.first, whole.first + timedelta(days=days - 1), grain)
    last = whole.last
    if _DAYS[unit] == 7:  # whole weeks, which end on a Sunday
        last -= timedelta(days=(last.weekday() + 1) % 7)
    return Moment(last - timedelta(days=days - 1), last, grain)


def _quarter(year: int, number: int, part: str | None) -> Moment:
    """A quarter, from 0; its end is its last month, its beginning the first."""
    year, number = year + number // 4, number % 4
    if part is None:
        return _months(year, number * 3 + 1, 3)
    month = number * 3 + (1 if part == "初" else 3)
    whole = of_month(year, month)
    return Moment(whole.first, whole.last, "part", end=part != "初")


def _months(year: int, month: int, count: int) -> Moment:
    total = year * 12 + month - 1 + count - 1
    return Moment(date(year, month, 1), of_month(total // 12, total % 12 + 1).last, "part")
