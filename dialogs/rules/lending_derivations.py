"""Derived answers of private lending: sums, delay, names, the law relied on."""

from __future__ import annotations

from datetime import date, timedelta

from dialogs.answers import Answers, Item, Known
from dialogs.money import Money
from dialogs.rules.citations import full_basis
from dialogs.rules.derived import Derivation, Derived
from dialogs.rules.loans import LoanAccount, accounts, as_of, due_day
from dialogs.rules.numerals import han_date
from dialogs.rules.parties import party_name
from dialogs.rules.rates import CAP_CHANGE
from dialogs.rules.wording import working
from dialogs.rules.workings import interest_lines, principal_lines, until_paid_lines

__all__ = ["LENDING"]

SET_OFF = ("civil-code:560", "civil-code:561")
NO_MONEY = Money.zero()


def claims_as_of(answers: Answers, index: int | None, today: date) -> Derived:
    """Today."""
    return Derived(today.isoformat())


def loan_balance(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Principal left on one loan."""
    opened = accounts(answers, today)
    if opened is None or index is None:
        return None
    mine = tuple(each for each in opened if each.index == index)
    return Derived(mine[0].account.principal.canonical(), principal_lines(mine), SET_OFF)


def principal_claimed(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Principal left on all loans."""
    opened = accounts(answers, today)
    if opened is None:
        return None
    left = sum((each.account.principal for each in opened), NO_MONEY)
    sources = ("fashi-2020-17:26", *(SET_OFF if answers.count("repayments") else ()))
    return Derived(left.canonical(), principal_lines(opened), sources)


def repaid_principal(answers: Answers, index: int | None, today: date) -> Derived | None:
    """What of all repayments went to principal."""
    opened = accounts(answers, today)
    if opened is None:
        return None
    paid = sum((each.account.paid_principal for each in opened), NO_MONEY)
    return Derived(paid.canonical(), (), SET_OFF)


def repaid_interest(answers: Answers, index: int | None, today: date) -> Derived | None:
    """What of all repayments went to interest."""
    opened = accounts(answers, today)
    if opened is None:
        return None
    paid = sum((each.account.paid_interest for each in opened), NO_MONEY)
    return Derived(paid.canonical(), (), SET_OFF)


def _charged(answers: Answers, today: date) -> tuple[LoanAccount, ...] | None:
    if answers.text("interest_claim") in ("", "none"):
        return None
    return accounts(answers, today)


def _interest(opened: tuple[LoanAccount, ...]) -> Money:
    return sum((max(each.account.due, NO_MONEY) for each in opened), NO_MONEY)


INTEREST_SOURCES = ("fashi-2020-17:25", "fashi-2020-17:28", "civil-code:561")


def interest_claimed(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Interest up to the day claimed; None while a rate is unknown or not verified."""
    opened = _charged(answers, today)
    if opened is None or any(each.account.unknown for each in opened):
        return None
    interest = _interest(opened)
    lines = list(interest_lines(opened))
    code = "interest_sum" if interest else "interest_nothing"
    lines.append(working(code, amount=str(interest)))
    return Derived(interest.canonical(), tuple(lines), INTEREST_SOURCES)


def interest_workings(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The whole computation as text, with how it runs on until payment."""
    opened = _charged(answers, today)
    if opened is None:
        return None
    lines = list(interest_lines(opened))
    if not any(each.account.unknown for each in opened):
        lines.append(working("interest_sum", amount=str(_interest(opened))))
    if _until_paid(answers):
        lines.extend(until_paid_lines(opened, as_of(answers, today)))
    return Derived("\n".join(lines), tuple(lines), INTEREST_SOURCES)


def _until_paid(answers: Answers) -> bool:
    told = answers.get("interest_until_paid")
    return bool(told) if told is not None else answers.text("interest_claim") in ("overdue", "both")


def interest_until_paid(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Interest after the due day runs until payment; interest of the term alone does not."""
    claim = answers.text("interest_claim")
    return None if claim in ("", "none") else Derived(claim in ("overdue", "both"))


def total_claimed(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Principal, interest, costs and other sums claimed together."""
    principal = answers.money("principal_claimed")
    claim = answers.text("interest_claim")
    interest = answers.money("interest_claimed")
    if principal is None or not claim:
        return None
    if claim != "none" and interest is None and not _settled(answers, "interest_claimed"):
        return None
    costs = answers.money("costs_amount") if answers.get("costs_claimed") else None
    other = answers.money("other_claims_amount")
    parts = [each or NO_MONEY for each in (principal, interest, costs, other)]
    total = sum(parts, NO_MONEY)
    words = [str(each) if each else "" for each in (principal, interest, costs, other)]
    names = ("principal", "interest", "costs", "other")
    line = working("total", total=str(total), **dict(zip(names, words, strict=True)))
    return Derived(total.canonical(), (line,), ("civil-procedure-interpretation:201",))


def _settled(answers: Answers, path: str) -> bool:
    return answers.known(path) is not Known.MISSING


def overdue(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Whether any loan is past its due day and not repaid in full."""
    opened = accounts(answers, today)
    if opened is None:
        return None
    until = as_of(answers, today)
    late = [each for each in opened if each.terms.due_on and each.terms.due_on < until]
    if any(each.account.principal for each in late):
        return Derived(True, (), ("civil-code:676",))
    open_ended = any(each.terms.due_on is None and each.account.principal for each in opened)
    return None if open_ended else Derived(False)


def _first_late_day(answers: Answers, today: date) -> date | None:
    opened = accounts(answers, today) or ()
    until = as_of(answers, today)
    days = [
        each.terms.due_on
        for each in opened
        if each.terms.due_on and each.terms.due_on < until and each.account.principal
    ]
    return min(days) + timedelta(days=1) if days else None


def overdue_since(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The day after the earliest due day that was missed."""
    since = _first_late_day(answers, today)
    if since is None:
        return None
    line = working("overdue_since", due=han_date(since - timedelta(days=1)))
    return Derived(since.isoformat(), (line,), ("civil-code:676",))


def overdue_days(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Days from the first day of delay to the day claimed, both counted."""
    since = answers.date("overdue_since") or _first_late_day(answers, today)
    until = as_of(answers, today)
    if since is None or since > until:
        return None
    days = str((until - since).days + 1)
    line = working("overdue_days", since=han_date(since), until=han_date(until), days=days)
    return Derived(days, (line,))


def loan_term_from(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The day the money was given."""
    given = answers.get(f"loans[{index}].delivered_on")
    return None if given is None else Derived(given)


def loan_is_due(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Whether the agreed day, or the time given by a demand, has passed."""
    due = None if index is None else due_day(Item(answers, "loans", index))
    return None if due is None else Derived(due < as_of(answers, today))


def rate_basis(answers: Answers, index: int | None, today: date) -> Derived | None:
    """A figure was given, so the rate is a fixed one."""
    return Derived("fixed") if answers.get(f"loans[{index}].rate") is not None else None


def lender_names(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The plaintiffs, unless the claim came to them from somebody else."""
    if answers.text("claim_acquired"):
        return None
    names = [party_name(party) for party in answers.items("plaintiffs")]
    return Derived("、".join(names)) if names and all(names) else None


def borrower_names(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The defendants who borrowed."""
    parties = [each for each in answers.items("defendants") if each.text("role") == "borrower"]
    names = [party_name(party) for party in parties]
    return Derived("、".join(names)) if names and all(names) else None


def _basis_cites(answers: Answers) -> list[str]:
    claim = answers.text("interest_claim")
    code, rules = ["667", "675"], ["2"]
    if claim in ("agreed", "both"):
        code.append("674")
        rules.append("25")
    if claim in ("overdue", "both"):
        code.append("676")
        rules.append("28")
    if answers.get("costs_claimed"):
        rules.append("29")
    if answers.count("repayments"):
        code.append("561")
    sureties = [g for g in answers.items("guarantees") if g.text("kind") == "surety"]
    if sureties and answers.get("claim_guarantee"):
        joint = any(each.text("mode") == "joint" for each in sureties)
        code += ["681", "688" if joint else "687", "691"]
    roles = {party.text("role") for party in answers.items("defendants")}
    code += ["1064"] if "spouse" in roles else []
    rules += ["22"] if "company" in roles else []
    formed = [loan.date("delivered_on") for loan in answers.items("loans")]
    if claim not in ("", "none") and any(day and day < CAP_CHANGE for day in formed):
        rules.append("31")
    return [f"civil-code:{each}" for each in code] + [f"fashi-2020-17:{each}" for each in rules]


def basis_law(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The articles that the claims rest on, by what is claimed."""
    if not answers.text("interest_claim"):
        return None
    cites = _basis_cites(answers)
    return Derived(full_basis(cites), (), tuple(cites))


LENDING: dict[str, Derivation] = {
    "claims_as_of": claims_as_of,
    "loan_balance": loan_balance,
    "principal_claimed": principal_claimed,
    "repaid_principal": repaid_principal,
    "repaid_interest": repaid_interest,
    "interest_claimed": interest_claimed,
    "interest_workings": interest_workings,
    "interest_until_paid": interest_until_paid,
    "total_claimed": total_claimed,
    "overdue": overdue,
    "overdue_since": overdue_since,
    "overdue_days": overdue_days,
    "loan_term_from": loan_term_from,
    "loan_is_due": loan_is_due,
    "rate_basis": rate_basis,
    "lender_names": lender_names,
    "borrower_names": borrower_names,
    "basis_law": basis_law,
}
