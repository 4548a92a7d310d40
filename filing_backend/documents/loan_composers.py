"""Cells of the private-lending form that several loans or repayments share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from dialogs.answers import Item, Known
from dialogs.schema.forms import Format
from filing_backend.documents.composition import Composition
from filing_backend.documents.readings import group_standing

__all__ = ["LOAN_COMPOSERS"]

WITHOUT_PAPER = frozenset({"oral", "none", "chat"})


def contract_signing(cell: Composition) -> Any:
    """Form, number, date and place of each contract (f1)."""
    return _per_loan(cell, _contract)


def _contract(cell: Composition, loan: Item) -> str:
    parts = [cell.text(loan.path("contract_form"))]
    if cell.some(loan, "contract_no"):
        parts.append(cell.say("contract_no", no=cell.text(loan.path("contract_no"))))
    if loan.get("contract_form") not in WITHOUT_PAPER:
        if loan.known("signed_on") is not Known.MISSING:
            parts.append(cell.say("signed_on", on=cell.date(loan.path("signed_on"))))
        if loan.known("signed_at") is not Known.MISSING:
            parts.append(cell.say("signed_at", at=cell.text(loan.path("signed_at"))))
    return cell.say("part_separator").join(parts)


def loan_terms(cell: Composition) -> Any:
    """From when to when each loan was to run (f4_term)."""
    return _per_loan(cell, _term)


def _term(cell: Composition, loan: Item) -> str:
    due = loan.known("due_on")
    start = cell.date(loan.path("term_from"))
    if due is Known.GIVEN:
        return cell.say("term", start=start, end=cell.date(loan.path("due_on")))
    code = "term_unknown" if due is Known.UNKNOWN else "term_open"
    return cell.say(code, start=start)


def has_rate(cell: Composition) -> Any:
    """`some` when any loan bears interest by agreement (the box of f5)."""
    loans = list(cell.answers.items("loans"))
    if any(_bears_interest(loan) for loan in loans):
        return "some"
    if loans and all(loan.known("rate") is Known.NONE for loan in loans):
        return "none"
    return Known.UNKNOWN if any(_rate_unknown(loan) for loan in loans) else Known.MISSING


def _bears_interest(loan: Item) -> bool:
    return any(loan.get(key) is not None for key in ("rate", "lpr_multiple", "overdue_rate"))


def _rate_unknown(loan: Item) -> bool:
    return loan.known("rate") is Known.UNKNOWN


def loan_rates(cell: Composition) -> Any:
    """The agreed rate of each loan with its article, and the rate after the due date (f5)."""
    return _per_loan(cell, _rate)


def _rate(cell: Composition, loan: Item) -> str:
    parts = [_agreed_rate(cell, loan)]
    if cell.some(loan, "rate_article"):
        parts.append(cell.say("rate_article", article=cell.text(loan.path("rate_article"))))
    text = "".join(parts)
    if loan.known("overdue_rate") is Known.GIVEN:
        overdue = cell.printed(loan.path("overdue_rate"), Format.NUMBER)
        return text + cell.say("overdue_rate", rate=overdue)
    return text


def _agreed_rate(cell: Composition, loan: Item) -> str:
    if loan.get("lpr_multiple") is not None and loan.get("rate_basis") != "fixed":
        multiple = cell.printed(loan.path("lpr_multiple"), Format.NUMBER)
        return cell.say("rate_lpr", multiple=multiple)
    if loan.known("rate") is Known.GIVEN:
        return cell.say("rate_fixed", rate=cell.printed(loan.path("rate"), Format.NUMBER))
    if _rate_unknown(loan):
        return cell.say("unknown")
    return cell.say("rate_none")


def loan_deliveries(cell: Composition) -> Any:
    """When each loan was handed over, and how much (f6)."""
    return _per_loan(cell, _delivery)


def _delivery(cell: Composition, loan: Item) -> str:
    return cell.say(
        "delivery",
        on=cell.date(loan.path("delivered_on")),
        amount=cell.money(loan.path("amount_delivered")),
    )


def repayment_list(cell: Composition) -> Any:
    """Every repayment with date, amount, what it was for and how it was paid (row 8)."""
    standing = group_standing("repayments", cell.answers)
    if standing.value != "some":
        return Known.NONE if standing.value == "none" else standing.known
    lines = (_repayment(cell, each) for each in cell.answers.items("repayments"))
    return cell.counted(lines)


def _repayment(cell: Composition, repayment: Item) -> str:
    parts = [
        cell.date(repayment.path("paid_on")),
        cell.say("repaid", amount=cell.money(repayment.path("amount"))),
    ]
    for key in ("toward", "way"):
        if cell.some(repayment, key):
            parts.append(cell.say(f"repayment_{key}", value=cell.text(repayment.path(key))))
    if repayment.get("loan_number") is not None:
        number = cell.printed(repayment.path("loan_number"), Format.NUMBER)
        parts.append(cell.say("repayment_loan", n=number))
    return cell.say("part_separator").join(parts)


def interest_workings(cell: Composition) -> Any:
    """How the interest was computed: what the person saw or wrote, line by line (c2_calc)."""
    lines = cell.filling.workings.get("interest_claimed", ())
    return cell.printed("interest_workings") or "\n".join(lines) or _standing(cell)


def _standing(cell: Composition) -> Known:
    known = cell.answers.known("interest_workings")
    return Known.MISSING if known is Known.GIVEN else known


def _per_loan(cell: Composition, write: Callable[[Composition, Item], str]) -> Any:
    loans: Iterable[Item] = list(cell.answers.items("loans"))
    if not loans:
        return Known.MISSING
    return cell.numbered(write(cell, loan) for loan in loans)


LOAN_COMPOSERS: dict[str, Callable[[Composition], Any]] = {
    "contract_signing": contract_signing,
    "has_rate": has_rate,
    "interest_workings": interest_workings,
    "loan_deliveries": loan_deliveries,
    "loan_rates": loan_rates,
    "loan_terms": loan_terms,
    "repayment_list": repayment_list,
}
