"""All derived answers, by the name that `derive:` gives in an interview.

A derivation is called with the answers, the index of the item, and today. Those of parties need
to know the group too: they stand under `<group>.<name>`, and `derivation` finds them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from dialogs.answers import Answers, Item
from dialogs.rules.bank_derivations import BANK
from dialogs.rules.causes import CAUSES
from dialogs.rules.contract_derivations import CONTRACTS
from dialogs.rules.derived import Derivation, Derived
from dialogs.rules.divorce_derivations import DIVORCE
from dialogs.rules.finance_lease_derivations import FINANCE_LEASE
from dialogs.rules.house_sale_derivations import HOUSE_SALE
from dialogs.rules.ids import check_resident_id
from dialogs.rules.insurance_derivations import INSURANCE
from dialogs.rules.labor_derivations import LABOR
from dialogs.rules.lease_derivations import LEASE
from dialogs.rules.lending_derivations import LENDING
from dialogs.rules.parties import address_path, party_name
from dialogs.rules.property_derivations import PROPERTY_SERVICE
from dialogs.rules.registers import one_register
from dialogs.rules.sale_derivations import SALE
from dialogs.rules.securities_derivations import SECURITIES
from dialogs.rules.traffic_derivations import TRAFFIC
from dialogs.rules.wording import working

__all__ = ["DERIVATIONS", "Derivation", "Derived", "derivation"]

PARTY_GROUPS = ("plaintiffs", "defendants", "third_persons")
GB_11643 = ("gb-11643:all",)


def _of_id(party: Item, today: date, code: str) -> Derived | None:
    """What the ID number tells."""
    number = party.text("id_number")
    if not number or party.text("id_type") not in ("", "resident_id"):
        return None
    check = check_resident_id(number, today)
    if not check.valid or check.birth is None:
        return None
    value = check.gender if code == "gender_from_id" else check.birth.isoformat()
    return Derived(value, (working(code),), GB_11643)


def gender(party: Item, today: date) -> Derived | None:
    """From the 17th place of the ID number."""
    return _of_id(party, today, "gender_from_id")


def birth_date(party: Item, today: date) -> Derived | None:
    """From places 7 to 14 of the ID number."""
    return _of_id(party, today, "birth_from_id")


def id_type(party: Item, today: date) -> Derived | None:
    """A number that proves itself a resident's ID."""
    number = party.text("id_number")
    return Derived("resident_id") if number and check_resident_id(number, today).valid else None


PARTY: dict[str, Callable[[Item, date], Derived | None]] = {
    "gender": gender,
    "birth_date": birth_date,
    "id_type": id_type,
}


def _in_group(group: str, rule: Callable[[Item, date], Derived | None]) -> Derivation:
    def derive(answers: Answers, index: int | None, today: date) -> Derived | None:
        return None if index is None else rule(Item(answers, group, index), today)

    return derive


def _anywhere(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Stands for a party's derivation where no group is named: nothing can be said."""
    return None


def defendant_role(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The one defendant is the borrower; whoever is named as guarantor is the surety."""
    if index is None:
        return None
    name = party_name(Item(answers, "defendants", index))
    for each in answers.items("guarantees"):
        if name and each.text("kind") == "surety" and each.text("guarantor") == name:
            return Derived("surety")
    return Derived("borrower") if answers.count("defendants") == 1 else None


def _first_plaintiff(answers: Answers) -> Item | None:
    return next(answers.items("plaintiffs"), None)


def _as_before(answers: Answers) -> bool:
    return answers.text("service_choice") in ("same_electronic", "same_paper")


def _lives_elsewhere(party: Item) -> bool:
    """Whether a home beside the registered one was given, so that either may be meant."""
    home, lives = (party.get(key) for key in ("domicile", "habitual_residence"))
    return isinstance(home, Mapping) and isinstance(lives, Mapping) and home != lives


def service_address(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The first plaintiff's address, if the person chose it; of two it is asked which."""
    party = _first_plaintiff(answers)
    if party is None or not _as_before(answers) or _lives_elsewhere(party):
        return None
    value = answers.get(address_path(party))
    return None if value is None else Derived(value)


def service_recipient(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The first plaintiff; for an organisation its legal representative."""
    party = _first_plaintiff(answers)
    if party is None or not _as_before(answers):
        return None
    name = party.text("name") or party.text("legal_rep")
    return Derived(name) if name else None


def service_phone(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The first plaintiff's phone."""
    party = _first_plaintiff(answers)
    if party is None or not _as_before(answers):
        return None
    phone = party.text("phone") or party.text("legal_rep_phone")
    return Derived(phone) if phone else None


def service_electronic(answers: Answers, index: int | None, today: date) -> Derived | None:
    """What the person chose about electronic service."""
    return (
        Derived(answers.text("service_choice") == "same_electronic")
        if _as_before(answers)
        else None
    )


OF_PARTIES: dict[str, Derivation] = {
    **dict.fromkeys(PARTY, _anywhere),
    **{f"{g}.{name}": _in_group(g, rule) for g in PARTY_GROUPS for name, rule in PARTY.items()},
}
OF_SERVICE: dict[str, Derivation] = {
    "defendant_role": defendant_role,
    "service_address": service_address,
    "service_recipient": service_recipient,
    "service_phone": service_phone,
    "service_electronic": service_electronic,
}
DERIVATIONS = one_register(
    LENDING,
    CONTRACTS,
    SALE,
    BANK,
    INSURANCE,
    FINANCE_LEASE,
    CAUSES,
    DIVORCE,
    LABOR,
    LEASE,
    PROPERTY_SERVICE,
    HOUSE_SALE,
    SECURITIES,
    TRAFFIC,
    OF_PARTIES,
    OF_SERVICE,
)


def derivation(name: str, group: str | None) -> Derivation:
    """The derivation of that name for an element of a group (KeyError if there is none)."""
    return DERIVATIONS.get(f"{group}.{name}") or DERIVATIONS[name]
