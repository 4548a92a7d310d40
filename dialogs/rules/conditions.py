"""Named conditions for `when` and `check`: whatever looks at several items at once.

Called with the answers and, inside a group, the item's index.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dialogs.answers import Answers, Item, Known
from dialogs.rules.divorce_conditions import (
    any_minor_child,
    child_is_minor,
    one_thing,
    spouse_home_unknown,
)
from dialogs.rules.hardship import hardship_sign
from dialogs.rules.labor_conditions import award_suit_late
from dialogs.rules.lending_limits import STARTS, interruptions
from dialogs.rules.limitation import limitation
from dialogs.rules.loans import due_day
from dialogs.rules.parties import age_on
from dialogs.rules.plain_conditions import harmed_when_a_minor, performed_elsewhere
from dialogs.rules.plain_places import (
    immovable_by_law,
    is_insurance,
    is_lease,
    is_port_work,
    is_transport_insurance,
)
from dialogs.rules.traffic_conditions import accident_limitation_over, any_insurer_defendant

__all__ = ["NAMED", "Named"]

Named = Callable[[Answers, int | None], bool]

ADULT = 18


def _today(answers: Answers) -> date:
    """The day claimed up to, which every interview derives as today."""
    return answers.date("claims_as_of") or date.min


def several(group: str) -> Named:
    """Whether the group has two items or more."""
    return lambda answers, index: answers.count(group) > 1


def any_in(group: str, holds: Callable[[Item], bool] = lambda item: True) -> Named:
    """Whether any item of the group meets a condition."""
    return lambda answers, index: any(holds(item) for item in answers.items(group))


def one_of(key: str, *options: str) -> Callable[[Item], bool]:
    """Whether a choice is one of the options."""
    return lambda item: item.text(key) in options


def _minor(party: Item, answers: Answers) -> bool:
    day = _today(answers)
    age = age_on(party, day)
    return age is not None and age < ADULT


def plaintiff_is_minor(answers: Answers, index: int | None) -> bool:
    """Whether this plaintiff is under 18."""
    return index is not None and _minor(Item(answers, "plaintiffs", index), answers)


def any_minor_plaintiff(answers: Answers, index: int | None) -> bool:
    """Whether a plaintiff is under 18."""
    return any(_minor(party, answers) for party in answers.items("plaintiffs"))


def loan_number_exists(answers: Answers, index: int | None) -> bool:
    """Whether the repayment names a loan that there is."""
    number = answers.number(f"repayments[{index}].loan_number")
    return number is None or (number == int(number) and 1 <= number <= answers.count("loans"))


def repaid_after_first_loan(answers: Answers, index: int | None) -> bool:
    """Whether the repayment is not earlier than the first loan."""
    paid = answers.date(f"repayments[{index}].paid_on")
    lent = [day for loan in answers.items("loans") if (day := loan.date("delivered_on"))]
    return paid is None or not lent or paid >= min(lent)


def any_loan_not_due(answers: Answers, index: int | None) -> bool:
    """Whether a loan's agreed day still lies ahead."""
    today = _today(answers)
    return any((due := due_day(loan)) and due >= today for loan in answers.items("loans"))


def any_overdue(answers: Answers, index: int | None) -> bool:
    """Whether a loan's agreed day has passed."""
    today = _today(answers)
    return any((due := due_day(loan)) and due < today for loan in answers.items("loans"))


def due_day_ahead(answers: Answers, index: int | None) -> bool:
    """Whether the agreed day of a contract still lies ahead."""
    due = answers.date("due_on")
    return due is not None and due >= _today(answers)


def without_interest(answers: Answers, index: int | None) -> bool:
    """Whether neither interest nor a penalty for delay is claimed."""
    return "none" in (answers.text("interest_claim"), answers.text("late_claim"))


def _without_due_day(loan: Item) -> bool:
    return loan.known("due_on") in (Known.NONE, Known.UNKNOWN)


def _due_day_unknown(loan: Item) -> bool:
    return loan.known("grace_until") is Known.UNKNOWN


def limitation_over(answers: Answers, index: int | None) -> bool:
    """Whether, as far as is known, three years have gone by for some debt (民法典 188)."""
    today = _today(answers)
    events = interruptions(answers)
    days = [due_day(loan) for loan in answers.items("loans")]
    days.append(next((day for key in (*STARTS, "happened_on") if (day := answers.date(key))), None))
    return any(day and day < today and limitation(day, events, today).over(today) for day in days)


def _without_paper(loan: Item) -> bool:
    return loan.text("contract_form") in ("none", "oral", "chat")


NAMED: dict[str, Named] = {
    "several_plaintiffs": several("plaintiffs"),
    "several_defendants": several("defendants"),
    "several_loans": several("loans"),
    "any_agent": any_in("agents"),
    "any_third_person": any_in("third_persons"),
    "any_repayment": any_in("repayments"),
    "any_demand": any_in("demands"),
    "any_guarantee": any_in("guarantees"),
    "has_surety": any_in("guarantees", one_of("kind", "surety")),
    "any_natural_plaintiff": any_in("plaintiffs", one_of("kind", "natural")),
    "any_org_plaintiff": any_in("plaintiffs", one_of("kind", "org")),
    "any_trader_plaintiff": any_in("plaintiffs", lambda item: bool(item.text("trade_name"))),
    "any_natural_defendant": any_in("defendants", one_of("kind", "natural")),
    "any_org_defendant": any_in("defendants", one_of("kind", "org")),
    "any_shareholder_defendant": any_in("defendants", one_of("role", "shareholder")),
    "any_liable_defendant": any_in("defendants", lambda item: bool(item.text("why_liable"))),
    "any_spouse_defendant": any_in("defendants", one_of("role", "spouse")),
    "plaintiff_is_minor": plaintiff_is_minor,
    "any_minor_plaintiff": any_minor_plaintiff,
    "any_natural_third_person": any_in("third_persons", one_of("kind", "natural")),
    "any_org_third_person": any_in("third_persons", one_of("kind", "org")),
    "any_witness": any_in("witnesses"),
    "any_debt_note": any_in("loans", one_of("contract_form", "debt_note")),
    "any_loan_contract": any_in("loans", one_of("contract_form", "contract")),
    "any_loan_without_due_day": any_in("loans", _without_due_day),
    "any_due_day_unknown": any_in("loans", _due_day_unknown),
    "limitation_over": limitation_over,
    "any_debt_paper": any_in("loans", one_of("contract_form", "iou", "contract", "debt_note")),
    "any_written_contract": any_in(
        "loans", one_of("contract_form", "iou", "contract", "debt_note")
    ),
    "any_loan_without_paper": any_in("loans", _without_paper),
    "any_transfer": any_in("loans", one_of("way", "transfer", "mixed")),
    "any_cash": any_in("loans", one_of("way", "cash", "mixed")),
    "any_loan_not_due": any_loan_not_due,
    "any_overdue": any_overdue,
    "due_day_ahead": due_day_ahead,
    "accident_limitation_over": accident_limitation_over,
    "any_child": any_in("children"),
    "any_delivery": any_in("deliveries"),
    "any_insurer_defendant": any_insurer_defendant,
    "any_minor_child": any_minor_child,
    "award_suit_late": award_suit_late,
    "child_is_minor": child_is_minor,
    "one_thing": one_thing,
    "spouse_home_unknown": spouse_home_unknown,
    "hardship_sign": hardship_sign,
    "immovable_by_law": immovable_by_law,
    "is_insurance": is_insurance,
    "is_lease": is_lease,
    "is_port_work": is_port_work,
    "is_transport_insurance": is_transport_insurance,
    "harmed_when_a_minor": harmed_when_a_minor,
    "performed_elsewhere": performed_elsewhere,
    "without_interest": without_interest,
    "loan_number_exists": loan_number_exists,
    "repaid_after_first_loan": repaid_after_first_loan,
}
