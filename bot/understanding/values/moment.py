"""What a date in words means: a stretch of days."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

__all__ = ["Moment", "of_day", "of_month"]


@dataclass(frozen=True, slots=True)
class Moment:
    """Days from `first` to `last`, both in; grain day | part | month | year.

    said_year: the year was said, so no other year can be meant.
    others: other days the same words may mean.
    doubtful: the year is that of a date named far before, and may as well be another.
    end: the words name the end of the span (年底), so its last day stands for it.
    """

    first: date
    last: date
    grain: str
    said_year: bool = True
    others: tuple[date, ...] = ()
    end: bool = False
    doubtful: bool = False


def of_day(day: date, *, said_year: bool = True) -> Moment:
    return Moment(day, day, "day", said_year)


@lru_cache(maxsize=4096)
def of_month(year: int, month: int) -> Moment:
    return Moment(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")
