"""What filing a case costs: the kind of fee by case type, its amount, halved and not.

Source: 诉讼费用交纳办法 13, 15, 16; 民诉法解释 201. The court's notice decides: rounding and the
provinces' own figures are not in the law.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dialogs.answers import Answers
from dialogs.money import Money
from dialogs.rules.fees import Fee, FeeKind, acceptance_fee
from dialogs.rules.parties import claim_amount

__all__ = ["CaseFee", "case_fee"]

PERSONALITY_KINDS = frozenset({"personality", "online_tort"})


@dataclass(frozen=True, slots=True)
class CaseFee:
    """The fee in full and halved (简易程序、调解、撤诉), and what it rests on.

    amount: the sum in dispute that was counted; None where no sum of money is claimed.
    """

    kind: FeeKind
    amount: Money | None
    whole: Fee
    halved: Fee
    sources: tuple[str, ...]


def _kind(case: str, answers: Answers, amount: Money | None) -> FeeKind:
    if case == "divorce":
        return FeeKind.DIVORCE
    if case == "labor" and answers.text("arbitration_status") != "wage_iou":
        return FeeKind.LABOR
    if case == "plain" and answers.text("dispute_kind") in PERSONALITY_KINDS:
        return FeeKind.PERSONALITY
    return FeeKind.OTHER if not amount else FeeKind.PROPERTY


def case_fee(case: str, answers: Answers, today: date) -> CaseFee | None:
    """The fee of a case; None while the sum in dispute is not known.

    A divorce counts the property that is to be divided (`property_total`).
    """
    amount = answers.money("property_total") if case == "divorce" else claim_amount(case, answers)
    no_sum = answers.get("claims_money") is False or case in ("divorce", "labor", "plain")
    if amount is None and not no_sum:
        return None
    kind = _kind(case, answers, amount)
    counted = None if kind in (FeeKind.LABOR, FeeKind.OTHER) else amount
    whole = acceptance_fee(kind, counted, on=today)
    halved = acceptance_fee(kind, counted, halved=True, on=today)
    sources: tuple[str, ...] = ("fee-measures:13", "fee-measures:15", "fee-measures:16")
    if kind is FeeKind.PROPERTY:
        sources += ("civil-procedure-interpretation:201",)
    return CaseFee(kind, amount, whole, halved, sources)
