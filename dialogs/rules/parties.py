"""Reading the parties and the sums of a case from the answers."""

from __future__ import annotations

from datetime import date

from dialogs.answers import Answers, Item
from dialogs.money import Money
from dialogs.rules.deadlines import add_years
from dialogs.rules.ids import check_resident_id

__all__ = ["address_path", "age_on", "birth_date", "claim_amount", "party_name"]

AMOUNT_KEYS = ("total_claimed", "amount_claimed", "principal_claimed")


def party_name(party: Item) -> str:
    """The name of a person or an organisation, `""` if it is not known."""
    return party.text("name") or party.text("org_name")


def address_path(party: Item) -> str:
    """The path of the address that founds jurisdiction.

    Source: 民诉法 22; 民诉法解释 3, 4: a person's habitual residence goes before the registered
    domicile; an organisation's main office goes before its place of registration.
    """
    org = party.text("kind") == "org"
    keys = ("org_address", "reg_address") if org else ("habitual_residence", "domicile")
    for key in keys:
        if party.text(key):
            return party.path(key)
    return party.path("org_address" if org else "domicile")


def birth_date(party: Item) -> date | None:
    """The birth date, from the ID number if it was not given."""
    given = party.date("birth_date")
    if given is not None:
        return given
    number = party.text("id_number")
    if not number or party.text("id_type") not in ("", "resident_id"):
        return None
    check = check_resident_id(number)
    return check.birth if check.valid else None


def age_on(party: Item, day: date) -> int | None:
    """Full years on a day."""
    birth = birth_date(party)
    if birth is None or birth > day:
        return None
    years = day.year - birth.year
    return years if add_years(birth, years) <= day else years - 1


def claim_amount(case: str, answers: Answers) -> Money | None:
    """The sum in dispute, if it is known."""
    for key in AMOUNT_KEYS:
        amount = answers.money(key)
        if amount is not None:
            return amount
    return None
