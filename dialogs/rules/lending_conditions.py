"""Named conditions of the private-lending interview: what holds over several items.

An index is the item's in the group of the element that asks; None means any item.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from dialogs.answers import Answers, Item, Known

__all__ = ["LENDING_CONDITIONS"]

Named = Callable[[Answers, int | None], bool]

ADULT = 18
PAPERS = frozenset({"iou", "contract", "debt_note"})
TRANSFERS = frozenset({"transfer", "mixed"})
CASH = frozenset({"cash", "mixed"})


def _some(group: str, index: int | None, answers: Answers) -> Iterable[Item]:
    items = list(answers.items(group))
    return items if index is None else items[index : index + 1]


def _any_is(group: str, key: str, values: Iterable[str]) -> Named:
    wanted = frozenset(values)

    def holds(answers: Answers, _index: int | None) -> bool:
        return any(item.get(key) in wanted for item in answers.items(group))

    return holds


def _count_over(group: str, number: int) -> Named:
    return lambda answers, _index: answers.count(group) > number


def plaintiff_is_minor(answers: Answers, index: int | None) -> bool:
    """Whether a plaintiff is under 18 on the day of filing.

    Source: 民法典 17; 民诉法 60.
    """
    today = answers.date("claims_as_of")
    if today is None:
        return False
    births = (item.date("birth_date") for item in _some("plaintiffs", index, answers))
    return any(birth is not None and _age(birth, today) < ADULT for birth in births)


def _age(birth: date, today: date) -> int:
    before = (today.month, today.day) < (birth.month, birth.day)
    return today.year - birth.year - before


def any_loan_not_due(answers: Answers, _index: int | None) -> bool:
    """Whether the agreed day of repayment of some loan is still to come."""
    today = answers.date("claims_as_of")
    dues = (loan.date("due_on") for loan in answers.items("loans"))
    return today is not None and any(due is not None and due >= today for due in dues)


def any_loan_without_due_day(answers: Answers, _index: int | None) -> bool:
    """Whether no day of repayment was agreed for some loan, or nobody knows it."""
    open_ended = (Known.NONE, Known.UNKNOWN)
    return any(loan.known("due_on") in open_ended for loan in answers.items("loans"))


def any_loan_without_paper(answers: Answers, _index: int | None) -> bool:
    """Whether some loan rests on no IOU and no contract."""
    forms = [loan.get("contract_form") for loan in answers.items("loans")]
    return any(form is not None and form not in PAPERS for form in forms)


def repaid_after_first_loan(answers: Answers, index: int | None) -> bool:
    """Whether a repayment is not earlier than the first loan."""
    handed = [loan.date("delivered_on") for loan in answers.items("loans")]
    days = [day for day in handed if day is not None]
    paid = [item.date("paid_on") for item in _some("repayments", index, answers)]
    return not days or all(day is None or day >= min(days) for day in paid)


def loan_number_exists(answers: Answers, index: int | None) -> bool:
    """Whether the number of the loan that a repayment names is that of a loan."""
    numbers = (item.number("loan_number") for item in _some("repayments", index, answers))
    known = {Decimal(number) for number in range(1, answers.count("loans") + 1)}
    return all(number is None or number in known for number in numbers)


LENDING_CONDITIONS: dict[str, Named] = {
    "any_agent": _count_over("agents", 0),
    "any_cash": _any_is("loans", "way", CASH),
    "any_debt_paper": _any_is("loans", "contract_form", PAPERS),
    "any_debt_note": _any_is("loans", "contract_form", ["debt_note"]),
    "any_guarantee": _count_over("guarantees", 0),
    "any_loan_not_due": any_loan_not_due,
    "any_loan_without_due_day": any_loan_without_due_day,
    "any_loan_without_paper": any_loan_without_paper,
    "any_minor_plaintiff": lambda answers, _index: plaintiff_is_minor(answers, None),
    "any_natural_defendant": _any_is("defendants", "kind", ["natural"]),
    "any_natural_plaintiff": _any_is("plaintiffs", "kind", ["natural"]),
    "any_natural_third_person": _any_is("third_persons", "kind", ["natural"]),
    "any_org_defendant": _any_is("defendants", "kind", ["org"]),
    "any_org_plaintiff": _any_is("plaintiffs", "kind", ["org"]),
    "any_org_third_person": _any_is("third_persons", "kind", ["org"]),
    "any_repayment": _count_over("repayments", 0),
    "any_spouse_defendant": _any_is("defendants", "role", ["spouse"]),
    "any_third_person": _count_over("third_persons", 0),
    "any_transfer": _any_is("loans", "way", TRANSFERS),
    "any_written_contract": _any_is("loans", "contract_form", ["contract"]),
    "any_witness": _count_over("witnesses", 0),
    "loan_number_exists": loan_number_exists,
    "plaintiff_is_minor": plaintiff_is_minor,
    "repaid_after_first_loan": repaid_after_first_loan,
    "several_loans": _count_over("loans", 1),
    "several_plaintiffs": _count_over("plaintiffs", 1),
}
