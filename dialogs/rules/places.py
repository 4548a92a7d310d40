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
from dialogs.rules.clauses import with_clause
from dialogs.rules.connections import Connection, Plan, at, of_defendants, of_payee
from dialogs.rules.deadlines import add_years
from dialogs.rules.grounds import given, money_contract, performed_at, plaintiffs_place
from dialogs.rules.parties import address_path, party_name
from dialogs.rules.plain_places import is_on_the_net, plain
from dialogs.rules.reasons import Reason

__all__ = ["PLANS", "connections", "for_internet_court"]


def private_lending(answers: Answers, today: date) -> Plan:
    """J05, J12, J15."""
    lender = of_payee(answers, "lender_place")
    return with_clause(answers, (*of_defendants(answers), *lender))


def sale(answers: Answers, today: date) -> Plan:
    """J05, J07: bought online, the place of receipt; else as any contract.

    A buyer wants goods or their repair: that is owed where the seller is, so the buyer's own
    place is not offered.
    """
    if not answers.get("online_purchase"):
        if answers.text("side") == "buyer":
            return with_clause(answers, (*of_defendants(answers), *performed_at(answers)))
        return money_contract(answers, today)
    if answers.text("performance_place"):
        place = performed_at(answers)
    elif answers.get("online_delivery"):
        buyers = "defendants" if answers.text("side") == "seller" else "plaintiffs"
        place = tuple(
            Connection(
                address_path(party),
                Reason("online_buyer_home", (("name", party_name(party)),)),
                of_party=True,
            )
            for party in answers.items(buyers)
        )
    else:
        place = given(answers, "receiving_address", "online_receipt")
    return with_clause(answers, (*of_defendants(answers), *place))


def finance_lease(answers: Answers, today: date) -> Plan:
    """J06: where the leased thing is used."""
    used = given(answers, "leased_thing_place", "leased_thing_used")
    return with_clause(answers, (*of_defendants(answers), *performed_at(answers, used)))


def house_lease(answers: Answers, today: date) -> Plan:
    """J11: only where the house stands; a clause cannot change it."""
    return Plan((at("house_address", "house_stands"),), exclusive=True)


def house_sale(answers: Answers, today: date) -> Plan:
    """J11, J05: policy housing only where it stands; other houses as any contract.

    Handed over it is performed where the house stands, money alone where the payee is.
    """
    if answers.get("policy_house"):
        return house_lease(answers, today)
    performed = performed_at(answers)
    if not answers.text("performance_place"):
        issues = frozenset(answers.get("issues") or ())
        money = issues and issues <= MONEY_ISSUES
        house = given(answers, "house_address", "house_delivered")
        performed = tuple(of_payee(answers, "payee_place")) if money else house
    return with_clause(answers, (*of_defendants(answers), *performed))


MONEY_ISSUES = frozenset({"money", "agency", "costs"})
"""Issues of a house sale that are about money alone: owed where the payee is."""


def property_service(answers: Answers, today: date) -> Plan:
    """J16: a contract performed where the houses stand; not exclusive."""
    served = given(answers, "house_address", "service_performed")
    return with_clause(answers, (*of_defendants(answers), *served))


def guarantee_insurance(answers: Answers, today: date) -> Plan:
    """J17: practice differs; the clause, else the defendant's place."""
    return with_clause(answers, tuple(of_defendants(answers)))


def labor(answers: Answers, today: date) -> Plan:
    """J14: the employer's place or where the work is done, basic courts only."""
    places = [*given(answers, "workplace", "work_done")]
    sued = answers.text("side") == "worker"  # a sole trader is an employer too
    for group in ("defendants", "plaintiffs"):
        for party in answers.items(group):
            if party.text("kind") == "org" or (sued and group == "defendants"):
                reason = Reason("employer_place", (("name", party_name(party)),))
                places.append(Connection(address_path(party), reason, of_party=True))
    return Plan(tuple(places), missing=() if answers.text("workplace") else ("workplace",))


def traffic(answers: Answers, today: date) -> Plan:
    """J10: where it happened, where the vehicle first arrived, the defendant's place."""
    return Plan(
        (
            at("accident_place", "accident_happened"),
            *given(answers, "vehicle_first_arrival", "vehicle_arrived"),
            *of_defendants(answers),
        )
    )


def _away(answers: Answers, key: str, today: date) -> bool:
    """Whether somebody left home more than a year ago."""
    left = answers.date(key)
    return left is not None and add_years(left, 1) < today


def divorce(answers: Answers, today: date) -> Plan:
    """J01, J04, J13: the spouse's place; the plaintiff's only where the law says so.

    Where both have left, only the place where the defendant lives now: it has to be told.
    """
    whereabouts = answers.text("defendant_whereabouts")
    if whereabouts in ("missing", "abroad", "detained"):
        code = f"plaintiff_place_{whereabouts}"
        return Plan(plaintiffs_place(answers, code))
    places = tuple(of_defendants(answers))
    if not _away(answers, "defendant_left_on", today):
        return Plan(places)
    if not _away(answers, "plaintiff_left_on", today):
        away = plaintiffs_place(answers, "plaintiff_place_spouse_away")
        return Plan((*places, *away))
    lives = "defendants[0].habitual_residence"
    return Plan(places) if answers.text(lives) else Plan((), missing=(lives,))


def securities_misrepresentation(answers: Answers, today: date) -> Plan:
    """J18 is not verified: the issuer's place is offered, without being sure of it."""
    issuers = (
        Connection(each.path, Reason("issuer_place"), certain=False, capital=True)
        for each in of_defendants(answers)
    )
    return Plan(tuple(issuers))


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


def for_internet_court(case: str, answers: Answers) -> bool:
    """J20: bought on the net, or harmed on it, or another matter that internet courts hear.

    Loans are none of these any more, whoever lent the money.
    """
    if case == "sale":
        return bool(answers.get("online_purchase"))
    return case == "plain" and is_on_the_net(answers)
