"""The time, as a port: instants are aware and in UTC, days are those of Shanghai."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

__all__ = ["SHANGHAI", "Clock", "FixedClock", "SystemClock", "day_in_shanghai"]

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    def now(self) -> datetime:
        """The instant, aware, in UTC."""

    def today(self) -> date:
        """The day it is in Shanghai; deadlines of law are counted in these."""


def day_in_shanghai(instant: datetime) -> date:
    """The Shanghai day an aware instant falls on."""
    if instant.tzinfo is None:
        raise ValueError("an instant without a time zone belongs to no day")
    return instant.astimezone(SHANGHAI).date()


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return day_in_shanghai(self.now())


class FixedClock:
    """A clock that stands still until it is moved; for tests."""

    def __init__(self, instant: datetime) -> None:
        self._instant = self._checked(instant)

    @staticmethod
    def _checked(instant: datetime) -> datetime:
        if instant.tzinfo is None:
            raise ValueError("a clock needs an instant with a time zone")
        return instant.astimezone(UTC)

    def now(self) -> datetime:
        return self._instant

    def today(self) -> date:
        return day_in_shanghai(self._instant)

    def set(self, instant: datetime) -> None:
        """Move to `instant`, forwards or backwards."""
        self._instant = self._checked(instant)

    def advance(self, span: timedelta) -> None:
        """Move by `span`."""
        self._instant += span
