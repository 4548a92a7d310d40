"""From the parts of a date to the days it may mean, seen from a given day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.understanding.values.festivals import festival
from bot.understanding.values.lunar import lunar_to_solar
from bot.understanding.values.moments import small_number

__all__ = ["Moment", "moment"]

_YEARS = {
    "大前年": -3,
    "前年": -2,
    "去年": -1,
    "上一年": -1,
    "上年": -1,
    "今年": 0,
    "本年": 0,
    "明年": 1,
    "后年": 2,
    "下年": 1,
    "下一年": 1,
    "这一年": 0,
}
_SAME_YEAR = {"当年": 0, "同年": 0, "次年": 1, "翌年": 1, "第二年": 1, "隔年": 1, "转年": 1}
_DAYS = {
    "大前天": -3,
    "前天": -2,
    "前日": -2,
    "前晚": -2,
    "昨天": -1,
    "昨日": -1,
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
    "后天": 2,
    "大后天": 3,
}
_AFTER_DAYS = {"第二天": 1, "次日": 1, "翌日": 1, "隔天": 1, "当天": 0, "当日": 0}
_LUNAR_MONTHS = ("正", "腊", "冬")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_SPANS = {
    "年底": (12, 12),
    "年末": (12, 12),
    "底": (12, 12),
    "末": (12, 12),
    "年初": (1, 1),
    "初": (1, 1),
    "年中": (6, 7),
    "上半年": (1, 6),
    "下半年": (7, 12),
    "春天": (3, 5),
    "春季": (3, 5),
    "夏天": (6, 8),
    "夏季": (6, 8),
    "秋天": (9, 11),
    "秋季": (9, 11),
    "冬天": (12, 12),
    "冬季": (12, 12),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """Days from `first` to `last`, both in; grain day | part | month | year.

    said_year: the year was said, so no other year can be meant.
    others: other days the same words may mean.
    end: the words name the end of the span (年底), so its last day stands for it.
    """

    first: date
    last: date
    grain: str
    said_year: bool = True
    others: tuple[date, ...] = ()
    end: bool = False


_OfYear = Callable[[int], Moment | None]


def moment(form: str, match: re.Match[str], today: date, anchor: date | None) -> Moment | None:
    """What a match of `date_matches` means; `anchor` is the date last named in the same text."""
    try:
        resolver = _RESOLVERS[form]
        return resolver(match, today, anchor)
    except (ValueError, OverflowError):
        return None


def _day(day: date, *, said_year: bool = True) -> Moment:
    return Moment(day, day, "day", said_year)


def _month(year: int, month: int) -> Moment:
    return Moment(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


def _full_year(number: int, written: str, today: date) -> int:
    if len(written) > 2:
        return number
    return 2000 + number if number <= today.year % 100 + 20 else 1900 + number


def _year(match: re.Match[str], today: date, anchor: date | None) -> int | None:
    parts = match.groupdict()
    if parts.get("year"):
        written = parts["year"].removeprefix("公元")
        return _full_year(small_number(written), written, today)
    if word := parts.get("year_word"):
        if word in _YEARS:
            return today.year + _YEARS[word]
        return (anchor or today).year + _SAME_YEAR[word]
    if parts.get("years_ago"):
        return today.year - small_number(parts["years_ago"])
    return None


def _numeric(match: re.Match[str], today: date, anchor: date | None) -> Moment | None:
    if match["y8"]:
        return _day(date(int(match["y8"]), int(match["m8"]), int(match["d8"])))
    if match["y2"]:
        year = _full_year(int(match["y2"]), match["y2"], today)
        return _day(date(year, int(match["m2"]), int(match["d2"])))
    if match["mdy_y"]:
        return _day(date(int(match["mdy_y"]), int(match["mdy_m"]), int(match["mdy_d"])))
    if match["d"]:
        return _day(date(int(match["y"]), int(match["m"]), int(match["d"])))
    return _month(int(match["y"]), int(match["m"]))


def _monthly(match: re.Match[str], today: date, anchor: date | None) -> Moment | None:
    year = _year(match, today, anchor)
    month, shift = _month_number(match, today, anchor)
    lunar = match["lunar"] or match["lunar2"] or match["leap"] or match["month"] in _LUNAR_MONTHS
    if shift is not None:
        year, month = shift
    elif lunar or (match["bare_day"] or match["day"] or "").startswith(("初", "廿")):
        return _lunar(match, month, year, today, anchor)
    if year is not None:
        return _in_month(year, month, match)
    return _nearest(lambda guess: _in_month(guess, month, match), today, anchor)


def _month_number(
    match: re.Match[str], today: date, anchor: date | None
) -> tuple[int, tuple[int, int] | None]:
    word = match["month_word"]
    if not word:
        return small_number(match["month"]), None
    base = anchor or today
    steps = {"上上": -2, "下下": 2, "上": -1, "下": 1, "次": 1, "第二": 1}
    step = next((value for key, value in steps.items() if word.startswith(key)), 0)
    if word[0] in "上下这本":
        base = today
    count = base.year * 12 + base.month - 1 + step
    return count % 12 + 1, (count // 12, count % 12 + 1)


def _in_month(year: int, month: int, match: re.Match[str]) -> Moment | None:
    written = match["day"] or match["bare_day"]
    if written:
        return _day(date(year, month, small_number(written)))
    whole = _month(year, month)
    return _part(whole, match["part"]) if match["part"] else whole


def _part(whole: Moment, part: str) -> Moment:
    first, last = whole.first, whole.last
    if part[-1] in "底末":
        return Moment(last - timedelta(days=4), last, "part", end=True)
    bounds = {
        "初": (1, 10),
        "上旬": (1, 10),
        "中旬": (11, 20),
        "中": (11, 20),
        "下旬": (21, last.day),
    }
    low, high = bounds[part.removeprefix("月")]
    return Moment(first.replace(day=low), first.replace(day=high), "part")


def _lunar(
    match: re.Match[str], month: int, year: int | None, today: date, anchor: date | None
) -> Moment | None:
    written = match["day"] or match["bare_day"]

    def in_year(guess: int) -> Moment | None:
        leap = bool(match["leap"])
        if written:
            day = lunar_to_solar(guess, month, small_number(written), leap=leap)
            return _day(day) if day else None
        first = lunar_to_solar(guess, month, 1, leap=leap)
        last = lunar_to_solar(guess, month, 30, leap=leap) or lunar_to_solar(
            guess, month, 29, leap=leap
        )
        return Moment(first, last, "month") if first and last else None

    return in_year(year) if year is not None else _nearest(in_year, today, anchor)


def _nearest(of_year: _OfYear, today: date, anchor: date | None) -> Moment | None:
    """The last time it was, or the next one soon; after a named date, the next after it."""
    if anchor is not None:
        for year in (anchor.year, anchor.year + 1):
            found = _try(of_year, year)
            if found is not None and found.last >= anchor:
                return replace(found, said_year=False)
    past = next((one for year in range(today.year, today.year - 9, -1)
                 if (one := _try(of_year, year)) and one.first <= today), None)  # fmt: skip
    future = next((one for year in range(today.year, today.year + 9)
                   if (one := _try(of_year, year)) and one.first > today), None)  # fmt: skip
    if past is None:
        return None
    near = future is not None and (future.last - today).days <= 120
    others = (future.last,) if future and near and past.grain == "day" else ()
    return replace(past, said_year=False, others=others)


def _try(of_year: _OfYear, year: int) -> Moment | None:
    try:
        return of_year(year)
    except ValueError:
        return None


def _yearly(match: re.Match[str], today: date, anchor: date | None) -> Moment | None:
    if match["decade"]:
        written = match["decade"]
        tens = int(written[0]) if written[0].isdigit() else small_number(written[0])
        return Moment(date(1900 + tens * 10, 1, 1), date(1909 + tens * 10, 12, 31), "year")
    if match["month_alone"]:
        return _part(_month((anchor or today).year, (anchor or today).month), match["month_alone"])
    if match["alone"]:
        year = (anchor or today).year
        found = _span_of_year(year, match["alone"])
        return replace(found, said_year=False)
    year_said = _year(match, today, anchor)
    if year_said is None:
        return None
    if match["part"]:
        return _span_of_year(year_said, match["part"])
    return Moment(date(year_said, 1, 1), date(year_said, 12, 31), "year")


def _span_of_year(year: int, part: str) -> Moment:
    if part.endswith("季度"):
        quarter = _QUARTERS[part.removeprefix("第")[0]]
        low, high = quarter * 3 - 2, quarter * 3
    else:
        low, high = _SPANS[part]
    last = date(year, high, monthrange(year, high)[1])
    return Moment(date(year, low, 1), last, "part", end=part[-1] in "底末")


def _feast(match: re.Match[str], today: date, anchor: date | None) -> Moment | None:
    name, year = match["feast"], _year(match, today, anchor)

    def in_year(guess: int) -> Moment | None:
        day = festival(name, guess)
        return _day(day) if day else None

    return in_year(year) if year is not None else _nearest(in_year, today, anchor)


def _daily(match: re.Match[str], today: date, anchor: date | None) -> Moment | None:
    if match["word"]:
        word = match["word"]
        if word in _AFTER_DAYS:
            return _day((anchor or today) + timedelta(days=_AFTER_DAYS[word]))
        return _day(today + timedelta(days=_DAYS[word]))
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


def _of_month(day: int, today: date, anchor: date | None) -> Moment | None:
    base = anchor or today
    found: list[date] = []
    for step in (0, 1) if anchor else (0, -1, -2, 1, 2):
        count = base.year * 12 + base.month - 1 + step
        if day <= monthrange(count // 12, count % 12 + 1)[1]:
            found.append(date(count // 12, count % 12 + 1, day))
    if anchor is not None:
        later = [one for one in found if one >= anchor]
        return _day(later[0], said_year=False) if later else None
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
    if match["week"]:
        return _day(day)
    past = day if day <= today else day - timedelta(weeks=1)
    return Moment(past, past, "day", False, (past + timedelta(weeks=1),))


def _counted(match: re.Match[str], today: date, anchor: date | None) -> Moment | None:
    half = match["count"] == "半"
    count = 0.5 if half else float(small_number(match["count"]))
    unit = match["unit"].removeprefix("个")
    if unit.startswith("半"):
        count, unit = count + 0.5, unit[1:]
    sign = -1 if match["way"] in ("以前", "之前", "前") else 1
    base = anchor if anchor is not None and sign > 0 else today
    if unit in ("天", "日"):
        return _day(base + timedelta(days=int(sign * count)))
    if unit in ("星期", "礼拜", "周"):
        return _day(base + timedelta(days=int(sign * count * 7)))
    months = int(count * {"月": 1, "季度": 3, "年": 12}[unit])
    total = base.year * 12 + base.month - 1 + sign * months
    year, month = total // 12, total % 12 + 1
    if sign > 0 and anchor is not None:
        return _day(date(year, month, min(base.day, monthrange(year, month)[1])))
    if unit == "年" and count >= 1:
        return Moment(date(year, 1, 1), date(year, 12, 31), "year")
    return _month(year, month)


def _years(match: re.Match[str], today: date, anchor: date | None) -> Moment | None:
    return Moment(date(int(match["a"]), 1, 1), date(int(match["b"]), 12, 31), "year")


def _ordinal(match: re.Match[str], today: date, anchor: date | None) -> Moment | None:
    """六月第三个星期日, 五月第一周 (its first Monday's), 2021年第三个月."""
    year = _year(match, today, anchor) or (anchor or today).year
    if match["month_word"]:
        month, shift = _month_number(match, today, anchor)
        year = shift[0] if shift else year
    else:
        month = small_number(match["month"]) if match["month"] else 0
    if match["months"]:
        return _month(year, small_number(match["nth"])) if match["nth"] else _month(year, 12)
    weekday = "一二三四五六日".find((match["weekday"] or "一").replace("天", "日"))
    first = date(year, month or 1, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    if not month and match["weekday"] is None:
        day = date.fromisocalendar(year, 1, 1)
    if match["last"]:
        end = date(year, month or 12, monthrange(year, month or 12)[1])
        day = end - timedelta(days=(end.weekday() - weekday) % 7)
    else:
        day += timedelta(weeks=small_number(match["nth"]) - 1)
    if match["weekday"]:
        return _day(day)
    return Moment(day, day + timedelta(days=6), "part")


_RESOLVERS = {
    "ordinal": _ordinal,
    "years": _years,
    "numeric": _numeric,
    "monthly": _monthly,
    "yearly": _yearly,
    "feast": _feast,
    "day": _daily,
}
