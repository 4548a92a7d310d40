"""Periods that run out: ordinary limitation and the surety's period.

A court takes a case after limitation has run out and does not look at it unasked, so a rule only
warns. Source: 民法典 188, 192–195 (194: suspension), 692, 693; 诉讼时效规定 4, 10; 担保解释 32.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dialogs.rules.deadlines import add_months, add_years
from dialogs.rules.parameters import figure

__all__ = ["Hindrance", "Interruption", "Limit", "limitation", "surety_period_end"]

NEAR_DAYS = 180
"""How long before its end a period is mentioned."""


@dataclass(frozen=True, slots=True)
class Interruption:
    """Something that starts the period anew: a demand, a part payment, an acknowledgement."""

    on: date
    path: str


@dataclass(frozen=True, slots=True)
class Hindrance:
    """What kept somebody from acting; `until` None: it lasts."""

    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Limit:
    """The last day of a limitation period, as far as what was told goes.

    since: what it runs from. restarted_by: the last interruption that came in time.
    lost: interruptions that came after the period had already run out. hindered: a hindrance
    in the last six months put the end off.
    """

    last_day: date
    since: date
    restarted_by: Interruption | None = None
    lost: tuple[Interruption, ...] = ()
    hindered: bool = False

    def over(self, today: date) -> bool:
        """Whether the last day has passed."""
        return today > self.last_day

    def near(self, today: date) -> bool:
        """Whether it ends soon."""
        return not self.over(today) and (self.last_day - today).days <= NEAR_DAYS


def limitation(
    since: date,
    interruptions: Iterable[Interruption],
    today: date,
    years: int | None = None,
    hindered: Hindrance | None = None,
) -> Limit:
    """The ordinary period from the day on which the right was infringed, with restarts.

    since: the due day (民法典 201: the period begins the next day). years: another length, where
    the law has one.
    """
    ordinary = figure("limitation_ordinary", today)
    length = ordinary if years is None else years
    longest = add_years(since, figure("limitation_longest", today))
    last_day, restarted, lost = add_years(since, length), None, []
    for each in sorted(interruptions, key=lambda event: event.on):
        if each.on <= since or each.on > today:
            continue
        if each.on > last_day:
            lost.append(each)
            continue
        last_day, restarted = add_years(each.on, length), each
    later = _put_off(last_day, hindered, today) if hindered else last_day
    put_off = later > last_day
    return Limit(min(later, longest), since, restarted, tuple(lost), put_off)


def _put_off(last_day: date, hindered: Hindrance, today: date) -> date:
    """The end after a hindrance within the last six months: six months from its removal.

    Source: 民法典 194.
    """
    months = figure("limitation_suspension", today)
    window = add_months(last_day, -months)
    removed = hindered.until or today
    if hindered.since > last_day or removed <= window:
        return last_day
    return max(last_day, add_months(removed, months))


def surety_period_end(due_on: date, agreed_until: date | None) -> date:
    """The last day of a surety's period.

    Source: 民法典 692: an agreed day not later than the due day counts as none agreed; then six
    months from the due day. It is neither suspended, interrupted nor extended.
    """
    if agreed_until is not None and agreed_until > due_on:
        return agreed_until
    return add_months(due_on, figure("surety_period", date.max))
