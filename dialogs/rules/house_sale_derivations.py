"""Derived answers of house sales: sums by row of form 07, delay of delivery, the law relied on.

Reads `side` (seller, buyer), `issues` and the choices of each issue (`contract_claims`,
`money_claims`, `handover_claims`, `register_claims`, `agency_claims`, `quality_claims`),
`house_kind` (commodity, economic, self_built, other), `handover_due_on`, `handed_over`,
`late_rate`.
"""

from __future__ import annotations

from datetime import date

from dialogs.answers import Answers, Known
from dialogs.money import Money
from dialogs.rules.choosing_claims import chosen
from dialogs.rules.claim_sums import sum_of
from dialogs.rules.contract_derivations import basis_of, daily_penalty, day_of_claims
from dialogs.rules.derived import Derivation, Derived
from dialogs.rules.wording import working

__all__ = ["HOUSE_SALE"]

MONEY_ROW = ("house_refund_claimed", "price_due_claimed", "penalty_claimed", "damages_claimed")
SUMS = (
    *MONEY_ROW,
    "late_delivery_claimed",
    "late_register_claimed",
    "agency_fee_claimed",
    "repair_cost_claimed",
    "costs_amount",
    "other_claims_amount",
)
RESCINDING = ("rescind", "revoke")
PENALTIES = (
    ("money_claims", "penalty"),
    ("handover_claims", "late_penalty"),
    ("register_claims", "late_penalty"),
)
NO_MONEY = Money.zero()


def policy_house(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Commodity houses and self-built ones are no policy housing; of others it is asked."""
    ordinary = answers.text("house_kind") in ("commodity", "self_built")
    return Derived(False) if ordinary else None


def price_unpaid(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The price less what was paid."""
    whole, paid = answers.money("total_price"), answers.money("price_paid")
    if answers.known("price_paid") is Known.NONE:
        paid = NO_MONEY
    if whole is None or paid is None or paid > whole:
        return None
    left = whole - paid
    line = working("house_price_left", whole=str(whole), paid=str(paid), left=str(left))
    return Derived(left.canonical(), (line,))


def breach_day(answers: Answers, index: int | None, today: date) -> Derived | None:
    """A buyer whose house was not handed over: the last day for it (limitation runs from there)."""
    due = answers.date("handover_due_on")
    late = answers.text("side") == "buyer" and answers.get("handed_over") is False
    if due is None or not late or due >= day_of_claims(answers, today):
        return None
    return Derived(due.isoformat())


def late_delivery(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The agreed percentage a day on what was paid, while the house is not handed over."""
    due, daily = answers.date("handover_due_on"), answers.number("late_rate")
    base = answers.money("price_paid")
    ends = answers.date("handed_over_on") if answers.get("handed_over") else None
    until = ends or day_of_claims(answers, today)
    if due is None or daily is None or base is None or due >= until:
        return None
    if answers.get("handed_over") and ends is None:
        return None
    return daily_penalty(base, daily, due, until)


def late_delivery_detail(answers: Answers, index: int | None, today: date) -> Derived | None:
    """How it was computed, if it is the computed sum."""
    found = late_delivery(answers, None, today)
    if found is None or found.value != answers.get("late_delivery_claimed"):
        return None
    return Derived(found.workings[0])


def money_detail(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The sums of the row on the price, by name."""
    told = [(key, amount) for key in MONEY_ROW if (amount := answers.money(key)) is not None]
    if not told:
        return None
    return Derived("，".join(working(f"part_{key}", amount=str(amount)) for key, amount in told))


def house_total(answers: Answers, index: int | None, today: date) -> Derived | None:
    """All sums claimed together."""
    return sum_of(answers, SUMS)


def _chose(answers: Answers, key: str, option: str) -> bool:
    return option in (answers.get(key) or ())


def house_basis(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The articles that the claims rest on."""
    if not answers.text("side"):
        return None
    articles = ["509", "577"]
    if _chose(answers, "money_claims", "pay_price"):
        articles.append("579")
    if any(_chose(answers, *claim) for claim in PENALTIES):
        articles.append("585")
    return basis_of(answers, [f"civil-code:{each}" for each in articles])


def _issue(kind: str) -> Derivation:
    """`some` if the issue was chosen, `none` if others were (有此问题、无此问题)."""
    asked = chosen("issues", kind)

    def derive(answers: Answers, index: int | None, today: date) -> Derived | None:
        found = asked(answers, index, today)
        return None if found is None else Derived("some" if found.value else "none")

    return derive


def _claims(key: str, *options: str) -> Derivation:
    """Whether a claim of an issue was chosen; no as soon as the issue itself was not."""
    asked, issue = chosen(key, *options), chosen("issues", key.removesuffix("_claims"))

    def derive(answers: Answers, index: int | None, today: date) -> Derived | None:
        within = issue(answers, index, today)
        return within if within is not None and not within.value else asked(answers, index, today)

    return derive


ISSUES = ("contract", "money", "handover", "register", "agency", "quality", "loan", "costs")

HOUSE_SALE: dict[str, Derivation] = {
    "claims_agency_bear": _claims("agency_claims", "bear"),
    "claims_agency_refund": _claims("agency_claims", "refund_fee"),
    "claims_deliver": _claims("handover_claims", "deliver"),
    "claims_late_delivery": _claims("handover_claims", "late_penalty"),
    "claims_late_register": _claims("register_claims", "late_penalty"),
    "claims_register": _claims("register_claims", "register_house"),
    "claims_repair": _claims("quality_claims", "repair"),
    "claims_repair_cost": _claims("quality_claims", "repair_cost"),
    "claims_return_house": _claims("handover_claims", "return_house"),
    "house_basis": house_basis,
    "house_claims_contract": chosen("issues", "contract"),
    "house_claims_loan": chosen("issues", "loan"),
    "house_breach_day": breach_day,
    "house_late_delivery": late_delivery,
    "house_late_delivery_detail": late_delivery_detail,
    "house_money_detail": money_detail,
    "house_policy": policy_house,
    "house_price_unpaid": price_unpaid,
    "house_quality": chosen("issues", "quality"),
    "house_rescission": _claims("contract_claims", *RESCINDING),
    "house_total": house_total,
    **{f"issue_{each}": _issue(each) for each in ISSUES},
}
