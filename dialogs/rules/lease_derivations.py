"""Derived answers of house leases: who lets, what is owed, which rows are claimed, the law.

Reads `plaintiff_role` (landlord, tenant), `landlord_claims` and `tenant_claims` (choices), and the
keys of `dialogs.rules.housing` and `dialogs.rules.arrears`.
"""

from __future__ import annotations

from datetime import date, timedelta

from dialogs.answers import Answers, Known
from dialogs.rules.arrears import Arrears
from dialogs.rules.choosing_claims import chosen
from dialogs.rules.claim_sums import sum_of
from dialogs.rules.contract_derivations import basis_of, day_of_claims, names_of
from dialogs.rules.derived import Derivation, Derived
from dialogs.rules.numerals import han_date
from dialogs.rules.wording import working

__all__ = ["LEASE"]

SUMS = (
    "rent_due_claimed",
    "interest_claimed",
    "penalty_claimed",
    "occupancy_claimed",
    "utilities_claimed",
    "deposit_claimed",
    "rent_refund_claimed",
    "damages_claimed",
    "costs_amount",
    "other_claims_amount",
)
RENT = Arrears("rent_month", "rent_due_claimed")


def _names(answers: Answers, role: str) -> Derived | None:
    told = answers.text("plaintiff_role")
    if not told:
        return None
    if told == role:
        return None if answers.text("claim_acquired") else names_of(answers.items("plaintiffs"))
    every = list(answers.items("defendants"))
    return names_of(each for each in every if each.text("role") == "debtor")


def landlord_names(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Plaintiffs or defendants, by who sues."""
    return _names(answers, "landlord")


def tenant_names(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Plaintiffs or defendants, by who sues."""
    return _names(answers, "tenant")


def rescission(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Whether either side asks to rescind."""
    role = answers.text("plaintiff_role")
    return chosen(f"{role}_claims", "rescind")(answers, index, today) if role else None


def rent_paid_from(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Rent that was paid at all was paid from the first day of the lease."""
    begins, paid = answers.date("lease_from"), answers.date("rent_paid_until")
    if begins is None or paid is None or paid < begins:
        return None
    return Derived(begins.isoformat())


def rent_owed_since(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The day after the last day paid for; the first day of the lease if nothing was paid."""
    paid = answers.date("rent_paid_until")
    if paid is not None:
        since = paid + timedelta(days=1)
        line = working("owed_after_paid", paid=han_date(paid))
    elif answers.known("rent_paid_until") is Known.NONE and answers.date("lease_from"):
        since = answers.date("lease_from") or today
        line = working("owed_from_start", start=han_date(since))
    else:
        return None
    if since > day_of_claims(answers, today):
        return None
    return Derived(since.isoformat(), (line,))


def rent_due_claimed(answers: Answers, index: int | None, today: date) -> Derived | None:
    """What is owed."""
    owed = answers.get("rent_owed")
    return None if owed is None else Derived(owed, (), ("civil-code:579",))


def _rent_until(answers: Answers, today: date) -> date:
    """The last day of rent: the day claimed up to, or the end of the lease before it."""
    ends = (answers.date(key) for key in ("lease_until", "rescinded_on"))
    return min(day for day in (*ends, day_of_claims(answers, today)) if day is not None)


def rent_detail(answers: Answers, index: int | None, today: date) -> Derived | None:
    """From when to when, at what rent, how much."""
    since, owed = answers.date("owed_since"), answers.money("rent_owed")
    monthly, until = answers.money("rent_month"), _rent_until(answers, today)
    if since is None or owed is None or monthly is None or since > until:
        return None
    values = {"since": han_date(since), "until": han_date(until)}
    return Derived(working("rent_detail", monthly=str(monthly), owed=str(owed), **values))


def deposit_claimed(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The deposit that was paid."""
    deposit = answers.get("deposit")
    return None if deposit is None else Derived(deposit)


def return_detail(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Which house is to be given back, and the losses of a landlord who claims any."""
    claims = answers.get("landlord_claims") or ()
    address, losses = answers.text("house_address"), answers.money("damages_claimed")
    told = []
    if "return_house" in claims and address:
        told.append(working("return_house", address=address))
    if "losses" in claims and losses is not None:
        detail = answers.text("damages_detail")
        told.append(working("pay_losses", amount=str(losses), detail=detail))
    return Derived("；".join(told)) if told else None


def paid_in_parts(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Whether rent is paid at once or by the month, the quarter …"""
    cycle = answers.text("pay_cycle")
    return Derived("at_once" if cycle == "once" else "instalments") if cycle else None


def lease_total(answers: Answers, index: int | None, today: date) -> Derived | None:
    """All sums claimed together."""
    return sum_of(answers, SUMS)


def lease_basis(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The articles that the claims rest on."""
    role = answers.text("plaintiff_role")
    if not role:
        return None
    articles = ["509", "577"]
    claims = answers.get(f"{role}_claims") or ()
    if "rent" in claims:
        articles.append("579")
    if role == "landlord" and "rescind" in claims and answers.date("rent_demanded_on"):
        articles.append("722")
    if answers.text("late_claim") in ("penalty", "both"):
        articles.append("585")
    return basis_of(answers, [f"civil-code:{each}" for each in articles])


LEASE: dict[str, Derivation] = {
    "deposit_claimed": deposit_claimed,
    "landlord_names": landlord_names,
    "lease_basis": lease_basis,
    "lease_claims_deliver": chosen("tenant_claims", "deliver"),
    "lease_claims_deposit": chosen("tenant_claims", "deposit_back"),
    "lease_claims_occupancy": chosen("landlord_claims", "occupancy"),
    "lease_claims_return": chosen("landlord_claims", "return_house", "losses"),
    "lease_claims_utilities": chosen("landlord_claims", "utilities"),
    "lease_rescission": rescission,
    "lease_total": lease_total,
    "paid_in_parts": paid_in_parts,
    "rent_detail": rent_detail,
    "rent_due_claimed": rent_due_claimed,
    "rent_late_base": RENT.base,
    "rent_late_detail": RENT.detail,
    "rent_late_interest": RENT.interest,
    "rent_late_penalty": RENT.penalty,
    "rent_late_workings": RENT.workings,
    "rent_owed_since": rent_owed_since,
    "rent_paid_from": rent_paid_from,
    "return_detail": return_detail,
    "tenant_names": tenant_names,
}
