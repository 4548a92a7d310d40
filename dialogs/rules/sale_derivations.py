"""Derived answers of sales: who sells, what is left to pay, delay, interest of delay."""

from __future__ import annotations

from datetime import date

from dialogs.answers import Answers, Known
from dialogs.money import Money
from dialogs.rules.contract_derivations import (
    basis_of,
    daily_penalty,
    day_of_claims,
    first_late_day,
    names_of,
)
from dialogs.rules.derived import Derivation, Derived
from dialogs.rules.interest import simple_interest
from dialogs.rules.numerals import han_date, percent
from dialogs.rules.wording import working

__all__ = ["SALE"]

NO_MONEY = Money.zero()


def _side(answers: Answers) -> str:
    return answers.text("side")


def _names(answers: Answers, side: str) -> Derived | None:
    if not _side(answers):
        return None
    if _side(answers) == side:
        return None if answers.text("claim_acquired") else names_of(answers.items("plaintiffs"))
    every = list(answers.items("defendants"))
    return names_of(each for each in every if each.text("role") == "debtor")


def seller_names(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Plaintiffs or defendants, by who sues."""
    return _names(answers, "seller")


def buyer_names(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Plaintiffs or defendants, by who sues."""
    return _names(answers, "buyer")


def sale_online(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Whether it was bought on the net (J07)."""
    form = answers.text("contract_form")
    return Derived(form == "online") if form else None


def _paid(answers: Answers) -> Money | None:
    if answers.known("price_paid") is Known.NONE:
        return NO_MONEY
    return answers.money("price_paid")


def paid_on_time(answers: Answers, index: int | None, today: date) -> Derived | None:
    """What was paid, less what was paid late."""
    paid, late = _paid(answers), answers.money("paid_late") or NO_MONEY
    if paid is None or late > paid:
        return None
    return Derived((paid - late).canonical())


def _whole(answers: Answers) -> Money | None:
    """What a statement of account says is owed, else the whole price."""
    return answers.money("statement_amount") or answers.money("total_price")


def price_unpaid(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The price, or the sum of the last statement, less what was paid."""
    whole, paid = _whole(answers), _paid(answers)
    if whole is None or paid is None or paid > whole:
        return None
    left = whole - paid
    line = working("price_left", whole=str(whole), paid=str(paid), left=str(left))
    return Derived(left.canonical(), (line,), ("civil-code:626",))


def price_claimed(answers: Answers, index: int | None, today: date) -> Derived | None:
    """What is left to pay."""
    if _side(answers) != "seller":
        return None
    left = answers.money("price_unpaid")
    if left is None:
        return price_unpaid(answers, index, today)
    return Derived(left.canonical(), (), ("civil-code:626",))


def sale_delayed(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Whether the last day has passed and something is still owed."""
    since = first_late_day(answers)
    if since is None:
        return None
    if since > day_of_claims(answers, today):
        return Derived(False)
    if _side(answers) == "seller":
        left = answers.money("price_unpaid")
        return None if left is None else Derived(bool(left), (), ("civil-code:628",))
    missing = answers.text("goods_missing") or answers.text("goods_late")
    none = answers.known("goods_missing") is Known.NONE
    return Derived(True) if missing else Derived(False) if none else None


def delay_kind(answers: Answers, index: int | None, today: date) -> Derived | None:
    """A seller waits for money, a buyer for goods."""
    kinds = {"seller": "payment", "buyer": "delivery"}
    kind = kinds.get(_side(answers))
    return None if kind is None else Derived(kind)


def delay_time(answers: Answers, index: int | None, today: date) -> Derived | None:
    """From the first day of delay until now."""
    since = first_late_day(answers)
    if since is None or since > day_of_claims(answers, today):
        return None
    return Derived(working("delay_from", since=han_date(since)))


def sale_interest(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Interest of delay at the rate told; None by LPR, whose later values are not verified."""
    base, rate = answers.money("price_claimed"), answers.number("interest_rate")
    since, until = first_late_day(answers), day_of_claims(answers, today)
    if base is None or rate is None or since is None or since >= until:
        return None
    days = (until - since).days
    interest = simple_interest(base, rate, days)
    line = working(
        "accrued",
        loan="",
        since=han_date(since),
        until=han_date(until),
        days=str(days),
        base=str(base),
        rate=percent(rate),
        interest=str(interest),
    )
    return Derived(interest.canonical(), (line,))


def sale_penalty(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The sum agreed, or the agreed percentage for each day of delay."""
    fixed = answers.money("penalty_agreed")
    if fixed is not None:
        line = working("agreed_penalty", amount=str(fixed))
        return Derived(fixed.canonical(), (line,), ("civil-code:585",))
    base, daily = answers.money("price_claimed"), answers.number("late_rate")
    since, until = first_late_day(answers), day_of_claims(answers, today)
    if base is None or daily is None or since is None or since >= until:
        return None
    return daily_penalty(base, daily, since, until)


def late_base(answers: Answers, index: int | None, today: date) -> Derived | None:
    """What goes on bearing interest: the price claimed."""
    base = answers.get("price_claimed")
    return None if base is None else Derived(base)


def late_standard(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The rate at which it goes on."""
    told = []
    claim = answers.text("late_claim")
    rate, daily = answers.number("interest_rate"), answers.number("late_rate")
    if claim in ("interest", "both"):
        if rate is not None:
            told.append(working("by_year", rate=percent(rate)))
        elif answers.known("interest_rate") is Known.NONE:
            told.append(working("by_lpr"))
    if claim in ("penalty", "both") and daily is not None:
        told.append(working("by_day", rate=percent(daily)))
    return Derived("，".join(told)) if told else None


def late_workings(answers: Answers, index: int | None, today: date) -> Derived | None:
    """How interest and penalty were computed and how they go on."""
    base, since = answers.money("price_claimed"), first_late_day(answers)
    standard = answers.text("late_standard")
    if base is None or since is None or not standard:
        return None
    rules = {"interest_claimed": sale_interest, "penalty_claimed": sale_penalty}
    lines: list[str] = []
    for path, rule in rules.items():
        found = rule(answers, None, today)
        if found is not None and found.value == answers.get(path):
            lines.extend(found.workings)
    goes_on = han_date(day_of_claims(answers, today) if lines else since)
    lines.append(working("late_until_paid", base=str(base), since=goes_on, standard=standard))
    return Derived("\n".join(lines), tuple(lines))


def late_sum(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Interest, penalty and damages together (row 15)."""
    keys = ("interest_claimed", "penalty_claimed", "damages_claimed")
    told = [amount for key in keys if (amount := answers.money(key)) is not None]
    return Derived(sum(told, NO_MONEY).canonical()) if told else None


def perform_duty(answers: Answers, index: int | None, today: date) -> Derived | None:
    """A seller wants payment, a buyer the goods."""
    duties = {"seller": "pay", "buyer": "supply"}
    duty = duties.get(_side(answers))
    return None if duty is None else Derived(duty)


def sale_basis(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The articles that the claims rest on, by who claims what."""
    if not _side(answers):
        return None
    articles = ["509", "577"]
    if _side(answers) == "seller":
        articles += ["579", "626", "628"]
    if answers.text("late_claim") in ("penalty", "both"):
        articles.append("585")
    return basis_of(answers, [f"civil-code:{each}" for each in articles])


SALE: dict[str, Derivation] = {
    "buyer_names": buyer_names,
    "delay_kind": delay_kind,
    "delay_time": delay_time,
    "late_base": late_base,
    "late_standard": late_standard,
    "late_sum": late_sum,
    "late_workings": late_workings,
    "paid_on_time": paid_on_time,
    "perform_duty": perform_duty,
    "price_claimed": price_claimed,
    "price_unpaid": price_unpaid,
    "sale_basis": sale_basis,
    "sale_delayed": sale_delayed,
    "sale_interest": sale_interest,
    "sale_online": sale_online,
    "sale_penalty": sale_penalty,
    "seller_names": seller_names,
}
