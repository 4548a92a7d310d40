"""Days by which something must be done.

Source: 民诉法 85: the first day is not counted; a last day that is a statutory holiday moves to
the next working day; what is posted before the end is in time.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from dialogs.rules.calendar import is_rest_day
from dialogs.rules.parameters import load_parameter, parameter

__all__ = [
    "Deadline",
    "add_months",
    "add_years",
    "days_after",
    "due",
    "months_after",
    "working_days_after",
]


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day.

    counted: the last day before holidays are looked at. certain: False when the published
    calendar does not reach that far, so that the day may still move later.
    """

    on: date
    counted: date
    certain: bool = True

    def left(self, today: date) -> int:
        """Days left, 0 on the last day, negative when it is over."""
        return (self.on - today).days

    def over(self, today: date) -> bool:
        """Whether the last day has passed."""
        return today > self.on


def _moved(counted: date) -> Deadline:
    """The next working day, or the day itself where no calendar says."""
    day = counted
    while (rest := is_rest_day(day)) is not None:
        if not rest:
            return Deadline(day, counted)
        day += timedelta(days=1)
    while day.weekday() >= 5:  # beyond the published calendar only weekends are known
        day += timedelta(days=1)
    return Deadline(day, counted, certain=False)


def days_after(start: date, days: int) -> Deadline:
    """The last day of a period of `days` that begins the day after `start`."""
    return _moved(start + timedelta(days=days))


def add_months(start: date, months: int) -> date:
    """The same day `months` later, or that month's last day if it has none."""
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    if year > MAXYEAR:
        return date.max
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def add_years(start: date, years: int) -> date:
    """The same day `years` later; 29 February becomes the 28th."""
    return add_months(start, 12 * years)


def months_after(start: date, months: int) -> Deadline:
    """The last day of a period of `months` that begins the day after `start`."""
    return _moved(add_months(start, months))


def working_days_after(start: date, days: int) -> Deadline:
    """The last of so many working days; `start` is not counted."""
    day, left, certain = start, days, True
    while left:
        day += timedelta(days=1)
        rest = is_rest_day(day)
        certain = certain and rest is not None
        left -= 0 if (day.weekday() >= 5 if rest is None else rest) else 1
    return Deadline(day, day, certain)


COUNTED = {"months": months_after, "working_days": working_days_after}


def due(name: str, start: date) -> Deadline:
    """The last day of a period of law, by its name in `dialogs/law` (days, working days, months).

    Raises:
        NoValueThenError: the law held no such period at `start`.
    """
    dated = parameter(name, start)
    if dated.number is None:
        dated = parameter(name, date.max)
    count = int(dated.number or 0)
    return COUNTED.get(load_parameter(name).unit, days_after)(start, count)
