"""Derived answers of an insurer's recourse: what is left of the payout, charges, the law."""

from __future__ import annotations

from datetime import date

from dialogs.answers import Answers
from dialogs.rules.claim_sums import sum_of
from dialogs.rules.contract_derivations import basis_of, itemised
from dialogs.rules.derived import Derivation, Derived
from dialogs.rules.wording import working

__all__ = ["INSURANCE"]

CHARGES = ("premium_claimed", "penalty_claimed")


def payout_day(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The insurer's own loss begins on the day it paid (民法典 188)."""
    paid = answers.date("payout_on")
    return None if paid is None else Derived(paid.isoformat(), (), ("civil-code:188",))


def compensation_claimed(answers: Answers, index: int | None, today: date) -> Derived | None:
    """What was paid out, less what came back since."""
    paid, back = answers.money("payout_amount"), answers.money("repaid_to_insurer")
    if paid is None or (back is not None and back > paid):
        return None
    if not back:
        return Derived(paid.canonical())
    left = paid - back
    line = working("payout_left", paid=str(paid), back=str(back), left=str(left))
    return Derived(left.canonical(), (line,))


def insurance_charges(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Premium and penalty together."""
    return sum_of(answers, CHARGES)


def insurance_charges_detail(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The same item by item."""
    return itemised(answers, CHARGES)


def insurance_basis(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The articles that recourse by agreement rests on."""
    if answers.money("payout_amount") is None:
        return None
    articles = ["509", "577"]
    articles += ["585"] if answers.money("penalty_claimed") is not None else []
    return basis_of(answers, [f"civil-code:{each}" for each in articles])


INSURANCE: dict[str, Derivation] = {
    "compensation_claimed": compensation_claimed,
    "insurance_basis": insurance_basis,
    "insurance_charges": insurance_charges,
    "insurance_charges_detail": insurance_charges_detail,
    "payout_day": payout_day,
}
