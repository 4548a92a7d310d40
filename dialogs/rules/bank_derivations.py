"""Derived answers of loans and cards of banks: repaid sums, interest, the law relied on."""

from __future__ import annotations

from datetime import date

from dialogs.answers import Answers
from dialogs.money import Money
from dialogs.rules.claim_sums import sum_of
from dialogs.rules.contract_derivations import basis_of, day_of_claims, itemised
from dialogs.rules.derived import Derivation, Derived
from dialogs.rules.numerals import han_date, percent
from dialogs.rules.wording import working

__all__ = ["BANK"]

INTEREST = ("term_interest_claimed", "compound_claimed", "penalty_interest_claimed")


def amount_disbursed(answers: Answers, index: int | None, today: date) -> Derived | None:
    """All payments together; None while one is not known."""
    paid = [each.money("amount") for each in answers.items("disbursements")]
    known = [amount for amount in paid if amount is not None]
    if not paid or len(known) < len(paid):
        return None
    return Derived(sum(known, Money.zero()).canonical())


def disbursed_first(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The day of the first payment."""
    days = [each.date("paid_on") for each in answers.items("disbursements")]
    known = [day for day in days if day is not None]
    return Derived(min(known).isoformat()) if known else None


def bank_repaid_principal(answers: Answers, index: int | None, today: date) -> Derived | None:
    """What was paid out, less the principal that is still owed."""
    out, left = answers.money("amount_disbursed"), answers.money("principal_claimed")
    if out is None or left is None or left > out:
        return None
    repaid = out - left
    line = working("repaid_of", whole=str(out), left=str(left), repaid=str(repaid))
    return Derived(repaid.canonical(), (line,))


def due_day_over(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Whether the agreed day has passed."""
    due = answers.date("due_on")
    return None if due is None else Derived(due < day_of_claims(answers, today))


def bank_interest_total(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Interest of the term, compound interest and interest of delay together."""
    told = [amount for key in INTEREST if (amount := answers.money(key)) is not None]
    return Derived(sum(told, Money.zero()).canonical()) if told else None


def bank_workings(answers: Answers, index: int | None, today: date) -> Derived | None:
    """At which rates the sums were computed, and how they go on."""
    rate = answers.number("rate")
    if rate is None:
        return None
    late = answers.number("penalty_rate")
    lines = [working("bank_term_rate", rate=percent(rate))]
    if late is not None:
        lines.append(working("bank_late_rate", rate=percent(late)))
    principal = answers.money("principal_claimed")
    if answers.get("interest_until_paid") and principal is not None:
        since = han_date(day_of_claims(answers, today))
        values = {"base": str(principal), "since": since, "rate": percent(late or rate)}
        code = "bank_goes_on" if late is not None else "bank_goes_on_as_agreed"
        lines.append(working(code, **values))
    return Derived("\n".join(lines), tuple(lines))


def bank_basis(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The articles that the claims rest on."""
    if answers.money("principal_claimed") is None:
        return None
    articles = ["667", "674", "675"]
    if answers.money("penalty_interest_claimed") is not None:
        articles.append("676")
    if answers.text("early_repayment") in ("accelerate", "rescind"):
        articles.append("673")
    return basis_of(answers, [f"civil-code:{each}" for each in sorted(articles)])


CHARGES = (
    "interest_claimed",
    "penalty_interest_claimed",
    "compound_claimed",
    "late_fee_claimed",
    "penalty_claimed",
    "fee_claimed",
)
"""What is owed on a credit card beside the principal, in the order of form 10."""


def charges_total(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Everything owed on the card beside the principal."""
    return sum_of(answers, CHARGES)


def charges_detail(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The same item by item."""
    return itemised(answers, CHARGES)


def card_basis(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The articles that the claims on a card rest on."""
    if answers.money("principal_claimed") is None:
        return None
    articles = ["577", "674", "675", "676"]
    articles += ["585"] if answers.money("penalty_claimed") is not None else []
    return basis_of(answers, [f"civil-code:{each}" for each in sorted(articles)])


BANK: dict[str, Derivation] = {
    "card_basis": card_basis,
    "charges_detail": charges_detail,
    "charges_total": charges_total,
    "amount_disbursed": amount_disbursed,
    "bank_basis": bank_basis,
    "bank_interest_total": bank_interest_total,
    "bank_repaid_principal": bank_repaid_principal,
    "bank_workings": bank_workings,
    "disbursed_first": disbursed_first,
    "due_day_over": due_day_over,
}
