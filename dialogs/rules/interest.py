"""Simple interest on one loan, with repayments set off in the lawful order.

A year has 365 days; the first day counts, the last does not. Each stretch of days is rounded
half up to the fen. Source: 民法典 561 (costs, interest, principal, unless agreed otherwise).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from dialogs.money import Money
from dialogs.rules.rates import Phase, RatePeriod

__all__ = ["Account", "Accrued", "SetOff", "Toward", "simple_interest"]

DAYS_OF_YEAR = 365


def simple_interest(base: Money, percent: Decimal, days: int) -> Money:
    """Interest on `base` at `percent` a year for `days`, rounded half up to the fen."""
    return Money(base.yuan * percent * days / (100 * DAYS_OF_YEAR))


class Toward(StrEnum):
    """What a repayment was agreed to pay."""

    PRINCIPAL = "principal"
    INTEREST = "interest"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Accrued:
    """Interest of one stretch of days at one rate on one base; `until` not counted."""

    since: date
    until: date
    base: Money
    percent: Decimal
    interest: Money
    period: RatePeriod

    @property
    def days(self) -> int:
        """Days from `since` to `until`."""
        return (self.until - self.since).days


@dataclass(frozen=True, slots=True)
class SetOff:
    """One repayment: what went to interest, what to principal, what principal is left."""

    on: date
    amount: Money
    to_interest: Money
    to_principal: Money
    principal_left: Money


@dataclass(eq=False)
class Account:
    """One loan as time passes; `advance` and `pay` in order of days.

    charged: which phases bear interest (what the person claims). due: interest accrued and not
    yet paid; it may fall below zero where interest was paid ahead.
    """

    principal: Money
    periods: list[RatePeriod]
    charged: frozenset[Phase]
    day: date
    due: Money = field(default_factory=Money.zero)
    steps: list[Accrued | SetOff] = field(default_factory=list)
    paid_interest: Money = field(default_factory=Money.zero)
    paid_principal: Money = field(default_factory=Money.zero)
    unknown: bool = False

    @property
    def bears_interest(self) -> bool:
        """Whether any charged period has a rate above zero or an unknown one."""
        return any(each.phase in self.charged and each.percent != 0 for each in self.periods)

    def advance(self, until: date) -> None:
        """Accrue interest up to a day, that day not counted."""
        for period in self.periods:
            since, end = max(self.day, period.since), min(until, period.until)
            if since < end and period.phase in self.charged and self.principal:
                self._accrue(period, since, end)
        self.day = max(self.day, until)

    def _accrue(self, period: RatePeriod, since: date, until: date) -> None:
        if period.percent is None:
            self.unknown = True
            return
        if period.percent == 0:
            return
        last = self.steps[-1] if self.steps else None
        if (
            isinstance(last, Accrued)
            and last.until == since
            and (last.base, last.percent) == (self.principal, period.percent)
        ):
            since, self.due = last.since, self.due - last.interest
            self.steps.pop()
        interest = simple_interest(self.principal, period.percent, (until - since).days)
        self.due += interest
        self.steps.append(Accrued(since, until, self.principal, period.percent, interest, period))

    def owed(self) -> Money:
        """Principal and interest owed today."""
        return self.principal + max(self.due, Money.zero())

    def pay(self, amount: Money, toward: Toward, on: date) -> Money:
        """Set a repayment off; gives what is left over when nothing more is owed."""
        self.advance(on)
        interest, principal = self._split(amount, toward)
        self.due -= interest
        self.principal -= principal
        self.paid_interest += interest
        self.paid_principal += principal
        taken = interest + principal
        if taken:
            self.steps.append(SetOff(on, taken, interest, principal, self.principal))
        return amount - taken

    def _split(self, amount: Money, toward: Toward) -> tuple[Money, Money]:
        due = max(self.due, Money.zero())
        if toward is Toward.INTEREST:
            return amount, Money.zero()
        if toward is Toward.PRINCIPAL:
            principal = min(amount, self.principal)
            return min(amount - principal, due), principal
        interest = min(amount, due)
        return interest, min(amount - interest, self.principal)
