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
    "fee_of_vector",
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


VECTOR_KINDS = (
    ("既有财产又有非财产", FeeKind.PROPERTY),
    ("离婚", FeeKind.DIVORCE),
    ("人格权", FeeKind.PERSONALITY),
    ("非财产", FeeKind.OTHER),
    ("知识产权", FeeKind.INTELLECTUAL_PROPERTY),
    ("知产", FeeKind.INTELLECTUAL_PROPERTY),
    ("劳动", FeeKind.LABOR),
    ("管辖", FeeKind.JURISDICTION_OBJECTION),
    ("保全", FeeKind.PRESERVATION),
    ("执行", FeeKind.ENFORCEMENT),
    ("支付令", FeeKind.PAYMENT_ORDER),
    ("公示催告", FeeKind.PUBLIC_NOTICE),
    ("撤销仲裁裁决", FeeKind.ARBITRATION_REVIEW),
    ("仲裁协议效力", FeeKind.ARBITRATION_REVIEW),
)


MOST = Decimal(10) ** 15
"""No sum in dispute is as large; what is comes of a slip of the keyboard."""

NEEDS_AMOUNT = frozenset({FeeKind.PROPERTY, FeeKind.PAYMENT_ORDER})
HALVED = "减半"
"""In a row's `case`, where the row itself does not say whether the fee is halved."""


def _sum_told(raw: object, key: str) -> Money | None:
    """A sum of a row, None if it names none."""
    if raw is None or raw == "":
        return None
    text = str(raw).replace(",", "").replace("，", "").removesuffix("元").strip()
    try:
        told = Decimal(text)
    except ArithmeticError as error:
        raise ValueError(f"{key!r}: {str(raw)!r} is no sum of money") from error
    if isinstance(raw, bool) or not told.is_finite() or not 0 <= told < MOST:
        raise ValueError(f"{key!r}: {str(raw)!r} is no sum of money")
    return Money(told)


def fee_of_vector(row: Mapping[str, Any]) -> dict[str, Decimal]:
    """The answer to a row of `lian law fees`: `{"fee"}` or `{"fee_min", "fee_max"}`.

    The kind is read from the row's `case`; whatever names no other kind is a property case.
    """
    case = str(row["case"])
    kind = next((kind for word, kind in VECTOR_KINDS if word in case), FeeKind.PROPERTY)
    amount = _sum_told(row.get("amount"), "amount")
    parts = row.get("parts")
    if isinstance(parts, list) and parts:
        amounts = (_sum_told(part, "parts") for part in parts)
        amount = sum((each for each in amounts if each is not None), Money.zero())
    if amount is None and kind in NEEDS_AMOUNT:
        raise ValueError("'amount' is missing: this fee follows the sum in dispute")
    base, halved = _sum_told(row.get("base"), "base"), row.get("halved")
    fee = acceptance_fee(
        kind, amount, base=base, halved=HALVED in case if halved is None else bool(halved)
    )
    if fee.exact is not None:
        return {"fee": fee.exact.yuan}
    return {"fee_min": fee.least.yuan, "fee_max": fee.most.yuan}
