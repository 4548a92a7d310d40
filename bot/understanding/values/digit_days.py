"""Days written in digits: 2023.3.5, 20240307, 3/7/2017."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.understanding.values.moment import Moment, of_day, of_month
from bot.understanding.values.years import full_year

__all__ = ["digit_day"]


def digit_day(match: re.Match[str], today: date, anchor: date | None) -> Moment | None:
    """What a match of the form `numeric` means; nothing named before matters to it."""
    if match["y8"]:
        return of_day(date(int(match["y8"]), int(match["m8"]), int(match["d8"])))
    if match["y2"]:
        year = full_year(int(match["y2"]), match["y2"], today)
        return of_day(date(year, int(match["m2"]), int(match["d2"])))
    if match["mdy_y"]:
        return _month_first(int(match["mdy_y"]), int(match["mdy_m"]), int(match["mdy_d"]))
    if match["d"]:
        return of_day(date(int(match["y"]), int(match["m"]), int(match["d"])))
    return of_month(int(match["y"]), int(match["m"]))


def _month_first(year: int, month: int, day: int) -> Moment:
    """3/7/2017: the month stands first, or as in Europe the day."""
    if month > 12:
        return of_day(date(year, day, month))
    other = (date(year, day, month),) if day <= 12 and day != month else ()
    return replace(of_day(date(year, month, day)), others=other)
