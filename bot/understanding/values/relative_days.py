"""Days counted from today or from a named date: 三天前, 上周三, 15号."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from bot.understanding.values.moment import Moment, of_day, of_month
from bot.understanding.values.moments import small_number

__all__ = ["relative_day"]

_DAYS = {
    "大大前天": -4,
    "大前天": -3,
    "前天": -2,
    "前日": -2,
    "前晚": -2,
    "昨天": -1,
    "昨日": -1,
    "寻日": -1,
    "尋日": -1,
    "琴日": -1,
    "听日": 1,
    "昨晚": -1,
    "昨夜": -1,
    "本日": 0,
    "今天": 0,
    "今日": 0,
    "今晚": 0,
    "今早": 0,
    "刚才": 0,
    "刚刚": 0,
    "明天": 1,
    "明日": 1,
    "明早": 1,
    "明晚": 1,
    "今夜": 0,
    "大大后天": 4,
    "后天": 2,
    "大后天": 3,
}


_YEARS_BACK = {
    "大大前年": -4,
    "大前年": -3,
    "前年": -2,
    "去年": -1,
    "明年": 1,
    "后年": 2,
    "大后年": 3,
}
_AFTER_DAYS = {"第二天": 1, "次日": 1, "翌日": 1, "隔天": 1, "当天": 0, "当日": 0}


def relative_day(match: re.Match[str], today: date, anchor: date | None) -> Moment | None:
    if match["same"]:
        return _same_day(match, today)
    if match["word"]:
        word = match["word"]
        if word in _AFTER_DAYS:
            return of_day((anchor or today) + timedelta(days=_AFTER_DAYS[word]))
        word = re.sub("儿个?", "天", word)
        return of_day(today + timedelta(days=_DAYS[word]))
    if match["count"]:
        return _counted(match, today, anchor)
    if match["weekday"]:
        return _weekday(match, today)
    if match["week_only"]:
        monday = (
            today - timedelta(days=today.weekday()) + timedelta(weeks=_weeks(match["week_only"]))
        )
        return Moment(monday, monday + timedelta(days=6), "month")
    return _of_month(small_number(match["day"]), today, anchor)


def _same_day(match: re.Match[str], today: date) -> Moment | None:
    """去年的今天, 上个月的今天."""
    months = 12 * _YEARS_BACK.get(match["same_year"] or "", 0)
    if match["same_ago"]:
        months = -12 * small_number(match["same_ago"])
    if word := match["same_month"]:
        months = -2 if word.startswith("上上") else -1 if word.startswith("上") else 0
        months = 1 if word.startswith(("下", "次")) else months
    total = today.year * 12 + today.month - 1 + months
    year, month = total // 12, total % 12 + 1
    return of_day(date(year, month, min(today.day, monthrange(year, month)[1])))


def _of_month(day: int, today: date, anchor: date | None) -> Moment | None:
    base = anchor or today
    found: list[date] = []
    for step in (0, 1) if anchor else (0, -1, -2, 1, 2):
        count = base.year * 12 + base.month - 1 + step
        if day <= monthrange(count // 12, count % 12 + 1)[1]:
            found.append(date(count // 12, count % 12 + 1, day))
    if anchor is not None:
        later = [one for one in found if one >= anchor]
        return of_day(later[0], said_year=False) if later else None
    past, future = [one for one in found if one <= today], [one for one in found if one > today]
    return Moment(max(past), max(past), "day", False, (min(future),)) if past and future else None


def _weeks(word: str | None) -> int:
    if not word:
        return 0
    step = -1 if word.startswith("上") else 1 if word.startswith("下") else 0
    return step * (2 if word.startswith(("上上", "下下")) else 1)


def _weekday(match: re.Match[str], today: date) -> Moment:
    weekday = "一二三四五六日".find(
        match["weekday"].translate(str.maketrans("天末123456", "日六一二三四五六"))
    )
    monday = today - timedelta(days=today.weekday())
    day = monday + timedelta(days=weekday, weeks=_weeks(match["week"]))
    if match["weekday"] == "末":
        return Moment(day, day + timedelta(days=1), "part", bool(match["week"]))
    if match["week"]:
        return of_day(day)
    past = day if day <= today else day - timedelta(weeks=1)
    return Moment(past, past, "day", False, (past + timedelta(weeks=1),))


def _counted(match: re.Match[str], today: date, anchor: date | None) -> Moment | None:
    """三天前, 半个月前, 一年半以后: a year or a month ago is that whole year or month as well."""
    count = 0 if match["count"] == "半" else small_number(match["count"])
    unit = match["unit"].removeprefix("个")
    half = match["count"] == "半" or unit.startswith("半") or match["and_half"] is not None
    unit = unit.removeprefix("半")
    sign = -1 if match["way"] in ("以前", "之前", "前") else 1
    base = anchor if anchor is not None and sign > 0 else today
    if unit in _DAYS_IN:
        length = _DAYS_IN[unit]
        return of_day(base + timedelta(days=sign * (count * length + half * (length // 2))))
    size = {"月": 1, "季度": 3, "年": 12}[unit]
    total = base.year * 12 + base.month - 1 + sign * (count * size + half * (size // 2))
    year, month = total // 12, total % 12 + 1
    exact = date(year, month, min(base.day, monthrange(year, month)[1]))
    if half and unit == "月":
        return of_day(exact + timedelta(days=sign * 15), said_year=sign < 0 or anchor is not None)
    if sign > 0:
        return of_day(exact, said_year=anchor is not None)
    if unit == "年" and count and not half:
        return Moment(date(year, 1, 1), date(year, 12, 31), "year", others=(exact,))
    return replace(of_month(year, month), others=(exact,))


_DAYS_IN = {"天": 1, "日": 1, "星期": 7, "礼拜": 7, "周": 7}
