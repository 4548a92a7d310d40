"""What filing a case costs: the kind of fee by case type, its amount, halved and not.

Source: 诉讼费用交纳办法 13, 15, 16; 民诉法解释 201. The court's notice decides: rounding and the
provinces' own figures are not in the law.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dialogs.answers import Answers, Known
from dialogs.money import Money
from dialogs.rules.claims_and_facts import something_claimed
from dialogs.rules.fee_rows import fee_kind_of_cause
from dialogs.rules.fees import Fee, FeeKind, acceptance_fee
from dialogs.rules.parties import claim_amount
from dialogs.rules.plain_places import cause_of

__all__ = ["FEE_SOURCES", "CaseFee", "case_fee"]

FEE_SOURCES = (
    "fee-measures:13",
    "fee-measures:15",
    "fee-measures:16",
    "civil-procedure-interpretation:206",
)
SUM_SOURCES = ("civil-procedure-interpretation:201",)
PERSONALITY_KINDS = frozenset({"personality", "online_tort"})
BY_CAUSE = frozenset({FeeKind.PERSONALITY, FeeKind.INTELLECTUAL_PROPERTY})
SUM = re.compile(r"(?:total_claimed|property_total|\w+_(?:claimed|amount))")


@dataclass(frozen=True, slots=True)
class CaseFee:
    """The fee in full and halved (简易程序、调解、撤诉), and what it rests on.

    amount: the sum in dispute that was counted; None where no sum of money is claimed.
    elements: where that sum stands.
    """

    kind: FeeKind
    amount: Money | None
    whole: Fee
    halved: Fee
    sources: tuple[str, ...]
    elements: tuple[str, ...] = ("total_claimed",)


def _kind(case: str, answers: Answers, amount: Money | None) -> FeeKind:
    if case == "divorce":
        return FeeKind.DIVORCE
    if case == "labor" and answers.text("arbitration_status") != "wage_iou":
        return FeeKind.LABOR
    if case == "plain":
        kind = fee_kind_of_cause(cause_of(answers))
        if kind in BY_CAUSE:
            return kind
        if answers.text("dispute_kind") in PERSONALITY_KINDS:
            return FeeKind.PERSONALITY
    return FeeKind.OTHER if not amount else FeeKind.PROPERTY


def _sum_open(case: str, answers: Answers) -> bool:
    """Whether money is claimed that nobody can put a figure to yet."""
    if any(SUM.fullmatch(path) for path in answers.unknown):
        return True
    if case == "divorce":
        return answers.text("has_property") == "some"
    if case == "plain":  # it asks for the sum itself, and 无 is an answer
        return answers.known("total_claimed") is Known.MISSING
    return not something_claimed(answers)


UNCOUNTED = frozenset({FeeKind.LABOR, FeeKind.OTHER})


def case_fee(case: str, answers: Answers, today: date) -> CaseFee | None:
    """The fee of a case; None while the sum in dispute is not known.

    A divorce counts the property that is to be divided (`property_total`).
    """
    divorce = case == "divorce"
    amount = answers.money("property_total") if divorce else claim_amount(case, answers)
    kind = _kind(case, answers, amount)
    if amount is None and kind is not FeeKind.LABOR and _sum_open(case, answers):
        return None
    counted = None if kind in UNCOUNTED or not amount else amount
    whole = acceptance_fee(kind, counted, on=today)
    halved = acceptance_fee(kind, counted, halved=True, on=today)
    sources = FEE_SOURCES + (SUM_SOURCES if kind is FeeKind.PROPERTY else ())
    elements = ("property_total",) if divorce else ("total_claimed",)
    return CaseFee(kind, counted, whole, halved, sources, elements)
