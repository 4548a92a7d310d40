"""Court fees of every kind, to the fen, before any local rounding.

Source: 诉讼费用交纳办法 13–18; the figures stand in `dialogs/law/court_fee_schedule.yml`.
Where the province sets the flat part, a fee is a span from `least` to `most`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from dialogs.money import Money
from dialogs.rules.parameters import parameter

__all__ = [
    "Fee",
    "FeeKind",
    "Step",
    "acceptance_fee",
    "fee_steps",
    "preservation_fee",
]

LATEST = date.max
MEASURES = date(2007, 4, 1)
"""From this day the measures hold; before it they are used all the same."""


class FeeKind(StrEnum):
    """What is paid for; the names are those of the schedule."""

    PROPERTY = "property"
    DIVORCE = "divorce"
    PERSONALITY = "personality"
    OTHER = "other"
    INTELLECTUAL_PROPERTY = "intellectual_property"
    LABOR = "labor"
    JURISDICTION_OBJECTION = "jurisdiction_objection"
    PRESERVATION = "preservation"
    ENFORCEMENT = "enforcement"
    PAYMENT_ORDER = "payment_order"
    PUBLIC_NOTICE = "public_notice"
    ARBITRATION_REVIEW = "arbitration_review"


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee; `least` equals `most` unless the province sets the flat part."""

    least: Money
    most: Money

    @property
    def exact(self) -> Money | None:
        """The one figure, or None if it is a span."""
        return self.least if self.least == self.most else None


def _schedule(kind: str, on: date) -> Mapping[str, Any]:
    schedule: Mapping[str, Mapping[str, Any]] = parameter(
        "court_fee_schedule", max(on, MEASURES)
    ).value
    return schedule[kind]


@dataclass(frozen=True, slots=True)
class Step:
    """What the part of a sum above `over`, up to the next step, costs."""

    over: int
    percent: Decimal
    part: Money


def _exact_steps(
    amount: Money, bands: Iterable[Mapping[str, Any]]
) -> Iterator[tuple[int, Decimal, Decimal]]:
    """Each band takes its percentage of the part between itself and the next."""
    steps = list(bands)
    for place, band in enumerate(steps):
        floor = Decimal(band["over"])
        if amount.yuan <= floor:
            break
        ceiling = Decimal(steps[place + 1]["over"]) if place + 1 < len(steps) else amount.yuan
        percent = Decimal(band["percent"])
        yield int(floor), percent, (min(amount.yuan, ceiling) - floor) * percent / 100


def _by_bands(amount: Money, bands: Iterable[Mapping[str, Any]]) -> Decimal:
    """What all bands add, not rounded yet."""
    return sum((part for _, _, part in _exact_steps(amount, bands)), Decimal(0))


def fee_steps(kind: FeeKind, amount: Money, on: date = LATEST) -> tuple[Step, ...]:
    """The bands that a sum passes through, for workings."""
    bands = _schedule(str(kind), on).get("bands", ())
    return tuple(
        Step(over, percent, Money(part)) for over, percent, part in _exact_steps(amount, bands)
    )


def _parts(kind: FeeKind, amount: Money | None, base: Money | None, on: date) -> list[Decimal]:
    name = str(kind)
    if amount is None and kind is FeeKind.ENFORCEMENT:
        name = "enforcement_without_amount"
    if kind is FeeKind.PAYMENT_ORDER:
        share = Decimal(_schedule(name, on)["property_share"])
        return [part / share for part in _parts(FeeKind.PROPERTY, amount, None, on)]
    if kind is FeeKind.INTELLECTUAL_PROPERTY and amount is not None:
        name = str(FeeKind.PROPERTY)
    row = _schedule(name, on)
    flats = [row.get("flat_from", row.get("flat")), row.get("flat_to", row.get("flat"))]
    flat = [Decimal(each) if base is None else base.yuan for each in flats]
    more = _by_bands(amount, row.get("bands", ())) if amount is not None else Decimal(0)
    most = row.get("most")
    parts = [each + more for each in flat]
    return parts if most is None else [min(each, Decimal(most)) for each in parts]


def acceptance_fee(
    kind: FeeKind,
    amount: Money | None = None,
    *,
    base: Money | None = None,
    halved: bool = False,
    on: date = LATEST,
) -> Fee:
    """The fee for a claim of `amount` (None: no sum of money is in dispute).

    base: the flat part that the province has set, if known. halved: 简易程序、调解、撤诉;
    it is halved once at most (民诉法解释 206).
    """
    parts = [part / 2 if halved else part for part in _parts(kind, amount, base, on)]
    return Fee(Money(parts[0]), Money(parts[-1]))


def preservation_fee(amount: Money | None, on: date = LATEST) -> Money:
    """What applying for preservation costs, 5,000 yuan at most.

    Source: 诉讼费用交纳办法 14(二).
    """
    return acceptance_fee(FeeKind.PRESERVATION, amount, on=on).most
