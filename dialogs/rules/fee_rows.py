"""The fee of a row of `lian law fees`: which fee its `case` names, and what it comes to.

A `case` is a cause of action, a kind of fee or an interview's id; what stands behind `_` is a
remark. Which kind of fee a cause has stands in `law/tables/fee_kinds.json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from dialogs.money import Money
from dialogs.rules.causes import cause_named
from dialogs.rules.fees import FeeKind, acceptance_fee
from dialogs.rules.tables import table

__all__ = ["fee_kind_of_cause", "fee_of_row"]

MOST = Decimal(10) ** 15
"""No sum in dispute is as large; what is comes of a slip of the keyboard."""
NEEDS_AMOUNT = frozenset({FeeKind.PROPERTY, FeeKind.PAYMENT_ORDER})
HALVED = "减半"
"""In a row's `case`, where the row itself does not say whether the fee is halved."""
FREE, UNLISTED, WITHOUT_SUM = "free", "unlisted", "without_sum"
SAID = {"true": True, "false": False}


@cache
def _by_cause() -> dict[str, str]:
    causes = table("fee_kinds")["causes"].items()
    return {cause: kind for kind, names in causes for cause in names}


def fee_kind_of_cause(cause: str) -> FeeKind | None:
    """The fee that a listed cause has where it is not simply by the sum; None otherwise."""
    kind = _by_cause().get(cause_named(cause), UNLISTED)
    return None if kind in (FREE, UNLISTED, WITHOUT_SUM) else FeeKind(kind)


def _kind(case: str) -> str:
    """A kind of fee, `free` or `unlisted`; whatever names no other is by the sum."""
    kinds = table("fee_kinds")
    cause = cause_named(case.split("_")[0])
    if cause:
        return _by_cause().get(cause, FeeKind.PROPERTY)
    said = (kind for word, kind in kinds["words"] if word in case)
    return kinds["interviews"].get(case) or next(said, FeeKind.PROPERTY)


def fee_of_row(row: Mapping[str, Any]) -> dict[str, Decimal]:
    """The answer to a row: `{"fee"}` or `{"fee_min", "fee_max"}`.

    Raises:
        ValueError: a value is no sum, one is missing, or no figure is known for this kind.
    """
    case = str(row["case"]).strip()
    if not case:
        raise ValueError("'case' is empty; write what the fee is for")
    kind, amount = _kind(case), _amount(row)
    base, halved = _sum_told(row.get("base"), "base"), _halved(row, case)
    if kind == FREE:
        return {"fee": Decimal(0)}
    if kind == UNLISTED:
        raise ValueError(f"'case': no figure is kept here for {case!r}")
    if kind == WITHOUT_SUM:
        kind = FeeKind.OTHER if amount is None else FeeKind.PROPERTY
    if amount is None and kind in NEEDS_AMOUNT:
        raise ValueError("'amount' is missing: this fee follows the sum in dispute")
    fee = acceptance_fee(FeeKind(kind), amount, base=base, halved=halved)
    if fee.exact is not None:
        return {"fee": fee.exact.yuan}
    return {"fee_min": fee.least.yuan, "fee_max": fee.most.yuan}


def _amount(row: Mapping[str, Any]) -> Money | None:
    """The sum in dispute; parts, where there are any, make it up (民诉法解释 201)."""
    amount, parts = _sum_told(row.get("amount"), "amount"), row.get("parts")
    if parts is None:
        return amount
    if not isinstance(parts, list):
        raise ValueError("'parts' must be a list of sums")
    told = [each for each in (_sum_told(part, "parts") for part in parts) if each is not None]
    return sum(told, Money.zero()) if told else amount


def _sum_told(raw: object, key: str) -> Money | None:
    """A sum of a row, None if it names none."""
    if raw is None or raw == "":
        return None
    text = str(raw).replace(",", "").replace("，", "").removesuffix("元").strip()
    try:
        told = Decimal(text)
    except ArithmeticError as error:
        raise ValueError(f"{key!r}: {str(raw)[:40]!r} is no sum of money") from error
    if isinstance(raw, bool) or not told.is_finite() or not 0 <= told < MOST:
        raise ValueError(f"{key!r}: {str(raw)[:40]!r} is no sum of money")
    return Money(told)


def _halved(row: Mapping[str, Any], case: str) -> bool:
    told = row.get("halved")
    if told is None:
        return HALVED in case
    said = SAID.get(str(told).lower())
    if said is None:
        raise ValueError(f"'halved' is true or false, not {str(told)[:40]!r}")
    return said
