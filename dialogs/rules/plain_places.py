"""Where a plain complaint may be filed: by what the dispute is about and what its cause is called.

Reads `dispute_kind`, `cause_name` or `cause_told`, and these addresses: `immovable_place`,
`deceased_home`, `estate_place`, `tort_place`, `product_place`, `performance_place`,
`leased_thing_place`, `port_place`, `traded_place` and those of `INSURED`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from dialogs.answers import Answers
from dialogs.rules.causes import cause_named
from dialogs.rules.clauses import with_clause
from dialogs.rules.connections import Connection, Plan, at, of_defendants
from dialogs.rules.divisions import find_division
from dialogs.rules.grounds import given, money_contract, performed_at, plaintiffs_place
from dialogs.rules.parties import address_path
from dialogs.rules.reasons import Reason

__all__ = [
    "cause_of",
    "immovable_by_law",
    "is_insurance",
    "is_lease",
    "is_on_the_net",
    "is_port_work",
    "is_transport_insurance",
    "plain",
]

IMMOVABLE_KINDS = frozenset({"immovable", "construction", "farmland"})
IMMOVABLE_CAUSES = re.compile(r"建设工程施工合同|土地承包经营权|房屋租赁合同")
"""What is heard as a dispute over an immovable wherever it is brought (民诉法解释 28)."""
NET_CAUSES = re.compile(r"网络(?:服务合同|虚拟财产|不正当竞争|侵权|购物)|信息网络买卖")


def cause_of(answers: Answers) -> str:
    """The cause as the list of causes names it, else as told."""
    told = answers.text("cause_name") or answers.text("cause_told")
    return cause_named(told) or told


def immovable_by_law(answers: Answers, index: int | None = None) -> bool:
    """J11: whether only the court where the house or the land lies may take the case."""
    kind = answers.text("dispute_kind")
    if kind in IMMOVABLE_KINDS:
        return True
    return kind == "contract" and IMMOVABLE_CAUSES.search(cause_of(answers)) is not None


def is_insurance(answers: Answers, index: int | None = None) -> bool:
    """J08: whether it is a contract of insurance."""
    cause = cause_of(answers)
    return answers.text("dispute_kind") == "contract" and "保险" in cause and "合同" in cause


def is_transport_insurance(answers: Answers, index: int | None = None) -> bool:
    """J08: whether it may be a vehicle, a ship or goods that are insured."""
    person = re.search(r"人身|人寿|健康|意外", cause_of(answers))
    return is_insurance(answers) and person is None


def is_port_work(answers: Answers, index: int | None = None) -> bool:
    """J11: whether it is about work in a port."""
    return cause_of(answers) == "港口作业纠纷"


def is_lease(answers: Answers, index: int | None = None) -> bool:
    """J06: whether a thing other than a house is let."""
    cause = cause_of(answers)
    named = "租赁" in cause and "房屋" not in cause and "土地" not in cause
    return answers.text("dispute_kind") == "contract" and named


def is_on_the_net(answers: Answers) -> bool:
    """J20: whether the matter is of a kind that the internet courts hear."""
    if answers.text("dispute_kind") == "online_tort":
        return True
    return NET_CAUSES.search(cause_of(answers)) is not None


def plain(answers: Answers, today: date) -> Plan:
    """J01–J12 by what the dispute is about."""
    kind = answers.text("dispute_kind")
    if is_port_work(answers):
        port = Connection("port_place", Reason("port_lies"), certain=False)
        return Plan((port,), exclusive=True)
    if immovable_by_law(answers):
        return Plan((at("immovable_place", "immovable_stands"),), exclusive=True)
    if kind == "inheritance":
        lived = at("deceased_home", "deceased_lived")
        estate = given(answers, "estate_place", "estate_lies")
        return Plan((lived, *estate), exclusive=True)
    if kind == "contract":
        return _contract(answers, today)
    return Plan((*PLACES.get(kind, _nowhere)(answers), *of_defendants(answers)))


def _contract(answers: Answers, today: date) -> Plan:
    """J05, J06, J08: insurance and leases have grounds of their own."""
    if is_insurance(answers):
        grounds = tuple(
            each for path, code in INSURED.items() for each in given(answers, path, code)
        )
        return with_clause(answers, (*of_defendants(answers), *grounds))
    if is_lease(answers):
        used = given(answers, "leased_thing_place", "leased_thing_used")
        return with_clause(answers, (*of_defendants(answers), *performed_at(answers, used)))
    return money_contract(answers, today)


INSURED = {
    "insured_thing_place": "insured_thing_lies",
    "insured_registered_place": "insured_registered",
    "insured_destination": "insured_destination",
    "insured_accident_place": "insured_accident",
    "insured_home": "insured_person_lives",
}
"""Where a contract of insurance may be sued on besides the defendant's place."""


def _nowhere(answers: Answers) -> tuple[Connection, ...]:
    return ()


def _tort(answers: Answers) -> tuple[Connection, ...]:
    """J09: where it was done or did harm; where a faulty product was made or sold."""
    return (
        *given(answers, "tort_place", "tort_happened"),
        *given(answers, "product_place", "product_made_or_sold"),
    )


def _online_tort(answers: Answers) -> tuple[Connection, ...]:
    """J09: on the net, also where the injured person lives."""
    return plaintiffs_place(answers, "online_tort_home")


def _support_at_home(answers: Answers) -> tuple[Connection, ...]:
    """J04: support claimed from several who live apart may be claimed at home."""
    paths = (address_path(party) for party in answers.items("defendants"))
    homes = {find_division(answers.text(path)) for path in paths}
    return plaintiffs_place(answers, "support_home") if len(homes) > 1 else ()


PLACES: dict[str, Callable[[Answers], tuple[Connection, ...]]] = {
    "tort": _tort,
    "personality": _tort,
    "online_tort": _online_tort,
    "support": _support_at_home,
}
