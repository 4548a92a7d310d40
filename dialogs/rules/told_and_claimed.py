"""Where what is told and what is claimed do not meet: totals, things left out, days.

Source: 民诉法 122, 124 (claims and the facts that they rest on); 民诉法解释 201 (one sum in all).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dialogs.answers import Item
from dialogs.findings import Finding
from dialogs.money import Money
from dialogs.rules.case_file import CaseFile, Rule, info, warn
from dialogs.rules.derivations import derivation
from dialogs.rules.numerals import han_date
from dialogs.rules.parties import birth_date, party_name

__all__ = ["DIVORCE_AGREES", "SALE_AGREES", "TOTAL_RULES"]

COMPLAINT = ("civil-procedure-law:124",)
TOTALS = {
    "credit_card": "sum_claimed",
    "finance_lease": "sum_claimed",
    "financial_loan": "sum_claimed",
    "guarantee_insurance": "sum_claimed",
    "house_lease": "lease_total",
    "house_sale": "house_total",
    "labor": "labor_total",
    "property_service": "property_total",
    "sale": "sum_claimed",
    "securities_misrepresentation": "securities_total",
    "traffic": "traffic_total",
}
"""How each case type adds up its claims; private lending has a rule of its own."""


def total_is_the_sum(file: CaseFile) -> Iterator[Finding]:
    """G03: the total is what all sums of money come to."""
    total, how = file.answers.money("total_claimed"), TOTALS.get(file.case)
    if total is None or how is None:
        return
    added = derivation(how, None)(file.answers, None, file.today)
    if added is not None and Money.of(str(added.value)) != total:
        values = {"claimed": str(total), "computed": str(Money.of(str(added.value)))}
        sources = ("civil-procedure-interpretation:201",)
        yield warn("total_not_the_sum", ("total_claimed",), sources, **values)


def shared_things_are_claimed(file: CaseFile) -> Iterator[Finding]:
    """G04: debts or property of the couple in the story, and nothing asked about them."""
    answers = file.answers
    story = "".join(answers.text(key) for key in STORIES)
    if DEBTS.search(story) and not answers.get("claims_debts"):
        yield info("debt_told_not_claimed", ("issues",), COMPLAINT)
    if PROPERTY.search(story) and not answers.get("claims_property"):
        yield info("property_told_not_claimed", ("issues",), COMPLAINT)


STORIES = ("facts_story", "life_story", "cause_detail", "other_facts")
NONE_OF = r"(?<!没有)(?<!无)"
DEBTS = re.compile(NONE_OF + r"(?:共同债务|夫妻债务|共同欠|一起欠)")
PROPERTY = re.compile(NONE_OF + r"(?:共同财产|夫妻财产|婚后买|婚后购|婚后共同买)")
"""What people call the debts and the property of the two."""


def days_of_the_marriage(file: CaseFile) -> Iterator[Finding]:
    """G04: nobody lives apart, or leaves, before the wedding."""
    wedding = file.answers.date("married_on")
    for key in ("separated_since", "former_effective_on"):
        day = file.answers.date(key)
        if wedding is not None and day is not None and day < wedding:
            values = {"day": han_date(day), "wedding": han_date(wedding)}
            yield warn("day_before_marriage", (key, "married_on"), COMPLAINT, **values)


def days_of_the_family(file: CaseFile) -> Iterator[Finding]:
    """G04: nobody marries, or has a child, before being born."""
    wedding = file.answers.date("married_on")
    for group in ("plaintiffs", "defendants"):
        for party in file.answers.items(group):
            born = birth_date(party)
            if born is None:
                continue
            if wedding is not None and wedding <= born:
                yield _before_birth(party, "married_on", wedding)
            for child in file.answers.items("children"):
                day = child.date("birth_date")
                if day is not None and day <= born:
                    yield _before_birth(party, child.path("birth_date"), day)


def _before_birth(party: Item, path: str, day: date) -> Finding:
    values = {"day": han_date(day), "name": party_name(party)}
    return warn("day_before_birth", (path, party.path("birth_date")), COMPLAINT, **values)


def who_is_husband(file: CaseFile) -> Iterator[Finding]:
    """G04: what was told of husband and wife agrees with the sex told of each."""
    side = SEX.get(file.answers.text("spouse_side"), "")
    sexes = [
        party.text("gender")
        for group in ("plaintiffs", "defendants")
        for party in file.answers.items(group)
    ]
    if side and sexes[:1] not in ([""], [side], []):
        paths = ("spouse_side", "plaintiffs[0].gender")
        yield warn("spouse_side_differs", paths, COMPLAINT)
    elif len(sexes) == 2 and sexes[0] and sexes[0] == sexes[1]:
        paths = ("plaintiffs[0].gender", "defendants[0].gender")
        yield warn("sexes_alike", paths, COMPLAINT)


SEX = {"wife": "female", "husband": "male"}


def price_is_claimed(file: CaseFile) -> Iterator[Finding]:
    """G04: a seller who is owed more than he claims may have left something out."""
    answers = file.answers
    owed, claimed = answers.money("price_unpaid"), answers.money("price_claimed")
    if answers.text("side") != "seller" or owed is None or not claimed or claimed >= owed:
        return
    values = {"owed": str(owed), "claimed": str(claimed)}
    yield info("price_told_not_claimed", ("price_claimed",), COMPLAINT, **values)


TOTAL_RULES: tuple[Rule, ...] = (total_is_the_sum,)
DIVORCE_AGREES: tuple[Rule, ...] = (
    shared_things_are_claimed,
    days_of_the_marriage,
    days_of_the_family,
    who_is_husband,
)
SALE_AGREES: tuple[Rule, ...] = (price_is_claimed,)
