"""Cells that the forms of several contracts share: signing, demands, deliveries, further facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from dialogs.answers import Item, Known
from filing_backend.documents.composition import Composition
from filing_backend.documents.readings import group_standing

__all__ = ["CONTRACT_COMPOSERS"]

SAID = (Known.GIVEN, Known.UNKNOWN)
SIGNING = {
    "contract_form": "contract_form",
    "contract_no": "contract_name",
    "signed_on": "signed_on",
    "signed_at": "signed_at",
}
"""Key of the contract's particulars → phrase."""


def contract_particulars(cell: Composition) -> Any:
    """Form, name and number, date and place of the contract, as far as the form names them."""
    parts = [
        cell.say(SIGNING[key], **{_slot(key): cell.text(key)})
        for key in cell.paths
        if cell.answers.known(key) in SAID
    ]
    if parts:
        return cell.say("part_separator").join(parts)
    return cell.answers.known(cell.paths[0])


def _slot(key: str) -> str:
    return {"contract_no": "no", "signed_on": "on", "signed_at": "at"}.get(key, "text")


def demand_list(cell: Composition) -> Any:
    """Each demand with its day, way and answer."""
    return _listed(cell, "demands", _demand)


def _demand(cell: Composition, item: Item) -> str:
    return cell.say(
        "urged",
        on=cell.date(item.path("made_on")),
        way=cell.text(item.path("way")),
        said=cell.printed(item.path("said")),
    )


def delivery_list(cell: Composition) -> Any:
    """Each delivery of a running account: day, goods, price."""
    return _listed(cell, "deliveries", _delivery)


def _delivery(cell: Composition, item: Item) -> str:
    return cell.say(
        "delivered",
        on=cell.date(item.path("delivered_on")),
        what=cell.text(item.path("what")),
        value=cell.money(item.path("value")),
    )


def disbursement_list(cell: Composition) -> Any:
    """Each payment of a bank's loan: day and sum."""
    return _listed(cell, "disbursements", _disbursement)


def _disbursement(cell: Composition, item: Item) -> str:
    on, amount = cell.date(item.path("paid_on")), cell.money(item.path("amount"))
    return cell.say("delivery", on=on, amount=amount)


def _listed(cell: Composition, group: str, write: Callable[[Composition, Item], str]) -> Any:
    standing = group_standing(group, cell.answers)
    if standing.value != "some":
        return Known.NONE if standing.value == "none" else standing.known
    return cell.counted(write(cell, each) for each in cell.answers.items(group))


def further_facts(cell: Composition) -> Any:
    """One line per fact that no other row holds: top-level keys, liabilities, third persons."""
    lines = [line for path in cell.paths for line in _fact(cell, path)]
    return "\n".join(lines) if lines else Known.MISSING


def _fact(cell: Composition, path: str) -> Iterator[str]:
    if path in ("defendants[].role", "third_persons[].connection"):
        yield from _liabilities(cell) if path.startswith("defendants") else _connections(cell)
    elif path == "demands[].made_on":
        texts = [_demand(cell, each) for each in cell.answers.items("demands")]
        if texts:
            yield cell.say("fact_urged", text=cell.counted(texts))
    elif "[]" not in path and cell.answers.known(path) in SAID:
        yield cell.say(f"fact_{path}", text=cell.text(path))


def _liabilities(cell: Composition) -> Iterator[str]:
    for party in cell.answers.items("defendants"):
        name = cell.printed(party.path("name")) or cell.printed(party.path("org_name"))
        role, why = cell.printed(party.path("role")), cell.printed(party.path("why_liable"))
        if name and why:
            yield cell.say("fact_liable", name=name, role=role, why=why)
        elif name and role and cell.several("defendants"):
            yield cell.say("fact_role", name=name, role=role)


def _connections(cell: Composition) -> Iterator[str]:
    for party in cell.answers.items("third_persons"):
        name = cell.printed(party.path("name")) or cell.printed(party.path("org_name"))
        told = cell.printed(party.path("connection"))
        if name and told:
            yield cell.say("fact_third_person", name=name, text=told)


CONTRACT_COMPOSERS: dict[str, Callable[[Composition], Any]] = {
    "contract_particulars": contract_particulars,
    "delivery_list": delivery_list,
    "demand_list": demand_list,
    "disbursement_list": disbursement_list,
    "further_facts": further_facts,
}
