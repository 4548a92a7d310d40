"""Rates of interest by time: what was agreed, what the law adds, and the cap above both.

Source: 法释〔2020〕17号 24, 25, 28, 31; LPR and caps from `dialogs/law`. A rate that rests on an
unverified LPR is None: it prints 未核实 and nothing is computed from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import pairwise

from dialogs.rules.parameters import load_parameter, parameter

__all__ = ["CAP_CHANGE", "Cap", "Phase", "RatePeriod", "Terms", "cap_on", "lpr_on", "rate_periods"]

CAP_CHANGE = date(2020, 8, 20)
"""From this day the cap is four times the LPR (法释〔2020〕17号 31)."""


class Phase(StrEnum):
    """Before or after the day on which the loan was due."""

    TERM = "term"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Cap:
    """The highest rate courts protect; percent None: not verified or not in our tables."""

    percent: Decimal | None
    source: str
    lpr: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed on one loan. Rates are percent a year; `rate` 0: no interest agreed.

    rate None: agreed but not known in figures (不知道, or a multiple of an unverified LPR).
    """

    start: date
    formed_on: date
    due_on: date | None
    rate: Decimal | None
    overdue_rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RatePeriod:
    """One rate for a stretch of days, `until` not counted.

    percent: what is applied, None where it cannot be known. agreed: before the cap.
    """

    since: date
    until: date
    phase: Phase
    percent: Decimal | None
    agreed: Decimal | None
    cap: Cap
    source: str

    @property
    def capped(self) -> bool:
        """Whether the cap cut the rate."""
        return self.percent is not None and self.agreed is not None and self.percent < self.agreed


def lpr_on(day: date) -> Decimal | None:
    """The one-year LPR published last on or before a day; None if unverified or before 2019-08."""
    return parameter("lpr_1y", day).number


def cap_on(formed_on: date, day: date, filed_on: date) -> Cap:
    """The cap for interest of `day` on a contract formed on `formed_on`.

    Source: 法释〔2020〕17号 25, 31: contracts from 2020-08-20 take the LPR of their formation; for
    older ones the old cap holds to 2020-08-19 and the LPR at filing from then on.
    """
    if day < CAP_CHANGE:
        old = parameter("private_lending_rate_cap_percent", max(day, FIRST_FIXED_CAP))
        return Cap(old.number, old.source)
    times = parameter("private_lending_rate_cap", day)
    lpr = lpr_on(formed_on if formed_on >= CAP_CHANGE else filed_on)
    source = times.source if formed_on >= CAP_CHANGE else "fashi-2020-17:31"
    if lpr is None or times.number is None:
        return Cap(None, source)
    return Cap(times.number * lpr, source, lpr)


FIRST_FIXED_CAP = date(2015, 9, 1)
"""Interest before this day: the old cap followed bank rates that are not in our tables."""


def _agreed(terms: Terms, phase: Phase) -> tuple[Decimal | None, str]:
    """The rate before the cap and where it comes from."""
    if phase is Phase.TERM:
        return terms.rate, "fashi-2020-17:25" if terms.rate else "fashi-2020-17:24"
    if terms.overdue_rate is not None:
        return terms.overdue_rate, "fashi-2020-17:28"
    if terms.rate is None or terms.rate > 0:
        return terms.rate, "fashi-2020-17:28"
    first_day = (terms.due_on or terms.start) + timedelta(days=1)
    return lpr_on(first_day), "fashi-2020-17:28"


def rate_periods(terms: Terms, until: date, filed_on: date) -> list[RatePeriod]:
    """The rates from the loan's start to `until` (not counted)."""
    ends = {terms.start, until}
    overdue_from = terms.due_on + timedelta(days=1) if terms.due_on else until
    if terms.start < overdue_from < until:
        ends.add(overdue_from)
    if terms.formed_on < CAP_CHANGE and terms.start < CAP_CHANGE < until:
        ends.add(CAP_CHANGE)
    periods = []
    for since, end in pairwise(sorted(each for each in ends if each <= until)):
        phase = Phase.OVERDUE if terms.due_on and since >= overdue_from else Phase.TERM
        agreed, source = _agreed(terms, phase)
        cap = cap_on(terms.formed_on, since, filed_on)
        percent = _protected(agreed, cap)
        periods.append(RatePeriod(since, end, phase, percent, agreed, cap, source))
    return periods


def _protected(agreed: Decimal | None, cap: Cap) -> Decimal | None:
    """The agreed rate, cut to the cap.

    While the cap is not verified a rate is used only if every cap so far published allows it.
    """
    if agreed is None:
        return None
    if cap.percent is not None:
        return min(agreed, cap.percent)
    return agreed if agreed <= lowest_cap() else None


@cache
def lowest_cap() -> Decimal:
    """Four times the lowest LPR that has been verified."""
    times = parameter("private_lending_rate_cap", date.max).number or Decimal(0)
    return times * min(Decimal(value) for _, value, _ in load_parameter("lpr_1y").values)
