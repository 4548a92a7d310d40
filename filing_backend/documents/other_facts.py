"""Row 16 of the private-lending form: what real cases need and no other row holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dialogs.answers import Item, Known
from filing_backend.documents.composition import Composition

__all__ = ["other_facts"]


def other_facts(cell: Composition) -> Any:
    """One line per fact: relation, purpose, who paid, settlements, demands, why liable."""
    lines = [
        *_plain(cell, "relation"),
        *_plain(cell, "purpose"),
        *_per_loan(cell),
        *_demands(cell),
        *_liabilities(cell),
        *_plain(cell, "other_facts"),
    ]
    return "\n".join(lines) if lines else Known.MISSING


def _plain(cell: Composition, key: str) -> Iterator[str]:
    if cell.answers.known(key) in (Known.GIVEN, Known.UNKNOWN):
        yield cell.say(f"fact_{key}", text=cell.text(key))


def _per_loan(cell: Composition) -> Iterator[str]:
    several = cell.several("loans")
    for loan in cell.answers.items("loans"):
        number = cell.say("loan_number", n=loan.index + 1) if several else ""
        for text in (*_money_ways(cell, loan), *_balance(cell, loan), *_settlement(cell, loan)):
            yield number + text


def _money_ways(cell: Composition, loan: Item) -> Iterator[str]:
    for key in ("payer", "payee"):
        if loan.known(key) is Known.GIVEN:
            yield cell.say(f"fact_{key}", name=cell.text(loan.path(key)))


def _balance(cell: Composition, loan: Item) -> Iterator[str]:
    if cell.several("loans") and loan.get("balance") is not None:
        yield cell.say("fact_balance", amount=cell.money(loan.path("balance")))


def _settlement(cell: Composition, loan: Item) -> Iterator[str]:
    keys = ("settlement_on", "settlement_amount", "settlement_replaced")
    if not any(loan.known(key) is Known.GIVEN for key in keys):
        return
    yield cell.say(
        "fact_settlement",
        on=cell.date(loan.path("settlement_on")),
        amount=cell.money(loan.path("settlement_amount")),
        replaced=cell.printed(loan.path("settlement_replaced")),
    )


def _demands(cell: Composition) -> Iterator[str]:
    texts = [
        cell.say(
            "demand",
            on=cell.date(each.path("made_on")),
            way=cell.text(each.path("way")),
            said=cell.printed(each.path("said")),
        )
        for each in cell.answers.items("demands")
    ]
    if texts:
        yield cell.say("fact_demands", text=cell.counted(texts))


def _liabilities(cell: Composition) -> Iterator[str]:
    for party in cell.answers.items("defendants"):
        name = cell.printed(party.path("name")) or cell.printed(party.path("org_name"))
        role, why = cell.printed(party.path("role")), cell.printed(party.path("why_liable"))
        if name and why:
            yield cell.say("fact_liable", name=name, role=role, why=why)
        elif name and role and cell.several("defendants"):
            yield cell.say("fact_role", name=name, role=role)
