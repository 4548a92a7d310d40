"""Working days of the State Council's calendar: the one door to chinese-calendar."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

__all__ = ["is_rest_day", "last_known_day"]


@cache
def _calendar() -> Any:
    import chinese_calendar  # costs 40 ms: only when a deadline is asked for

    return chinese_calendar


@cache
def last_known_day() -> date:
    """The last day that the published calendar covers."""
    years = {day.year for day in _calendar().holidays}
    return date(max(years), 12, 31)


def is_rest_day(day: date) -> bool | None:
    """Whether courts rest; None beyond the published calendar."""
    calendar = _calendar()
    try:
        return not calendar.is_workday(day)
    except NotImplementedError:
        return None
