"""Derived answers of finance leases: what is claimed, rent left to pay, charges, the law."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dialogs.answers import Answers, Known
from dialogs.money import Money
from dialogs.rules.contract_derivations import basis_of, itemised
from dialogs.rules.derived import Derivation, Derived
from dialogs.rules.wording import working

__all__ = ["FINANCE_LEASE"]

RENT = ("rent_due_claimed", "rent_future_claimed")
RENT_AND_OPTION = (*RENT, "option_price_claimed")
CHARGES = ("penalty_claimed", "late_fee_claimed", "damages_claimed")


def _claims(answers: Answers, kind: str) -> Derived | None:
    claim = answers.text("lease_claim")
    return Derived(claim == kind) if claim else None


def lease_all_rent(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Whether all rent is claimed (民法典 752)."""
    return _claims(answers, "all_rent")


def lease_rescinds(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Whether the contract is to end and the thing to come back (民法典 752)."""
    return _claims(answers, "rescind")


def lease_ends(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The last day of the lease: limitation of rent in parts runs from the last (民法典 189)."""
    term = answers.get("lease_term")
    last = term.get("to") if isinstance(term, dict) else None
    return Derived(last, (), ("civil-code:189",)) if last else None


def _sum(answers: Answers, keys: Sequence[str]) -> Money | None:
    told = [amount for key in keys if (amount := answers.money(key)) is not None]
    return sum(told, Money.zero()) if told else None


def rent_unpaid_total(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Rent due and rent to come."""
    total = _sum(answers, RENT)
    return None if total is None else Derived(total.canonical())


def finance_late_base(answers: Answers, index: int | None, today: date) -> Derived | None:
    """What goes on bearing a penalty: the rent claimed."""
    return rent_unpaid_total(answers, index, today)


def lease_rent_paid(answers: Answers, index: int | None, today: date) -> Derived | None:
    """All rent, less what is due and what is to come; None where only rent due is claimed."""
    whole, left = answers.money("rent_total"), _sum(answers, RENT)
    settled = answers.known("rent_future_claimed") is not Known.MISSING
    if whole is None or left is None or not settled or left > whole:
        return None
    if answers.money("rent_due_claimed") is None:
        return None
    paid = whole - left
    line = working("rent_paid_of", whole=str(whole), left=str(left), paid=str(paid))
    return Derived(paid.canonical(), (line,))


def rent_claim_detail(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Rent and option price item by item."""
    return itemised(answers, RENT_AND_OPTION)


def lease_charges_detail(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Penalty, late fee and damages item by item."""
    return itemised(answers, CHARGES)


def rent_owed_sum(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Rent in arrears with its charges (row 14)."""
    total = _sum(answers, ("rent_due_claimed", *CHARGES))
    return None if total is None else Derived(total.canonical())


def finance_lease_basis(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The articles that a lessor's claims rest on."""
    if not answers.text("lease_claim"):
        return None
    articles = ["577", "735", "752"]
    articles += ["585"] if answers.money("penalty_claimed") is not None else []
    return basis_of(answers, [f"civil-code:{each}" for each in sorted(articles)])


FINANCE_LEASE: dict[str, Derivation] = {
    "finance_lease_basis": finance_lease_basis,
    "lease_all_rent": lease_all_rent,
    "lease_charges_detail": lease_charges_detail,
    "lease_ends": lease_ends,
    "lease_rent_paid": lease_rent_paid,
    "lease_rescinds": lease_rescinds,
    "rent_claim_detail": rent_claim_detail,
    "finance_late_base": finance_late_base,
    "rent_owed_sum": rent_owed_sum,
    "rent_unpaid_total": rent_unpaid_total,
}
