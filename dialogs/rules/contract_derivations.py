"""Derived answers that contracts for money share: who is what, sums, delay, the law relied on.

Reads `side` (seller or buyer), `due_on` or `owed_since`, and the keys of claims in `CLAIMS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from dialogs.answers import Answers, Item
from dialogs.money import Money
from dialogs.rules.citations import full_basis
from dialogs.rules.claim_sums import sum_of
from dialogs.rules.derived import Derivation, Derived
from dialogs.rules.numerals import han_date, percent
from dialogs.rules.parties import party_name
from dialogs.rules.wording import working

__all__ = [
    "CONTRACTS",
    "basis_of",
    "daily_penalty",
    "day_of_claims",
    "first_late_day",
    "guarantee_cites",
    "itemised",
    "names_of",
]

CLAIMS = (
    "principal_claimed",
    "price_claimed",
    "compensation_claimed",
    "rent_due_claimed",
    "rent_future_claimed",
    "option_price_claimed",
    "premium_claimed",
    "term_interest_claimed",
    "interest_claimed",
    "penalty_interest_claimed",
    "compound_claimed",
    "late_fee_claimed",
    "penalty_claimed",
    "fee_claimed",
    "damages_claimed",
    "refund_claimed",
    "costs_amount",
    "other_claims_amount",
)
"""Sums that may be claimed; together they are the sum in dispute (民诉法解释 201)."""


def names_of(parties: Iterable[Item]) -> Derived | None:
    """Their names, if each has one."""
    names = [party_name(party) for party in parties]
    return Derived("、".join(names)) if names and all(names) else None


def creditor_names(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The plaintiffs, unless the claim came to them from somebody else."""
    return None if answers.text("claim_acquired") else names_of(answers.items("plaintiffs"))


def debtor_names(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The defendants with whom the contract was made."""
    roles = (each for each in answers.items("defendants") if each.text("role") == "debtor")
    return names_of(roles)


def contract_defendant_role(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Whoever is named as guarantor is the surety; the one other defendant is the debtor."""
    if index is None:
        return None
    name = party_name(Item(answers, "defendants", index))
    for each in answers.items("guarantees"):
        if name and each.text("kind") == "surety" and each.text("guarantor") == name:
            return Derived("surety")
    return Derived("debtor") if answers.count("defendants") == 1 else None


def sum_claimed(answers: Answers, index: int | None, today: date) -> Derived | None:
    """All sums claimed together, with their names."""
    return sum_of(answers, CLAIMS)


def itemised(answers: Answers, keys: Sequence[str]) -> Derived | None:
    """The sums told at these keys by name, with their total if there are several."""
    told = [key for key in keys if answers.money(key) is not None]
    if len(told) != 1:
        found = sum_of(answers, keys)
        return None if found is None else Derived("\n".join(found.workings))
    return Derived(working(f"part_{told[0]}", amount=str(answers.money(told[0]))))


def day_of_claims(answers: Answers, today: date) -> date:
    """The day up to which sums are claimed."""
    return answers.date("claims_as_of") or today


def daily_penalty(base: Money, daily: Decimal, since: date, until: date) -> Derived:
    """The agreed percentage of `base` for each day of delay, with its working."""
    days = (until - since).days
    penalty = Money(base.yuan * daily * days / 100)
    line = working(
        "daily_penalty",
        since=han_date(since),
        until=han_date(until),
        days=str(days),
        base=str(base),
        rate=percent(daily),
        penalty=str(penalty),
    )
    return Derived(penalty.canonical(), (line,), ("civil-code:585",))


def first_late_day(answers: Answers) -> date | None:
    """The day after the one on which the other side had to perform at last."""
    due = answers.date("due_on") or answers.date("owed_since")
    return None if due is None else due + timedelta(days=1)


def overdue_since(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The first day of delay, as told."""
    since = answers.date("owed_since")
    return None if since is None else Derived(since.isoformat())


def is_overdue(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Whether that day has come."""
    since = answers.date("owed_since")
    return None if since is None else Derived(since <= day_of_claims(answers, today))


def days_overdue(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Days from the first day of delay to the day claimed, both counted."""
    since, until = answers.date("owed_since"), day_of_claims(answers, today)
    if since is None or since > until:
        return None
    days = str((until - since).days + 1)
    line = working("overdue_days", since=han_date(since), until=han_date(until), days=days)
    return Derived(days, (line,))


def always(answers: Answers, index: int | None, today: date) -> Derived:
    """What the choice before it already says."""
    return Derived(True)


def guarantee_cites(answers: Answers) -> list[str]:
    """Articles on suretyship, if a surety is to pay."""
    sureties = [each for each in answers.items("guarantees") if each.text("kind") == "surety"]
    if not sureties or not answers.get("claim_guarantee"):
        return []
    joint = any(each.text("mode") == "joint" for each in sureties)
    articles = ("681", "688" if joint else "687", "691")
    return [f"civil-code:{each}" for each in articles]


def basis_of(answers: Answers, cites: Sequence[str]) -> Derived:
    """The articles that the claims rest on, as a complaint names them."""
    spouse = any(each.text("role") == "spouse" for each in answers.items("defendants"))
    more = ["civil-code:1064"] if spouse else []
    every = list(dict.fromkeys([*cites, *guarantee_cites(answers), *more]))
    return Derived(full_basis(every), (), tuple(every))


CONTRACTS: dict[str, Derivation] = {
    "always": always,
    "contract_defendant_role": contract_defendant_role,
    "creditor_names": creditor_names,
    "days_overdue": days_overdue,
    "debtor_names": debtor_names,
    "is_overdue": is_overdue,
    "owed_since_day": overdue_since,
    "sum_claimed": sum_claimed,
}
