"""The loans of a case as accounts: terms from the answers, repayments set off among them.

Source: 民法典 560 (which of several debts a repayment meets), 561; 法释〔2020〕17号 26, 27.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from threading import Lock

from dialogs.answers import Answers, Item, Known
from dialogs.money import Money
from dialogs.rules.interest import Account, Toward
from dialogs.rules.rates import Phase, Terms, lpr_on, rate_periods

__all__ = [
    "LoanAccount",
    "Repayment",
    "accounts",
    "as_of",
    "due_day",
    "loan_terms",
    "principal_of",
]

CHARGED = {
    "agreed": frozenset({Phase.TERM}),
    "overdue": frozenset({Phase.OVERDUE}),
    "both": frozenset({Phase.TERM, Phase.OVERDUE}),
}


@dataclass(frozen=True, slots=True)
class Repayment:
    """One repayment, as told; `loan` is the index of the loan named, if one was."""

    on: date
    amount: Money
    toward: Toward
    loan: int | None
    index: int


@dataclass(frozen=True, slots=True, eq=False)
class LoanAccount:
    """One loan on the day up to which is claimed."""

    index: int
    terms: Terms
    account: Account
    started_with: Money
    renewed: bool = False


def as_of(answers: Answers, today: date) -> date:
    """The day up to which sums are claimed."""
    return answers.date("claims_as_of") or today


def principal_of(loan: Item) -> Money | None:
    """What was really lent; the sum agreed where nobody knows what was handed over (26)."""
    delivered = loan.money("amount_delivered")
    if delivered is not None:
        return delivered
    if loan.known("amount_delivered") is Known.UNKNOWN:
        return loan.money("amount_agreed")
    return None


def agreed_rate(loan: Item, formed_on: date) -> Decimal | None:
    """Percent a year, 0 if no interest was agreed or nobody can say what, None if not known yet."""
    if loan.get("rate_basis") == "lpr_multiple":
        times, lpr = loan.number("lpr_multiple"), lpr_on(formed_on)
        return None if times is None or lpr is None else times * lpr
    if loan.get("rate_basis") == "unclear":
        return Decimal(0)
    rate = loan.number("rate")
    if rate is not None:
        return rate
    return Decimal(0) if loan.known("rate") is Known.NONE else None


def due_day(loan: Item) -> date | None:
    """The agreed day of repayment; where none was agreed, the end of the time a demand gave.

    Source: 民法典 675.
    """
    return loan.date("due_on") or loan.date("grace_until")


def loan_terms(loan: Item) -> Terms | None:
    """The terms of one loan, None until the day of lending is known.

    A later settlement (a renewed IOU) starts the account anew on its own day.
    """
    delivered = loan.date("delivered_on")
    if delivered is None:
        return None
    signed = loan.date("signed_on")
    formed = delivered if signed is None else min(signed, delivered)
    settled = loan.date("settlement_on") if loan.money("settlement_amount") else None
    return Terms(
        settled or delivered,
        formed,
        due_day(loan),
        agreed_rate(loan, formed),
        loan.number("overdue_rate"),
    )


def repayments(answers: Answers) -> list[Repayment]:
    """All repayments with an amount, by day; without a day they count as of the first loan."""
    found = []
    for item in answers.items("repayments"):
        amount = item.money("amount")
        if not amount:
            continue
        number = item.number("loan_number")
        loan = int(number) - 1 if number is not None else None
        if loan is not None and not 0 <= loan < answers.count("loans"):
            loan = None
        toward = Toward(item.text("toward") or Toward.UNCLEAR)
        on = item.date("paid_on") or date.min
        found.append(Repayment(on, amount, toward, loan, item.index))
    return sorted(found, key=lambda each: each.on)


def accounts(answers: Answers, today: date) -> tuple[LoanAccount, ...] | None:
    """Every loan's account on the day up to which is claimed; None while a sum is missing.

    Many answers rest on the accounts, so the last ones are kept. Do not change them.
    """
    loans = answers.count("loans")
    told = frozenset(pair for pair in answers.within(*GROUPS) if isinstance(pair[1], str))
    counts = (loans, answers.count("repayments"))
    left_open = tuple(
        (loan.known("rate"), loan.known("amount_delivered")) for loan in answers.items("loans")
    )
    until, claim = as_of(answers, today), answers.text("interest_claim")
    return _KEPT.get((told, counts, left_open, until, claim, today), answers, today)


GROUPS = ("loans[", "repayments[")


class _Kept:
    """The last accounts made, by all that they rest on."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.made: OrderedDict[Hashable, tuple[LoanAccount, ...] | None] = OrderedDict()
        self.lock = Lock()

    def get(self, key: Hashable, answers: Answers, today: date) -> tuple[LoanAccount, ...] | None:
        """The accounts of that key, made if they are not kept."""
        with self.lock:
            if key in self.made:
                self.made.move_to_end(key)
                return self.made[key]
        found = _opened(answers, today)
        with self.lock:
            self.made[key] = found
            while len(self.made) > self.most:
                self.made.popitem(last=False)
        return found


_KEPT = _Kept(256)


def _opened(answers: Answers, today: date) -> tuple[LoanAccount, ...] | None:
    until = as_of(answers, today)
    charged = CHARGED.get(answers.text("interest_claim"), frozenset())
    opened: list[LoanAccount] = []
    for loan in answers.items("loans"):
        principal = principal_of(loan)
        if principal is None:
            return None
        terms = loan_terms(loan) or Terms(until, until, due_day(loan), None)
        renewed = loan.money("settlement_amount") if loan.date("settlement_on") else None
        base = renewed or principal
        periods = rate_periods(terms, until, today) if terms.start < until else []
        account = Account(base, periods, charged, terms.start)
        opened.append(LoanAccount(loan.index, terms, account, base, bool(renewed)))
    for repayment in repayments(answers):
        _set_off(opened, repayment)
    for each in opened:
        each.account.advance(until)
    return tuple(opened) or None


def _set_off(opened: list[LoanAccount], repayment: Repayment) -> Money:
    """Set one repayment off; gives what nobody owed."""
    named = [each for each in opened if each.index == repayment.loan]
    order = named or sorted(opened, key=lambda each: _turn(each, repayment.on))
    left = repayment.amount
    for each in order:
        if not left:
            break
        if repayment.on < each.terms.start and each.renewed:
            left = Money.zero()  # paid before the renewed IOU: the settlement has counted it
            break
        on = max(repayment.on, each.terms.start)
        if named or len(order) == 1 or each.account.owed():
            left = each.account.pay(left, repayment.toward, on)
    return left


def _turn(each: LoanAccount, on: date) -> tuple[bool, bool, Decimal, date, int]:
    """民法典 560: what is due goes first, then the heavier burden, then what fell due earlier."""
    terms = each.terms
    due = terms.due_on or date.max
    return (terms.start > on, due > on, -(terms.rate or Decimal(0)), due, each.index)


def overdue_from(terms: Terms) -> date | None:
    """The first day of delay."""
    return terms.due_on + timedelta(days=1) if terms.due_on else None
