"""From the parts of a date to the days it may mean, seen from a given day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from bot.understanding.values.digit_days import digit_day
from bot.understanding.values.festivals import festival
from bot.understanding.values.lunar import lunar_to_solar
from bot.understanding.values.moment import Moment, of_day, of_month
from bot.understanding.values.moments import small_number
from bot.understanding.values.relative_days import relative_day
from bot.understanding.values.stretches import stretch
from bot.understanding.values.years import decade, year_of

__all__ = ["Moment", "moment"]


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
    "前半年": (1, 6),
    "下半年": (7, 12),
    "后半年": (7, 12),
    "春天": (3, 5),
    "春季": (3, 5),
    "夏天": (6, 8),
    "夏季": (6, 8),
    "秋天": (9, 11),
    "秋季": (9, 11),
    "冬天": (12, 12),
    "冬季": (12, 12),
    "暑假": (7, 8),
}


_HOLIDAYS = {"春": 7, "过年": 7, "国庆": 7, "十一": 7, "五一": 5, "劳动": 5, "五一劳动": 5}
"""Days off work that 春节期间 and the like mean, as they are in most years."""


_BOTH_YEARS = ("腊八", "小年")
"""今年腊八 is the one in January of this year, or that of the lunar year, a year later."""


_OfYear = Callable[[int], Moment | None]


def moment(form: str, match: re.Match[str], today: date, anchor: date | None) -> Moment | None:
    """What a match of `date_matches` means; `anchor` is the date last named in the same text."""
    try:
        resolver = _RESOLVERS[form]
        return resolver(match, today, anchor)
    except (ValueError, OverflowError):
        return None


def _monthly(match: re.Match[str], today: date, anchor: date | None) -> Moment | None:
    year = year_of(match, today, anchor)
    month, shift = _month_number(match, today, anchor)
    lunar = match["lunar"] or match["lunar2"] or match["leap"] or match["month"] in _LUNAR_MONTHS
    if shift is not None:
        year, month = shift
    elif lunar or (match["bare_day"] or "").startswith(("初", "廿")) or _first_days(match):
        return _lunar(match, month, year, today, anchor)
    bare = match["bare_day"] or ""
    folk = bool(bare) and not bare[0].isdigit() and not match["month_word"]

    def in_year(guess: int) -> Moment | None:
        found = _in_month(guess, month, match)
        if found is None or not folk:
            return found
        lunar_day = lunar_to_solar(guess, month, small_number(bare))  # 八月十五 may be lunar
        return replace(found, others=(lunar_day,)) if lunar_day else found

    return in_year(year) if year is not None else _nearest(in_year, today, anchor)


def _first_days(match: re.Match[str]) -> bool:
    """初五日 is lunar; 廿号 and 廿五日 are what elderly people call 20号 and 25日."""
    return (match["day"] or "").startswith("初")


def _month_number(
    match: re.Match[str], today: date, anchor: date | None
) -> tuple[int, tuple[int, int] | None]:
    word = match["month_word"]
    if not word:
        return small_number(match["month"]), None
    shift = _shifted(today if word[0] in "上下这本" else anchor or today, _step(word))
    return shift[1], shift


def _step(word: str) -> int:
    steps = {"上上": -2, "下下": 2, "上": -1, "下": 1, "次": 1, "第二": 1}
    return next((value for key, value in steps.items() if word.startswith(key)), 0)


def _shifted(base: date, step: int) -> tuple[int, int]:
    count = base.year * 12 + base.month - 1 + step
    return count // 12, count % 12 + 1


def _in_month(year: int, month: int, match: re.Match[str]) -> Moment | None:
    written = match["day"] or match["bare_day"]
    if written:
        return of_day(date(year, month, small_number(written)))
    whole = of_month(year, month)
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
        if written and small_number(written) <= 30:
            day = lunar_to_solar(guess, month, small_number(written), leap=leap)
            return of_day(day) if day else None
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
    others = (*past.others, future.first, *future.others) if future else past.others
    return replace(past, said_year=False, others=others)


def _try(of_year: _OfYear, year: int) -> Moment | None:
    try:
        return of_year(year)
    except ValueError:
        return None


def _yearly(match: re.Match[str], today: date, anchor: date | None) -> Moment | None:
    if match["decade"] or match["century"]:
        return decade(match, today)
    if match["month_alone"]:
        return _part(
            of_month((anchor or today).year, (anchor or today).month), match["month_alone"]
        )
    if match["alone"]:
        year = (anchor or today).year
        found = _span_of_year(year, match["alone"])
        return replace(found, said_year=False)
    year_said = year_of(match, today, anchor)
    if year_said is None:
        return None
    if match["part"]:
        return _span_of_year(year_said, match["part"])
    # 5年前 is that year, or that very day.
    exact = (_same_day(today, year_said),) if match["years_ago"] else ()
    return Moment(date(year_said, 1, 1), date(year_said, 12, 31), "year", others=exact)


def _same_day(today: date, year: int) -> date:
    return date(year, today.month, min(today.day, monthrange(year, today.month)[1]))


def _span_of_year(year: int, part: str) -> Moment:
    if part.endswith("季度"):
        quarter = _QUARTERS[part.removeprefix("第")[0]]
        low, high = quarter * 3 - 2, quarter * 3
    else:
        low, high = _SPANS[part]
    last = date(year, high, monthrange(year, high)[1])
    return Moment(date(year, low, 1), last, "part", end=part[-1] in "底末")


def _feast(match: re.Match[str], today: date, anchor: date | None) -> Moment | None:
    name, year = match["feast"], year_of(match, today, anchor)

    def in_year(guess: int) -> Moment | None:
        day = festival(name, guess)
        length = _HOLIDAYS.get(name.removesuffix("节")) if match["holiday"] else None
        if day is None or length is None:
            later = festival(name, guess + 1) if name.removesuffix("节") in _BOTH_YEARS else None
            return replace(of_day(day), others=(later,) if later else ()) if day else None
        return Moment(day, day + timedelta(days=length - 1), "part", others=(day,))

    return in_year(year) if year is not None else _nearest(in_year, today, anchor)


def _years(match: re.Match[str], today: date, anchor: date | None) -> Moment | None:
    return Moment(date(int(match["a"]), 1, 1), date(int(match["b"]), 12, 31), "year")


def _ordinal(match: re.Match[str], today: date, anchor: date | None) -> Moment | None:
    """六月第三个星期日, 五月第一周 (its first Monday's), 2021年第三个月."""
    year = year_of(match, today, anchor) or (anchor or today).year
    if match["month_word"]:
        month, shift = _month_number(match, today, anchor)
        year = shift[0] if shift else year
    else:
        month = small_number(match["month"]) if match["month"] else 0
    if match["days"]:
        return _nth_day(match, year, month)
    if match["months"] and not (match["year"] or match["year_word"] or match["years_ago"]):
        return None  # 第一个月 counts from some day that is not named
    if match["months"]:
        return of_month(year, small_number(match["nth"])) if match["nth"] else of_month(year, 12)
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
        return of_day(day)
    return Moment(day, day + timedelta(days=6), "part")


def _nth_day(match: re.Match[str], year: int, month: int) -> Moment | None:
    """2023年第十天, 上个月最后一天; 第三天 alone counts from a day that is not named."""
    if not (month or match["year"] or match["year_word"] or match["years_ago"]):
        return None
    if match["last"]:
        return of_day(date(year, month or 12, monthrange(year, month or 12)[1]))
    return of_day(date(year, month or 1, 1) + timedelta(days=small_number(match["nth"]) - 1))


def _stretch(match: re.Match[str], today: date, anchor: date | None) -> Moment | None:
    month = None
    if match["of_month_word"]:
        step = _step(match["of_month_word"])
        month = _shifted(today, step)
    elif match["of_month"]:
        month = ((year_of(match, today, anchor) or today.year), small_number(match["of_month"]))
    return stretch(match, today, year_of(match, today, anchor), month)


_RESOLVERS = {
    "stretch": _stretch,
    "ordinal": _ordinal,
    "years": _years,
    "numeric": digit_day,
    "monthly": _monthly,
    "yearly": _yearly,
    "feast": _feast,
    "day": relative_day,
}
