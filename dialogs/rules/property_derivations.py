"""Derived answers of property service: who is what, fees owed, penalty, the law relied on.

Reads `plaintiff_role` (manager, owner), `contract_with` (developer, committee, owner, none),
`owner_claims` (choices), `penalty_claim` (none, fixed, running) and the keys of
`dialogs.rules.arrears`.
"""

from __future__ import annotations

from datetime import date

from dialogs.answers import Answers
from dialogs.rules.arrears import Arrears
from dialogs.rules.choosing_claims import chosen
from dialogs.rules.claim_sums import sum_of
from dialogs.rules.contract_derivations import basis_of, day_of_claims, names_of
from dialogs.rules.derived import Derivation, Derived
from dialogs.rules.numerals import han_date, percent
from dialogs.rules.wording import working

__all__ = ["PROPERTY_SERVICE"]

SUMS = (
    "property_fee_claimed",
    "penalty_claimed",
    "other_fees_claimed",
    "fee_refund_claimed",
    "damages_claimed",
    "costs_amount",
    "other_claims_amount",
)
FEES = Arrears("fee_month", "property_fee_claimed")
MANAGER, OWNER = "manager", "owner"


def plaintiff_kind(answers: Answers, index: int | None, today: date) -> Derived | None:
    """A property manager is an organisation; an owner may be either."""
    return Derived("org") if answers.text("plaintiff_role") == MANAGER else None


def defendant_kind(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Whom an owner sues is an organisation."""
    return Derived("org") if answers.text("plaintiff_role") == OWNER else None


def _names(answers: Answers, role: str) -> Derived | None:
    told = answers.text("plaintiff_role")
    if not told:
        return None
    if told != role:
        return names_of(answers.items("defendants"))
    return None if answers.text("claim_acquired") else names_of(answers.items("plaintiffs"))


def manager_names(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Plaintiffs or defendants, by who sues."""
    return _names(answers, MANAGER)


def owner_names(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Plaintiffs or defendants, by who sues."""
    return _names(answers, OWNER)


def owner_side(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Who signed with the manager, if it was the owner."""
    return _names(answers, OWNER) if answers.text("contract_with") == OWNER else None


def fee_claimed(answers: Answers, index: int | None, today: date) -> Derived | None:
    """What is owed."""
    owed = answers.get("fee_owed")
    return None if owed is None else Derived(owed, (), ("civil-code:944",))


def owed_until(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The day claimed up to, unless the service ended before it."""
    ended, day = answers.date("service_until"), day_of_claims(answers, today)
    return Derived(min(each for each in (ended, day) if each is not None).isoformat())


def fee_calc(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Area, standard, from when to when, how much."""
    since, until = answers.date("owed_since"), answers.date("owed_until")
    owed, standard = answers.money("fee_owed"), answers.text("fee_standard")
    if since is None or until is None or owed is None or not standard or since > until:
        return None
    area = answers.number("house_area")
    values = {"since": han_date(since), "until": han_date(until), "owed": str(owed)}
    size = "" if area is None else f"{area.normalize():f}"
    return Derived(working("fee_calc", area=size, standard=standard, **values))


def penalty_standard(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The agreed percentage for each day of delay."""
    daily = answers.number("late_rate")
    return None if daily is None else Derived(working("by_day", rate=percent(daily)))


def penalty_calc(answers: Answers, index: int | None, today: date) -> Derived | None:
    """How the penalty was computed, and how it goes on if it is to."""
    told = []
    detail = FEES.detail(answers, None, today)
    if detail is not None:
        told.append(str(detail.value))
    if answers.text("penalty_claim") == "running":
        runs_on = FEES.workings(answers, None, today)
        told += [] if runs_on is None else [str(runs_on.value)]
    return Derived("\n".join(told), tuple(told)) if told else None


def until_paid(answers: Answers, index: int | None, today: date) -> Derived | None:
    """What the choice of penalty says."""
    wanted = {"running": True, "fixed": False}.get(answers.text("penalty_claim"))
    return None if wanted is None else Derived(wanted)


def property_total(answers: Answers, index: int | None, today: date) -> Derived | None:
    """All sums claimed together."""
    return sum_of(answers, SUMS)


def property_basis(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The articles that the claims rest on, by who sues."""
    role = answers.text("plaintiff_role")
    if not role:
        return None
    articles = ["509", "577"]
    if role == MANAGER:
        articles.append("944")
    if answers.text("penalty_claim") in ("fixed", "running"):
        articles.append("585")
    return basis_of(answers, [f"civil-code:{each}" for each in articles])


PROPERTY_SERVICE: dict[str, Derivation] = {
    "fee_calc": fee_calc,
    "manager_names": manager_names,
    "owner_names": owner_names,
    "owner_side": owner_side,
    "property_basis": property_basis,
    "property_claims_service": chosen("owner_claims", "reduce", "perform"),
    "property_defendant_kind": defendant_kind,
    "property_fee_claimed": fee_claimed,
    "property_owed_until": owed_until,
    "property_penalty": FEES.penalty,
    "property_penalty_calc": penalty_calc,
    "property_penalty_standard": penalty_standard,
    "property_plaintiff_kind": plaintiff_kind,
    "property_total": property_total,
    "property_until_paid": until_paid,
}
