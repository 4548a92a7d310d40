"""Rules of private lending (民间借贷): interest, principal, repayments, what the paper is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from dialogs.answers import Answers, Item, Known
from dialogs.findings import Finding
from dialogs.money import Money
from dialogs.rules.case_file import CaseFile, Rule, info, warn
from dialogs.rules.interest import simple_interest
from dialogs.rules.lending_limits import LENDING_LIMITS
from dialogs.rules.lending_story import LENDING_STORY
from dialogs.rules.loans import accounts, as_of, loan_terms, principal_of, repayments
from dialogs.rules.numerals import han_date, percent
from dialogs.rules.rates import CAP_CHANGE, Cap, cap_on

__all__ = ["LENDING_RULES"]

FINANCIAL = re.compile(
    r"银行|信托|信用社|消费金融|小额贷款|小贷|融资担保|典当|融资租赁|商业保理|资产管理"
)
NO_MONEY = Money.zero()
NOTHING = Decimal(0)


def _claims(answers: Answers, *kinds: str) -> bool:
    return answers.text("interest_claim") in kinds


def interest_was_agreed(file: CaseFile) -> Iterator[Finding]:
    """M01: no interest without an agreement; between people none if it was unclear."""
    if not _claims(file.answers, "agreed", "both"):
        return
    people = all(party.text("kind") != "org" for party in file.parties)
    for loan in file.answers.items("loans"):
        number = str(loan.index + 1)
        if loan.known("rate") is Known.NONE:
            sources = ("civil-code:680", "fashi-2020-17:24")
            paths = ("interest_claim", loan.path("rate"))
            yield warn("interest_not_agreed", paths, sources, number=number)
        elif loan.text("rate_basis") == "unclear":
            code = "interest_unclear_people" if people else "interest_unclear_org"
            paths = ("interest_claim", loan.path("rate_basis"))
            yield warn(code, paths, ("civil-code:680", "fashi-2020-17:24"), number=number)


def rate_within_cap(file: CaseFile) -> Iterator[Finding]:
    """M02, M03: a rate above the cap, and caps that nobody has verified."""
    for loan in file.answers.items("loans"):
        terms = loan_terms(loan)
        if terms is None:
            continue
        cap = cap_on(terms.formed_on, max(terms.formed_on, CAP_CHANGE), file.today)
        rates = {"rate": terms.rate, "overdue_rate": terms.overdue_rate}
        for key, rate in rates.items():
            if not rate:
                continue
            values = {"number": str(loan.index + 1), "rate": percent(rate)}
            old = cap_on(terms.formed_on, terms.start, file.today)
            if terms.start < CAP_CHANGE and old.percent is not None and rate > old.percent:
                limits = {"cap": percent(old.percent)}
                sources = (old.source, "fashi-2020-17:31")
                yield warn("rate_over_old_cap", (loan.path(key),), sources, **values, **limits)
            if cap.percent is None:
                sources = (cap.source, "lpr:all")
                yield warn("rate_cap_not_verified", (loan.path(key),), sources, **values)
            elif rate > cap.percent:
                yield _over_cap(loan, key, rate, cap, values)
        if terms.formed_on < CAP_CHANGE and (terms.rate or terms.overdue_rate):
            path, number = loan.path("delivered_on"), str(loan.index + 1)
            yield info("interest_two_periods", (path,), ("fashi-2020-17:31",), number=number)


def _over_cap(loan: Item, key: str, rate: Decimal, cap: Cap, values: dict[str, str]) -> Finding:
    limits = {"cap": percent(cap.percent or NOTHING), "lpr": percent(cap.lpr or NOTHING)}
    base, more = principal_of(loan), NO_MONEY
    if base is not None and cap.percent is not None:
        more = simple_interest(base, rate - cap.percent, 365)
    article = "25" if key == "rate" else "28"
    sources = (f"fashi-2020-17:{article}", "lpr:all")
    return warn("rate_over_cap", (loan.path(key),), sources, **values, **limits, excess=str(more))


def late_interest_source(file: CaseFile) -> Iterator[Finding]:
    """M05: where nothing was agreed, interest for delay follows the LPR of that time."""
    if not _claims(file.answers, "overdue", "both"):
        return
    for each in accounts(file.answers, file.today) or ():
        terms = each.terms
        if terms.rate == 0 and terms.overdue_rate is None and terms.due_on:
            path, number = f"loans[{each.index}].rate", str(each.index + 1)
            if each.account.unknown:
                sources = ("fashi-2020-17:28", "lpr:all")
                yield warn("late_rate_not_verified", (path,), sources, number=number)
            elif each.account.bears_interest:
                rate = each.account.periods[-1].percent
                values = {"number": number, "rate": percent(rate or NOTHING)}
                yield info("late_interest_by_lpr", (path,), ("fashi-2020-17:28",), **values)


def principal_as_delivered(file: CaseFile) -> Iterator[Finding]:
    """M04: less delivered than agreed is the principal; more than agreed is odd."""
    for loan in file.answers.items("loans"):
        agreed, delivered = loan.money("amount_agreed"), loan.money("amount_delivered")
        if agreed is None or delivered is None or agreed == delivered:
            continue
        values = {"number": str(loan.index + 1), "agreed": str(agreed), "delivered": str(delivered)}
        paths = (loan.path("amount_agreed"), loan.path("amount_delivered"))
        if delivered < agreed:
            sources = ("fashi-2020-17:26", "civil-code:670")
            yield warn("delivered_less_than_agreed", paths, sources, **values)
        else:
            yield warn("delivered_more_than_agreed", paths, ("fashi-2020-17:26",), **values)


def settlement_within_bounds(file: CaseFile) -> Iterator[Finding]:
    """M06: a renewed IOU may carry old interest, up to what the cap allows."""
    for loan in file.answers.items("loans"):
        settled, on = loan.money("settlement_amount"), loan.date("settlement_on")
        base, lent = principal_of(loan), loan.date("delivered_on")
        terms = loan_terms(loan)
        if settled is None or on is None or base is None or lent is None or terms is None:
            continue
        cap = cap_on(terms.formed_on, max(terms.formed_on, CAP_CHANGE), file.today)
        if cap.percent is None or on < lent:
            continue
        most = base + simple_interest(base, cap.percent, (on - lent).days)
        if settled > most:
            values = {"number": str(loan.index + 1), "settled": str(settled), "most": str(most)}
            paths = (loan.path("settlement_amount"),)
            yield warn("settlement_over_cap", paths, ("fashi-2020-17:27",), **values)


def lender_is_no_bank(file: CaseFile) -> Iterator[Finding]:
    """M07: licensed lenders sue under other rules."""
    for party in file.answers.items("plaintiffs"):
        name = party.text("org_name")
        if name and FINANCIAL.search(name):
            sources = ("fashi-2020-17:1", "fashi-2020-27:1")
            yield warn("lender_is_financial", (party.path("org_name"),), sources, name=name)


def money_was_lent(file: CaseFile) -> Iterator[Finding]:
    """A paper of debt may stand for wages, goods or works."""
    for loan in file.answers.items("loans"):
        origin = loan.text("debt_origin")
        if origin in ("wages", "goods", "works", "other"):
            path = loan.path("debt_origin")
            yield warn(f"debt_from_{origin}", (path,), ("fashi-2020-17:14",))


def repayments_fit(file: CaseFile) -> Iterator[Finding]:
    """Repayments before any loan, more repaid than owed, interest paid that was never agreed."""
    answers = file.answers
    lent = [day for loan in answers.items("loans") if (day := loan.date("delivered_on"))]
    for each in repayments(answers):
        path = f"repayments[{each.index}]"
        paid_on = answers.date(f"{path}.paid_on")
        if paid_on is not None and lent and paid_on < min(lent):
            values = {"paid_on": han_date(paid_on), "lent_on": han_date(min(lent))}
            paths = (f"{path}.paid_on", "loans[0].delivered_on")
            yield warn("repaid_before_loan", paths, ("civil-procedure-law:124",), **values)
    bases = [principal_of(loan) for loan in answers.items("loans")]
    rates = [loan.known("rate") for loan in answers.items("loans")]
    whole = sum((base for base in bases if base is not None), NO_MONEY)
    repaid = sum((each.amount for each in repayments(answers)), NO_MONEY)
    if bases and None not in bases and repaid > whole and Known.GIVEN not in rates:
        values = {"repaid": str(repaid), "lent": str(whole)}
        yield warn("repaid_more_than_lent", ("repayments",), ("civil-code:675",), **values)
    for_interest = any(each.toward == "interest" for each in repayments(answers))
    if for_interest and rates and all(each is Known.NONE for each in rates):
        yield warn("interest_paid_not_agreed", ("repayments",), ("civil-code:680",))


def claim_fits_facts(file: CaseFile) -> Iterator[Finding]:
    """A claim that differs from what the facts add up to: both numbers are shown."""
    answers = file.answers
    opened = accounts(answers, file.today)
    if opened is None:
        return
    left = sum((each.account.principal for each in opened), NO_MONEY)
    claimed = answers.money("principal_claimed")
    if claimed is not None and claimed != left:
        code = "principal_over_facts" if claimed > left else "principal_under_facts"
        values = {"claimed": str(claimed), "computed": str(left)}
        yield warn(code, ("principal_claimed",), ("civil-procedure-law:124",), **values)
    interest = answers.money("interest_claimed")
    if interest is not None and not any(each.account.unknown for each in opened):
        due = sum((max(each.account.due, NO_MONEY) for each in opened), NO_MONEY)
        if interest > due:
            values = {"claimed": str(interest), "computed": str(due)}
            paths = ("interest_claimed",)
            yield warn("interest_over_computed", paths, ("fashi-2020-17:25",), **values)
    yield from _total_is_the_sum(answers)


def _total_is_the_sum(answers: Answers) -> Iterator[Finding]:
    total, principal = answers.money("total_claimed"), answers.money("principal_claimed")
    if total is None or principal is None:
        return
    parts = ["interest_claimed", "other_claims_amount"]
    parts += ["costs_amount"] if answers.get("costs_claimed") else []
    added = sum((answers.money(each) or NO_MONEY for each in parts), principal)
    if added != total:
        values = {"claimed": str(total), "computed": str(added)}
        sources = ("civil-procedure-interpretation:201",)
        yield warn("total_not_the_sum", ("total_claimed",), sources, **values)


def loans_are_due(file: CaseFile) -> Iterator[Finding]:
    """A loan not yet due is claimed back only with a reason."""
    until = as_of(file.answers, file.today)
    early = file.answers.text("early_repayment") in ("accelerate", "rescind")
    for loan in file.answers.items("loans"):
        due_on = loan.date("due_on")
        if due_on is not None and due_on >= until and not early:
            paths = (loan.path("due_on"), "early_repayment")
            values = {"number": str(loan.index + 1), "due": han_date(due_on)}
            yield warn("loan_not_due", paths, ("civil-code:675", "civil-code:673"), **values)


def others_are_liable(file: CaseFile) -> Iterator[Finding]:
    """A spouse, a company, a payee is sued with a reason."""
    for party in file.answers.items("defendants"):
        role = party.text("role")
        if role not in ("spouse", "company", "payee", "other") or party.text("why_liable"):
            continue
        sources = {"spouse": "civil-code:1064", "company": "fashi-2020-17:22"}
        source = (sources.get(role, "civil-procedure-law:124"),)
        code = "spouse_liability_open" if role == "spouse" else "liability_open"
        name = party.text("name") or party.text("org_name")
        yield warn(code, (party.path("why_liable"),), source, name=name)


def costs_within_cap(file: CaseFile) -> Iterator[Finding]:
    """Interest for delay, penalties and other costs together stay below the cap (29)."""
    if file.answers.get("costs_claimed") and _claims(file.answers, "overdue", "both"):
        opened = accounts(file.answers, file.today) or ()
        if any(p.capped or p.percent == p.cap.percent for e in opened for p in e.account.periods):
            yield warn("costs_over_cap", ("costs_amount",), ("fashi-2020-17:29",))


LENDING_RULES: tuple[Rule, ...] = (
    interest_was_agreed,
    rate_within_cap,
    late_interest_source,
    principal_as_delivered,
    settlement_within_bounds,
    lender_is_no_bank,
    money_was_lent,
    repayments_fit,
    claim_fits_facts,
    loans_are_due,
    others_are_liable,
    costs_within_cap,
    *LENDING_LIMITS,
    *LENDING_STORY,
)
