"""The grounds of jurisdiction of each case type (J01–J21).

Besides the parties' addresses these answers are read, all addresses unless said otherwise:
`performance_place`, `receiving_address`, `leased_thing_place`, `house_address`, `accident_place`,
`vehicle_first_arrival`, `workplace`, `employer_place`, `tort_place`, `immovable_place`,
`deceased_home`, `estate_place`, `insured_home`; `online_purchase`, `online_delivery`,
`policy_house` (yes or no); `dispute_kind` (choice of the plain complaint); for divorce
`defendant_left_on`, `plaintiff_left_on` (dates), `defendant_whereabouts` (known, missing, abroad,
detained).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dialogs.answers import Answers
from dialogs.rules.connections import (
    Connection,
    Plan,
    Reason,
    at,
    of_defendants,
    of_payee,
    with_clause,
)
from dialogs.rules.deadlines import add_years
from dialogs.rules.parties import address_path, party_name

__all__ = ["PLANS", "connections"]

CONTRACT = ("civil-procedure-law:24", "civil-procedure-interpretation:18")


def given(answers: Answers, path: str, code: str, *sources: str) -> tuple[Connection, ...]:
    """A connection if its address was told."""
    return (at(path, code, *sources),) if answers.text(path) else ()


def private_lending(answers: Answers, today: date) -> Plan:
    """J05, J12, J15."""
    lender = of_payee(answers, "lender_place", "fashi-2020-17:3")
    return with_clause(answers, (*of_defendants(answers), *lender))


def _agreed_place(answers: Answers) -> tuple[Connection, ...]:
    return given(answers, "performance_place", "agreed_performance", *CONTRACT)


def money_contract(answers: Answers, today: date) -> Plan:
    """J05: the defendant's place, or where it was agreed to perform, or the payee's place."""
    performed = _agreed_place(answers) or tuple(of_payee(answers, "payee_place"))
    return with_clause(answers, (*of_defendants(answers), *performed))


def sale(answers: Answers, today: date) -> Plan:
    """J05, J07: bought online, the place of receipt; else as any contract.

    A buyer wants goods or their repair: that is owed where the seller is, so the buyer's own
    place is not offered.
    """
    if not answers.get("online_purchase"):
        if answers.text("side") == "buyer":
            return with_clause(answers, (*of_defendants(answers), *_agreed_place(answers)))
        return money_contract(answers, today)
    source = ("civil-procedure-law:24", "civil-procedure-interpretation:20")
    if _agreed_place(answers):
        place = _agreed_place(answers)
    elif answers.get("online_delivery"):
        place = tuple(
            Connection(
                address_path(party),
                Reason("online_buyer_home", (("name", party_name(party)),)),
                source,
                of_party=True,
            )
            for party in answers.items("plaintiffs")
        )
    else:
        place = given(answers, "receiving_address", "online_receipt", *source)
    return with_clause(answers, (*of_defendants(answers), *place))


def finance_lease(answers: Answers, today: date) -> Plan:
    """J06: where the leased thing is used."""
    source = ("civil-procedure-law:24", "civil-procedure-interpretation:19")
    used = given(answers, "leased_thing_place", "leased_thing_used", *source)
    return with_clause(answers, (*of_defendants(answers), *(_agreed_place(answers) or used)))


IMMOVABLE = ("civil-procedure-law:34", "civil-procedure-interpretation:28")


def house_lease(answers: Answers, today: date) -> Plan:
    """J11: only where the house stands; a clause cannot change it."""
    return Plan((at("house_address", "house_stands", *IMMOVABLE),), exclusive=True)


def house_sale(answers: Answers, today: date) -> Plan:
    """J11: policy housing only where it stands; other houses as any contract, with its place."""
    if answers.get("policy_house"):
        return house_lease(answers, today)
    delivery = given(answers, "house_address", "house_delivered", *CONTRACT)
    performed = _agreed_place(answers) or delivery
    return with_clause(answers, (*of_defendants(answers), *performed))


def property_service(answers: Answers, today: date) -> Plan:
    """J16: a contract performed where the houses stand; not exclusive."""
    served = given(answers, "house_address", "service_performed", *CONTRACT)
    return with_clause(answers, (*of_defendants(answers), *served))


def guarantee_insurance(answers: Answers, today: date) -> Plan:
    """J17: practice differs; the clause, else the defendant's place."""
    return with_clause(answers, tuple(of_defendants(answers)))


def labor(answers: Answers, today: date) -> Plan:
    """J14: the employer's place or where the work is done, basic courts only."""
    sources = ("labor-interpretation-1:3",)
    places = [*given(answers, "workplace", "work_done", *sources)]
    sued = answers.text("side") == "worker"  # a sole trader is an employer too
    for group in ("defendants", "plaintiffs"):
        for party in answers.items(group):
            if party.text("kind") == "org" or (sued and group == "defendants"):
                name = (("name", party_name(party)),)
                path = address_path(party)
                reason = Reason("employer_place", name)
                places.append(Connection(path, reason, sources, of_party=True))
    return Plan(tuple(places), missing=() if answers.text("workplace") else ("workplace",))


def traffic(answers: Answers, today: date) -> Plan:
    """J10: where it happened, where the vehicle first arrived, the defendant's place."""
    source = ("civil-procedure-law:30",)
    return Plan(
        (
            at("accident_place", "accident_happened", *source),
            *given(answers, "vehicle_first_arrival", "vehicle_arrived", *source),
            *of_defendants(answers),
        )
    )


def _away(answers: Answers, key: str, today: date) -> bool:
    """Whether somebody left home more than a year ago."""
    left = answers.date(key)
    return left is not None and add_years(left, 1) < today


def _plaintiffs_place(answers: Answers, code: str, *sources: str) -> tuple[Connection, ...]:
    return tuple(
        Connection(address_path(party), Reason(code), sources, of_party=True)
        for party in answers.items("plaintiffs")
    )


def divorce(answers: Answers, today: date) -> Plan:
    """J01, J04, J13: the spouse's place; the plaintiff's only where the law says so."""
    whereabouts = answers.text("defendant_whereabouts")
    if whereabouts in ("missing", "abroad", "detained"):
        code = f"plaintiff_place_{whereabouts}"
        return Plan(_plaintiffs_place(answers, code, "civil-procedure-law:23"))
    places = tuple(of_defendants(answers))
    away = _away(answers, "defendant_left_on", today)
    if away and not _away(answers, "plaintiff_left_on", today):
        source = "civil-procedure-interpretation:12"
        places += _plaintiffs_place(answers, "plaintiff_place_spouse_away", source)
    return Plan(places)


def securities_misrepresentation(answers: Answers, today: date) -> Plan:
    """J18 is not verified: the issuer's place is offered, without being sure of it."""
    issuers = (
        Connection(
            each.path, Reason("issuer_place"), ("fashi-2022-2:3",), certain=False, capital=True
        )
        for each in of_defendants(answers)
    )
    return Plan(tuple(issuers))


def plain(answers: Answers, today: date) -> Plan:
    """J01–J12 by what the dispute is about."""
    kind = answers.text("dispute_kind")
    if kind == "immovable":
        return Plan((at("immovable_place", "immovable_stands", *IMMOVABLE),), exclusive=True)
    if kind == "inheritance":
        law = "civil-procedure-law:34"
        lived = at("deceased_home", "deceased_lived", law)
        estate = given(answers, "estate_place", "estate_lies", law)
        return Plan((lived, *estate), exclusive=True)
    if kind == "contract":
        return money_contract(answers, today)
    return Plan((*PLAIN_PLACES.get(kind, _nowhere)(answers), *of_defendants(answers)))


def _nowhere(answers: Answers) -> tuple[Connection, ...]:
    return ()


def _tort(answers: Answers) -> tuple[Connection, ...]:
    """J09: where it was done or where it did harm."""
    sources = ("civil-procedure-law:29", "civil-procedure-interpretation:24")
    return given(answers, "tort_place", "tort_happened", *sources)


def _online_tort(answers: Answers) -> tuple[Connection, ...]:
    """J09: on the net, also where the injured person lives."""
    sources = ("civil-procedure-law:29", "civil-procedure-interpretation:25")
    return _plaintiffs_place(answers, "online_tort_home", *sources)


def _support_at_home(answers: Answers) -> tuple[Connection, ...]:
    """J04: support claimed from several who live apart may be claimed at home."""
    if answers.count("defendants") < 2:
        return ()
    return _plaintiffs_place(answers, "support_home", "civil-procedure-interpretation:9")


PLAIN_PLACES: dict[str, Callable[[Answers], tuple[Connection, ...]]] = {
    "tort": _tort,
    "online_tort": _online_tort,
    "support": _support_at_home,
}

PLANS: dict[str, Callable[[Answers, date], Plan]] = {
    "private_lending": private_lending,
    "divorce": divorce,
    "sale": sale,
    "financial_loan": money_contract,
    "credit_card": money_contract,
    "house_lease": house_lease,
    "house_sale": house_sale,
    "property_service": property_service,
    "finance_lease": finance_lease,
    "labor": labor,
    "traffic": traffic,
    "guarantee_insurance": guarantee_insurance,
    "securities_misrepresentation": securities_misrepresentation,
    "plain": plain,
}


def connections(case: str, answers: Answers, today: date) -> Plan:
    """The connections of a case type; unknown types rest on the defendant's place."""
    plan = PLANS.get(case)
    return plan(answers, today) if plan else Plan(tuple(of_defendants(answers)))
