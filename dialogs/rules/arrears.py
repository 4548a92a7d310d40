"""Rent and fees that fall due period after period: interest and penalty on each period's arrears.

Reads `owed_since`, `pay_cycle` (month, quarter, half_year, year), `pay_time` (advance, arrears),
`late_claim` (none, interest, penalty, both), `interest_rate` (a year), `late_rate` (percent a day),
and the two sums that `Arrears` names. Where the sums told do not fit the periods nothing is
computed: more may not be asserted than has fallen due.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from dialogs.answers import Answers
from dialogs.money import Money
from dialogs.rules.contract_derivations import day_of_claims
from dialogs.rules.deadlines import add_months
from dialogs.rules.derived import Derivation, Derived
from dialogs.rules.interest import simple_interest
from dialogs.rules.numerals import han_date, percent
from dialogs.rules.wording import working

__all__ = ["Arrears"]

MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
MOST_PERIODS = 240
NO_MONEY = Money.zero()

Accrue = Callable[[Money, int], Money]
"""The sum that a period's arrears bear in so many days."""


@dataclass(frozen=True, slots=True)
class Period:
    """What was to be paid for one period. late_from: the day after the last day to pay."""

    amount: Money
    late_from: date


@dataclass(frozen=True, slots=True)
class Arrears:
    """Arrears of rent or fees. monthly, owed: the keys of the sum a month and the sum owed."""

    monthly: str
    owed: str

    def periods(self, answers: Answers, until: date) -> tuple[Period, ...]:
        """The periods not paid for that are late, none where the sums told do not fit them."""
        monthly, owed = answers.money(self.monthly), answers.money(self.owed)
        since, months = answers.date("owed_since"), MONTHS.get(answers.text("pay_cycle"))
        time = answers.text("pay_time")
        if not monthly or not owed or since is None or months is None or not time:
            return ()
        every = _periods(Money(monthly.yuan * months), owed, since, months, time, until)
        return tuple(each for each in every if each.late_from < until)

    def interest(self, answers: Answers, index: int | None, today: date) -> Derived | None:
        """Interest at the rate told; None by LPR, whose later values are not verified."""
        rate = answers.number("interest_rate")
        if rate is None:
            return None
        return self._sum(answers, today, "instalment_interest", rate, _interest(rate))

    def penalty(self, answers: Answers, index: int | None, today: date) -> Derived | None:
        """The agreed percentage for each day of delay."""
        daily = answers.number("late_rate")
        if daily is None:
            return None
        return self._sum(answers, today, "instalment_penalty", daily, _penalty(daily))

    def _sum(
        self, answers: Answers, today: date, code: str, rate: Decimal, accrue: Accrue
    ) -> Derived | None:
        until = day_of_claims(answers, today)
        total, lines = NO_MONEY, []
        for period in self.periods(answers, until):
            days = (until - period.late_from).days
            borne = accrue(period.amount, days)
            total += borne
            values = {"amount": str(period.amount), "days": str(days), "sum": str(borne)}
            since = {"since": han_date(period.late_from), "until": han_date(until)}
            lines.append(working(code, rate=percent(rate), **values, **since))
        if not lines:
            return None
        if len(lines) > 1:
            lines.append(working("instalment_sum", sum=str(total)))
        sources = ("civil-code:585",) if code == "instalment_penalty" else ()
        return Derived(total.canonical(), tuple(lines), sources)

    def detail(self, answers: Answers, index: int | None, today: date) -> Derived | None:
        """In one sentence how the sums were computed, if they are the computed ones."""
        until = day_of_claims(answers, today)
        told = []
        rules: dict[str, Derivation] = {
            "interest_claimed": self.interest,
            "penalty_claimed": self.penalty,
        }
        for path, rule in rules.items():
            found = rule(answers, None, today)
            if found is not None and found.value == answers.get(path):
                told.append(self._summary(path, answers, found, until))
        return Derived("\n".join(told)) if told else None

    def _summary(self, path: str, answers: Answers, found: Derived, until: date) -> str:
        periods = self.periods(answers, until)
        return working(
            f"instalments_{path}",
            since=han_date(periods[0].late_from),
            until=han_date(until),
            count=str(len(periods)),
            each=str(periods[0].amount),
            rate=_rate(answers, path),
            sum=str(Money.of(found.value)),
        )

    def base(self, answers: Answers, index: int | None, today: date) -> Derived | None:
        """What goes on bearing interest: what is late, else all that is owed."""
        late = self.periods(answers, day_of_claims(answers, today))
        owed = answers.money(self.owed)
        if late:
            owed = sum((each.amount for each in late), NO_MONEY)
        return None if owed is None else Derived(owed.canonical())

    def workings(self, answers: Answers, index: int | None, today: date) -> Derived | None:
        """How interest and penalty go on after the day claimed up to."""
        base, standard = self.base(answers, index, today), answers.text("late_standard")
        if base is None or not standard:
            return None
        since = day_of_claims(answers, today)
        values = {"base": str(Money.of(base.value)), "since": han_date(since), "standard": standard}
        return Derived(working("late_until_paid", **values))


def _periods(
    each: Money, owed: Money, since: date, months: int, time: str, until: date
) -> tuple[Period, ...]:
    left = owed
    found: list[Period] = []
    while left and len(found) < MOST_PERIODS:
        begins = add_months(since, months * len(found))
        ends = add_months(since, months * (len(found) + 1))
        if begins > until:
            return ()  # more is owed than has begun to run
        amount = min(each, left)
        found.append(Period(amount, begins + timedelta(days=1) if time == "advance" else ends))
        left -= amount
    return () if left else tuple(found)


def _interest(rate: Decimal) -> Accrue:
    return lambda amount, days: simple_interest(amount, rate, days)


def _penalty(daily: Decimal) -> Accrue:
    return lambda amount, days: Money(amount.yuan * daily * days / 100)


def _rate(answers: Answers, path: str) -> str:
    key = "interest_rate" if path == "interest_claimed" else "late_rate"
    rate = answers.number(key)
    return "" if rate is None else percent(rate)
